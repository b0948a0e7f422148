// @vitest-environment node
import { createChallenge, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";
import { expect, test } from "vitest";
import { answerTo } from "./challenge";

const secrets = { hmacSignatureSecret: "signs", hmacKeySignatureSecret: "signs answers" };

async function made(counter: number) {
  return createChallenge({ algorithm: "PBKDF2/SHA-256", cost: 10, counter, deriveKey, ...secrets });
}

test("the answer is right", async () => {
  const answer = await answerTo(await made(40));
  const { challenge, solution } = JSON.parse(atob(String(answer)));
  expect(solution.counter).toBe(40);
  expect(await verifySolution({ challenge, solution, deriveKey, ...secrets })).toMatchObject({
    verified: true,
  });
});

test("work that is stopped has no answer", async () => {
  const stopped = new AbortController();
  const answer = answerTo(await made(1_000_000), stopped.signal);
  stopped.abort();
  expect(await answer).toBeNull();
});

test("what is no challenge has no answer", async () => {
  expect(await answerTo({ parameters: { nonce: "zz" } })).toBeNull();
  expect(await answerTo(null)).toBeNull();
});
