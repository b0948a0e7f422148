import "./officer.css";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Problem } from "../api/problem";
import { t } from "../app/language";
import { loadSession, session } from "../app/session";
import { useSignInAgain } from "../app/signInAgain";
import { DidNotLoad } from "../ui/DidNotLoad";
import { RailFrame } from "../ui/RailFrame";
import { Skeleton } from "../ui/Skeleton";

type Place = "" | "/holds" | "/reviews" | "/people" | "/audit";

interface OfficerFrameProps {
  current: Place;
  title: string;
  /** Why what the screen needs could not be read, and the way to ask again. */
  problem?: Problem | null;
  onRetry?: () => void;
  /** There is something to show already. */
  ready: boolean;
  children: ComponentChildren;
}

const PLACES = [
  { to: "", words: "officer.keeping", icon: "list" },
  { to: "/holds", words: "officer.holds", icon: "lock" },
  { to: "/reviews", words: "officer.reviews", icon: "review" },
  { to: "/people", words: "officer.people", icon: "person" },
  { to: "/audit", words: "officer.audit", icon: "eye" },
] as const;

/** A screen of the information officer, with the way to the others. An administrator sets holds and no more. */
export function OfficerFrame({ current, title, problem, onRetry, ready, children }: OfficerFrameProps) {
  useSignInAgain(problem ?? null);
  useEffect(() => {
    if (session.value === undefined) loadSession().catch(() => {});
  }, []);
  const isOfficer = session.value?.roles.some((held) => held.role === "officer") ?? true;
  const places = PLACES.filter((place) => isOfficer || place.to === "/holds");
  return (
    <RailFrame
      label={t("officer.rail")}
      current={`/officer${current}`}
      items={[
        ...places.map(({ to, words, icon }) => ({ href: `/officer${to}`, label: t(words), icon })),
        { href: "/settings", label: t("tabs.settings"), icon: "gear" },
      ]}
    >
      <main class="officer">
        <h1 tabIndex={-1}>{title}</h1>
        {problem && !ready && <DidNotLoad words={problem.detail} onRetry={onRetry ?? (() => {})} />}
        {!problem && !ready && <Skeleton rows={5} />}
        {ready && children}
      </main>
    </RailFrame>
  );
}
