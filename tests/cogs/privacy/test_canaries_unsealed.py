"""A bot that seals nothing: whoever keeps nothing leaves nothing, and what is erased is gone.

So words are seen not to be there at all, and not only to be locked (T-DEL-1).
"""

import pathlib
from collections.abc import Awaitable

import pytest

from bot.cli.copies import backup
from bot.storage.database.opening import open_storage
from bot.storage.database.tables import metadata
from bot.storage.sealing import sealing_key
from tests.cogs.alone import Alone
from tests.cogs.group import Group
from tests.cogs.journal.writing import keeps, kept_of
from tests.cogs.privacy.every_form import ALONE, IN_THE_EVENING, Writer, check_in
from tests.cogs.privacy.test_canaries import exported
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


def rows(group: Group) -> Awaitable[str]:
    """All that stands in any table now, as it is: nothing is sealed."""

    def work(tx) -> str:
        tx.servers._access.flush()
        connection = tx.servers._access.connection
        read = (connection.execute(one.select()).all() for one in metadata.sorted_tables)
        return "\n".join(str(value) for table in read for row in table for value in row)

    return group.bot.services.choices.store.run(work)


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


async def test_every_word_that_stands_in_a_table_is_in_what_its_author_takes_along(evening):
    group = await evening("Ana", "Ben", "Chi", "Esi")
    writer = Writer(Alone(group, "Ana", "server"))
    await keeps(writer.ana)
    await check_in(writer)
    for stage, ways in IN_THE_EVENING.items():
        await group.go_to(stage)
        for way in ways:
            await way(writer)
            await group.wait(2)
    kept = await rows(group)
    stored = [word for word in writer.words if word in kept]
    given = exported(group, await writer.ana.say("privacy export"))
    assert len(stored) > 8
    nameless = writer.of("suggest", "line")  # nothing says whose words without a name are
    assert [word for word in stored if word not in given] == nameless
    assert [word for word in writer.words if word in given and word not in stored] == []
    await writer.ana.say("privacy erase")
    await writer.ana.press("Forget me everywhere")
    await group.wait(60)
    gone = await rows(group)
    assert [word for word in writer.words if word in gone] == nameless
