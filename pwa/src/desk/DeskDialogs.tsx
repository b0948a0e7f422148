import type { Job } from "../api/shapes";
import { AssignDialog } from "./AssignDialog";
import { ForwardDialog } from "./ForwardDialog";
import { HideDialog } from "./HideDialog";
import { asking } from "./job";
import { ShareDialog } from "./share/ShareDialog";

/** The question that is being asked over a job, if any. */
export function DeskDialogs({ shown, close }: { shown: Job; close: string }) {
  const now = asking.value;
  if (now?.kind === "assign" && shown.can.includes("assign")) return <AssignDialog shown={shown} />;
  if (now?.kind === "forward" && shown.can.includes("forward"))
    return <ForwardDialog shown={shown} close={close} />;
  if (now?.kind === "hide") return <HideDialog asked={now} />;
  if (now?.kind === "share") return <ShareDialog ref_={now.ref} />;
  return null;
}
