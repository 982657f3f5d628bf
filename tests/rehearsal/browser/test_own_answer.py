"""What comes back for whoever pressed is in sight, and stays there while others go on."""

from dataclasses import replace

import pytest

from bot.rehearsal import cast
from tests.rehearsal import toy
from tests.rehearsal.browser.conftest import BUTTON
from tests.rehearsal.browser.test_in_sight import BACK, BELOW, INSIDE

ANSWER = "'.active .message.private', '.active .list'"
NEXT = "document.querySelector('.active .list').innerText.includes('{}')"
TALL = "\n" + "More of it\n" * 40
BEGINNING = """(list => list.querySelector('h4').getBoundingClientRect().top
  >= list.getBoundingClientRect().top - 1)(document.querySelector('.active .list'))"""
"""The heading of the first card is in sight."""
COUNT = "document.querySelectorAll('.active .message.private').length"
NEWEST = "'.active .message:nth-last-child(2)', '.active .list'"
"""The private answer, before the card that came after it."""
CALLS = """(one => { one.dataset.act = 'speaker'; one.click() })(
  document.querySelector('[data-act=step], [data-act=speaker]'))"""
END = "document.querySelector('.active .list').scrollTop = 99999"
UNCOVERED = """(list => { const [one, all] = [list.lastElementChild, list]
  .map((each) => each.getBoundingClientRect());
  const [top, end] = [Math.max(one.top, all.top) + 20, Math.min(one.bottom, all.bottom) - 20];
  return [top, (top + end) / 2, end].every((y) => (
    document.elementFromPoint(one.left + one.width / 2, y).closest('.message')))
})(document.querySelector('.active .list'))"""
"""What stands at its upper end, in its middle and at its lower end is the message itself."""


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


@pytest.mark.parametrize("size", [(390, 600), (1200, 800)], ids=str)
async def test_what_ones_own_press_changes_is_seen_from_its_beginning(
    page, address, monkeypatch, size
):
    short = toy.card
    monkeypatch.setattr(toy, "card", lambda title, joined: short(title + TALL, joined))
    await page.open(address, *size)
    for times in (1, 2):
        await page.press(BUTTON, f"Join · {times - 1}")
        await page.wait(NEXT.format(f"Join · {times}"))
        await page.wait(BEGINNING)


async def test_nothing_of_the_page_hides_the_newest_message(asked, world):
    for title in ("Short", "Long" + TALL):
        await cast.say(world.facilitator, "toy card", world.announcements, title=title)
        await asked.wait(NEXT.format(title.partition("\n")[0]))
        await asked.browser.run(END)
        assert await asked.browser.run(UNCOVERED)


async def test_a_console_that_comes_of_a_press_beside_the_room_is_followed(
    asked, world, studio, monkeypatch
):
    async def calls():
        await cast.press(world.facilitator, "My options")
        await cast.say(world.facilitator, "toy card", world.announcements, title="On" + TALL)

    monkeypatch.setattr(studio, "hands", replace(studio.hands, next_speaker=calls))
    await cast.say(world.facilitator, "toy card", world.announcements, title="First" + TALL)
    await asked.wait(NEXT.format("First"))
    for scrolled in ("0", BACK):
        before = await asked.browser.run(COUNT)
        await asked.browser.run(scrolled)
        await asked.browser.run(CALLS)
        await asked.wait(f"{COUNT} === {before} + 1")
        await asked.wait(f"{INSIDE}({NEWEST})")


async def test_whoever_scrolls_goes_where_they_like(asked, world):
    await cast.say(world.facilitator, "toy card", world.announcements, title="First" + TALL)
    await asked.wait(NEXT.format("First"))
    await asked.browser.run(BACK)
    await cast.say(world.facilitator, "toy card", world.announcements, title="Second")
    await asked.wait(NEXT.format("Second"))
    assert await asked.browser.run("document.querySelector('.active .list').scrollTop") == 0
