"""A running meeting whose row does not open: told once, and every other evening goes on."""

import logging
from collections import Counter

from sqlalchemy import text

from bot.domain.calendar.occurrence import Phase
from bot.domain.ids import ChannelId, GuildId, RoleId
from bot.domain.server.roles import Role
from bot.services.calendar.schedule import Wish
from tests.services.conftest import ANNOUNCED, CATEGORY, ORGANISERS, lead

OTHER = GuildId(9002)
OTHERS_ORGANISERS = ChannelId(112)


def _write(tx, meeting, sealed):
    """Write into the row what a bad disk might, or what stood there before."""
    words = text("update live_meetings set sealed = :sealed where id = :id")
    tx._access.connection.execute(words, {"sealed": sealed, "id": meeting})
    tx._access.decrypted.clear()
    tx._access.latest.forget()


def _sealed(tx, meeting):
    words = text("select sealed from live_meetings where id = :id")
    return bytes(tx._access.connection.execute(words, {"id": meeting}).scalar_one())


async def two_evenings(story):
    """One meeting of each of two servers runs; the first one's row is then spoilt on the disk."""
    await story.begun()
    await story.setup.save(
        OTHER,
        lead(),
        rooms=CATEGORY,
        announcements=ANNOUNCED,
        organisers=OTHERS_ORGANISERS,
        facilitators=Role(RoleId(14), "Facilitators"),
        timezone="Europe/Rome",
    )
    await story.schedule.start_now(OTHER, lead(), Wish("Another group"))
    await story.wait(seconds=30)
    one = await story.occurrence()
    await story.kept.run(lambda tx: _write(tx, one.id, b"\x00"))
    return one


async def test_it_is_told_once_each_fault_is_logged_once_and_others_go_on(story, caplog):
    spoilt = await two_evenings(story)
    caplog.clear()
    await story.restart()
    await story.wait(hours=2)
    assert story.discord.keys(ORGANISERS) == ["organisers.unreadable"]
    said = Counter(one.getMessage() for one in caplog.records)
    assert said["row.unreadable"] == 1
    faulty = (one for one in caplog.records if one.getMessage() == "tick.fault")
    faults = [getattr(one, "code", "at the start") for one in faulty]
    assert faults
    assert len(faults) == len(set(faults)), "each kind of work once, in 240 looks"
    (other,) = await story.kept.run(lambda tx: tx.occurrences.of(OTHER))
    assert other.phase is Phase.CLOSED
    assert story.discord.keys(OTHERS_ORGANISERS) == ["organisers.nobody_began"]
    assert (await story.occurrence()).room == spoilt.room


async def test_it_goes_on_where_it_stood_once_its_row_opens_again(story, caplog):
    caplog.set_level(logging.INFO)
    before = await story.begun()
    sealed = await story.kept.run(lambda tx: _sealed(tx, before.id))
    await story.kept.run(lambda tx: _write(tx, before.id, b"\x00"))
    await story.restart()
    await story.wait(minutes=5)
    await story.kept.run(lambda tx: _write(tx, before.id, sealed))
    await story.wait(minutes=5)
    after = await story.meetings.get(before.id)
    assert (after.place, after.facilitators) == (before.place, before.facilitators)
    assert await story.kept.run(lambda tx: tx.registry.unreadable()) == {}
    said = Counter((one.getMessage(), one.code) for one in caplog.records if hasattr(one, "code"))
    over = {work: count for (what, work), count in said.items() if what == "tick.fault_over"}
    assert over == {work: 1 for what, work in said if what == "tick.fault"}
