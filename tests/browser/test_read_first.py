"""The desk reads first what one person reports again and again."""

from playwright.sync_api import expect

from browser.screens import ON_DESKS, Examiner
from browser.windows import Windows

REPORT = {
    "issue_type": "asb_neighbour",
    "answers": {"impact": 2, "target": "no"},
    "description": "Shouting over the fence again.",
    "email": "somebody@mail.example",
}
_SEND = """async ([report, place]) => {
  const refs = [];
  for (let i = 0; i < 3; i++) {
    const body = {...report, id: crypto.randomUUID(), point: {...place, source: "pin"}};
    const reply = await fetch("/api/v1/reports", {
      method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(body)});
    refs.push((await reply.json()).ref);
  }
  return refs;
}"""


def test_the_administrator_reads_the_third_and_lets_it_go(windows: Windows) -> None:
    phone = windows.phone()
    phone.open("/")
    refs = phone.page.evaluate(_SEND, [REPORT, {"lat": 53.4195, "lon": -2.3470}])
    desk = windows.desk("huw@exampleton.example")
    page = desk.open("/desk/first")
    one = page.get_by_role("listitem").filter(has_text=refs[2])
    expect(one).to_contain_text("Report number 3")
    expect(one).to_contain_text(refs[0])
    seen = Examiner(desk, ON_DESKS)
    seen.look("read-first")
    one.get_by_role("button", name="Read it").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Shouting over the fence again.")
    seen.look("read-first-one")
    dialog.get_by_role("button", name="Let it go").click()
    expect(page.get_by_text("It is with the team")).to_be_visible()
    expect(page.get_by_text(refs[2])).to_have_count(0)
    seen.check()
