"""The ways a reader acts on the page: a mouse, the keyboard alone, a finger on a phone."""

from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE

MOST_TABS = 250
MOST_WAITS = 200
WAIT_MS = 50
IS_THERE = "selector => document.activeElement?.matches(selector) ?? false"


@dataclass(frozen=True)
class Hand:
    """How to open a page for this hand, and how it presses and writes."""

    name: str
    screen: dict = field(hash=False)

    def press(self, page: Page, selector: str) -> None:
        """Press the first element of the selector: click, tap, or go there by Tab and press."""
        first = page.locator(selector).first
        if self.name == "mouse":
            first.click()
        elif self.name == "finger":
            first.tap()
        else:
            tab_to(page, selector)
            is_box = first.evaluate("e => e.matches('input')")
            page.keyboard.press("Space" if is_box else "Enter")

    def search(self, page: Page, text: str) -> None:
        """Write into the search field and wait until the page has looked it up."""
        if self.name == "keyboard":
            page.keyboard.press("/")
        else:
            self.press(page, ".gm-search-field")
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.insert_text(text)
        wait_until(page, "text => window.geomap.state().query === text", text)
        wait_until(page, "() => !/%/.test(document.querySelector('#gm-search-said').textContent)")


def wait_until(page: Page, condition: str, given: object = None) -> None:
    """Wait for a condition; the page's content policy forbids Playwright's own way of waiting."""
    for _ in range(MOST_WAITS):
        if page.evaluate(condition, given):
            return
        page.wait_for_timeout(WAIT_MS)
    message = f"this never came true: {condition}"
    raise AssertionError(message)


def tab_to(page: Page, selector: str) -> None:
    """Go to an element with the Tab key alone; fails when it is never reached."""
    for _ in range(MOST_TABS):
        if page.evaluate(IS_THERE, selector):
            return
        page.keyboard.press("Tab")
    message = f"{selector} is not reached within {MOST_TABS} presses of Tab"
    raise AssertionError(message)


MOUSE = Hand("mouse", {"viewport": DESKTOP})
KEYBOARD = Hand("keyboard", {"viewport": DESKTOP})
FINGER = Hand("finger", {"viewport": PHONE, "has_touch": True, "is_mobile": True})
HANDS = {hand.name: hand for hand in (MOUSE, KEYBOARD, FINGER)}
