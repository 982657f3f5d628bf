"""Letters at the command line: checked with a public key, which is published from here."""

import os
import re
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path

import click

from bot.app.keys import keys_of
from bot.cli.failures import FAILED, Chosen, settings_of
from bot.domain.attendance.statement import LetterDamaged
from bot.domain.attendance.token import LetterNotGenuine, LetterOfOtherKey, found_in
from bot.services.attendance.check_page import check_page
from bot.services.attendance.paper import facts_of, letter_text
from bot.services.attendance.signing import PublicKey, SigningKey
from bot.storage.database.keyring_opening import cipher_for
from bot.storage.files.address import Address
from bot.storage.files.faults import StorageFault, is_there
from bot.storage.sealing.keys import open_keys
from bot.text.catalog import FALLBACK, Shown, languages, speaker

MOST_BYTES = 20 * 1024 * 1024
"""Of a file that is looked through: a letter has less than a hundredth of that."""
_KEY_BYTES = 32
_ON_PAGE = re.compile(r'"key": "([\w-]{43})"')
"""Where the page that checks letters holds the key."""
_KEY = re.compile(r"[A-Za-z0-9+/_-]{43}=?")

Tell = Callable[[str], None]

_QUOTES = re.compile(r"(?<!\\)`")
"""Marks of code; one that stands in somebody's name has a stroke before it."""

say = speaker(FALLBACK)


def check(file: Path, key: PublicKey, tell: Tell) -> int:
    """Say what a letter states; 0 where it is genuine, 1 where it is not."""
    with file.open("rb") as letter:
        raw = letter.read(MOST_BYTES)
    try:
        statement = key.read(found_in(raw))
    except (LetterDamaged, LetterOfOtherKey, LetterNotGenuine) as refusal:
        tell(say("cli.verify_bad", why=Shown(say(refusal.key))))
        return FAILED
    how = _compared(raw)
    tell(say(f"cli.verify_{how}"))
    for name, fact in facts_of(statement, say).items():
        label = Shown(say(f"letter.document.{name}"))
        tell(say("letter.document.fact", label=label, fact=Shown(fact)))
    for line in ("verify.compare", "check_page.withdrawn", "verify.says_only"):
        tell(say(line))
    return FAILED if how == "changed" else 0


def _compared(raw: bytes) -> str:
    """Make the letter again of what is signed, and tell how the file compares to that.

    `whole`: every word is the same. `changed`: it is a text that says something else. `good`: only
    the signed statement could be checked, as in a PDF, which is set a little differently elsewhere.
    """
    token = found_in(raw)
    try:
        text = raw.decode().strip()
    except UnicodeDecodeError:
        return "good"
    if text.startswith("%PDF") or "".join(text.split()) == token:
        return "good"
    made = [_words(letter_text(token, language)) for language in languages()]
    return "whole" if _words(text) in made else "changed"


def _words(letter: str) -> list[str]:
    """Give the words of a letter, however a mail program breaks its lines or a version quotes."""
    return _QUOTES.sub("", letter).split()


def publish(key: PublicKey, page: Path | None, tell: Tell) -> int:
    """Write the page that checks letters; without a place for it, print the key."""
    if page is None:
        tell(urlsafe_b64encode(key.raw).rstrip(b"=").decode())
        return 0
    try:
        page.write_bytes(check_page(key, FALLBACK))
    except OSError:
        tell(say("cli.verify_not_written", path=Shown(page)))
        return FAILED
    tell(say("cli.verify_page_written", path=Shown(page)))
    return 0


def public_key(typed: str | None, config: Chosen) -> PublicKey:
    """Give the key to check with: the one that is named, else this bot's own.

    Raises click.UsageError, StorageFault, ConfigMistakes.
    """
    if typed is None:
        if not config.needed and not config.path.exists() and not _from_environment():
            raise click.UsageError(say("cli.verify_key_needed"))
        return own_key(config)
    there = Path(typed)
    text = there.read_text("utf-8", "replace") if there.is_file() else typed
    on_page = _ON_PAGE.search(text)
    text = on_page[1] if on_page else text
    found = _KEY.fullmatch(text.strip())
    if found is None:
        raise click.UsageError(say("cli.verify_no_key"))
    plain = text.strip().rstrip("=").replace("-", "+").replace("_", "/")
    return PublicKey(b64decode(plain + "=")[:_KEY_BYTES])


def _from_environment() -> bool:
    return any(name.startswith("OPENROUND_") for name in os.environ)


def own_key(config: Chosen) -> PublicKey:
    """Read this bot's key, changing nothing. Raises StorageFault, ConfigMistakes."""
    kept = settings_of(config).database
    address = Address.of(kept.url)
    keys = keys_of(kept)
    if not keys.has_key:
        raise StorageFault("fault.key_missing")
    if address.file is not None and not is_there(address.file):
        raise StorageFault("fault.database_missing", path=str(address.file))
    cipher = cipher_for(address, open_keys(keys)[0])
    return SigningKey(cipher.ring.signing).public
