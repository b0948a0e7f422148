import { afterEach, describe, expect, it } from "vitest";
import { back, match, navigate, path, query, startRouter } from "./router";

describe("match", () => {
  it.each([
    ["/", "/", {}],
    ["/r/:reference", "/r/FT-7K3Q-2M", { reference: "FT-7K3Q-2M" }],
    ["/r/:reference", "/r/FT-7K3Q-2M/", { reference: "FT-7K3Q-2M" }],
    ["/ward/:slug", "/ward/weir%20meadow", { slug: "weir meadow" }],
    ["/r/:reference", "/r", null],
    ["/r/:reference", "/r/%zz", { reference: "%zz" }],
    ["/crew", "/crewmates", null],
  ])("%s on %s gives %o", (pattern, at, expected) => {
    expect(match(pattern, at)).toEqual(expected);
  });
});

describe("the router", () => {
  afterEach(() => {
    document.body.replaceChildren();
  });

  it("shows the path and query it was sent to", () => {
    navigate("/sign-in?next=/desk");
    expect([path.value, query.value.get("next")]).toEqual(["/sign-in", "/desk"]);
  });

  it("goes back to its own screens only", () => {
    history.replaceState(null, "", "/r/FT-7K3Q-2M");
    back("/mine");
    expect(path.value).toBe("/mine");
  });

  it("opens links to its own screens by itself, and leaves others to the browser", () => {
    startRouter((to) => to === "/mine");
    document.body.innerHTML = '<a id="ours" href="/mine"><b>x</b></a><a id="other" href="/privacy">y</a>';
    document.addEventListener("click", (event) => event.preventDefault());
    document.querySelector<HTMLElement>("#ours b")?.click();
    expect(path.value).toBe("/mine");
    document.querySelector<HTMLElement>("#other")?.click();
    expect(path.value).toBe("/mine");
  });
});
