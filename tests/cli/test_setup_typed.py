"""`openround setup` as it is typed: at a real terminal, which never shows the token, or wrongly."""

import os
import pty
import subprocess
import sys

from click.testing import CliRunner

from bot.cli.commands import main
from bot.text.catalog import Shown
from tests.cli.installation import Discord
from tests.cli.setting_up import TOKEN, say
from tests.meta.source import ROOT

ASKS = say("setup.ask") + ": "


class Screen:
    """What a terminal shows of a command, and the keys for it."""

    def __init__(self, *command, **env):
        self._keys, theirs = pty.openpty()
        self.shown = ""
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs,
            start_new_session=True, env=os.environ | env,
        )  # fmt: skip
        os.close(theirs)

    def until(self, words):
        """Read on until these words come after all that was read."""
        fresh = ""
        while words not in fresh and (said := self._read()):
            fresh += said
        self.shown += fresh
        assert words in fresh, self.shown

    def type(self, keys):
        os.write(self._keys, f"{keys}\n".encode())

    def ended(self):
        """Read all that is left; gives the exit code."""
        while said := self._read():
            self.shown += said
        os.close(self._keys)
        return self.process.wait()

    def _read(self):
        try:
            return os.read(self._keys, 4096).decode()
        except OSError:  # nobody writes any more
            return ""


def test_a_terminal_never_shows_what_was_pasted(tmp_path):
    config = tmp_path / "config.toml"
    with Discord().listening(knows=(TOKEN,)) as api:
        command = (sys.executable, "-P", "openround.py", "--config", str(config), "setup")
        screen = Screen(*command, OPENROUND_DISCORD__API_URL=api)
        screen.until(ASKS)
        screen.type("1086499274183362560")
        screen.until(ASKS)
        screen.type(TOKEN)
        assert screen.ended() == 0
    assert TOKEN in config.read_text()
    said = " ".join(screen.shown.split())
    assert say("setup.pasted_number") in said
    assert say("setup.invite") in said
    assert "1086499274183362560" not in said
    assert not any(part in said for part in TOKEN.split("."))


def test_a_token_behind_the_command_is_not_repeated_and_not_taken(tmp_path):
    done = CliRunner().invoke(main, ["--config", str(tmp_path / "config.toml"), "setup", TOKEN])
    assert done.exit_code == 2
    assert TOKEN not in done.output
    assert "Reset Token" in done.output
    assert list(tmp_path.iterdir()) == []


def test_without_a_terminal_the_command_says_what_to_do(tmp_path, restored_log):
    config = tmp_path / "config.toml"
    done = CliRunner().invoke(main, ["--config", str(config), "setup"], input=TOKEN)
    assert done.exit_code == 1
    whole = say("setup.no_terminal", path=Shown(config))
    assert whole.partition("`openround")[0] in done.output
    assert list(tmp_path.iterdir()) == []
