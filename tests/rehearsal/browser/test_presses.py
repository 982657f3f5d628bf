"""No press is lost: two hundred by a mouse, while the clock runs and cards are drawn anew."""

from tests.rehearsal.browser.conftest import BUTTON, FIELD, MENU, OPTION, SEND
from tests.waiting import until

PRESSES = 200


async def test_none_of_two_hundred_presses_is_lost(page, address, world):
    await page.open(address)
    for _ in range(PRESSES):
        await page.aim(BUTTON, "Join")
    joined = world.env.bot.joined
    await until(lambda: len(joined) >= PRESSES, lambda: len(joined))
    await page.wait(f"document.body.innerText.includes('Join · {PRESSES}')")
    assert len(joined) == PRESSES


async def test_a_form_a_menu_and_a_private_answer_are_used_on_a_phone(page, address, world):
    await page.open(address, 390, 844)
    await page.press(BUTTON, "Type instead")
    await page.press(FIELD, 0)
    await page.browser.type("A quiet week.")
    await page.press("(value => document.querySelector(`#form [value=${value}]`))", "unnamed")
    await page.press(SEND)
    await page.wait("document.body.innerText.includes('A quiet week. (unnamed)')")
    await page.press(BUTTON, "My options")
    await page.wait("document.body.innerText.includes('Only Fran can see this')")
    await page.press(MENU, "More")
    await page.press(OPTION, "Skip")
    await page.wait("document.body.innerText.includes('You chose skip.')")
    assert await page.browser.run("document.documentElement.scrollWidth") <= 390
