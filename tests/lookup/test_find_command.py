"""`openround prompts find` speaks to people, and JSON to scripts."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import pytest
from click.testing import CliRunner

from bot.cli.commands import main
from bot.cli.prompts import find
from bot.content import notes
from bot.content.prompts.table import write
from bot.domain.prompts.prompt import Prompt
from bot.domain.prompts.theme import Theme
from bot.services.prompts.lookup import Lookup


class NothingNear(Lookup):
    """A lookup that is sure of nothing."""

    def find(self, *words, **options):
        return tuple(replace(one, sure=False) for one in super().find(*words, **options))


@pytest.fixture(autouse=True, scope="module")
def indexed_once() -> Iterator[None]:
    """The first command makes its index, and the others are given it: it is never changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(find, "Lookup", lru_cache(Lookup))
        yield


@pytest.fixture
def ask():
    return lambda *words: CliRunner().invoke(main, ["prompts", "find", *words])


def test_a_person_reads_questions_each_with_its_reason(ask, library):
    said = ask("slipped at the wedding", "--limit", "2")
    assert said.exit_code == 0
    assert sum(prompt.text in said.output for prompt in library) == 2
    assert sum(prompt.why in said.output for prompt in library) >= 2


def test_a_script_reads_every_field_and_the_score(ask):
    said = json.loads(ask("cravings", "--purpose", "scaling", "--limit", "1", "--json").output)
    (row,) = said.pop("prompts")
    assert said == {"care": None, "fits": True, "note": None}
    assert set(row) == {*Prompt.__dataclass_fields__, "score"}
    assert row["purpose"] == "scaling"


def test_a_note_on_what_happens_comes_first(ask, library):
    note = next(one for one in notes.load() if one.id == "talks-too-long")
    parts = {part: getattr(note, part) for part in ("id", "title", "say", "ask", "avoid")}
    read = json.loads(ask(note.when[0], "--json").output)
    assert read["note"] == parts
    assert read["fits"] is True
    said = ask(note.when[0], "--limit", "1").output
    assert said.startswith(note.title)
    assert all(parts[part] in said for part in ("say", "ask", "avoid"))
    (question,) = [one.text for one in library if one.text in said]
    assert said.index(note.avoid) < said.index(question)
    sort = json.loads(ask(note.when[0], "--purpose", "open_question", "--json").output)
    assert sort["note"] is None


def test_a_file_gives_an_object_for_each_of_its_lines(ask, tmp_path):
    file = tmp_path / "asked.txt"
    file.write_text("bored on sundays\n\nhe wants to die\nzzxqv\n", encoding="utf-8")
    answers = json.loads(ask("--batch", str(file), "--limit", "3").output)
    assert [bool(each["prompts"]) for each in answers] == [True, False, True, False]
    assert [each["fits"] for each in answers] == [True, False, True, False]
    assert [each["care"] for each in answers] == [None, None, "now", None]


@pytest.mark.parametrize("words", ["🙂", "zzxqv", "asdf qwerty", "酒を飲みたい", "хочу выпить"])
def test_nothing_found_is_said_in_one_sentence(ask, words):
    assert ask(words).output.startswith("Nothing fits these words.")


def test_where_nothing_fits_well_a_line_says_so_above_those_that_never_hurt(ask, monkeypatch):
    said = "Nothing fits that closely. These are kind, whatever happened:\n"
    assert said not in ask("bored on sundays").output
    monkeypatch.setattr(find, "Lookup", NothingNear)
    assert ask("bored on sundays").output.startswith(said)
    assert json.loads(ask("bored on sundays", "--json").output)["fits"] is False


def test_words_that_tell_of_a_danger_are_answered_with_whom_to_call(ask, library):
    said = ask("he says he wants to die", "--country", "uk").output
    first, *steps, last = said.splitlines()
    assert first == "In danger now? Call 999 / 112. To talk to somebody: Samaritans: 116 123"
    assert [step.split()[0] for step in steps] == ["Ask", "Stay", "Don't", "Get", "Call"]
    assert "--questions" in last
    assert not any(prompt.text in said for prompt in library)


def test_whoever_wants_questions_too_sees_the_number_first(ask, library):
    said = ask("he says he wants to die", "--questions").output
    assert said.startswith("In danger now? Call your local emergency number.")
    assert any(prompt.text in said for prompt in library)


def test_a_hint_is_one_line_and_mourning_a_small_one(ask, library):
    for words, line in (
        ("wishes he was dead", "In danger now? Call"),
        ("lost him to suicide", "It may"),
    ):
        said = ask(words).output
        assert said.startswith(line)
        assert any(prompt.text in said for prompt in library)


def test_a_way_of_speaking_is_answered_as_what_it_means(ask, library):
    said = ask("dying for a fag").output
    assert any(prompt.text in said for prompt in library)
    assert "danger" not in said


def test_a_text_and_a_file_at_once_are_one_too_many(ask, tmp_path):
    file = tmp_path / "asked.txt"
    file.write_text("x", encoding="utf-8")
    assert ask().exit_code == 2
    assert ask("cravings", "--batch", str(file)).exit_code == 2


def test_a_file_that_is_not_text_is_refused_in_one_sentence(ask, tmp_path):
    file = tmp_path / "asked.bin"
    file.write_bytes(b"\xff\xfe\x00")
    said = ask("--batch", str(file))
    assert said.exit_code == 1
    assert said.output == "Error: This file isn't plain UTF-8 text.\n"


def test_the_counts_name_every_theme_and_every_cell(library):
    said = CliRunner().invoke(main, ["prompts", "stats", "--json"])
    counts = json.loads(said.output)
    assert counts["prompts"] == len(library)
    assert set(counts["themes"]) == set(Theme)
    assert min(counts["themes"].values()) >= 5
    assert counts["near_duplicates"] == []
    assert sum(one["count"] for one in counts["cells"]) == len(library)
    assert all(one["theme"] in counts["themes"] for one in counts["matrix"])


def test_a_person_reads_the_counts_as_a_table():
    said = CliRunner().invoke(main, ["prompts", "stats"]).output
    assert said.startswith("prompts: ")
    assert "after_a_lapse" in said
    assert "taking_steps" in said


def test_a_table_of_a_group_is_linted_beside_the_library(tmp_path, library):
    file = tmp_path / "ours.CSV"
    file.write_text(write(library[:1]), encoding="utf-8-sig")
    lint = ["prompts", "lint", str(file)]
    assert "[prompt.alike]" in CliRunner().invoke(main, lint).output


def test_a_table_is_linted_like_a_file_in_toml(tmp_path, library):
    file, own = tmp_path / "ours.CSV", "What did our walk on Sunday do for you?"
    file.write_text(write([replace(library[0], id="walk", text=own)]), encoding="utf-8-sig")
    lint = ["prompts", "lint", str(file)]
    assert CliRunner().invoke(main, lint).output == "All is well.\n"
    bad = write([replace(library[0], id="walk", text="Why don't you stop?")]).replace(",", ";")
    file.write_text(bad, encoding="utf-8")
    said = CliRunner().invoke(main, lint)
    assert said.exit_code == 1
    assert "prompt.advice" in said.output
    file.write_bytes(b"text;point\n\xff;urges\n")
    assert CliRunner().invoke(main, lint).output == (
        "Line 2 isn't text in UTF-8: in your spreadsheet, save it as CSV UTF-8.\n"
    )


def test_without_a_country_the_last_line_says_how_to_name_one(ask):
    last = ask("he says he wants to die").output.splitlines()[-1]
    assert last.endswith("add --questions. To see your country's number, add --country NAME.")
