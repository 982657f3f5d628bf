"""`openround publish`: the page is written beside a bot that runs, or it is said why not."""

import asyncio
from dataclasses import replace

from bot.domain.ids import GuildId
from tests.cli.test_commands_as_typed import house, without_token

__all__ = ["house"]


def asked_for(house):
    """Let a group ask for the page, in a bot that goes on running."""
    house.running()
    store = house.storage.store

    def work(tx):
        tx.servers.put(replace(tx.servers.get(GuildId(1)), published_as="Harbour"))

    asyncio.run(store.run(work))


def test_the_page_is_written_while_the_bot_runs(house):
    asked_for(house)
    code, lines = without_token(house, "publish", "--out", str(house.folder.parent / "site"))
    assert (code, len(lines)) == (0, 1), lines
    assert lines[0].endswith("shows the meetings of one group.")
    assert "Harbour" in (house.folder.parent / "site" / "index.html").read_text("utf-8")


def test_without_a_place_or_with_a_wrong_one_a_sentence_says_what_to_do(house):
    code, lines = without_token(house, "publish")
    assert code
    assert "publish --out FOLDER`" in " ".join(lines)
    code, lines = without_token(house, "publish", "--out", str(house.file.parent))
    assert code
    assert "too close to the database" in " ".join(lines)
