// @vitest-environment node
import { expect, test } from "vitest";
import { noticeFrom } from "./notice";

const origin = "https://doorstep.example";

test("a push is shown in the words it came with", () => {
  const sent = JSON.stringify({
    title: "Cleared",
    body: "Fly-tipping, Weir Lane",
    url: "/r/FT-7K3Q-2M",
    tag: "x",
  });
  expect(noticeFrom(sent, origin)).toMatchObject({
    title: "Cleared",
    options: { body: "Fly-tipping, Weir Lane", tag: "x", data: { url: `${origin}/r/FT-7K3Q-2M` } },
  });
});

test.each([null, "", "{", "3", "null", '{"title":7}'])(
  "a message that cannot be read (%s) still gives a notice",
  (text) => {
    expect(noticeFrom(text, origin)).toMatchObject({
      title: "Doorstep",
      options: { data: { url: `${origin}/` } },
    });
  },
);

test.each(["https://elsewhere.example/r/x", "javascript:alert(1)", "//elsewhere.example", "http://["])(
  "a notice never leads away from Doorstep (%s)",
  (url) => {
    expect(noticeFrom(JSON.stringify({ title: "t", url }), origin).options.data.url).toBe(`${origin}/`);
  },
);
