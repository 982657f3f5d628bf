"""`openround when` says how the bot reads a time, without a server."""

import json

import pytest
from click.testing import CliRunner

from bot.cli.commands import main

NOW = ("--now", "2026-11-23T12:00")


def ask(*words: str, zone: str = "Europe/London"):
    return CliRunner().invoke(main, ["when", *words, *NOW, "--zone", zone])


def test_a_script_reads_the_start_the_instant_and_how_often():
    assert json.loads(ask("every Tuesday 7pm", "--json", zone="new york").output) == {
        "text": "every Tuesday 7pm",
        "start": "2026-11-24T19:00",
        "at": "2026-11-25T00:00Z",
        "zone": "America/New_York",
        "repeat": "weekly/1/TU",
    }
    assert json.loads(ask("<t:1796151600:F>", "--json").output)["at"] == "2026-12-01T19:00Z"


def test_what_is_asked_back_is_the_sentence_that_people_read():
    said = json.loads(ask("Dec 7pm", "--json").output)
    assert said == {"text": "Dec 7pm", "refused": ask("Dec 7pm").output.strip()}
    assert "the whole date" in said["refused"]


def test_a_file_gives_an_object_for_each_of_its_lines(tmp_path):
    file = tmp_path / "times.txt"
    file.write_text("\ufefftonight at 8\n\nTuesday 7\n", encoding="utf-8")
    rows = json.loads(ask("--batch", str(file)).output)
    assert [one.get("start") for one in rows] == ["2026-11-23T20:00", None, None]
    file.write_bytes(b"tonight \xff")
    assert "isn't plain UTF-8" in ask("--batch", str(file)).output


def test_a_person_reads_one_line():
    assert ask("tonight at 8").output == "Mon 23 Nov 2026 20:00 · Europe/London\n"


@pytest.mark.parametrize(
    ("now", "at"),
    [("2026-07-01T12:00", "2026-07-01T11:30Z"), ("2026-07-01T12:00+00:00", "2026-07-01T12:30Z")],
)
def test_now_without_an_offset_is_on_the_clock_of_the_zone(now, at):
    words = ["when", "in 30 minutes", "--now", now, "--zone", "london", "--json"]
    assert json.loads(CliRunner().invoke(main, words).output)["at"] == at


def test_what_cannot_be_read_is_said_before_anything_else():
    assert "a city is needed" in ask("tonight at 8", zone="GMT+2").output
    wrong = CliRunner().invoke(main, ["when", "x", "--now", "soon", "--zone", "london"])
    assert (wrong.exit_code, "like 2026-12-01T18:00" in wrong.output) == (2, True)
    assert "Give either a text or --batch" in ask().output
