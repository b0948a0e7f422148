import "./SignIn.css";
import type { ComponentChildren } from "preact";
import { Banner } from "../ui/Banner";
import { Logo } from "../ui/Logo";

interface FrameProps {
  title: string;
  lead?: string;
  /** What went wrong: its heading and its sentence. */
  problem?: { title: string; words: string } | null;
  children: ComponentChildren;
}

/** The narrow page on which people sign in or set a password. */
export function SignInFrame({ title, lead, problem, children }: FrameProps) {
  return (
    <main class="sign-in">
      <a class="sign-in-logo" href="/">
        <Logo size={52} />
        <span>Doorstep</span>
      </a>
      <h1 class="question" tabIndex={-1}>
        {title}
      </h1>
      {lead && <p class="muted">{lead}</p>}
      {problem && (
        <Banner kind="danger" title={problem.title} urgent>
          {problem.words}
        </Banner>
      )}
      {children}
    </main>
  );
}
