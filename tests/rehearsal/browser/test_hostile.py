"""What people write stays words on the page, whatever it is; and the page keeps its key."""

import pytest

from tests.rehearsal.browser.conftest import BUTTON

NO_DAY = "<t:99999999999999999:F>"
WORDS = [
    NO_DAY,
    f"<t:9{'9' * 400}:R>",
    "<script>window.broken = 1</script><img src=x onerror=window.broken=1>",
    "[here](javascript://%0awindow.broken=1)",
    "\u202e\u2067turned\u200b",
    "**__~~||*`" * 190,
    "[" * 1990,
]
NOTICE = "document.getElementById('notice').textContent"


@pytest.mark.parametrize("words", WORDS)
async def test_whatever_somebody_writes_the_page_goes_on(page, address, world, words):
    await page.open(address)
    await world["Ana"].send(world.announcements, words)
    await world["Ana"].send(world.announcements, "And good evening.")
    await page.wait("document.body.innerText.includes('And good evening.')")
    assert await page.browser.run("window.broken") is None
    assert (NO_DAY in await page.words()) == (words == NO_DAY)


async def test_how_long_ago_something_was_goes_on_being_true_while_nothing_else_changes(
    page, address, world
):
    await page.open(address)
    second = int(world.env.now().timestamp())
    await world["Ana"].send(world.announcements, f"Begun <t:{second}:R>")
    shown = "document.querySelector('time[data-at]').textContent"
    await page.wait(f"!!document.querySelector('time[data-at]') && {shown}.includes('minute')")
    assert await page.browser.run(f"/minutes? ago/.test({shown})")


async def test_the_way_past_the_people_takes_no_key_away(page, address):
    await page.open(address)
    await page.browser.run("document.querySelector('.skip').click()")
    assert await page.browser.run("document.activeElement.id") == "panes"
    page.browser.loaded.clear()
    await page.browser.ask("Page.reload")
    await page.browser.loaded.wait()
    await page.wait("!!document.querySelector('.message, .empty')")
    assert await page.browser.run(NOTICE) == ""


async def test_what_is_too_big_is_told_as_what_it_is_and_the_next_press_goes_through(page, address):
    await page.open(address)
    await page.browser.run(
        "(box => { box.querySelector('input').value = 'A'.repeat(21e6); box.requestSubmit(); })"
        "(document.querySelector('.pane.active .box'))"
    )
    await page.wait(f"{NOTICE}.startsWith('That file is too big')")
    page.browser.faults.clear()  # the browser's own word on what was refused
    await page.press(BUTTON, "Join")
    await page.wait("document.body.innerText.includes('Join · 1')")
