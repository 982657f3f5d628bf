"""Everyone's place is kept while somebody looks through other eyes, and a button keeps its own."""

import pytest

from bot.rehearsal import cast, simkit
from tests.rehearsal.browser.conftest import BUTTON, CHANNEL, PERSON, rehearsing
from tests.rehearsal.browser.test_in_sight import say

INPUT = "document.querySelector('.active .box input').value"
BOX = "(_ => document.querySelector('.active .box input'))"
LIST = "document.querySelector('.active .list')"
READ_ON = f"""(list => {{ list.dispatchEvent(new Event('wheel'));
  const fourth = list.querySelectorAll('.message')[3];
  list.scrollTop = fourth.offsetTop - list.offsetTop + 9 }})({LIST})"""
TOPMOST = f"""((list) => [...list.querySelectorAll('.message')].find((each) => (
  each.getBoundingClientRect().bottom > list.getBoundingClientRect().top)).innerText)({LIST})"""
AT_END = f"({LIST}.scrollHeight - {LIST}.scrollTop - {LIST}.clientHeight < 4)"
STOPPED = "window.real = performance.now; performance.now = (at => () => at)(performance.now())"
"""The page's own clock stands still: the mouse has moved just now, however slow the machine is."""
GOES_ON = "performance.now = window.real"
SOME_LOOKS = "new Promise((go) => setTimeout(go, 1500))"
MOVES_OVER = """(one => one.dispatchEvent(
  new PointerEvent('pointermove', { pointerType: 'mouse', bubbles: true })))"""


async def test_whoever_had_read_further_up_comes_back_to_there(page, address, world):
    await page.open(address, 1200, 600)
    for number in range(12):
        await say(page, f"Line {number}")
    await page.browser.run(READ_ON)
    read = await page.browser.run(TOPMOST)
    await page.be("Ana")
    await page.wait(AT_END)
    await cast.say(world.facilitator, "toy card", world.announcements, title="Long\n" * 40)
    await page.be("Fran")
    await page.wait(f"{TOPMOST} === {read!r}")
    await page.wait("!!document.querySelector('.active .below:not([hidden])')")


async def test_a_press_on_the_rooms_link_joins_its_call_as_on_discord(page, address, world):
    room = world.guild.create_voice_channel("Room")
    await simkit.turn(world.env)
    await world["Ana"].send(world.announcements, f"Come in: <#{room.id}>")
    await page.open(address)
    await page.press("(_ => document.querySelector('.active .list .mention'))")
    await page.wait("document.querySelector('.active .inside').textContent.includes('Fran')")


async def test_what_somebody_had_begun_to_write_is_theirs_alone(page, address):
    await page.open(address)
    await page.press(BOX)
    await page.browser.type("As Fran")
    await page.be("Ana")
    assert await page.browser.run(INPUT) == ""
    await page.press(BOX)
    await page.browser.type("As Ana")
    await page.be("Fran")
    assert await page.browser.run(INPUT) == "As Fran"
    await page.be("Ana")
    assert await page.browser.run(INPUT) == "As Ana"


async def test_nothing_is_drawn_while_a_mouse_is_on_its_way_to_a_button(page, address, world):
    await page.open(address)
    await page.wait(f"!!{BUTTON}('Join')")
    await page.browser.run(STOPPED)
    await page.browser.run(f"{MOVES_OVER}({BUTTON}('Join'))")
    await cast.say(world.facilitator, "toy card", world.announcements, title="Next")
    await page.browser.run(SOME_LOOKS)
    assert await page.browser.run(f"!{LIST}.innerText.includes('Next')")
    await page.browser.run(GOES_ON)
    await page.wait(f"{LIST}.innerText.includes('Next')")


async def test_a_finger_finds_the_same_people_behind_one_button_and_a_way_back(page, address):
    await page.open(address, 390, 844)
    desk = "(_ => document.querySelector('#desk-toggle'))"
    await page.press(desk)
    await page.wait(f"{desk}().innerText.startsWith('Back to the room')")
    await page.press(PERSON, "Ana")
    await page.wait(f"{desk}().innerText.startsWith('People and clock')")


@pytest.mark.parametrize(
    ("language", "clock", "stamp"),
    [("en-GB", "Tue 1 Dec, 18:", "18:00"), ("en-US", "Tue, Dec 1, 6:", "6:00 PM")],
)
async def test_times_are_written_as_whoever_looks_writes_them(
    page, address, language, clock, stamp
):
    await page.browser.ask(
        "Emulation.setUserAgentOverride", userAgent="a browser", acceptLanguage=language
    )
    await page.open(address)
    assert str(await page.browser.run("document.querySelector('#time').innerText")).startswith(
        clock
    )
    assert await page.browser.run("document.querySelector('.head time').innerText") == stamp


async def test_a_tap_on_the_room_somebody_looks_at_joins_its_call(page):
    async with rehearsing() as address:
        await page.open(address)
        await page.press(BUTTON, "Join")
        await page.press(BUTTON, "Yes, I am 18 or older")
        await page.press(BUTTON, "I agree")
        await page.press(CHANNEL, "Tuesday group")
        await page.wait("document.body.innerText.includes('Nobody is in its call yet')")
        await page.press(CHANNEL, "Tuesday group")
        await page.wait("document.body.innerText.includes('1 in the voice room')")
