"""The registry of personal data: it misses no table, and what it erases is in none of them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import LargeBinary

from bot.domain.calendar.occurrence import Phase
from bot.domain.calendar.reminder import Reminder, Unreached, unreached
from bot.domain.calendar.series import NextTime
from bot.domain.ids import OccurrenceId
from bot.domain.meeting.form_entries import Aid, AidKind, Hand, Post, Topic
from bot.domain.meeting.talk import posted_words
from bot.domain.meeting.traces import Traces
from bot.domain.outbox_entry import OutboxEntry, Subject
from bot.domain.person import Person, Way
from bot.domain.prompts.own_prompt import State
from bot.services.people.personal_data import places
from bot.services.ports.personal_rows import Erases
from bot.storage.database.tables import metadata
from bot.storage.engine.store import Store
from bot.storage.rows.data_policy import Owner, policy_of
from tests.domain.journal.writing import check_in
from tests.services.conftest import GUILD, START, Story, member
from tests.storage.attendance.kept import issued, minutes
from tests.storage.bare import PlainCipher
from tests.storage.calendar.changed import edited
from tests.storage.conftest import own_prompt, weekly

ANA, BEN = member(800_000_000_000_000_001), member(800_000_000_000_000_002)
CANARY = "canary-in-the-mine"
TABLES = {table.name: table for table in metadata.sorted_tables}


@pytest.fixture
async def bare(file_story, sqlite_url, discord, clock):
    """A story whose database seals nothing, so that all it keeps can be seen."""
    file_story.kept.close()
    opened = Store(sqlite_url, PlainCipher())
    yield Story(opened, discord, clock)
    opened.close()


async def test_every_repository_with_something_of_members_erases_it_or_has_rules_that_do(story):
    def look(tx):
        erased = [one.rows(tx) for one in places(tx, story.privacy.erasers)]
        ruled = [one.rows(tx) for one in story.privacy.erasers]
        return erased, [one for one in erased if one not in ruled], ruled

    erased, alone, ruled = await story.kept.run(look)
    named = {name for name, table in TABLES.items() if policy_of(table).sealed}
    assert {one.table.name for one in erased} == named
    assert all(isinstance(one, Erases) for one in alone)
    assert all(one in erased for one in ruled)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_a_table_with_something_sealed_says_what_of_a_member_that_is(table):
    of_people = policy_of(table).owner is not Owner.BOT
    sealed = [one for one in table.columns if of_people and isinstance(one.type, LargeBinary)]
    assert bool(sealed) == bool(policy_of(table).sealed)


async def everywhere(story, running, who) -> None:
    """Leave something of somebody in every place there is."""
    person = Person(who.id, f"{CANARY} {who.id}", Way.SPEAKING, START)
    number = who.id % 1000

    def of_the_evening(meeting, _):
        return posted_words.noted(
            replace(
                meeting,
                people=(*meeting.people, person),
                facilitators=(*meeting.facilitators, who.id),
                hands=(*meeting.hands, Hand(who.id, f"{CANARY} {who.id}")),
                topics=(*meeting.topics, Topic(number, f"{CANARY} {who.id}", who.id)),
                aids=(*meeting.aids, Aid(number, who.id, f"{CANARY} {who.id}", AidKind.WORD)),
            ),
            Post(number, meeting.room, story.discord.new_id(), who.id),
        )

    await story.meetings.decide(running.id, of_the_evening)

    def rows(tx):
        leave_an_ended_one(tx, story, running, who, number)
        asked = Subject.member(GUILD, who.id)
        later = story.clock.at + timedelta(days=1)
        tx.outbox.want(OutboxEntry(asked, GUILD, "reminder", number, later))
        leave_a_series(tx, who, number)
        prompt = own_prompt(f"g{number}", GUILD, state=State.WAITING_REVIEW)
        tx.prompts.add(replace(prompt, writer=who.id))
        leave_what_is_theirs(tx, running, who, number)
        known = tx.memberships.get(GUILD, who.id)
        tx.memberships.put(
            GUILD, who.id, replace(known, name=f"{CANARY} {who.id}", agreed_at=START)
        )

    await story.kept.run(rows)


def leave_a_series(tx, who, number) -> None:
    """A series that they lead, a change of it, and their wish to be reminded of it."""
    led = weekly(number, GUILD, facilitator=who.id)
    tx.series.put(led)
    tx.next_time.put(NextTime(led.id, GUILD, CANARY, who.id))
    about = Reminder(GUILD, who.id, led.id, rule_date=START.date(), until=START)
    kept = tx.reminders.put(about)
    tx.reminders.save(unreached(kept, Unreached(START, START), START))
    change = edited(number, guild=GUILD, series=led.id)
    tx.changes.put(replace(change, before=led, after=replace(led, title="Other")))


def leave_what_is_theirs(tx, running, who, number) -> None:
    """Something they wrote for themselves, minutes of a meeting, and a letter."""
    tx.entries.add(GUILD, who.id, check_in(number, helped=CANARY), START.date())
    tx.presence.put(who.id, minutes(running.id, GUILD, f"{CANARY} {who.id}"))
    tx.letters.add(who.id, issued(number, GUILD, f"{CANARY} {who.id}"))


def leave_an_ended_one(tx, story, running, who, number) -> None:
    """A meeting that somebody led, whose room still stands with a message of theirs."""
    ended = replace(
        running,
        id=OccurrenceId(number),
        phase=Phase.ENDED,
        code=f"calm-{number}-otter",
        facilitator=who.id,
        ended_at=START,
        room=story.discord.new_id(),
        series=None,
        rule_date=None,
    )
    tx.occurrences.add(ended)
    post = Post(number, ended.room, story.discord.new_id(), who.id)
    tx.traces.put(Traces(ended.id, GUILD, ended.room, (post,)))


def found_in(tx, who) -> list[str]:
    """Name the tables in which somebody still stands, as a number of either kind or by name."""
    signs = (str(who.id).encode(), who.id.to_bytes(8, "big"))
    connection = tx.servers._access.connection
    tx.servers._access.flush()
    rows = {
        name: repr(connection.execute(table.select()).all()).encode()
        + b"".join(
            value
            for row in connection.execute(table.select()).all()
            for value in row
            if isinstance(value, bytes)
        )
        for name, table in TABLES.items()
    }
    return [name for name, raw in rows.items() if any(sign in raw for sign in signs)]


async def test_what_is_erased_is_in_no_table_and_what_is_anothers_stays(bare):
    story = bare
    running = await story.opened()
    for who in (ANA, BEN):
        await everywhere(story, running, who)
    held = {name for name, table in TABLES.items() if policy_of(table).sealed}
    for who in (ANA, BEN):
        assert held <= set(await story.kept.run(lambda tx, w=who: found_in(tx, w)))
        (kept,) = await story.privacy.kept(who.id)
        assert len(kept.holdings) >= len(held)
    receipt = await story.privacy.erase(ANA.id, None)
    assert receipt.rows >= len(held - {"member_keys"})
    assert held <= set(await story.kept.run(lambda tx: found_in(tx, BEN)))
    await story.wait(minutes=2)
    assert await story.kept.run(lambda tx: found_in(tx, ANA)) == []
    assert await story.privacy.kept(ANA.id) == []


async def test_erasing_reaches_servers_that_never_settled_anything(story):
    await story.opened()
    known = replace(await story.kept.run(lambda tx: tx.memberships.get(GUILD, 7)), name="Heron")
    await story.kept.run(lambda tx: tx.memberships.put(77, ANA.id, known))
    receipt = await story.privacy.erase(ANA.id, None)
    assert receipt.rows == 1
    assert (await story.kept.run(lambda tx: tx.memberships.get(77, ANA.id))).name == ""
