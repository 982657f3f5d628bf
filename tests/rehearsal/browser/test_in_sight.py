"""What waits for somebody is marked, and what comes of a press is never out of sight."""

from bot.rehearsal import cast, simkit
from tests.rehearsal.browser.conftest import BUTTON, CHANNEL, MENU, PERSON

COUNT = "document.querySelector('[data-eyes={}] .waits')?.textContent"
CUT = """[...document.querySelectorAll('.person, .person *')]
  .filter((one) => one.clientWidth && one.scrollWidth > one.clientWidth && !one.matches('.unseen'))
  .map((one) => one.textContent)"""
WAITS = "document.querySelector('#waits:not([hidden])')?.textContent"
DESK = "(_ => document.querySelector('#desk-toggle'))"
READ = "document.querySelector('.active .list').innerText.includes('A word.')"
BOX = "(_ => document.querySelector('.active .box input'))"
SENT = "(_ => document.querySelector('.active .box [type=submit]'))"
BACK = """(list => { list.dispatchEvent(new Event('wheel')); list.scrollTop = 0; })(
  document.querySelector('.active .list'))"""
BELOW = "(_ => document.querySelector('.active .below:not([hidden])'))"
MORE = "document.querySelector('.active .further:not([hidden])')"
INSIDE = """((inner, outer) => { const [a, b] = [inner, outer].map((each) => (
  document.querySelector(each).getBoundingClientRect()));
  return a.top >= b.top - 1 && a.bottom <= b.bottom + 1 && a.left >= b.left - 1
    && a.right <= b.right + 1 })"""
UNFOLDED = """[...document.querySelectorAll('#form .field')]
  .filter((one) => one.checkVisibility()).length"""
WIDE = [{"name": "once a month on the last day of the week " * 3, "value": "x"}]
LONG = [
    {"name": f"box_{number}", "description": "What it's for.", "type": 3, "choices": WIDE}
    for number in range(12)
]
"""Twelve boxes of a command, each with a choice that is wider than the form."""


async def test_a_turn_and_a_private_message_are_told_until_they_are_opened(page, address, world):
    await page.open(address)
    await page.wait(f"{COUNT.format('Ben')} === 'has the floor'")
    await write_to(world, "Ana")
    await write_to(world, "Ben")
    await page.wait(f"{COUNT.format('Ana')} === 'message'")
    await page.wait(f"{COUNT.format('Ben')} === 'floor · message'")
    await write_to(world, "Dmitri")
    await page.wait(f"{COUNT.format('Dmitri')} === 'message'")
    assert await page.browser.run(CUT) == []
    await page.be("Ana")
    await page.press(CHANNEL, "OpenRound")
    await page.wait(READ)
    await page.be("Fran")
    await page.wait(f"{COUNT.format('Ben')} === 'floor · message' && !{COUNT.format('Ana')}")


async def test_on_a_phone_the_button_for_the_people_says_what_waits(page, address, world):
    await page.open(address, 390, 844)
    await page.wait(f"{WAITS} === 'Ben has the floor'")
    await write_to(world, "Ana")
    await page.wait(f"{WAITS} === 'message for Ana'")
    await write_to(world, "Chi")
    await page.wait(f"{WAITS} === 'messages'")
    await page.press(DESK)
    await page.press(PERSON, "Ana")
    await page.wait(f"{WAITS} === 'message for Chi'")


async def test_the_first_private_message_of_whoever_looks_is_marked_at_its_channel(
    page, address, world
):
    await page.open(address)
    await write_to(world, "Fran")
    await page.wait(f"!!{CHANNEL}('OpenRound')?.querySelector('.dot')")


async def test_what_was_read_on_the_console_or_is_gone_waits_for_nobody(page, address, world):
    await page.open(address)
    await write_to(world, "Fran")
    await page.wait(f"!!{CHANNEL}('OpenRound')?.querySelector('.dot')")
    await page.press(BUTTON, "My options")
    await page.press(BUTTON, "Read")
    await page.wait(f"!{CHANNEL}('OpenRound').querySelector('.dot')")
    await write_to(world, "Ana")
    await write_to(world, "Ana")
    await page.be("Ana")
    await page.press(CHANNEL, "OpenRound")
    await page.wait(READ)
    await page.be("Fran")
    private = simkit.private_channel(world.env, world["Ana"].id)
    world.env.backend.messages[private].popitem()
    await write_to(world, "Ben")
    await page.wait(f"!!{COUNT.format('Ben')} && !{COUNT.format('Ana')}")


async def test_on_a_phone_the_chosen_channel_is_in_sight_and_another_with_news_is_told(
    page, address, world
):
    room = world.guild.create_voice_channel("A room with quite a long name")
    await page.open(address, 390, 844)
    await page.press(CHANNEL, room.name)
    await page.wait(f"{INSIDE}('.active .channel[aria-pressed=true]', '.active .channels')")
    await page.wait("!!document.querySelector('.active .channels.before:not(.after)')")
    await page.press(CHANNEL, "announcements")
    await write_to(world, "Fran")
    await page.wait("!!document.querySelector('.active .fresh:not([hidden])')")
    assert await page.browser.run("document.querySelector('.active .fresh').innerText") == (
        "A private message for Fran"
    )
    await page.press("(_ => document.querySelector('.active .fresh'))")
    await page.wait(READ)


async def test_whoever_leads_comes_back_to_their_console(page, address, world):
    await page.open(address, 390, 600)
    await page.press(BUTTON, "My options")
    await cast.say(world.facilitator, "toy card", world.announcements, title="Next\n" * 30)
    await visit(page, "Ana")
    await visit(page, "Fran")
    await page.wait(f"{INSIDE}('.active .message.private', '.active .list')")
    await page.press("(_ => document.querySelector('.active [data-dismiss]'))")
    await visit(page, "Ana")
    assert "Lost your console?" not in await page.words()
    await visit(page, "Fran")
    await page.wait("document.body.innerText.includes('Lost your console? Press My options')")


async def test_whoever_leads_comes_back_to_their_console_from_another_channel_too(
    page, address, world
):
    room = world.guild.create_voice_channel("Tuesday group")
    await cast.come_in(world.facilitator, room)
    await cast.say(world.facilitator, "toy card", room, title="First")
    await page.open(address, 390, 600)
    await page.press(CHANNEL, room.name)
    await page.press(BUTTON, "My options")
    await page.press(CHANNEL, "announcements")
    for number in range(8):
        await cast.say(world.facilitator, "toy card", room, title=f"Card {number}\n" * 9)
    await page.press(CHANNEL, room.name)
    await page.wait("document.querySelector('.active .list').innerText.includes('Card 7')")
    await page.wait(f"{INSIDE}('.active .message.private', '.active .list')")


async def visit(page, name):
    await page.press(DESK)
    await page.press(PERSON, name)
    await page.wait(f"document.querySelector('.active .eyes').textContent.includes('{name}')")


async def test_a_menu_that_unfolds_is_seen_whole(page, address):
    await page.open(address, 390, 480)
    await page.press(BUTTON, "My options")
    await page.press(MENU, "More")
    await page.wait(f"{INSIDE}('.active .menu[open]', '.active .list')")


async def test_what_somebody_wrote_is_in_sight_also_when_they_had_read_further_up(page, address):
    await page.open(address, 390, 600)
    for number in range(12):
        await say(page, f"Line {number}")
    await page.browser.run("document.querySelector('.active .list').scrollTop = 0")
    await say(page, "The last line")
    await page.wait(f"{INSIDE}('.active .message:last-of-type', '.active .list')")


async def test_go_to_the_newest_is_gone_once_the_newest_is_there(page, address, world):
    await page.open(address, 390, 600)
    for number in range(12):
        await say(page, f"Line {number}")
    await cast.say(world.facilitator, "toy card", world.announcements, title="Long\n" * 40)
    await page.wait("document.querySelector('.active .list').innerText.includes('Long')")
    await page.browser.run(BACK)
    await page.wait(f"!!{BELOW}()")
    await page.press(BELOW)
    await page.wait(f"!{BELOW}()")
    await page.wait("document.querySelector('.active .message:last-of-type').offsetHeight > 600")


async def test_a_list_of_commands_that_goes_on_below_says_so_until_its_end(
    page, address, monkeypatch
):
    offered = [{"name": f"meeting {each}", "about": "A word.", "options": []} for each in range(20)]
    monkeypatch.setattr(simkit, "commands_for", lambda *_: offered)
    await page.open(address, 390, 844)
    await page.press(BOX)
    await page.browser.type("/meeting")
    await page.wait(f"{MORE}?.innerText === '20 commands · scroll for more'")
    await page.browser.run("document.querySelector('.active .commands').scrollTop = 9999")
    await page.wait(f"!{MORE}")


async def test_a_long_form_scrolls_inside_and_keeps_its_button_in_sight(page, address, monkeypatch):
    offered = [{"name": "setup server", "about": "Save settings.", "options": LONG}]
    monkeypatch.setattr(simkit, "commands_for", lambda *_: offered)
    await page.open(address)
    for width, height in ((1280, 800), (390, 844), (390, 480)):
        await page.browser.size(width, height)
        await page.press(BOX)
        await page.browser.type("/setup server")
        await page.press(SENT)
        await page.wait("!!document.querySelector('#form[open]')")
        assert await page.browser.run(f"{INSIDE}('#form [type=submit]', 'html')")
        assert await page.browser.run(f"{INSIDE}('#form', 'html')")
        wide = "(one => one.scrollWidth - one.clientWidth)(document.querySelector('#form .parts'))"
        assert await page.browser.run(wide) == 0
        assert "Leave a box empty and it stays as it is." in await page.words()
        assert await page.browser.run(UNFOLDED) == 5
        await page.press("(_ => document.querySelector('#form .row .secondary'))")


async def say(page, words):
    await page.press(BOX)
    await page.browser.type(words)
    await page.press(SENT)
    await page.wait(f"document.querySelector('.active .list').innerText.includes('{words}')")


async def write_to(world, name):
    await simkit.turn(world.env)
    user = await world.env.bot.fetch_user(world[name].id)
    await simkit.turn(world.env)
    await user.send("A word.")
