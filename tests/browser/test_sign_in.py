"""Somebody of the staff is invited, chooses a password, adds a passkey and codes, and signs in with each.

On a server of its own: here a second step is asked for, and passkeys want a name, so it is `localhost`.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.screens import ON_DESKS, ON_PHONES, Examiner
from browser.windows import PATIENCE_MS, SCREENSHOTS, Window
from passkeys import code_of
from processes import Processes
from services import free_port

PASSWORD = "violet harbour thimble oxcart"


class Town:
    """A server at `localhost` with one body, and its commands."""

    def __init__(self, processes: Processes) -> None:
        port = free_port()
        self.url = f"http://localhost:{port}"
        self.settings = {"DOORSTEP_BASE_URL": self.url, "DOORSTEP_LOG": "warning"}
        self._processes = processes
        self.manage("migrate")
        self.manage("shell", "-c", _MADE)
        processes.serve(None, port=port, **self.settings).wait_until_ready()

    def manage(self, *words: str) -> str:
        return self._processes.manage(*words, **self.settings)

    def invite(self, name: str) -> str:
        """The link that a new member of the desk is sent."""
        said = self.manage(
            "add_person", "--email", f"{name.lower()}@example.org", "--name", name, "--role", "desk",
            "--body", "yourtown", "--department", "streets",
        )  # fmt: skip
        found = re.search(r"http\S+", said)
        assert found, said
        return found[0]


_MADE = """
from accounts.models import Body, Department
body = Body.objects.create(key="yourtown", name="Yourtown Council", kind="unitary", is_ours=True)
Department.objects.create(key="streets", name="Streets", body=body)
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with Processes(data=tmp_path_factory.mktemp("town") / "data") as processes:
        yield Town(processes)


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(locale="en-GB", timezone_id="Europe/London", service_workers="block")
    opened.set_default_timeout(PATIENCE_MS)
    yield opened
    opened.close()


def with_passkeys(page: Page) -> None:
    """This page's device keeps passkeys, and its owner always shows the right finger."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def choose_password(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_role("heading", name="Choose your password")).to_be_visible()
    box = page.get_by_label("New password")
    box.fill("password1234")
    expect(page.get_by_role("status").get_by_text("Many people use this password.")).to_be_visible()
    page.get_by_role("button", name="Save the password").click()
    expect(page.locator(".field-error")).to_contain_text("Add another word or two")
    box.fill(PASSWORD)
    expect(page.get_by_text("Good: this would take very long to guess.")).to_be_visible()
    page.get_by_role("button", name="Save the password").click()
    page.get_by_role("link", name="To the sign-in").click()


def type_password(page: Page, name: str) -> None:
    page.get_by_label("Email").fill(f"{name}@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(town: Town, page: Page) -> None:
    page.goto(f"{town.url}/settings")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").click()


def test_an_invited_person_sets_a_password_and_a_passkey_and_signs_in_with_it(
    town: Town, context: BrowserContext
) -> None:
    link = town.invite("Nel")
    window = Window(context, town.url, ())
    seen, page = Examiner(window, ON_DESKS), window.page
    with_passkeys(page)
    page.goto(link)
    expect(page.get_by_role("heading", name="Choose your password")).to_be_visible()
    seen.look("set-password")
    choose_password(page, link)
    assert "#" not in page.url
    type_password(page, "nel")

    # Nothing before a second step: the page for it opens by itself.
    expect(page.get_by_role("heading", name="How I sign in")).to_be_visible()
    expect(page.get_by_text("Set up a second step first")).to_be_visible()
    page.goto(f"{town.url}/desk")
    expect(page.get_by_role("heading", name="How I sign in")).to_be_visible()
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_label("What do you call it?").fill("My laptop")
    seen.look("security-first")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_text("Write these down now")).to_be_visible()
    expect(page.locator(".security-codes li")).to_have_count(10)
    seen.look("security-recovery-codes")
    page.get_by_role("button", name="Go on to my work").click()
    expect(page).to_have_url(re.compile("/desk"))

    sign_out(town, page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile("/desk"))

    sign_out(town, page)
    type_password(page, "nel")
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    seen.look("sign-in-second-step")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile("/desk"))

    # The link was good for once.
    page.goto("about:blank")
    page.goto(link)
    expect(page.get_by_text("This link does not open")).to_be_visible()
    seen.look("set-password-too-late")
    seen.check()


def test_codes_from_a_telephone_by_keyboard_alone(town: Town, context: BrowserContext) -> None:
    page = context.new_page()
    choose_password(page, town.invite("Oz"))
    type_password(page, "oz")
    expect(page.get_by_text("Set up a second step first")).to_be_visible()
    begin = page.get_by_role("button", name="Set up codes")
    begin.focus()
    page.keyboard.press("Enter")
    picture = page.get_by_role("img", name="A square code")
    expect(picture).to_be_visible()
    assert picture.evaluate("(image) => image.complete && image.naturalWidth > 0")
    page.screenshot(path=SCREENSHOTS / "security-codes.png", full_page=True)
    secret = page.locator(".security-secret").inner_text().replace(" ", "")
    page.get_by_label("The code on your telephone").focus()
    page.keyboard.type(code_of(secret, steps=-1))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Write these down now")).to_be_visible()
    recovery = page.locator(".security-codes li").first.inner_text()

    sign_out(town, page)
    type_password(page, "oz")
    expect(page.get_by_role("heading", name="One more step")).to_be_focused()
    page.get_by_label("The code on your telephone").fill("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("That code is not right")
    page.get_by_label("The code on your telephone").fill(code_of(secret))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/desk"))

    sign_out(town, page)
    type_password(page, "oz")
    page.get_by_label("The code on your telephone").fill(recovery)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/desk"))
    page.goto(f"{town.url}/security")
    expect(page.get_by_text("There are 9 left.")).to_be_visible()


def test_the_page_reads_in_welsh_at_phone_width_and_twice_the_size(town: Town, chromium: Browser) -> None:
    context = chromium.new_context(
        locale="cy", viewport={"width": 390, "height": 800}, color_scheme="dark", service_workers="block"
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    with_passkeys(page)
    page.goto(town.invite("Pip"))
    page.get_by_label("Cyfrinair newydd").fill(PASSWORD)
    page.get_by_role("button", name="Cadw’r cyfrinair").click()
    page.goto(f"{town.url}/sign-in")
    page.locator("input[name=email]").fill("pip@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sut rwy’n mewngofnodi")).to_be_visible()
    page.get_by_role("button", name="Gosod codau").click()
    expect(page.locator(".security-qr")).to_be_visible()
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.screenshot(path=SCREENSHOTS / "security-cy-dark-200.png", full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    context.close()


def test_asking_for_a_new_password_answers_alike_and_sends_a_link(
    town: Town, context: BrowserContext
) -> None:
    window = Window(context, town.url, ())
    seen, page = Examiner(window, ON_PHONES), window.page
    page.goto(f"{town.url}/sign-in")
    page.get_by_role("link", name="I cannot sign in").click()
    expect(page.get_by_role("heading", name="A new password")).to_be_visible()
    page.get_by_label("Email").fill("nobody@example.org")
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_text("Look at your e-mail")).to_be_visible()
    seen.look("forgot-password-sent")
    seen.check()
