"""The account of an evening that went by itself: over in either kind of room, and told once."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from bot.domain.ids import ChannelId, MessageId, OccurrenceId
from bot.services.ports.drawings import Line
from bot.simulation.alone import STAY, AloneEvening
from bot.simulation.groups import groups_of
from bot.simulation.in_memory.small_discord import DiscordInMemory, LeapingClock, Message

START = datetime(2027, 1, 25, 13, 30, tzinfo=UTC)
ROOM, MEETING = ChannelId(5), OccurrenceId(9)
GROUP = groups_of(1, date(2027, 1, 1), Random(1))[0]


def wrong(*said):
    """What is wrong where the bot said these sentences, each in a channel at a time."""
    discord = DiscordInMemory(LeapingClock(START))
    for number, (channel, key, at) in enumerate(said):
        line = Line("en", key, {"meeting": MEETING})
        discord.messages[MessageId(number)] = Message(channel, str(number), line, at)
    return AloneEvening(GROUP, ROOM, MEETING, START).why_wrong(discord)


TOLD = (GROUP.channel(2), "organisers.went_by_itself", START + STAY)


@pytest.mark.parametrize("key", ["note.ended", "note.ended_text"])
def test_it_ended_in_a_voice_room_or_a_text_room(key):
    over = START + timedelta(minutes=67)
    assert wrong((ROOM, key, over), TOLD) == ""
    assert wrong((ROOM, key, over)) == "organisers were told 0 times"
    assert wrong((ROOM, key, START + STAY + timedelta(minutes=1)), TOLD) != ""
    assert wrong(TOLD) == "it did not end by itself (0)"
