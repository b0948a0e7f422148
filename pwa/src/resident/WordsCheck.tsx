import "./WordsCheck.css";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../app/language";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Icon } from "../ui/Icon";
import { type Found, foundInWords, without } from "./foundInWords";

/** How much of the words is shown round what was found. */
const ROUND = 30;

/** What in somebody's words may tell who or where a person is: shown marked, each to be taken out or kept. */
export function WordsCheck({ words, onChange }: { words: string; onChange: (words: string) => void }) {
  const kept = useSignal<ReadonlySet<string>>(new Set());
  const heading = useRef<HTMLHeadingElement>(null);
  const hadFound = useRef(false);
  const found = foundInWords(words);
  if (found.length > 0) hadFound.current = true;
  useEffect(() => {
    // The button that was pressed went with what it was for.
    if (document.activeElement === document.body && hadFound.current) heading.current?.focus();
  }, [words]);
  if (!hadFound.current) return null;

  function keep(what: string) {
    const next = new Set(kept.value);
    if (!next.delete(what)) next.add(what);
    kept.value = next;
  }
  return (
    <Card>
      <section class="stack words-check">
        <h2 tabIndex={-1} ref={heading}>
          <Icon name={found.length > 0 ? "eye-off" : "check"} />
          {t(found.length > 0 ? "report.found_title" : "report.found_none_left")}
        </h2>
        <p class="small">{t("report.found_who_reads")}</p>
        <ul class="stack">
          {found.map((one) => {
            const what = words.slice(one.start, one.end);
            const isKept = kept.value.has(what);
            return (
              <li key={`${one.start}-${what}`}>
                <p class="small muted">{t(`report.found_${one.kind}`)}</p>
                <p class="words-found" dir="auto">
                  <Round words={words} found={one} />
                </p>
                <div class="pair">
                  <Button
                    kind="quiet"
                    size="small"
                    label={t("report.take_out_what", { what })}
                    onClick={() => onChange(without(words, one))}
                  >
                    {t("report.take_out")}
                  </Button>
                  <Button
                    kind="second"
                    size="small"
                    pressed={isKept}
                    label={t("report.keep_what", { what })}
                    {...(isKept ? { icon: "check" } : {})}
                    onClick={() => keep(what)}
                  >
                    {t("report.keep_for_team")}
                  </Button>
                </div>
              </li>
            );
          })}
        </ul>
      </section>
    </Card>
  );
}

/** What was found, with a few words on either side. */
function Round({ words, found }: { words: string; found: Found }) {
  const from = Math.max(0, found.start - ROUND);
  const to = Math.min(words.length, found.end + ROUND);
  return (
    <>
      {from > 0 && "…"}
      {words.slice(from, found.start)}
      <mark>{words.slice(found.start, found.end)}</mark>
      {words.slice(found.end, to)}
      {to < words.length && "…"}
    </>
  );
}
