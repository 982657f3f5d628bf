"""`openround prompts lint`: a group's file is judged as the import judges it, ours as ours."""

import pytest
from click.testing import CliRunner

from bot.cli.commands import main
from bot.content import prompts
from bot.content.source import text_of


def lint(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["prompts", "lint", *words], catch_exceptions=False)
    return done.exit_code, done.output.strip()


def test_a_table_that_the_import_takes_is_clean(tmp_path):
    (tmp_path / "ours.CSV").write_text("Text;Point\nWhat helps you on a Sunday?;Balance\n")
    code, _ = lint(str(tmp_path / "ours.CSV"))
    assert code == 0


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.csv", b"text,point\nDo you like it?,balance\n", "line 2: Yes or no would answer it."),
        ("a.csv", b"text,point\n\n,balance\n", "line 3: The column text is empty here."),
        ("a.csv", "text,point\nWie spät?,urges".encode("cp1252"), "Line 2 isn't text in UTF-8:"),
        ("a.txt", b"text,point\n", "The name of the file has to end in .toml or .csv."),
    ],
)
def test_what_the_import_would_refuse_is_told(name, data, told, tmp_path):
    (tmp_path / name).write_bytes(data)
    code, said = lint(str(tmp_path / name))
    assert code == 1
    assert said.startswith(told)


def test_a_file_of_the_library_must_have_all_its_fields(tmp_path, monkeypatch):
    text = text_of("prompts/en/urges.toml")
    file = tmp_path / "urges.toml"
    file.write_text(text.replace("why =", "# why =", 1))
    assert lint(str(file))[1].count("The field why is missing") == 0
    monkeypatch.setattr("bot.cli.prompts.lint.LIBRARY", tmp_path)
    code, said = lint(str(file))
    assert (code, said.count("The field why is missing.")) == (1, 1)


def test_the_library_is_clean():
    assert lint()[0] == 0
    assert prompts.lint_shipped() == ()
