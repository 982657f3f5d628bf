"""Each open room is asked about every minute; where many are open, in turn, four in a second."""

from collections import Counter
from datetime import timedelta

from bot.domain.ids import OccurrenceId
from bot.services.ports.trouble import Gone
from bot.services.rooms.in_turn.asking import EACH_MINUTE, AskingInTurn
from tests.services.conftest import MINUTE, NOW


def played(rooms, minutes):
    """Look at so many rooms once a minute; gives how often each, and how many in each minute."""
    asking, in_minute = AskingInTurn(), []
    each: Counter[int] = Counter()
    for minute in range(minutes):
        at = NOW + minute * MINUTE
        looks = (at + number * MINUTE / rooms for number in range(rooms))
        asked = [n for n, when in enumerate(looks) if asking.is_next(OccurrenceId(n), when)]
        in_minute.append(len(asked))
        each.update(asked)
    return each, in_minute


def test_up_to_240_rooms_are_each_asked_about_every_minute():
    each, in_minute = played(EACH_MINUTE, 10)
    assert in_minute == [EACH_MINUTE] * 10
    assert set(each.values()) == {10}


def test_of_many_each_has_its_turn_and_no_minute_has_more_than_240():
    rooms = 1000
    each, in_minute = played(rooms, 60)
    assert in_minute[0] == EACH_MINUTE
    apart = -(-rooms // EACH_MINUTE)
    assert set(each) == set(range(rooms))
    assert min(each.values()) >= 60 // (apart + 1) - 1
    assert sum(in_minute) <= 60 * EACH_MINUTE


def test_rooms_that_are_over_count_no_more():
    asking = AskingInTurn()
    for number in range(1000):
        asking.is_next(OccurrenceId(number), NOW)
    later = NOW + 20 * MINUTE
    assert asking.is_next(OccurrenceId(1), later)
    assert len(asking._asked) == 1
    assert asking.is_next(OccurrenceId(1), later + timedelta(seconds=1))


async def crowded(story):
    """An evening beside so many others that it is not its turn."""
    now = await story.begun()
    asking = story.closings.doors._asking
    for number in range(1, 1000):
        asking.is_next(OccurrenceId(number), story.clock.at)
    return now


async def test_in_a_crowd_what_the_gateway_told_of_is_enough(story):
    await crowded(story)
    asked = story.discord.calls["keep_closed"]
    await story.wait(minutes=3)
    assert story.discord.calls["keep_closed"] == asked


async def test_in_a_crowd_a_room_that_somebody_opened_or_deleted_is_asked_about(story):
    now = await crowded(story)
    asked = story.discord.calls["keep_closed"]
    del story.discord.channels[now.room]
    story.discord.plan("keep_closed", Gone())
    await story.wait(minutes=2)
    assert story.discord.calls["keep_closed"] > asked
