import { api, ask, forgetTokens, rememberToken } from "../api/client";
import type { Erased, MyData } from "../api/shapes";
import { language } from "../app/language";
import { saveFile } from "../app/saveFile";
import { forget } from "../offline/change";
import type { Mine } from "../offline/entry";
import { rememberTold } from "./notices";

/** The address, and the token that its code was answered with. */
export interface Key {
  email: string;
  token: string;
}

/** Have a code sent; the number that goes with it. Raises Problem. */
export async function askForCode(email: string): Promise<string> {
  const body = { email, language: language.value };
  return (await ask(api.POST("/api/v1/my-data/code", { body }))).id;
}

/** Show the code. Raises Problem: 403 where it is wrong or too old. */
export async function showCode(id: string, email: string, code: string): Promise<Key> {
  const opened = await ask(api.POST("/api/v1/my-data/open", { body: { id, email, code } }));
  return { email, token: opened.token };
}

/** What is known under the address, in short. Raises Problem. */
export function look(key: Key): Promise<MyData> {
  return ask(api.POST("/api/v1/my-data", { body: said(key) }));
}

/** All that came with the address, saved as a file. Raises Problem. */
export async function copyAll(key: Key): Promise<void> {
  saveFile(
    await ask<Blob>(api.POST("/api/v1/my-data/copy", { body: said(key), parseAs: "blob" }) as never),
    "my-data.zip",
  );
}

/** Erase all that came with the address. Raises Problem: 409 where it is held. */
export function eraseAll(key: Key): Promise<Erased> {
  return ask(api.POST("/api/v1/my-data/erase", { body: said(key) }));
}

/** All that is held of one report of this phone, saved as a file. Raises Problem. */
export async function copyOne(report: Mine): Promise<void> {
  rememberToken(report.ref, report.track_token);
  const asked = api.GET("/api/v1/reports/{ref}/my-data", {
    params: { path: { ref: report.ref }, query: { language: language.value } },
    parseAs: "blob",
  });
  saveFile(await ask<Blob>(asked as never), "my-data.zip");
}

/** Erase one report of this phone, there and here. Raises Problem: 409 where it is held. */
export async function eraseOne(report: Mine): Promise<Erased> {
  rememberToken(report.ref, report.track_token);
  const done = await ask(api.POST("/api/v1/reports/{ref}/erase", { params: { path: { ref: report.ref } } }));
  await forget(new Set([report.id]));
  forgetTokens(report.ref);
  rememberTold(report.id, null);
  return done;
}

function said(key: Key) {
  return { ...key, language: language.value };
}
