import { type ComponentChildren, render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { Button } from "./Button";
import { ChipChoice } from "./Chip";
import { Dialog } from "./Dialog";
import { TextField } from "./Field";
import { PhotoStrip } from "./PhotoStrip";
import { Sheet } from "./Sheet";
import { TabBar } from "./TabBar";
import { Tag } from "./Tag";
import { Timeline } from "./Timeline";

const root = document.createElement("div");

beforeAll(() => document.body.append(root));
afterEach(() => act(() => render(null, root)));

function draw(what: ComponentChildren): HTMLElement {
  act(() => render(what, root));
  return root;
}
function one<E extends Element = HTMLElement>(selector: string): E {
  const found = root.querySelector<E>(selector);
  if (!found) throw new Error(`there is no ${selector}`);
  return found;
}

describe("a button", () => {
  it("that is busy says what it does and can't be pressed again, but keeps the focus", () => {
    const onClick = vi.fn();
    draw(
      <Button onClick={onClick} busy="Sending photo 1 of 2">
        Send
      </Button>,
    );
    one("button").click();
    expect(onClick).not.toHaveBeenCalled();
    expect([one("button").textContent, one<HTMLButtonElement>("button").disabled]).toEqual([
      "Sending photo 1 of 2",
      false,
    ]);
  });
});

describe("a field", () => {
  it("is named by its label and told with its hint and its error", () => {
    draw(
      <TextField
        label="Phone number"
        hint="Only if there is a question"
        error="Add 2 more digits"
        value="07"
        onInput={() => {}}
      />,
    );
    const box = one<HTMLInputElement>("input");
    const told = (box.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id));
    expect(box.labels?.[0]?.textContent).toBe("Phone number");
    expect(told.map((element) => element?.textContent)).toEqual([
      "Only if there is a question",
      "Add 2 more digits",
    ]);
    expect(box.getAttribute("aria-invalid")).toBe("true");
  });
});

describe("chips of one choice", () => {
  it("are radio buttons with a question; the chosen one has a tick as well as fill", () => {
    const onChange = vi.fn();
    const options = [
      { value: "yes", label: "Yes" },
      { value: "no", label: "No" },
    ] as const;
    draw(
      <ChipChoice
        legend="Is it blocking the road?"
        name="blocking"
        options={options}
        value="yes"
        onChange={onChange}
      />,
    );
    expect(one("legend").textContent).toBe("Is it blocking the road?");
    expect([...root.querySelectorAll(".chip")].map((chip) => chip.querySelectorAll("svg").length)).toEqual([
      1, 0,
    ]);
    act(() => root.querySelectorAll<HTMLInputElement>("input")[1]?.click());
    expect(onChange).toHaveBeenCalledWith("no");
  });
});

describe("a status", () => {
  it("is never told by colour alone", () => {
    draw(<Tag shape="late">Late</Tag>);
    expect(one("use").getAttribute("href")).toMatch(/#i-st-late$/);
    expect(root.textContent).toBe("Late");
  });
});

describe("the sheet", () => {
  it("rises and falls by keyboard, and Escape lowers it", () => {
    draw(
      <Sheet label="Reports" head={<h1>Near you</h1>}>
        <p>…</p>
      </Sheet>,
    );
    const handle = one<HTMLButtonElement>("button");
    const press = (key: string) =>
      act(() => void handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })));
    press("ArrowUp");
    expect(one("section").className).toContain("sheet--full");
    press("Escape");
    expect(one("section").className).toContain("sheet--low");
    expect(handle.getAttribute("aria-expanded")).toBe("false");
  });
});

describe("the tab bar", () => {
  it("says which place is shown, and what waits there", () => {
    draw(
      <TabBar
        label="Main"
        current="/mine"
        tabs={[
          { href: "/", label: "Nearby", icon: "map" },
          { href: "/mine", label: "My reports", icon: "list", count: 2, countLabel: "2 waiting to be sent" },
        ]}
      />,
    );
    expect(one("[aria-current='page']").getAttribute("href")).toBe("/mine");
    expect(one(".visually-hidden").textContent).toBe("2 waiting to be sent");
  });
});

describe("the history", () => {
  it("is told politely when it grows, the newest last", () => {
    const entry = (title: string) => ({ key: title, title, when: "Today" });
    draw(<Timeline label="What has happened" entries={[entry("Reported"), entry("Cleared")]} />);
    expect(one("ol").getAttribute("aria-live")).toBe("polite");
    expect(one("li:last-child").textContent).toContain("Cleared");
  });
});

describe("photos", () => {
  it("can each be removed by name, and no more than four added", () => {
    const onRemove = vi.fn();
    const photos = ["a", "b", "c", "d"].map((id) => ({ id, src: `/${id}` }));
    draw(<PhotoStrip photos={photos} onRemove={onRemove} onAdd={() => {}} />);
    expect(root.querySelector(".photo-add")).toBeNull();
    act(() => one("[aria-label='Remove photo 2']").click());
    expect(onRemove).toHaveBeenCalledWith("b");
  });
});

describe("a dialog", () => {
  it("gives the focus back to what opened it", () => {
    const screen = (asks: boolean) => (
      <div>
        <button type="button">Withdraw</button>
        {asks && (
          <Dialog title="Withdraw this report?" onClose={() => {}}>
            <p>…</p>
          </Dialog>
        )}
      </div>
    );
    draw(screen(false));
    one("button").focus();
    draw(screen(true));
    one("dialog button").focus();
    draw(screen(false));
    expect(document.activeElement).toBe(one("button"));
  });

  it("is named by its title and closes by its cross", () => {
    const onClose = vi.fn();
    draw(
      <Dialog title="Withdraw this report?" onClose={onClose}>
        <p>…</p>
      </Dialog>,
    );
    const title = document.getElementById(one("dialog").getAttribute("aria-labelledby") ?? "");
    expect(title?.textContent).toBe("Withdraw this report?");
    act(() => one("[aria-label='Close']").click());
    expect(onClose).toHaveBeenCalledOnce();
  });
});
