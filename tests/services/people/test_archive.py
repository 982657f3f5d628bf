"""What somebody takes along: every table gives what it holds of them, whole, and of nobody else."""

import json
import zipfile
from dataclasses import fields, replace
from datetime import date, time, timedelta
from io import BytesIO
from typing import Any

import pytest

from bot.domain.ids import OWN, EntryId, PromptId
from bot.domain.journal.schedule import CheckInSchedule, Pause
from bot.domain.journal.settings import JournalSettings, Strand
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.domain.people.membership import Membership
from bot.domain.people.personal_data import Section
from bot.services.people.archive import Archives, ZoneOf
from bot.storage.rows.data_policy import policy_of
from bot.text.catalog import FALLBACK, sentences_of
from cogs.ui.privacy.export import FOR_PROGRAMS, READABLE, RUN_TOGETHER, ArchiveReader, packed
from tests.domain.journal.writing import check_in
from tests.services.conftest import GUILD, NOW
from tests.services.people.test_personal import ANA, BEN, CANARY, TABLES, everywhere

UNREAD = {"member_keys"}
"""What nobody gets: a key tells only that there is something, and that is told."""
CHOSEN = JournalSettings(
    keeps=False,
    zone="Asia/Kolkata",
    day_begins=5,
    strands=(Strand(1, "evenings at home"),),
    strands_ever=3,
    schedule=CheckInSchedule(
        time(21, 15), (0, 3), Pause.UNREACHABLE, 2, date(2026, 11, 30), 1, "en"
    ),
    places=(GUILD,),
)
AGREED = Membership(
    3,
    NOW,
    True,
    f"{CANARY} {ANA.id}",
    True,
    "Europe/Rome",
    True,
    NOW,
    EntryId(7),
    (PromptId("m001"),),
)


def unpacked(packs) -> tuple[str, dict[str, Any]]:
    """The page and the data of the one file."""
    (only,) = packs
    with zipfile.ZipFile(BytesIO(only.content)) as folder:
        return folder.read(READABLE).decode(), json.loads(folder.read(FOR_PROGRAMS))


PLENTY = 10_000_000


def reader(names=None) -> ArchiveReader:
    return ArchiveReader("en", names or {}, NOW)


async def left_everywhere(story, *people):
    """Leave something of some people in every table, and of Ana all that there can be."""
    running = await story.opened()
    for who in people:
        await everywhere(story, running, who)

    def more(tx):
        tx.entries.settle(ANA.id, CHOSEN, NOW.date())
        tx.memberships.put(GUILD, ANA.id, AGREED)
        told = OutboxEntry(Subject.member(OWN, ANA.id), OWN, EntryKind.NUDGE, 5, NOW)
        tx.outbox.want(told)

    await story.kept.run(more)
    return running


async def test_every_table_gives_all_that_it_declares_and_nothing_else(story):
    await left_everywhere(story, ANA, BEN)
    page, data = unpacked(packed(await Archives(story.kept).of(ANA.id), reader(), PLENTY))
    given = {one["what"] for place in data["places"] for one in place["kept"]}
    declared = {name: set(policy_of(table).export) for name, table in TABLES.items()}
    for name, table in TABLES.items():
        is_read = bool(policy_of(table).sealed) and name not in UNREAD
        assert bool(declared[name]) == is_read, name
        assert not is_read or declared[name] & given, name
    every = [one for names in declared.values() for one in names]
    assert len(every) == len(set(every))
    assert given <= set(every), "what is given and no table declares"
    assert CANARY in page
    assert str(BEN.id) not in page + json.dumps(data), "of nobody else"
    told = {key.removeprefix("privacy.kept.").partition(".")[0] for key in sentences_of("en")}
    assert set(every) <= told


async def test_every_fact_and_heading_has_words_and_every_label_is_of_a_fact(story):
    await left_everywhere(story, ANA)
    archive = await Archives(story.kept).of(ANA.id)
    page, _ = unpacked(packed(archive, reader(), PLENTY))
    named = {name for place in archive.places for one in place.records for name in one.facts}
    said = sentences_of(FALLBACK)
    without = {"answers", "day"}
    assert {name for name in named if f"export.fact.{name}" not in said} <= without
    records = [one for place in archive.places for one in place.records]
    headed = {one.what for one in records if one.section not in RUN_TOGETHER}
    assert {what for what in headed if f"export.what.{what}" not in said} == set()
    assert {one for one in Section if f"export.section.{one}" not in said} == set()
    assert {one.section for one in records} == set(Section)
    assert "export." not in page


def as_if_never_said(name: str, known: Any) -> Any:
    """Give what somebody chose or agreed to without one thing of it."""
    default = {one.name: one.default for one in fields(known)} | {"at": time(7), "days": (1,)}
    return replace(known, **{name: default[name]})


@pytest.mark.parametrize("kind", [JournalSettings, CheckInSchedule, Membership])
async def test_each_thing_that_is_chosen_or_agreed_to_shows_in_the_archive(story, kind):
    async def given(settings, known):
        def keep(tx):
            tx.entries.settle(ANA.id, settings, NOW.date())
            tx.memberships.put(GUILD, ANA.id, known)

        await story.kept.run(keep)
        return [one.records for one in (await Archives(story.kept).of(ANA.id)).places]

    async def without(name):
        if kind is Membership:
            return await given(CHOSEN, as_if_never_said(name, AGREED))
        if kind is JournalSettings:
            return await given(as_if_never_said(name, CHOSEN), AGREED)
        schedule = as_if_never_said(name, CHOSEN.schedule)
        return await given(replace(CHOSEN, schedule=schedule), AGREED)

    whole = await given(CHOSEN, AGREED)
    names = [one.name for one in fields(kind)]
    assert [name for name in names if await without(name) == whole] == []


async def test_times_are_those_of_the_zone_that_was_chosen_or_else_the_groups(story):
    without = replace(AGREED, timezone=None)
    await story.kept.run(lambda tx: tx.memberships.put(GUILD, ANA.id, without))
    archives = Archives(story.kept)
    assert (await archives.of(ANA.id)).zone_of is ZoneOf.NOBODY
    await story.opened()
    assert (await archives.of(ANA.id)).zone == "Europe/Rome", "of their only group"
    theirs = await archives.of(ANA.id, GUILD)
    assert (theirs.zone, theirs.zone_of) == ("Europe/Rome", ZoneOf.GROUP)
    await story.kept.run(lambda tx: tx.entries.settle(ANA.id, CHOSEN, NOW.date()))
    page, data = unpacked(
        packed(await archives.of(ANA.id, GUILD), reader({GUILD: "Sunday"}), PLENTY)
    )
    assert "Tue 01 Dec 2026 10:30 pm · Asia/Kolkata" in page
    rules = next(one for one in data["places"][1]["kept"] if one["what"] == "rules")
    assert rules["agreed_at"] == "2026-12-01T22:30:00+05:30"
    chose = data["places"][0]["kept"][0]
    assert chose["asked_days"] == ["MO", "TH"]
    assert chose["asked_time"] == "21:15:00"
    assert "Monday, Thursday" in page


async def test_what_is_too_much_for_one_file_comes_in_several_that_hold_each_thing_once(story):
    await story.opened()

    def write(tx):
        for number in range(1, 41):
            later = NOW + timedelta(days=number)
            entry = replace(check_in(number, helped=f"{CANARY} {number} " + "ä" * 90), at=later)
            tx.entries.add(GUILD, ANA.id, entry, NOW.date())

    await story.kept.run(write)
    archive = await Archives(story.kept).of(ANA.id)
    whole = len(packed(archive, reader(), PLENTY)[0].content)
    packs = packed(archive, reader(), whole * 2 // 3)
    assert len(packs) > 1
    assert all(len(one.content) < whole for one in packs)
    assert packs[0].name == f"openround-1-of-{len(packs)}.zip"
    helped = []
    for one in packs:
        page, data = unpacked([one])
        helped += [each["answers"]["helped"] for p in data["places"] for each in p["kept"]]
        assert "This is part" in page
    assert [one.split()[1] for one in helped] == [str(number) for number in range(1, 41)]


async def test_what_cannot_be_read_is_said_to_be_missing(story):
    def damaged(tx):
        tx.memberships.put(GUILD, ANA.id, AGREED)
        table, access = TABLES["memberships"], tx.memberships._access
        access.connection.execute(table.update().values(sealed=b"\x02" * 60))

    await story.kept.run(damaged)
    archive = await Archives(story.kept).of(ANA.id)
    assert not archive.is_whole
    page, _ = unpacked(packed(archive, reader(), PLENTY))
    assert "can&#x27;t be read right now" in page


async def test_words_that_look_like_a_page_stay_words(story):
    sly = '<script>alert(1)</script>{{title}}</bdi>"&'
    await story.kept.run(
        lambda tx: tx.entries.add(OWN, ANA.id, check_in(3, helped=sly), NOW.date())
    )
    page, data = unpacked(packed(await Archives(story.kept).of(ANA.id), reader({}), PLENTY))
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{title}}&lt;/bdi&gt;&quot;&amp;" in page
    assert data["places"][0]["kept"][0]["answers"]["helped"] == sly
