"""`openround prompts find` speaks to people, and JSON to scripts."""

import json

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.domain.prompt import Prompt


@pytest.fixture
def ask():
    return lambda *words: CliRunner().invoke(main, ["prompts", "find", *words])


def test_a_person_reads_questions_each_with_its_reason(ask, library):
    said = ask("slipped at the wedding", "--limit", "2")
    assert said.exit_code == 0
    assert sum(prompt.text in said.output for prompt in library) == 2
    assert sum(prompt.why in said.output for prompt in library) >= 2


def test_a_script_reads_every_field_and_the_score(ask):
    (row,) = json.loads(ask("cravings", "--purpose", "scaling", "--limit", "1", "--json").output)
    assert set(row) == {*Prompt.__dataclass_fields__, "score"}
    assert row["purpose"] == "scaling"


def test_a_file_gives_a_list_for_each_of_its_lines(ask, tmp_path):
    file = tmp_path / "asked.txt"
    file.write_text("bored on sundays\n\nso ashamed\n", encoding="utf-8")
    answers = json.loads(ask("--batch", str(file), "--limit", "3").output)
    assert [len(each) for each in answers] == [3, 0, 3]


def test_nothing_found_is_said_in_one_sentence(ask):
    assert ask("🙂").output.startswith("Nothing fits these words.")


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
    assert said.output == "Error: This file is not plain UTF-8 text.\n"
