"""A week between two meetings, on the real bot: what a member wrote, and who could read it."""

import json

import pytest

from bot.rehearsal.figures import of_a_week
from bot.rehearsal.script.parts import LINES
from bot.rehearsal.session import RehearsalWish, rehearse
from bot.rehearsal.transcript import Transcript, TranscriptEntry
from tests.cogs.alone import seen_as

FIGURES = {
    "days": 7,
    "asked": 3,
    "check_ins": 2,
    "urges": 1,
    "lapses": 1,
    "plans_made": 1,
    "plans_recalled": 1,
    "read_by_others": 0,
}


@pytest.fixture
async def week(tmp_path):
    """The transcript of a week, and what the terminal showed of it."""
    from bot.app import composition  # noqa: PLC0415 - heavy, and only here
    from bot.discordio.overwrites.permissions import INVITE  # noqa: PLC0415

    file, told = tmp_path / "week.json", list[str]()
    wish = RehearsalWish("quiet-week", headless=True, speed=1000, seed=1, file=file)
    code = await rehearse(wish, composition.build, INVITE, told.append)
    assert code == 0, told
    return json.loads(file.read_text(encoding="utf-8")), "\n".join(told)


async def test_a_week_has_its_check_ins_an_urge_a_lapse_and_a_plan_that_comes_back(week):
    transcript, told = week
    assert transcript["summary"] == FIGURES
    [name] = {one["author"] for one in transcript["entries"] if one["kind"] == "command"} - {"Fran"}
    mine = [one for one in transcript["entries"] if one["seen_by"] == [name]]
    _the_night_is_sat_out(mine)
    _the_plan_comes_back_at_the_next_door(mine)
    _the_picture_is_told_in_words(mine)
    _it_can_be_read_as_its_writer_reads_it(told, mine)


def _the_night_is_sat_out(mine):
    """The wait ends after a quarter of an hour, with one's own plan read in between."""
    night = [one for one in mine if one["time"].startswith("2026-12-05T02:")]
    at = {one["text"]: one["time"][11:16] for one in night}
    assert (at["[Wait 15 minutes]"], at["[Log it]"]) == ("02:10", "02:25")
    assert any(LINES["writing"]["then"] in one["text"] for one in night)
    assert seen_as("urge.again.lower", before="8", after="4") in night[-3]["text"]


def _the_plan_comes_back_at_the_next_door(mine):
    asked = [one for one in mine if seen_as("plan.recall.ask") in one["text"]]
    assert [one["time"][:10] for one in asked] == ["2026-12-08"]
    assert LINES["writing"]["then"] in asked[0]["text"]


def _the_picture_is_told_in_words(mine):
    [shown] = [one["text"] for one in mine if "(a picture: " in one["text"]]
    assert seen_as("checkin.history.learned_days.one") in shown


def _it_can_be_read_as_its_writer_reads_it(told, mine):
    for day in ("Tuesday 01", "Thursday 03", "Saturday 05", "Tuesday 08"):
        assert f"\n{day} December\n" in f"\n{told}"
    assert LINES["week"]["now"]["helped"] in told
    assert all(one["text"].splitlines()[-1] in told for one in mine if one["text"])
    assert "Say: " not in told, "what only the facilitator reads"


@pytest.mark.parametrize(
    ("seen_by", "times"), [(("Ana",), 0), (("Ana", "Ben"), 1), (("Ben",), 1), (("everyone",), 1)]
)
def test_what_somebody_else_could_read_of_a_form_is_counted(world, seen_by, times):
    words = "I called my sister before dinner."
    transcript = Transcript(world)
    transcript.entries += [
        entry("filled", f"6\n{words}", ("Ana",), "Ana"),
        entry("message", f"What helped\n{words}", seen_by, "OpenRound"),
        entry("message", "The meeting has 6 people.", ("everyone",), "OpenRound"),
    ]
    assert of_a_week(transcript)["read_by_others"] == times


def entry(kind, text, seen_by, author):
    return TranscriptEntry("2026-12-02T21:30:00+00:00", "", "", seen_by, author, kind, text)
