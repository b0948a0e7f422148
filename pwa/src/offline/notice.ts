/** A push message, as the server sends it: already in the reader's language, and with nothing private in it. */
export interface Notice {
  title: string;
  options: NotificationOptions & { data: { url: string } };
}

/**
 * What to show for a push. A browser that shows nothing takes the permission away, so a message that cannot be read
 * still gives a notice.
 *
 * text    JSON `{title, body, url, tag}`, or null
 * origin  ours; addresses elsewhere are not followed
 */
export function noticeFrom(text: string | null, origin: string): Notice {
  const { title, body, url, tag } = fields(text);
  return {
    title: title ?? "Doorstep",
    options: {
      ...(body ? { body } : {}),
      ...(tag ? { tag } : {}),
      icon: "/icon-192.png",
      data: { url: ours(url ?? "/", origin) },
    },
  };
}

function fields(text: string | null): Record<"title" | "body" | "url" | "tag", string | null> {
  let sent: unknown = null;
  try {
    sent = JSON.parse(text ?? "null");
  } catch {
    // Shown without words of its own.
  }
  const record = typeof sent === "object" && sent !== null ? (sent as Record<string, unknown>) : {};
  const word = (key: string) => (typeof record[key] === "string" ? record[key] : null);
  return { title: word("title"), body: word("body"), url: word("url"), tag: word("tag") };
}

function ours(url: string, origin: string): string {
  try {
    const whole = new URL(url, origin);
    return whole.origin === origin ? whole.href : `${origin}/`;
  } catch {
    return `${origin}/`;
  }
}
