"""What messages show is kept once Discord has confirmed it, and holds while that is certain."""

from dataclasses import replace
from datetime import timedelta
from hashlib import blake2b

import pytest

from bot.domain.errors import StoreFault
from bot.domain.ids import MessageId
from bot.domain.meeting import clock
from bot.domain.meeting.next_change import next_change
from bot.services.ports.drawings import Card, StandingConsole
from bot.services.ports.showing import Showing
from bot.services.rooms.in_turn import showings_kept
from bot.services.rooms.in_turn.showings_kept import ShowingsKept
from bot.storage.files.faults import StorageFault
from tests.services.conftest import lead

CARD, CONSOLE = MessageId(71), MessageId(72)


def keyed(text: bytes) -> bytes:
    return blake2b(text, key=b"of this house", digest_size=16).digest()


class Evening:
    """A meeting that runs, the process that shows it, and one that is started after it."""

    def __init__(self, story, meeting):
        self.story, self.meeting = story, meeting
        self.shows = self._process()

    def _process(self):
        return ShowingsKept(self.story.kept, self.story.clock, keyed)

    def card(self, text="tea", message=CARD):
        return Showing(Card(self.meeting, self.story.clock.now()), message, lambda: text)

    def console(self, text="tea"):
        drawing = StandingConsole(self.meeting, self.story.clock.now())
        return Showing(drawing, CONSOLE, lambda: text)

    async def written(self):
        self.story.clock.at += showings_kept.QUIET
        await self.shows.keep()

    async def changes(self):
        """Somebody presses, and nothing of it is on the card."""
        rule = lambda meeting, at: clock.extend(meeting, lead(), at)  # noqa: E731 - a minute more
        self.meeting = await self.story.meetings.decide(self.meeting.id, rule)

    async def started(self):
        process = self._process()
        await process.load()
        return process


@pytest.fixture
async def evening(story):
    return Evening(story, await story.begun())


async def test_what_was_confirmed_and_written_is_known_to_the_next_process(evening):
    evening.shows.confirm(evening.card())
    evening.shows.confirm(evening.console())
    await evening.written()
    started = await evening.started()
    assert started.was(evening.card())
    assert started.was(evening.console())


async def test_it_is_told_once_for_afterwards_this_process_has_shown_something(evening):
    evening.shows.confirm(evening.card())
    await evening.written()
    started = await evening.started()
    assert [started.was(evening.card()), started.was(evening.card())] == [True, False]


async def test_what_comes_once_the_servers_are_named_is_known_too_but_not_twice(evening):
    evening.shows.confirm(evening.card())
    await evening.written()
    started = await evening.started()
    assert started.was(evening.card())
    await started.load(drawn=[evening.meeting.id])
    assert not started.was(evening.card())
    await started.load()
    assert started.was(evening.card())


@pytest.mark.parametrize("other", [{"text": "rain"}, {"message": CONSOLE}])
async def test_another_text_or_another_message_is_something_else(evening, other):
    evening.shows.confirm(evening.card())
    await evening.written()
    assert not (await evening.started()).was(evening.card(**other))


async def test_what_was_confirmed_and_not_written_is_not_known(evening):
    evening.shows.confirm(evening.card())
    assert not (await evening.started()).was(evening.card())


async def test_a_press_takes_it_away_even_where_the_card_is_to_show_the_same_again(evening):
    evening.shows.confirm(evening.card())
    await evening.written()
    await evening.changes()
    assert not (await evening.started()).was(evening.card())
    shown = await evening.story.kept.run(lambda tx: tx.live_meetings.shown())
    assert shown == ()


async def test_what_comes_late_of_an_older_version_is_not_kept(evening):
    evening.shows.confirm(evening.card())
    await evening.changes()
    await evening.written()
    assert not (await evening.started()).was(evening.card())


async def test_of_two_that_wait_the_newer_one_is_written(evening):
    evening.shows.confirm(evening.card("tea"))
    evening.shows.confirm(evening.card("rain"))
    await evening.written()
    assert (await evening.started()).was(evening.card("rain"))


async def test_where_time_has_passed_over_a_step_nobody_is_sure_of_it(evening):
    evening.shows.confirm(evening.card())
    await evening.written()
    step = next_change(evening.meeting, evening.story.clock.now())
    assert step is not None
    evening.story.clock.at = step - timedelta(seconds=1)
    assert (await evening.started()).was(evening.card())
    evening.story.clock.at = step
    assert not (await evening.started()).was(evening.card())


async def test_what_is_drawn_again_and_again_waits_until_it_rests(evening):
    evening.shows.confirm(evening.card("tea"))
    await evening.shows.keep()
    assert not (await evening.started()).was(evening.card("tea"))
    await evening.shows.keep(timedelta(0))
    assert (await evening.started()).was(evening.card("tea"))


async def test_it_goes_with_its_meeting(evening):
    evening.shows.confirm(evening.card())
    await evening.written()
    meeting = evening.meeting
    await evening.story.meetings.end(meeting.id, lead(), meeting.place, sure=True)
    evening.shows.confirm(evening.card())
    await evening.written()
    assert await evening.story.kept.run(lambda tx: tx.live_meetings.shown()) == ()


class Away:
    """A database that is away."""

    async def run(self, _):
        raise StorageFault("fault.database_away", server="here")

    def latest(self, _):
        return None


async def test_while_nothing_can_be_saved_it_waits(evening):
    evening.shows.confirm(evening.card())
    there, evening.shows.store = evening.shows.store, Away()
    with pytest.raises(StoreFault):
        await evening.written()
    evening.shows.store = there
    await evening.written()
    assert (await evening.started()).was(evening.card())


async def test_where_it_cannot_be_read_nothing_is_known(evening):
    evening.shows.confirm(evening.card())
    await evening.written()
    started = ShowingsKept(Away(), evening.story.clock, keyed)
    await started.load()
    assert not started.was(evening.card())


async def test_of_many_only_so_many_share_a_transaction(evening, monkeypatch):
    monkeypatch.setattr(showings_kept, "PIECE", 1)
    for number in range(3):
        one = Card(replace(evening.meeting, id=number), evening.story.clock.now())
        evening.shows.confirm(Showing(one, CARD, str))
    works = []

    class Counted:
        async def run(self, work):
            works.append(work)

    evening.shows.store = Counted()
    await evening.written()
    assert len(works) == 3
