"""`/crisis`, `/privacy`, `/help`, `/about`: for everyone, in a server or in private messages."""

import asyncio
import re

import pytest

from bot.rehearsal import cast
from bot.rehearsal.plain_text import walk
from bot.text.catalog import sentences_of
from cogs.ui.kit.without_store import PROMPTLY
from tests.cogs.group import Group

ON_A_PHONE = 150
"""Words that a telephone shows without turning the page, more or less."""
ANYWHERE = ("crisis", "privacy notice", "privacy erase", "help", "about")


async def ask(group: Group, command: str, name: str = "Ana", **options: object) -> cast.Answer:
    return await cast.say(group[name], command, group.world.announcements, **options)


async def ask_in_private(group: Group, command: str, **options: object) -> cast.Answer:
    done = await group["Ana"].user.slash(command, **options)
    return cast.answered(done, command)


async def test_the_emergency_number_comes_first(group):
    answer = await ask(group, "crisis")
    assert answer.private
    first, second, third = answer.text.splitlines()[:3]
    assert first == "If things are hard right now"
    assert "call 999 / 112" in second
    assert "Samaritans: 116 123" in third


async def test_another_country_is_behind_one_press_and_is_remembered_for_the_evening(group):
    answer = await ask(group, "crisis")
    assert menus(answer) == []
    asked = await cast.press(group["Ana"], "Another country", on=answer.message)
    assert [one["placeholder"] for one in menus(asked)] == [
        "Countries A to N",
        "Countries P to U",
    ]
    assert "call 999 / 112" in asked.text
    changed = await cast.choose(group["Ana"], "Countries A to N", "Australia", on=asked.message)
    assert "000" in changed.text
    assert changed.private
    named = await ask(group, "crisis")
    above, _, beside_the_menus = changed.text.rpartition(
        "Australia: if anyone is in danger, call 000."
    )
    assert named.text.startswith(above.rstrip())
    assert "Lifeline" in beside_the_menus, "the top may be off the screen of a phone"


def menus(answer):
    """The menus of an answer."""
    return [one for one in walk(answer.message.components) if one.get("type") == 3]


async def test_a_country_nobody_knows_is_said_and_what_there_is_is_shown(group):
    answer = await ask(group, "crisis", country="*Narnia*")
    assert answer.text.splitlines()[1].startswith("We don't know a country called *Narnia*.")
    assert "999" not in answer.text
    private = await ask_in_private(group, "crisis", country="Narnia")
    assert "your local emergency number" in private.text
    assert "We don't know a country called Narnia" in private.text
    assert "We don't know" not in (await ask(group, "crisis", country="germany")).text


async def test_countries_are_offered_while_typing(group):
    found = await group["Ana"].autocomplete(group.world.announcements, "crisis", "country", "germ")
    assert [one["name"] for one in found] == ["Germany"]


async def test_without_a_country_the_answer_still_helps(group):
    answer = await ask_in_private(group, "crisis")
    assert "your local emergency number" in answer.text
    assert "findahelpline.com" in answer.text


@pytest.fixture
def slow_disk(group, monkeypatch):
    """Each look at the database takes two and a half seconds, and nothing of it is remembered."""
    services = group.env.bot.services
    services.setup.forget(group.world.guild.id)
    store, quickly = services.schedule.store, services.schedule.store.run

    async def slowly(work):
        await asyncio.sleep(2.5)
        return await quickly(work)

    monkeypatch.setattr(store, "run", slowly)


@pytest.mark.parametrize("command", ["meeting list", "meeting next", "privacy notice"])
@pytest.mark.usefixtures("slow_disk")
async def test_on_a_slow_disk_the_answer_is_promised_in_time_and_comes(group, command):
    done = await group["Ana"].slash(group.world.announcements, command)
    assert not done.acknowledged
    await group.wait(2)
    assert done.acknowledged
    with pytest.raises(cast.NoAnswer):
        cast.answered(done, command)
    await group.wait(10)
    assert cast.answered(done, command).private
    assert cast.answered(done, command).text


@pytest.mark.usefixtures("slow_disk")
async def test_on_a_slow_disk_whom_to_call_is_said_at_once(group):
    done = await group["Ana"].slash(group.world.announcements, "crisis")
    await group.wait(2 * PROMPTLY)
    answer = cast.answered(done, "crisis")
    assert answer.private
    assert "your local emergency number" in answer.text


@pytest.mark.parametrize("command", ANYWHERE)
async def test_these_commands_answer_in_private_messages_too(group, command):
    here = await ask(group, command)
    assert here.private
    there = await ask_in_private(group, command)
    assert there.text
    assert "wrong" not in there.text


async def test_the_notice_says_plainly_what_is_kept_and_who_can_read_it(evening):
    group = await evening()
    nothing = await ask(group, "privacy notice")
    assert "It doesn't hear voice, and it doesn't read chat." in nothing.text
    assert "Whoever runs this copy holds the key" in nothing.text
    assert "Nothing at all." in nothing.text
    assert "/privacy erase" not in nothing.text, "there is nothing to delete"
    assert len(nothing.text.split()) <= ON_A_PHONE

    await group.come("Ana", way="Join by typing")
    kept = await ask(group, "privacy notice")
    assert "That you agreed to the ground rules, and when:" in kept.text
    assert "That you like to join by typing." in kept.text
    assert "Nothing at all." not in kept.text


async def test_all_of_the_notice_is_one_press_away_and_so_is_the_way_back(evening):
    group = await evening("Ana")
    short = await ask(group, "privacy notice")
    whole = await cast.press(group["Ana"], "Read all of it", on=short.message)
    for key, sentence in sentences_of("en").items():
        if re.fullmatch(r"privacy\.[a-z]+", key) and sentence.startswith("•"):
            assert sentence.replace("\n", " ").replace("*", "") in whole.text, key
    for told in (
        "keeps a log for 45 days",
        "keeps the few things listed on the page before",
        "35 days",
    ):
        assert told in whole.text
    back = await cast.press(group["Ana"], "Back", on=whole.message)
    assert back.text == short.text
    assert "That you agreed to the ground rules" in back.text


async def test_the_whole_notice_can_be_read_in_private_messages(group):
    short = await ask_in_private(group, "privacy notice")
    ana = group["Ana"].user
    whole = cast.answered(await ana.click(short.message.message, label="Read all of it"), "all")
    assert "The fewer people are there" in whole.text


async def test_forgetting_asks_once_and_is_done_at_once(evening):
    group = await evening("Ana")
    asked = await ask(group, "privacy erase")
    assert asked.private
    assert "This can't be undone" in asked.text
    assert asked.shown.buttons[2:] == ("Get my file first", "More on this", "No, leave it")
    done = await cast.press(group["Ana"], asked.shown.buttons[0], on=asked.message)
    assert "Done." in done.text
    assert "Your receipt" in done.text
    assert "Nothing at all." in (await ask(group, "privacy notice")).text


async def test_forgetting_everywhere_works_from_a_private_message(evening):
    group = await evening("Ana")
    asked = await ask_in_private(group, "privacy erase")
    everywhere, *_ = asked.shown.buttons
    ana = group["Ana"].user
    done = cast.answered(await ana.click(asked.message.message, label=everywhere), "erase")
    assert "Done." in done.text
    assert "Nothing at all." in (await ask_in_private(group, "privacy notice")).text


@pytest.mark.parametrize(
    ("name", "title"),
    [("Ana", "Coming to a meeting"), ("Fran", "Leading a meeting"), ("Olu", "Setting up a server")],
)
async def test_help_speaks_to_ones_own_role(group, name, title):
    answer = await ask(group, "help", name)
    assert answer.private
    assert answer.text.startswith(title)


async def test_help_on_a_topic(group):
    assert "What's kept" in (await ask(group, "help", topic="privacy")).text


async def test_the_four_points_are_told_in_a_server_and_in_private(group):
    in_server = await ask(group, "help", topic="points")
    assert in_server.private
    assert in_server.text.startswith("The four points")
    assert "leaving is a good end" in in_server.text
    in_private = await ask_in_private(group, "help", topic="points")
    assert in_private.text.startswith("The four points")


async def test_about_says_what_it_is_not(group):
    answer = await ask(group, "about")
    assert answer.private
    assert "isn't therapy, and it isn't a crisis service" in answer.text
    assert "not affiliated" in answer.text
