"""What the bot wrote to somebody in private goes, wherever the process ends meanwhile."""

from itertools import count

import pytest

from bot.domain.ids import OWN
from bot.domain.outbox_entry import EntryKind, Subject
from bot.services.outbox.effacing import unsay
from bot.services.ports.drawings import Line
from bot.services.ports.trouble import Unsure
from tests.services.conftest import GUILD, member
from tests.services.small_discord import Killed, Lost

ANA, BEN = member(1).id, member(2).id
PLACES = 6
"""A process that takes five messages back could die in at least so many places."""


async def written_to(story, who, times):
    for number in range(times):
        await story.delivery.messages.whisper(Line("en", "note.toy", {"number": number}), who)


def to(story, who):
    return [one for one, _ in story.discord.whispers if one == who]


async def wishes(story):
    """Give what is still to be taken back from Ana."""
    places = (OWN, GUILD)
    found = [
        entry
        for guild in places
        for entry in await story.kept.run(
            lambda tx, guild=guild: tx.outbox.of(Subject.member(guild, ANA))
        )
    ]
    return [one for one in found if one.kind == EntryKind.UNSAY]


async def killed_at(story, place):
    """Let time pass until the process dies at a place; tells whether it came so far."""
    story.discord.killed_at = story.discord.boundaries + place
    try:
        await story.wait(minutes=2)
    except Killed:
        await story.restart()
        return True
    story.discord.killed_at = None
    return False


async def test_wherever_the_process_ends_all_that_was_said_to_who_is_forgotten_goes(file_story):
    story = file_story
    await story.settle_server()
    await written_to(story, BEN, 1)
    for place in count(1):
        await written_to(story, ANA, 5)
        await story.privacy.erase(ANA, None)
        assert to(story, ANA), "nothing has gone yet"
        died = await killed_at(story, place)
        await story.wait(minutes=5)
        assert to(story, ANA) == []
        assert await wishes(story) == []
        if not died:
            break
    assert place > PLACES
    assert to(story, BEN) == [BEN], "what others were told stays"


async def test_wherever_the_process_ends_one_message_goes_and_no_other(file_story):
    story = file_story
    await story.settle_server()
    for place in count(1):
        await written_to(story, ANA, 2)
        only = len(story.discord.whispers)
        await story.kept.run(lambda tx, one=only: unsay(tx, GUILD, ANA, one, story.clock.now()))
        died = await killed_at(story, place)
        await story.wait(minutes=5)
        assert set(story.discord.taken_back) == {(ANA, only)}
        assert await wishes(story) == []
        story.discord.taken_back.clear()
        if not died:
            break
    assert place > 2


@pytest.mark.parametrize("trouble", [Lost, Unsure])
async def test_an_answer_that_is_lost_is_asked_for_until_nothing_is_left(file_story, trouble):
    story = file_story
    await story.settle_server()
    await written_to(story, ANA, 5)
    story.discord.plan("take_back", *[trouble()] * 3)
    await story.privacy.erase(ANA, None)
    await story.wait(hours=1)
    assert to(story, ANA) == []
    assert await wishes(story) == []
