"""Whatever a terminal can write, a command says its lines and no traceback."""

import os
import subprocess
import sys

import pytest

from tests.meta.source import ROOT


def said(*words: str, encoding: str, entry: tuple[str, ...] = ("-m", "bot")) -> bytes:
    env = os.environ | {"PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [sys.executable, *entry, *words], cwd=ROOT, env=env, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


@pytest.mark.parametrize("encoding", ["latin-1", "cp437"])
def test_every_question_is_written_in_marks_that_the_terminal_has(encoding):
    text = said("prompts", "find", "cravings", "--limit", "50", encoding=encoding)
    words = text.decode(encoding)
    assert len(words.splitlines()) > 50
    assert "..." in words
    assert "…" not in words


def test_a_mark_without_a_plainer_one_is_a_question_mark_and_the_rest_stands():
    code = "from bot.cli.terminal import speak_plainly as s; s(); print('‘a’ – 山 … b')"
    assert said(encoding="ascii", entry=("-c", code)).split() == [b"'a'", b"-", b"?", b"...", b"b"]


def test_the_command_openround_speaks_plainly_too():
    code = ("-c", "import openround; openround.main()", "prompts", "find", "cravings")
    assert b"..." in said("--limit", "50", encoding="latin-1", entry=code)
