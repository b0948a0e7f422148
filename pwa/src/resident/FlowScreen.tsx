import "./FlowScreen.css";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../app/language";
import { navigate } from "../app/router";
import { Banner } from "../ui/Banner";
import { Button, IconButton } from "../ui/Button";
import { Dock } from "../ui/Dock";
import { QuickExit } from "../ui/QuickExit";
import { Steps } from "../ui/Steps";
import { TopBar } from "../ui/TopBar";
import { clearDraft } from "./draft";
import { beginAnew, isBroughtBack } from "./keptDraft";
import { forgetAtOnce } from "./leave";

interface FlowScreenProps {
  /** Which of the four questions this is; none for a side step. */
  step?: number;
  question: string;
  onBack?: (() => void) | undefined;
  /** Nothing of a private step may be seen by somebody else: "Leave now" in place of the cross. */
  isPrivate?: boolean;
  above?: ComponentChildren;
  children: ComponentChildren;
  dock: ComponentChildren;
}

const STEPS = 4;

/** The frame of one question: where we are, the question, and the main action at the foot. */
export function FlowScreen(props: FlowScreenProps) {
  const { step, question, onBack, isPrivate = false, above, children, dock } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Also when this is the first page: what comes next by keyboard is the question's first answer.
    if (document.activeElement === document.body) heading.current?.focus();
    // Going on from here takes it as it is.
    return () => {
      isBroughtBack.value = false;
    };
  }, []);
  return (
    <main class="flow">
      <TopBar title={t("report.title")} {...(onBack ? { onBack } : {})}>
        {isPrivate ? (
          <QuickExit onLeave={forgetAtOnce} />
        ) : (
          <>
            {step !== undefined && (
              <span class="flow-count muted small" aria-hidden="true">
                {t("report.count", { at: step, of: STEPS })}
              </span>
            )}
            <IconButton icon="close" label={t("report.leave")} onClick={leave} />
          </>
        )}
      </TopBar>
      {step !== undefined && <Steps at={step} of={STEPS} />}
      <div class="flow-body">
        {above}
        {step !== undefined && !isPrivate && isBroughtBack.value && (
          <Banner kind="info" title={t("report.brought_back")}>
            <Button kind="link" onClick={startAgain}>
              {t("report.begin_anew")}
            </Button>
          </Banner>
        )}
        <h1 class="question" tabIndex={-1} ref={heading}>
          {question}
        </h1>
        {children}
      </div>
      <Dock>{dock}</Dock>
    </main>
  );
}

function startAgain(): void {
  beginAnew();
  navigate("/report", { replace: true });
}

function leave(): void {
  clearDraft();
  navigate("/", { replace: true });
}
