"""A bot that seals nothing: whoever keeps nothing leaves nothing, and what is erased is gone.

So words are seen not to be there at all, and not only to be locked (T-DEL-1).
"""

import pathlib

import pytest

from bot.cli.copies import backup
from bot.storage.database.opening import open_storage
from bot.storage.sealing import sealing_key
from tests.cogs.alone import Alone
from tests.cogs.group import Group
from tests.cogs.journal.writing import keeps, kept_of
from tests.cogs.privacy.every_form import ALONE, Writer
from tests.cogs.privacy.test_forgetting import found_in_files

_TAG = 16


class Unsealed:
    """In the place of AES-GCM: what goes in comes out as it is."""

    def __init__(self, _: bytes) -> None:
        """Need no key."""

    def encrypt(self, _nonce: bytes, plain: bytes, _bound: bytes) -> bytes:
        return plain + bytes(_TAG)

    def decrypt(self, _nonce: bytes, sealed: bytes, _bound: bytes) -> bytes:
        return sealed[:-_TAG]


@pytest.fixture
def fresh(tmp_path_factory, monkeypatch) -> pathlib.Path:
    """A database that was just made by such a bot, and its key."""
    monkeypatch.setattr(sealing_key, "AESGCM", Unsealed)
    folder = tmp_path_factory.mktemp("unsealed")
    open_storage(f"sqlite:///{folder}/openround.db", folder / "master.key", lambda: None).close()
    return folder


async def written(group: Group, *, keep: bool) -> Writer:
    """Let Ana write in every form of her own, in private messages, and keep it or not."""
    writer = Writer(Alone(group, "Ana", "private"), keeps=keep)
    await keeps(writer.ana, answers=keep)
    for way in ALONE:
        await way(writer)
    return writer


async def test_what_is_not_kept_is_not_there_and_what_is_erased_is_not_there_any_more(
    group, tmp_path, make_settings
):
    unkept = await written(group, keep=False)
    chosen = unkept.of("strand_new", "strand_name")  # what is to be followed is a setting
    words = [one for one in unkept.words if one not in chosen]
    assert len(words) > 100
    assert backup(make_settings(), lambda _: None) == 0
    assert found_in_files(tmp_path, *words) == []

    kept = await written(group, keep=True)
    here = {"openround.db", "openround.db-wal"}
    assert here.intersection(found_in_files(tmp_path, *kept.of("sheet_page"))), "kept, and seen"
    await kept.ana.say("privacy erase")
    await kept.ana.press("Forget me everywhere")
    await group.wait(60)
    assert backup(make_settings(), lambda _: None) == 0
    assert await kept_of(kept.ana) == ()
    assert found_in_files(tmp_path, *kept.words, *unkept.words) == []
