"""The terminal that `openround setup` asks at: what is typed for a secret is never shown."""

import sys
import warnings
from getpass import GetPassWarning
from typing import Protocol

import click


class Asking(Protocol):
    """Somebody who can be asked. Both questions raise click.Abort where they leave."""

    def is_there(self) -> bool:
        """Tell whether there is anybody to ask."""

    def secret(self, question: str) -> str:
        """Ask for what nobody may see."""

    def agrees(self, question: str, *, unless_said: bool) -> bool:
        """Ask for a yes or a no."""


class Terminal:
    """The terminal of this process."""

    def is_there(self) -> bool:
        """Tell whether somebody can type, and read what we ask."""
        return sys.stdin.isatty() and sys.stdout.isatty()

    def secret(self, question: str) -> str:
        """Ask without showing what is typed; rather not at all than with everybody looking on."""
        with warnings.catch_warnings():
            warnings.simplefilter("error", GetPassWarning)
            try:
                return click.prompt(question, default="", show_default=False, hide_input=True)
            except GetPassWarning:
                raise click.Abort from None

    def agrees(self, question: str, *, unless_said: bool) -> bool:
        """Ask for a yes or a no; Enter alone means `unless_said`."""
        return click.confirm(question, default=unless_said)
