"""What goes wrong at Discord, in three words: blocked, gone, unsure."""

from datetime import datetime

NAME_REFUSED = "name_refused"
"""Discord takes anything but the words in this name."""


def refused(code: int) -> str:
    """Write down that Discord refuses, by the number which it gave."""
    return f"refused {code}"


class Trouble(Exception):
    """Discord did not do it."""


class Blocked(Trouble):
    """Discord refuses, `until` an instant or a change; `reason` is a text key's last part.

    Where nobody knows better it is `refused` with Discord's own number.
    """

    def __init__(self, reason: str, until: datetime | None = None) -> None:
        super().__init__(reason)
        self.reason, self.until = reason, until


class Gone(Trouble):
    """The room or the message is not there any more."""


class Unsure(Trouble):
    """Discord may or may not have done it: look before doing it again."""
