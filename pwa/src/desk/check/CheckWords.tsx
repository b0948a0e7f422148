import { useSignal } from "@preact/signals";
import { Fragment } from "preact";
import { useRef } from "preact/hooks";
import type { Check } from "../../api/shapes";
import { t, tn } from "../../app/language";
import { Switch } from "../../ui/Switch";
import { PanelHeading } from "../PanelHeading";
import { change } from "./check";
import { type Draft, piecesIn } from "./draft";

/** A person's own words, in pieces: each can be taken out, by a tap, by dragging over them, or by keys. */
export function CheckWords({ shown, made }: { shown: Check; made: Draft }) {
  const at = useSignal(0);
  const said = useSignal("");
  const list = useRef<HTMLDivElement>(null);
  /** While a mouse or pen is dragged: whether it takes out or puts back. */
  const drag = useRef<boolean | null>(null);
  const { words } = shown;
  if (!words) return null;
  const pieces = piecesIn(shown);
  const marks = pieces.filter((piece) => piece.mark).length;
  const current = Math.min(at.value, pieces.length - 1);

  function set(index: number, isOut: boolean): void {
    const piece = pieces[index];
    if (!piece) return;
    const out = new Set(made.out);
    if (isOut) out.add(index);
    else out.delete(index);
    change({ out });
    said.value = t(isOut ? "check.word_out" : "check.word_in", { word: piece.text });
  }
  function go(to: number): void {
    at.value = Math.min(pieces.length - 1, Math.max(0, to));
    list.current?.querySelector<HTMLElement>(`[data-piece="${at.value}"]`)?.focus();
  }
  function onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by) {
      // As in a list of several choices: with Shift the choice goes along.
      if (event.shiftKey) set(current, true);
      go(current + by);
      if (event.shiftKey) set(at.value, true);
    } else if (event.key === "Home") go(0);
    else if (event.key === "End") go(pieces.length - 1);
    else if (event.key === " " || event.key === "Enter" || event.key === "Delete")
      set(current, !made.out.has(current));
    else return;
    event.preventDefault();
  }
  const indexOf = (target: EventTarget | null) => {
    const index = target instanceof Element && target.closest<HTMLElement>("[data-piece]")?.dataset.piece;
    return index ? Number(index) : null;
  };

  return (
    <section class="card card--padded check-words">
      <div class="check-words-head">
        <PanelHeading>{t("check.their_words")}</PanelHeading>
        <span class="small muted">{marks > 0 ? tn("check.marked", marks) : t("check.marked_none")}</span>
      </div>
      <div
        ref={list}
        class={made.wordsShown ? "check-pieces" : "check-pieces check-pieces--off"}
        role="listbox"
        aria-multiselectable="true"
        aria-label={t("check.choose_words")}
        dir="auto"
        onKeyDown={onKey}
        onPointerUp={() => {
          drag.current = null;
        }}
        onPointerLeave={() => {
          drag.current = null;
        }}
        onPointerDown={(event) => {
          const index = indexOf(event.target);
          if (index === null || event.button !== 0) return;
          at.value = index;
          const isOut = !made.out.has(index);
          set(index, isOut);
          // A finger scrolls.
          if (event.pointerType !== "touch") drag.current = isOut;
        }}
        onPointerOver={(event) => {
          const index = indexOf(event.target);
          if (index !== null && drag.current !== null && made.out.has(index) !== drag.current)
            set(index, drag.current);
        }}
      >
        {pieces.map((piece, index) => {
          const isOut = made.out.has(index);
          const before = words.text.slice(pieces[index - 1]?.end ?? 0, piece.start);
          return (
            <Fragment key={piece.start}>
              {before}
              <span
                class={piece.mark ? "check-piece check-piece--marked" : "check-piece"}
                role="option"
                aria-selected={isOut}
                tabIndex={index === current ? 0 : -1}
                data-piece={index}
                title={piece.mark ? t(`check.mark_${piece.mark}`) : undefined}
                onFocus={() => {
                  at.value = index;
                }}
              >
                {piece.text}
              </span>
            </Fragment>
          );
        })}
      </div>
      <p class="small muted">{t("check.words_how")}</p>
      <Switch on={made.wordsShown} onChange={(on) => change({ wordsShown: on })}>
        {t("check.show_words")}
      </Switch>
      <p class="visually-hidden" role="status">
        {said.value}
      </p>
    </section>
  );
}
