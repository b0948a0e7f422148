import { afterEach, describe, expect, it } from "vitest";
import { LANGUAGES, language, needPart, setLanguage, startLanguage, t, tn } from "./language";

afterEach(async () => {
  await setLanguage("en-GB");
  localStorage.clear();
});

describe("words", () => {
  it("are filled with what they are about, numbers as the language writes them", () => {
    expect(t("app.page_title", { title: "Nearby" })).toBe("Nearby · Doorstep");
    expect(t("ui.step", { at: 1, of: 4000 })).toBe("Step 1 of 4,000");
  });

  it("change with a count", () => {
    expect([tn("tabs.waiting", 1), tn("tabs.waiting", 2)]).toEqual([
      "1 waiting to be sent",
      "2 waiting to be sent",
    ]);
  });

  it("show their key where there are none, so that a screen is never blank", () => {
    expect(t("nobody.wrote.this")).toBe("nobody.wrote.this");
  });
});

describe("another language", () => {
  it("is shown everywhere, remembered on the device and told to the browser", async () => {
    await setLanguage("cy");
    expect([
      t("tabs.nearby"),
      document.documentElement.lang,
      localStorage.getItem("doorstep.language"),
    ]).toEqual(["Gerllaw", "cy", "cy"]);
  });

  it("brings the words of a part that is asked for later", async () => {
    await setLanguage("cy");
    await needPart("report");
    expect(t("report.thanks")).toBe("Diolch");
  });

  it("that we don't have changes nothing", async () => {
    await setLanguage("tlh");
    expect(language.value).toBe("en-GB");
  });

  it("starts as it was chosen before", async () => {
    localStorage.setItem("doorstep.language", "cy");
    await startLanguage();
    expect(language.value).toBe("cy");
  });

  it("stands in the switch by its own name", () => {
    expect(LANGUAGES.map(({ name }) => name)).toEqual(["English", "Cymraeg"]);
  });
});
