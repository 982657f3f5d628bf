"""Master keys that are handed over at the start: by the environment, or in a file it names."""

import re
from enum import StrEnum

from bot.config.places import fault

VARIABLE = "OPENROUND_DATABASE__MASTER_KEY"
CREDENTIALS = "CREDENTIALS_DIRECTORY"
"""Where systemd names the folder of a service's credentials."""
_KEY = r"[0-9A-Fa-f]{64}"
_UNTIL = r"(?: until \d{4}-\d{2}-\d{2})?"
_KEYS = re.compile(f"{_KEY}{_UNTIL}(?: {_KEY}{_UNTIL})*")
"""One key, or several as they stand in a key file, the newest first."""


class KeyOrigin(StrEnum):
    """Where the master key comes from."""

    FILE = "file"
    """The key file, which the bot makes and changes by itself."""
    ENVIRONMENT = "environment"
    CREDENTIAL = "credential"
    """A file that systemd lays down for the service alone."""
    GIVEN_FILE = "given_file"
    """Another file that the environment names."""


def masters_of(text: str) -> tuple[bytes, ...]:
    """Read the keys, the newest first. Raises what pydantic takes for a mistake."""
    words = " ".join(text.replace(",", " ").split())
    if not words:
        raise fault("config.master_key_empty")
    if not _KEYS.fullmatch(words):
        raise fault("config.master_key_shape")
    return tuple(bytes.fromhex(one) for one in re.findall(_KEY, words))
