import { t } from "../app/language";
import { toast } from "../ui/Toast";

/** Whether this browser can hand an address on, or at least copy it. */
export function canShare(): boolean {
  return typeof navigator.share === "function" || navigator.clipboard !== undefined;
}

/** Hand on an address by the phone's own sheet; where there is none, copy it. */
export async function share(what: { title: string; url: string }): Promise<void> {
  try {
    if (typeof navigator.share === "function") await navigator.share(what);
    else await copyAddress(what.url);
  } catch {
    // Closed without sharing: nothing to say.
  }
}

async function copyAddress(url: string): Promise<void> {
  await navigator.clipboard.writeText(url);
  toast(t("report.address_copied"));
}
