import "../ui/base.css";
import { effect } from "@preact/signals";
import { render } from "preact";
import { api, ask, speaker } from "../api/client";
import { startWorker } from "../offline/release";
import { startOutbox } from "../offline/start";
import { language, startLanguage } from "./language";
import { startRouter } from "./router";
import { isScreen } from "./routes";
import { followPath, openPath, Shell } from "./Shell";

async function start(): Promise<void> {
  const root = document.getElementById("app");
  if (!root) return;
  await startLanguage();
  effect(() => {
    speaker.language = language.value;
  });
  startRouter(isScreen);
  // A page drawn by the server, or the frame of index.html, stays until its screen is ready.
  await openPath();
  root.replaceChildren();
  render(<Shell />, root);
  followPath();
  // What waits is sent from every screen; a phone that keeps nothing says so where it matters.
  startOutbox().catch(() => {});
  // Without the list of what can be reported, no report could be made without signal.
  void startWorker(() => void ask(api.GET("/api/v1/issue-types")).catch(() => {}));
}

void start();
