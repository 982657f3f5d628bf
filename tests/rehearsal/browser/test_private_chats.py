"""A private word is answered on the page as on Discord: a tap on the name, then *Message*."""

import pytest

from bot.rehearsal import cast
from bot.text.catalog import FALLBACK, speaker
from tests.rehearsal.browser.conftest import CHANNEL, SEND
from tests.rehearsal.browser.test_in_sight import COUNT, INSIDE, say
from tests.rehearsal.browser.test_places import BOX, LIST

HOW = speaker(FALLBACK)("aid.how")
NAME = "(_ => document.querySelector('.active .list .note [data-person=Ana]'))"
FACE = "(_ => [...document.querySelectorAll('.active .list .face[data-person=Ana]')].at(-1))"
IN_THE_CALL = "(_ => document.querySelector('.active .inside [data-person=Ana]'))"
TITLE = "document.querySelector('#form[open] h2')?.innerText"
HERE = "document.querySelector('.active .channel[aria-pressed=true]').innerText.trim()"
WORDS = "Thank you for telling me."
ANSWER = "Thank you. I'd like to stay and just listen."
SIZES = pytest.mark.parametrize("size", [(390, 844), (1280, 800)], ids=str)


async def to_the_chat(page, tapped):
    await page.press(tapped)
    await page.wait(f"{TITLE} === 'Ana'")
    await page.press(SEND)
    await page.wait(f"{HERE}.endsWith('Ana')")


@SIZES
async def test_who_asked_is_answered_from_the_card_that_says_how(page, address, world, size):
    await cast.say(world.facilitator, "toy card", world.announcements, title=HOW)
    await page.open(address, *size)
    await to_the_chat(page, NAME)
    assert await page.browser.run(f"{BOX}().placeholder") == "Message Ana"
    assert "Only Fran and Ana can read this." in await page.words()
    await say(page, WORDS)
    await page.wait(f"{LIST}.innerText.includes({ANSWER!r})")
    assert await page.browser.run(f"{LIST}.innerText.includes({WORDS!r})")
    assert await page.browser.run(f"{INSIDE}('.active .box', 'body')")


async def test_what_was_written_waits_for_the_other_until_they_look(page, address, world):
    await cast.say(world.facilitator, "toy card", world.announcements, title=HOW)
    await page.open(address)
    await to_the_chat(page, NAME)
    await say(page, WORDS)
    await page.wait(f"{LIST}.innerText.includes({ANSWER!r})")
    assert not await page.browser.run(f"!!{COUNT.format('Ana')}"), "whoever answers has read it"
    for number in range(3):
        await say(page, f"Line {number}")
        await page.wait(f"{LIST}.innerText.includes('Line {number}')")
    await page.wait(f"!!{COUNT.format('Ana')}")
    await page.be("Ana")
    await page.wait(f"!!{CHANNEL}('Fran').querySelector('.dot')")
    await page.press(CHANNEL, "Fran")
    await page.wait(f"{LIST}.innerText.includes({WORDS!r})")
    await page.be("Fran")
    await page.wait(f"{HERE}.endsWith('Ana')")
    assert not await page.browser.run(f"!!{COUNT.format('Ana')}")


async def test_a_picture_and_a_name_in_the_call_lead_there_too(page, address, world):
    room = world.guild.create_voice_channel("Tuesday group")
    await cast.come_in(world["Ana"], room)
    await world["Ana"].send(world.announcements, "Hello")
    await page.open(address)
    await to_the_chat(page, FACE)
    await page.press(CHANNEL, "Tuesday group")
    await to_the_chat(page, IN_THE_CALL)


async def test_ones_own_name_opens_nothing(page, address):
    await page.open(address)
    await say(page, "Hello")
    await page.press("(_ => document.querySelector('.active .list .author[data-person=Fran]'))")
    await page.wait("document.querySelector('#notice').innerText === \"That's you: Fran.\"")
    assert await page.browser.run(f"!({TITLE})")
