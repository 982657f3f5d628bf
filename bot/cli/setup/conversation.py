"""What `openround setup` asks and answers: the token, a file for it, a check, and the invite."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass

import click

from bot.cli.check import check
from bot.cli.failures import FAILED, Chosen, settings_of
from bot.cli.reach import UNAUTHORIZED, ask_discord, invite_link
from bot.cli.setup.pasted import NoToken, token_in
from bot.cli.setup.settings_file import SettingsFile
from bot.cli.setup.terminal import Asking
from bot.config import sources
from bot.config.load import load
from bot.config.mistakes import ConfigMistakes
from bot.config.settings import Settings
from bot.text.catalog import FALLBACK, Shown, speaker

VARIABLE = "OPENROUND_DISCORD__TOKEN"
_ANY = "not.asked.yet"
TRIES = 5
"""So often somebody may paste something else before they are sent to look it up."""

say = speaker(FALLBACK)


def setup(config: Chosen, asking: Asking) -> int:
    """Have the token written into the settings, look at everything, and print the invite.

    Raises ConfigMistakes and StorageFault.
    """
    file = SettingsFile(config.path)
    if file.closed():
        config.tell(say("setup.closed", path=Shown(config.path)))
    _settings_with(config, _ANY)  # whatever else is wrong is told before anybody is asked
    elsewhere = _from_elsewhere(config)
    if elsewhere:
        config.tell(say("setup.from_elsewhere", place=Shown(elsewhere), path=Shown(config.path)))
    else:
        try:
            if not _Conversation(config, file, asking).has_token():
                return FAILED
        except click.Abort:
            config.tell(say("setup.left"))
            return FAILED
    settings = settings_of(config)
    if check(settings, config.tell) or _invite(config):
        return FAILED
    config.tell(say("setup.then"))
    return 0


def _invite(config: Chosen) -> int:
    config.tell(say("setup.invite"))
    return invite_link(lambda: settings_of(config), None, config.tell)


def _settings_with(config: Chosen, token: str) -> Settings:
    """Read the settings as they are with this token. Raises ConfigMistakes."""
    return load(config.path, needed=False, environ={**os.environ, VARIABLE: token})


def _from_elsewhere(config: Chosen) -> str:
    """Name what gives the token in place of the file, and is stronger; else nothing."""
    if any(name.upper() == VARIABLE for name in os.environ):
        return VARIABLE
    secrets = dict(sources.of_secrets(config.path.parent, os.environ))
    return str(secrets.get("discord.token", ""))


@dataclass(frozen=True, slots=True)
class _Conversation:
    """One talk about one settings file."""

    config: Chosen
    file: SettingsFile
    asking: Asking

    def has_token(self) -> bool:
        """Tell whether the file has a token in the end; the old one, where nobody wants another."""
        there = self.file.token()
        if there and not self._is_to_change(there):
            return True
        if not self.asking.is_there():
            self._tell("setup.no_terminal")
            return False
        token = self._pasted()
        return token is not None and self._is_written(token)

    def _is_to_change(self, there: str) -> bool:
        """Tell whether another token is to take the place of the one that is there."""
        known = self._asked(there)
        if isinstance(known, dict):
            self._tell("setup.known", name=str(known.get("username", "")))
        elif known == UNAUTHORIZED:
            self._tell("setup.refused_there")
        else:
            return False
        if not self.asking.is_there():
            return False
        question = say("setup.another", path=Shown(self.config.path))
        return self.asking.agrees(question, unless_said=known == UNAUTHORIZED)

    def _pasted(self) -> str | None:
        """Ask until there is a token that Discord does not refuse; None where there is none."""
        self._tell("setup.where")
        for _ in range(TRIES):
            try:
                token = token_in(self.asking.secret(say("setup.ask")))
            except NoToken as other:
                self._tell(other.problem)
                continue
            if self._asked(token) != UNAUTHORIZED:
                return token
            self._tell("setup.refused")
        self._tell("setup.too_often")
        return None

    def _is_written(self, token: str) -> bool:
        text = self.file.with_token(token, say("setup.head"))
        if text is None:
            self._tell("setup.by_hand")
            return False
        try:
            self.file.write(text)
        except OSError as error:
            self._tell("setup.not_written", why=Shown(error.strerror))
            return False
        self._tell("setup.written" if os.name == "posix" else "setup.written_windows")
        return True

    def _asked(self, token: str) -> dict[str, object] | int | None:
        """Ask Discord whose token it is, as the other settings say."""
        try:
            settings = _settings_with(self.config, token)
        except ConfigMistakes:  # all else was in order, so it is the token
            return UNAUTHORIZED
        return asyncio.run(ask_discord(settings, "/users/@me"))

    def _tell(self, key: str, **facts: str) -> None:
        self.config.tell(say(key, path=Shown(self.config.path), **facts))
