"""The mouse as a hand has it: what a press brings isn't lit under it, nor pressed along with it."""

from tests.rehearsal.browser.conftest import BUTTON, rehearsing
from tests.waiting import until

COLOUR = f"getComputedStyle({BUTTON}('{{}}')).backgroundColor"
AT = f"""((box) => [box.x + box.width / 2, box.y + box.height / 2])(
  {BUTTON}('{{}}').getBoundingClientRect())"""


async def test_nothing_is_lit_after_a_press_until_the_mouse_moves(page, address):
    await page.open(address)
    await page.press(BUTTON, "Join")
    assert await page.browser.run(f"{BUTTON}('Join').matches(':hover')")
    calm = await page.browser.run(COLOUR.format("Type instead"))
    assert await page.browser.run(COLOUR.format("Join")) == calm
    x, y = await page.browser.run(AT.format("Join"))
    await page.browser.ask("Input.dispatchMouseEvent", type="mouseMoved", x=x + 8, y=y)
    await page.wait(f"{COLOUR.format('Join')} !== '{calm}'")


async def test_the_second_press_of_a_double_one_is_for_what_the_first_was_for(page, address, world):
    await page.open(address)
    joined = world.env.bot.joined
    await page.press(BUTTON, "My options")
    await again(page, "Join")
    await page.press(BUTTON, "Join")
    await again(page, "Join")
    await until(lambda: len(joined) >= 2, lambda: len(joined))
    await page.wait("document.body.innerText.includes('Join · 2')")
    assert len(joined) == 2


async def again(page, label):
    """The second press of a double one, wherever the first was."""
    x, y = await page.browser.run(AT.format(label))
    at = {"x": x, "y": y, "button": "left", "clickCount": 2}
    for kind in ("mousePressed", "mouseReleased"):
        await page.browser.ask("Input.dispatchMouseEvent", type=kind, **at)


async def test_whoever_is_brought_in_comes_by_the_door(page):
    async with rehearsing() as address:
        await page.open(address)
        await page.press("(_ => document.querySelector('[data-act=in][data-who=Ana]'))")
        await page.wait(
            "document.querySelector('#newest').innerText"
            ".includes('Ana pressed Join at the door, and came in.')"
        )
        await page.wait("!!document.querySelector('[data-act=out][data-who=Ana]')")
