import { expect, it } from "vitest";
import { type Covering, movedArea, NOTHING_COVERED } from "./geometry";
import { NO_PAST, type Past, remember, undo } from "./history";

const box = (x: number) => ({ kind: "box", x, y: 0.1, w: 0.2, h: 0.2, style: "cover" }) as const;

it("brings back exactly what was there, act by act", () => {
  const shown: Covering[] = [NOTHING_COVERED];
  let past: Past = NO_PAST;
  for (let act = 1; act <= 30; act += 1) {
    const before = shown.at(-1) ?? NOTHING_COVERED;
    past = remember(past, before, null);
    shown.push({
      covers: [...before.covers, movedArea(box(0), act / 50, 0)],
      crop: act % 2 ? null : box(0.1),
    });
  }
  for (const expected of shown.slice(0, -1).reverse()) {
    const back = undo(past);
    expect(back?.value).toBe(expected);
    past = back?.past ?? NO_PAST;
  }
  expect(undo(past)).toBeNull();
});

it("takes back a cover that was moved key by key as one act", () => {
  const start = { covers: [box(0)], crop: null };
  let past = remember(NO_PAST, start, "move 0");
  past = remember(past, { covers: [box(0.01)], crop: null }, "move 0");
  past = remember(past, { covers: [box(0.02)], crop: null }, "move 0");
  expect(undo(past)?.value).toBe(start);
  expect(undo(past)?.past).toEqual(NO_PAST);
});

it("does not make one act of two moves with another act between them", () => {
  const values = [0, 0.1, 0.2].map((x) => ({ covers: [box(x)], crop: null }));
  let past: Past = NO_PAST;
  for (const [at, what] of ["move 0", "size 0", "move 0"].entries())
    past = remember(past, values[at] ?? NOTHING_COVERED, what);
  expect(undo(past)?.value).toBe(values[2]);
  expect(past.steps).toHaveLength(3);
});
