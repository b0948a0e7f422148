import { forgetTokens } from "../api/client";
import { forgetReplies } from "../offline/outbox";
import { phoneStore } from "../offline/run";
import { clearDraft } from "./draft";
import { sent } from "./sent";

/**
 * What "Leave now" forgets: the report in the making with its photos and answers, and what was read of a sent one.
 * It waits for nothing: the phone's own copy is told to go before the page is left. A report that was sent and waits
 * for signal still goes; nothing of it is on any screen until then.
 */
export function forgetAtOnce(): void {
  clearDraft();
  sent.value = null;
  forgetReplies();
  forgetTokens();
  // The store was opened when this screen began; nothing has to be kept of a draft where it could not be.
  phoneStore()
    .then((store) => store.dropDraft())
    .catch(() => {});
}
