"""Somebody who sets up a bot, with a folder, a terminal or none, and a Discord that knows them."""

import stat
import tomllib
from contextlib import contextmanager

import click

from bot.cli.failures import Chosen, told
from bot.cli.setup.conversation import VARIABLE, setup
from bot.text.catalog import FALLBACK, Shown, speaker
from tests.cli.installation import Discord

TOKEN = "MTA4NjQ5OTI3NDE4MzM2MjU2MA.GcAnRy.q8Zt5Vb2LwXk0Hs7Yp3Rm9Nd6Jf1Tg4Ec_aB-u"
OTHER = TOKEN.replace("Gc", "Hd")
LEAVES = object()
say = speaker(FALLBACK)


class Person:
    """Somebody at a terminal who pastes and answers what they were told to, or is not there."""

    def __init__(self, *pasted, yes=None, there=True):
        self.pasted, self.yes, self.there = list(pasted), yes, there
        self.asked = []

    def is_there(self):
        return self.there

    def secret(self, question):
        self.asked.append(question)
        answer = self.pasted.pop(0)
        if answer is LEAVES:
            raise click.Abort
        return answer

    def agrees(self, question, *, unless_said):
        self.asked.append(question)
        return unless_said if self.yes is None else self.yes


class Choosy(Discord):
    """A Discord that knows one token."""

    def says(self, path):
        return super().says(path) | {"username": "tuesday"} if "/users" in path else {"id": "77"}


class House:
    """A folder for the settings, and what the command said last."""

    def __init__(self, folder, capsys):
        self.file, self.said, self._capsys = folder / "config.toml", "", capsys

    def setup(self, person, needed=True):
        config = Chosen(self.file, needed=needed)
        code = told(lambda: setup(config, person), config)
        self.said = "".join(self._capsys.readouterr())
        assert TOKEN not in self.said
        assert OTHER not in self.said
        return code

    def says(self, key, **facts):
        return say(key, path=Shown(self.file), **facts).partition("`openround")[0] in self.said

    @property
    def token(self):
        return tomllib.loads(self.file.read_text())["discord"]["token"]


def mode(file):
    return stat.S_IMODE(file.stat().st_mode)


@contextmanager
def set_up_in(folder, monkeypatch, capsys):
    monkeypatch.delenv(VARIABLE, raising=False)
    with Choosy().listening(knows=(TOKEN, OTHER)) as api:
        monkeypatch.setenv("OPENROUND_DISCORD__API_URL", api)
        yield House(folder, capsys)
