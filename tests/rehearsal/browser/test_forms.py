"""What was typed into a form is there again when it has to be opened once more."""

import pytest
import simcord

from bot.rehearsal import simkit
from bot.rehearsal.page.hands import Hands
from tests.rehearsal import toy
from tests.rehearsal.browser.conftest import BUTTON, CHANNEL, FIELD, SEND
from tests.rehearsal.browser.test_in_sight import write_to

FIRST = "document.querySelector('#form[open] .field input')?.value"
CLOSED = "!document.querySelector('#form[open]')"
LEAVE = """(label => [...document.querySelectorAll('#form button')]
  .find(one => one.textContent === label))"""
RADIO = "(value => document.querySelector(`#form [value=${value}]`))"
BOX = "(_ => document.querySelector('.active .box input'))"
SENT = "(_ => document.querySelector('.active .box [type=submit]'))"
WORDS = "A quiet week."


async def test_a_form_left_with_escape_keeps_what_was_typed_until_it_is_sent(page, address):
    await page.open(address)
    await typed(page)
    await page.browser.key("Escape")
    await page.wait(CLOSED)
    await page.press(BUTTON, "Type instead")
    await page.wait(f"{FIRST} === '{WORDS}'")
    assert await page.browser.run(f"{RADIO}('unnamed').checked")
    assert "This is what you typed before." in await page.words()
    await page.press(SEND)
    await page.wait(f"document.body.innerText.includes('{WORDS} (unnamed)')")
    await page.press(BUTTON, "Type instead")
    await page.wait(f"{FIRST} === ''")


async def test_a_form_is_left_with_discords_word_and_a_command_with_none_it_could_be_taken_for(
    page, address
):
    await page.open(address)
    await command(page, "/toy card")
    await page.press(LEAVE, "Close")
    await page.wait(CLOSED)
    await typed(page)
    await page.press(LEAVE, "Cancel")
    await page.wait(CLOSED)
    await page.press(BUTTON, "Type instead")
    await page.wait(f"{FIRST} === '{WORDS}'")


async def test_a_form_that_discord_would_not_take_opens_again_with_its_words_and_says_why(
    page, address, monkeypatch
):
    taken = simcord.MemberActor.submit_modal

    async def refused(*_, **__):
        monkeypatch.setattr(simcord.MemberActor, "submit_modal", taken)
        raise simcord.SetupError("too short")

    monkeypatch.setattr(simcord.MemberActor, "submit_modal", refused)
    await page.open(address)
    await typed(page)
    await page.press(SEND)
    await page.wait("document.querySelector('#form [role=alert]')?.innerText.includes('too short')")
    assert await page.browser.run(FIRST) == WORDS
    await page.press(SEND)
    await page.wait(f"document.body.innerText.includes('{WORDS} (unnamed)')")


async def test_a_refused_command_is_asked_again_with_what_was_typed_until_it_is_done(page, address):
    await page.open(address)
    await command(page, "/toy card")
    await page.browser.type(toy.REFUSED)
    await page.press(SEND)
    await page.wait("document.querySelector('.active .list').innerText.includes('no title')")
    await command(page, "/toy card")
    await page.wait(f"{FIRST} === '{toy.REFUSED}'")
    await page.press("(_ => document.querySelector('#form .kept button'))")
    await page.wait(f"{FIRST} === ''")
    await page.browser.type(WORDS)
    await page.press(SEND)
    await page.wait(f"document.querySelector('.active .list').innerText.includes('{WORDS}')")
    await command(page, "/toy card")
    await page.wait(f"{FIRST} === ''")
    assert "This is what you typed before." not in await page.words()
    await page.browser.key("Escape")
    await command(page, "/toy card Another")
    await page.wait(f"{FIRST} === 'Another'")


async def test_no_box_of_the_settings_is_called_optional_beside_what_is_needed_the_first_time(
    page, address, monkeypatch
):
    about = "Where rooms open. Needed the first time."
    options = [{"name": "rooms", "description": about, "type": 3}]
    offered = [{"name": "setup server", "about": "See or change.", "options": options}]
    monkeypatch.setattr(simkit, "commands_for", lambda *_: offered)
    await page.open(address, 390, 844)
    await page.press(BOX)
    await page.browser.type("/setup")
    await page.press("(_ => document.querySelector('.active .command'))")
    await page.wait("!!document.querySelector('#form[open]')")
    assert about in await page.words()
    assert "optional" not in await page.words()


async def test_of_a_command_that_looks_for_words_one_box_is_seen_and_the_others_are_folded_away(
    page, address, monkeypatch
):
    options = [
        {"name": name, "description": "", "type": 3, "autocomplete": name == "text"}
        for name in ("text", "point", "theme")
    ]
    offered = [{"name": "prompt find", "about": "Three questions.", "options": options}]
    monkeypatch.setattr(simkit, "commands_for", lambda *_: offered)
    await page.open(address, 390, 844)
    await page.press(BOX)
    await page.browser.type("/prompt")
    await page.press("(_ => document.querySelector('.active .command'))")
    await page.wait("!!document.querySelector('#form[open]')")
    assert "text · optional" in await page.words()
    assert "Only you see what you fill in, and the answer." in await page.words()
    seen = (
        "[...document.querySelectorAll('#form input')].filter(one => one.checkVisibility()).length"
    )
    assert await page.browser.run(seen) == 1
    await page.press("(_ => document.querySelector('#form summary'))")
    assert await page.browser.run(seen) == 3
    assert "More options" in await page.words()


@pytest.mark.parametrize("click", [False, True])
@pytest.mark.parametrize("words", ["", " sleep"])
async def test_enter_opens_the_form_that_a_click_on_the_command_opens(
    page, address, monkeypatch, words, click
):
    option = {"name": "text", "description": "", "type": 3}
    offered = [{"name": "prompt find", "about": "Three questions.", "options": [option]}]
    monkeypatch.setattr(simkit, "commands_for", lambda *_: offered)
    await page.open(address)
    await page.press(BOX)
    await page.browser.type(f"/prompt find{words}")
    if click:
        await page.press("(_ => document.querySelector('.active .command'))")
    else:
        await page.browser.key("Enter")
    await page.wait(f"{FIRST} === '{words.strip()}'")


async def test_a_command_without_boxes_runs_at_once(page, address, monkeypatch):
    sent = []

    async def heard(_, wanted):
        sent.append(wanted["name"])
        return {}

    offered = [{"name": "crisis", "about": "Whom to call.", "options": []}]
    monkeypatch.setattr(simkit, "commands_for", lambda *_: offered)
    monkeypatch.setattr(Hands, "command", heard)
    await page.open(address)
    await page.press(BOX)
    await page.browser.type("/crisis")
    await page.wait(
        "document.body.innerText.includes('Only you see what you fill in, and the answer.')"
    )
    await page.browser.key("Enter")
    await page.wait("document.querySelector('.active .box input').value === ''")
    assert sent == ["crisis"]


async def test_a_command_of_the_server_is_not_offered_in_private_and_the_page_says_where(
    page, address, world, monkeypatch
):
    offered = [{"name": "meeting end", "about": "End it.", "options": []}]

    def here(env, _, at):
        return [] if simkit.correspondent(env, at) else offered

    monkeypatch.setattr(simkit, "commands_for", here)
    await write_to(world, "Fran")
    await page.open(address)
    await page.press(CHANNEL, "OpenRound")
    await page.press(BOX)
    await page.browser.type("/meeting")
    await page.wait("document.body.innerText.includes('/meeting works in your server')")
    assert "Go to #announcements" in await page.words()
    await page.press("(_ => document.querySelector('.active .command'))")
    await page.wait(f"{CHANNEL}('announcements').matches('[aria-pressed=true]')")
    await page.wait("document.querySelector('.active .command').innerText.includes('/meeting end')")


async def test_what_was_typed_after_a_command_stands_in_its_box_and_it_opens_at_the_top(
    page, address, monkeypatch
):
    options = [
        {"name": name, "description": "What it is.", "type": 3}
        for name in ("rooms", "country", "timezone", *(f"other_{each}" for each in range(12)))
    ]
    offered = [{"name": "setup server", "about": "Settings.", "options": options}]
    monkeypatch.setattr(simkit, "commands_for", lambda *_: offered)
    await page.open(address, 1280, 800)
    await command(page, "/setup server timezone:Leeds country:UK other_9:New York")
    for name, words in (("timezone", "Leeds"), ("country", "UK"), ("other_9", "New York")):
        assert await page.browser.run(f"document.getElementById('field-{name}').value") == words
    await page.browser.key("Escape")
    await page.wait("!document.querySelector('#form[open]')")
    await command(page, "/setup server")
    await page.wait("document.querySelector('#form details').open")
    assert await page.browser.run("document.querySelector('#form .parts').scrollTop") == 0
    assert await page.browser.run("document.activeElement.id") == "field-rooms"


async def typed(page):
    await page.press(BUTTON, "Type instead")
    await page.press(FIELD, 0)
    await page.browser.type(WORDS)
    await page.press(RADIO, "unnamed")


async def command(page, words):
    await page.press(BOX)
    await page.browser.type(words)
    await page.press(SENT)
    await page.wait("!!document.querySelector('#form[open]')")
