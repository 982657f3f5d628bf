"""The page for a small hand, a weak eye, a keyboard alone, and a screen reader."""

import pytest

from tests.rehearsal.browser.conftest import BUTTON, MENU, OPTION, PERSON
from tests.rehearsal.browser.test_in_sight import BOX, DESK, SENT

PRESSED = "button, summary, select, input, textarea"
SMALL = f"""[...document.querySelectorAll('{PRESSED}')].filter((one) => one.checkVisibility()
  && !one.closest('.text, .tick') && one.getBoundingClientRect().height < 40)
  .map((one) => one.outerHTML.slice(0, 120))"""
NAMELESS = f"""[...document.querySelectorAll('{PRESSED}')].filter((one) => one.checkVisibility()
  && !(one.getAttribute('aria-label') || one.textContent || one.labels?.length))
  .map((one) => one.outerHTML.slice(0, 120))"""
FAINT = """(() => {
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const shown = (...colours) => {
    for (const each of colours) { pen.fillStyle = each; pen.fillRect(0, 0, 1, 1); }
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => colour.slice(0, 3).map((one) => one / 255)
    .map((one) => (one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, place) => sum + one * [0.2126, 0.7152, 0.0722][place], 0);
  const behind = (one) => (one ? [...behind(one.parentElement), getComputedStyle(one).backgroundColor] : ['white']);
  const contrast = (one) => {
    const under = behind(one);
    const [a, b] = [shown(...under), shown(...under, getComputedStyle(one).color)].map(light);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  const says = (one) => [...one.childNodes].some((each) => each.nodeType === 3 && each.data.trim());
  return [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility() && says(one)
    && !one.closest('.unseen, .skip, :disabled') && contrast(one) < 4.5)
    .map((one) => [contrast(one).toFixed(1), one.outerHTML.slice(0, 120)]);
})()"""  # noqa: E501 - a script
FOCUSED = "document.activeElement.textContent"
LOST = "document.activeElement === document.body"
DISMISS = "(_ => document.querySelector('.active [data-dismiss]'))"


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_on_a_phone_all_can_be_hit_read_and_named(page, address, scheme):
    wanted = [{"name": "prefers-color-scheme", "value": scheme}]
    await page.browser.ask("Emulation.setEmulatedMedia", features=wanted)
    await page.open(address, 390, 844)
    await page.press(BUTTON, "My options")
    await all_is_well(page)
    await page.press(DESK)
    await all_is_well(page)
    await page.press(DESK)
    await page.press(BUTTON, "Type instead")
    await all_is_well(page)


async def all_is_well(page):
    for wrong in (SMALL, NAMELESS, FAINT):
        assert await page.browser.run(wrong) == []


async def test_whoever_uses_the_keyboard_alone_never_loses_their_place(page, address):
    await page.open(address)
    await focus(page, f"{BUTTON}('My options')")
    await page.browser.key("Enter")
    await page.wait(f"!!{MENU}('More')")
    assert "My options" in await page.browser.run(FOCUSED)
    await focus(page, f"{MENU}('More')")
    await page.browser.key("Enter")
    await page.wait(f"!!{OPTION}('Skip')")
    await page.browser.key("Escape")
    await page.wait(f"!{OPTION}('Skip') && {FOCUSED} === 'More'")
    await page.browser.key("Enter")
    await page.browser.key("Tab")
    await page.browser.key("Enter")
    await page.wait("document.body.innerText.includes('You chose pause.')")
    assert await page.browser.run(FOCUSED) == "More"
    await focus(page, f"{DISMISS}()")
    await page.browser.key("Enter")
    await page.wait("document.querySelectorAll('.active .message.private').length === 1")
    assert not await page.browser.run(LOST)


async def test_on_a_phone_the_people_close_with_escape_and_give_the_focus_back(page, address):
    await page.open(address, 390, 844)
    await page.press(DESK)
    await focus(page, f"{PERSON}('Ana')")
    await page.browser.key("Escape")
    await page.wait("!document.body.classList.contains('desk-open')")
    assert await page.browser.run("document.activeElement.id") == "desk-toggle"


async def test_a_command_that_is_not_there_is_told_so(page, address):
    await page.open(address)
    await page.press(BOX)
    await page.browser.type("/nothing")
    await page.press(SENT)
    await page.wait("document.body.innerText.includes('no command like that')")


async def focus(page, what):
    await page.wait(f"!!{what}")
    await page.browser.run(f"{what}.focus()")
