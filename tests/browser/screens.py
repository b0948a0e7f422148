"""What every screen must be, whoever looks at it and on whatever: looked at in each of several looks.

Nothing for axe to find (WCAG 2.2 A and AA), nothing wider than the screen, and a picture of each.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from playwright.sync_api import Page, ViewportSize

from browser.windows import SCREENSHOTS, Window
from processes import ROOT

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_AXE = """
async (rules) => {
  const ask = (where) => axe.run(where, { runOnly: rules, resultTypes: ["violations"] });
  const found = [];
  for (const { id, nodes } of (await ask(document)).violations) {
    for (const { target, failureSummary } of nodes) {
      const element = document.querySelector(target.at(-1));
      if (id === "target-size") {
        // Pins stand where they must, and a list below has a row for each (2.5.8: essential, equivalent).
        if (element.closest(".leaflet-marker-pane")) continue;
        // Half under the bar at the foot is only a matter of scrolling.
        element.scrollIntoView({ block: "center" });
        const again = (await ask(element)).violations.some((violation) => violation.id === id);
        scrollTo(0, 0);
        if (!again) continue;
      }
      found.push(`${id}: ${target.join(" ")}: ${failureSummary.replaceAll("\\n", " ")}`);
    }
  }
  return found;
}
"""
#: Wider than the screen, and not inside something that scrolls by itself or is cut off on purpose.
_TOO_WIDE = """
() => {
  const most = document.documentElement.clientWidth;
  const found = [];
  if (document.scrollingElement.scrollWidth > most)
    found.push(`the page is ${document.scrollingElement.scrollWidth} px wide on ${most}`);
  const clips = (element) => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== "visible") return true;
    }
    return false;
  };
  for (const element of document.querySelectorAll("body *")) {
    const box = element.getBoundingClientRect();
    if (box.width > 1 && box.height > 1 && (box.right > most + 1 || box.left < -1) && !clips(element)) {
      found.push(`${element.tagName}.${element.getAttribute("class")} from ${box.left} to ${box.right}`);
    }
  }
  for (const element of document.querySelectorAll("body *:not(.leaflet-container, .leaflet-container *)")) {
    const { overflowX, textOverflow } = getComputedStyle(element);
    const hides = (overflowX === "hidden" || overflowX === "clip") && textOverflow !== "ellipsis";
    const says = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (hides && says && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1)
      found.push(`${element.tagName}.${element.getAttribute("class")} cuts off its words`);
  }
  return found.slice(0, 3);
}
"""

Scheme = Literal["light", "dark"]


@dataclass(frozen=True)
class Look:
    """One way of looking at a screen. `text` is the size of text: 2 is twice as large."""

    name: str
    size: tuple[int, int]
    scheme: Scheme = "light"
    text: float = 1


PHONE = Look("phone", (412, 839))
ON_PHONES = (
    Look("phone-dark", (412, 839), "dark"),
    Look("320", (320, 640)),
    Look("text-200", (412, 839), text=2),
    PHONE,
)
WIDE = Look("wide", (1440, 900))
ON_DESKS = (
    Look("wide-dark", (1440, 900), "dark"),
    Look("wide-text-200", (1440, 900), text=2),
    Look("wide-320", (320, 640)),
    WIDE,
)


@cache
def _axe() -> str:
    return (ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js").read_text()


@dataclass
class Examiner:
    """Looks at screen after screen of one window, and keeps what is wrong until the end."""

    window: Window
    looks: tuple[Look, ...]
    faults: list[str] = field(default_factory=list)

    def look(self, name: str, *, looks: tuple[Look, ...] | None = None) -> None:
        """Look at what is on the screen now. The last look is the one in which the window is left."""
        page = self.window.page
        # Nothing is under the mouse in the pictures.
        page.mouse.move(0, 0)
        _settle(page)
        for look in looks or self.looks:
            _take_on(page, look)
            page.screenshot(path=SCREENSHOTS / f"{name}.{look.name}.png", scale="css", animations="disabled")
            wrong = page.evaluate(_TOO_WIDE) + _ask_axe(page)
            self.faults += [f"{name}, {look.name}: {fault}" for fault in wrong]

    def check(self) -> None:
        """Fail with everything that was found."""
        assert self.faults == [], "\n" + "\n".join(self.faults)


def _take_on(page: Page, look: Look) -> None:
    page.set_viewport_size(ViewportSize(width=look.size[0], height=look.size[1]))
    page.emulate_media(color_scheme=look.scheme, reduced_motion="reduce")
    page.evaluate("(size) => { document.documentElement.style.fontSize = size }", f"{look.text * 100:g}%")
    _settle(page)


def _settle(page: Page) -> None:
    """Until what was asked for is there: pictures in sight, fonts, two frames drawn."""
    page.wait_for_load_state("networkidle")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")


def _ask_axe(page: Page) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found: Any = page.evaluate(_AXE, _RULES)
    return [str(fault) for fault in found]
