"""A press is one transaction and one look at what follows; showing something changes nothing."""

import pytest
from sqlalchemy import Table

from bot.domain.meeting.consequences import after_change
from bot.rehearsal import cast
from bot.services.meeting import follow_up
from bot.storage.calendar.occurrences import Occurrences
from bot.storage.engine.store import Store
from bot.storage.meeting.live_meetings import LiveMeetings
from bot.storage.rows.access import Access
from tests.cogs.group import LEAD

LOOKS = {
    "the console": lambda group: group.console(),
    "the console by its command": lambda group: cast.say(
        group[LEAD], "meeting console", group.room
    ),
    "ways to respond": lambda group: group.lead("Ways to respond"),
    "what may happen": lambda group: group.more("What if …"),
    "short runs": lambda group: group.more("A short run"),
    "what is under More": lambda group: group.more("Remove from meeting"),
    "one's own options": lambda group: group.press("Ana", "My options"),
    "what happens now": lambda group: group.options("Ana", "What is happening now?"),
    "help": lambda group: group.press("Ana", "Private help"),
    "what is kept": lambda group: cast.say(group["Ana"], "privacy notice", group.room),
    "the next meetings": lambda group: cast.say(group["Ana"], "meeting next", group.room),
}
"""What people look at, in the discussion."""


class Counts:
    """How often a transaction was run, and how often was looked at what follows from a change."""

    def __init__(self) -> None:
        self.transactions = self.consequences = 0


@pytest.fixture
def counts(monkeypatch) -> Counts:
    found, run = Counts(), Store.run

    async def counted_run(self, work):
        found.transactions += 1
        return await run(self, work)

    def counted_change(*given):
        found.consequences += 1
        return after_change(*given)

    monkeypatch.setattr(Store, "run", counted_run)
    monkeypatch.setattr(follow_up, "after_change", counted_change)
    return found


@pytest.fixture
def written(monkeypatch) -> list[Table]:
    """The tables in which a row was inserted, updated or deleted; but when the tick looks again."""
    found, change, repeat = [], Access.change, Access.repeat

    def changed(self, statement, values=None):
        found.append(statement.table)
        return change(self, statement, values)

    def repeated(self, prepared, values):
        found.append(prepared.statement.table)
        return repeat(self, prepared, values)

    monkeypatch.setattr(Access, "change", changed)
    monkeypatch.setattr(Access, "repeat", repeated)
    return found


async def test_showing_something_writes_nothing(evening, written):
    group = await evening("Ana", "Ben", "Chi", "Esi", stage="discussion")
    assert LiveMeetings.table in written
    found = {}
    for what, look in LOOKS.items():
        await group.wait(2)
        written.clear()
        await look(group)
        found[what] = {*written} - {Occurrences.table}
    assert found == {what: set() for what in LOOKS}


async def test_a_press_is_one_transaction_and_one_look_at_what_follows(evening, counts):
    group = await evening("Ana", "Ben", "Chi", "Esi", stage="check_in")
    console = await group.console()
    presses = {
        "Next speaker": lambda: cast.press(group[LEAD], "Next speaker", on=console.message),
        "I've finished": lambda: group.press("Ana", "I've finished"),
        "Pause": lambda: cast.choose(group[LEAD], "More", "Pause", on=console.message),
    }
    assert await counted(group, counts, presses) == dict.fromkeys(presses, (1, 1))


async def test_the_discussion_is_entered_together_with_its_questions(evening, counts):
    """More transactions follow: the card of the discussion is posted."""
    group = await evening("Ana", "Ben", "Chi", "Esi", stage="agenda")
    console = await group.console()
    before = counts.consequences
    shown = await cast.press(group[LEAD], "Next stage", on=console.message)
    assert counts.consequences == before + 1
    assert "Ask · everyone sees it" in shown.shown.buttons
    assert group.stage == "discussion"


async def counted(group, counts, presses):
    """Press each and give how many transactions and looks that took, by name."""
    found = {}
    for name, press in presses.items():
        await group.wait(2)
        before = counts.transactions, counts.consequences
        await press()
        found[name] = counts.transactions - before[0], counts.consequences - before[1]
    return found
