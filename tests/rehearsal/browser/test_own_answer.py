"""What comes back for whoever pressed is in sight, and stays there while others go on."""

import pytest

from bot.rehearsal import cast
from tests.rehearsal.browser.conftest import BUTTON
from tests.rehearsal.browser.test_in_sight import BACK, BELOW, INSIDE

ANSWER = "'.active .message.private', '.active .list'"
NEXT = "document.querySelector('.active .list').innerText.includes('{}')"
TALL = "\n" + "More of it\n" * 40


@pytest.fixture(params=[(390, 844), (390, 600), (1200, 800)], ids=str)
async def asked(page, address, request):
    """Fran has pressed something that is answered for her alone."""
    await page.open(address, *request.param)
    await page.press(BUTTON, "My options")
    await page.wait(f"{INSIDE}({ANSWER})")
    return page


async def test_ones_own_answer_is_not_pushed_out_of_sight_by_what_comes_after_it(asked, world):
    for title in ("First", "Second"):
        await cast.say(world.facilitator, "toy card", world.announcements, title=title + TALL)
        await asked.wait(NEXT.format(title))
        assert await asked.browser.run(f"{INSIDE}({ANSWER})")
    assert await asked.browser.run(f"!!{BELOW}()"), "it's said that there's more below"
    await asked.press(BELOW)
    await asked.wait(f"!{INSIDE}({ANSWER})")
    await cast.say(world.facilitator, "toy card", world.announcements, title="Third")
    await asked.wait(f"{INSIDE}('.active .message:last-of-type', '.active .list')")


async def test_whoever_scrolls_goes_where_they_like(asked, world):
    await cast.say(world.facilitator, "toy card", world.announcements, title="First" + TALL)
    await asked.wait(NEXT.format("First"))
    await asked.browser.run(BACK)
    await cast.say(world.facilitator, "toy card", world.announcements, title="Second")
    await asked.wait(NEXT.format("Second"))
    assert await asked.browser.run("document.querySelector('.active .list').scrollTop") == 0
