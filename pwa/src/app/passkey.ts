import { api, ask } from "../api/client";
import { Problem } from "../api/problem";

type Json = Record<string, unknown>;

/** Whether a passkey can be made or used here: the browser knows them, and the site has a name, not a number. */
export function passkeysWork(): boolean {
  const isNumber = /^[\d.]+$|:/.test(location.hostname);
  return isSecureContext && "credentials" in navigator && "PublicKeyCredential" in window && !isNumber;
}

/** Ask the browser for a passkey and show it to the server. Raises Problem; "" as its type when given up. */
export async function usePasskey() {
  const { public_key } = await ask(api.POST("/api/v1/session/passkey-options"));
  const publicKey = decoded(public_key) as unknown as PublicKeyCredentialRequestOptions;
  const found = await asked(navigator.credentials.get({ publicKey }));
  return ask(api.POST("/api/v1/session/passkey", { body: { credential: encoded(found) } }));
}

/** Have the browser make a passkey and the server keep it; new recovery codes, if any. Raises Problem. */
export async function addPasskey(name: string): Promise<readonly string[]> {
  const { public_key } = await ask(api.POST("/api/v1/security/passkey-options"));
  const publicKey = decoded(public_key) as unknown as PublicKeyCredentialCreationOptions;
  const made = await asked(navigator.credentials.create({ publicKey }));
  const body = { name, credential: encoded(made) };
  return (await ask(api.POST("/api/v1/security/passkeys", { body }))).codes;
}

async function asked(ceremony: Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const found = await ceremony;
    if (found instanceof PublicKeyCredential) return found;
  } catch {
    // Closed by the person, or out of time: the browser tells these apart from nobody.
  }
  throw new Problem(0, "/problems/given-up", "");
}

/** The server's options with bytes where the browser wants them (WebAuthn, section 5.1.8). */
function decoded(options: Json): Json {
  const user = options.user as Json | undefined;
  const listed = (list: unknown) => (list as Json[]).map((one) => ({ ...one, id: bytes(one.id) }));
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(user && { user: { ...user, id: bytes(user.id) } }),
    ...(options.allowCredentials ? { allowCredentials: listed(options.allowCredentials) } : {}),
    ...(options.excludeCredentials ? { excludeCredentials: listed(options.excludeCredentials) } : {}),
  };
}

/** What the browser gave, with text in place of bytes. */
function encoded(credential: PublicKeyCredential): Json {
  const { response } = credential;
  const fields = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const said: Json = {};
  for (const field of fields) {
    const value = (response as unknown as Json)[field];
    if (value instanceof ArrayBuffer) said[field] = text(value);
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: said,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

function bytes(base64url: unknown): Uint8Array<ArrayBuffer> {
  const base64 = String(base64url).replaceAll("-", "+").replaceAll("_", "/");
  return Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
}

function text(raw: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(raw));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
