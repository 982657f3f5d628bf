"""What is kept of somebody's writing is read back as it was, also by a later version."""

from datetime import time

import orjson
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.domain.ids import EntryId, GuildId
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.journal.schedule import Pause, asked, scheduled, unreachable
from bot.domain.journal.settings import JournalSettings, Strand
from tests.domain.journal.writing import NOW, SETTINGS, TODAY

ENTRY, SETTINGS_ROW = TypeAdapter(JournalEntry), TypeAdapter(JournalSettings)
SCHEDULES = st.builds(scheduled, st.times(), st.sets(st.integers(0, 6), min_size=1)).flatmap(
    lambda one: st.sampled_from([one, asked(one, TODAY), unreachable(one)])
)


@given(
    st.sampled_from(JournalShelf),
    st.dictionaries(st.sampled_from(["mood", "helped", "outcome"]), st.text(max_size=50)),
    st.integers(0, 2**63 - 1),
    st.integers(0, 5),
)
def test_an_entry_comes_back_as_it_was(shelf, answers, number, page):
    entry = JournalEntry(EntryId(number), shelf, NOW, TODAY, answers, 1, "values", page, done=False)
    assert ENTRY.validate_json(orjson.dumps(entry)) == entry


@given(SCHEDULES, st.booleans() | st.none())
def test_settings_come_back_as_they_were(schedule, keeps):
    settings = JournalSettings(
        keeps, "Asia/Kolkata", 22, (Strand(2, "wine"),), 2, schedule, (GuildId(8),)
    )
    assert SETTINGS_ROW.validate_json(orjson.dumps(settings)) == settings


def test_settings_of_a_version_that_knew_less_are_read():
    assert SETTINGS_ROW.validate_json(b"{}") == JournalSettings()
    row = {"keeps": True, "zone": "Europe/Dublin", "schedule": {"at": "20:00:00"}}
    found = SETTINGS_ROW.validate_json(orjson.dumps(row))
    assert found.schedule == scheduled(time(20), range(7))
    assert found.has_chosen


def test_a_pause_is_kept_as_a_word_that_says_why():
    row = orjson.loads(orjson.dumps(unreachable(scheduled(time(20), [1]))))
    assert row["pause"] == Pause.UNREACHABLE.value
    assert orjson.loads(orjson.dumps(SETTINGS))["schedule"] is None
