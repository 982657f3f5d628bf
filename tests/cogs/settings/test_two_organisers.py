"""Two organisers write the group's own texts at the same time."""

import discord
import pytest
from simcord import MemberActor

from bot.rehearsal import cast, simkit
from bot.rehearsal.plain_text import plain
from tests.cogs.group import Group

WORDS, RULES = "Opening, closing and more", "Ground rules"


@pytest.fixture
def second(group: Group) -> MemberActor:
    """Another organiser."""
    guild, may = group.world.guild, discord.Permissions(administrator=True)
    role = guild.create_role("Organisers", permissions=may)
    return guild.add_member(group.env.create_user("otto"), roles=[role])


async def opened(group: Group, organiser: MemberActor, page: str) -> cast.Answer:
    """Let somebody open the form for one page of the texts."""
    shown = await cast.say(organiser, "setup texts", group.world.organisers)
    return await cast.press(organiser, page, on=shown.message)


def texts(answer: cast.Answer) -> list[str]:
    """Give every message that came back, the shown one first."""
    messages = [simkit.seen_message(answer.result), *answer.result.followups]
    return [plain(one.components).text for one in messages if one]


async def test_each_changes_another_field_and_both_stand(group, second):
    first_form = await opened(group, group.world.organiser, WORDS)
    second_form = await opened(group, second, WORDS)
    await cast.fill(group.world.organiser, first_form, {"Opening words": "Hello from us."})
    saved = await cast.fill(second, second_form, {"Who to write to": "Olu"})
    assert "Saved. This is what members see now." in saved.text
    assert "Hello from us." in saved.text
    assert "Olu" in saved.text


async def test_who_was_slower_reads_so_and_gets_the_words_back(group, second):
    first_form = await opened(group, group.world.organiser, WORDS)
    second_form = await opened(group, second, WORDS)
    await cast.fill(group.world.organiser, first_form, {"Opening words": "Hello from us."})
    words = {"Opening words": "Welcome, everyone.", "Who to write to": "Olu"}
    answer = await cast.fill(second, second_form, words)
    shown, given_back = texts(answer)
    assert "Somebody else changed the same words" in shown
    assert "Hello from us." in shown
    assert "Olu" in shown
    assert given_back.startswith("Opening words, as you wrote it")
    assert "Welcome, everyone." in given_back
    assert answer.private


async def test_rules_that_were_not_taken_ask_nobody_again(group, second):
    first_form = await opened(group, group.world.organiser, RULES)
    second_form = await opened(group, second, RULES)
    first = await cast.fill(group.world.organiser, first_form, {"Ground rules": "Be kind."})
    answer = await cast.fill(second, second_form, {"Ground rules": "Listen."})
    assert "everyone is asked once more" in first.text
    assert not any("asked once more" in one for one in texts(answer))
