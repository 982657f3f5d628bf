"""Another process takes the lead on PostgreSQL, at any moment: ours ends, and says nothing more."""

import asyncio
import threading

import psycopg
import pytest

from bot.app import composition
from bot.app.run import serve
from bot.ops.ending import LEASE_LOST, SHARDS_LOST
from bot.storage.database import lease, opening
from bot.storage.database.health import verify
from bot.storage.files.address import Address
from bot.storage.sealing.cipher import Cipher
from tests.waiting import in_the_end, until_here


@pytest.fixture
def renewed_often(monkeypatch):
    monkeypatch.setattr(lease, "RENEW_SECONDS", 0.05)


def another_leads(url: str) -> None:
    """Write another process into the lease, and wait until ours has noticed."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as other:
        other.execute("UPDATE lease SET owner = 'another', epoch = epoch + 1")
    until_here(lambda: all(one.name != "lease" for one in threading.enumerate()))


@pytest.mark.parametrize(("shards", "why"), [("1", LEASE_LOST), ("0-1/2", SHARDS_LOST)])
@pytest.mark.usefixtures("renewed_often")
async def test_a_bot_that_lost_the_lead_before_it_began_never_logs_in(
    pg_url, make_settings, shards, why
):
    settings = make_settings(url=pg_url)
    held = settings.discord.model_copy(update={"shards": shards})
    bot = composition.build(settings.model_copy(update={"discord": held}))
    another_leads(pg_url)
    await in_the_end(serve(bot, "invented.for.tests"))
    assert bot.is_closed()
    assert bot.user is None
    assert (bot.ending, bot.ending.exit) == (why, 1)


@pytest.mark.usefixtures("renewed_often")
async def test_the_lead_may_be_lost_while_the_database_is_still_looked_at(
    pg_url, make_settings, monkeypatch
):
    def slowly(address: Address, cipher: Cipher) -> None:
        another_leads(pg_url)
        verify(address, cipher)

    monkeypatch.setattr(opening, "verify", slowly)
    bot = composition.build(make_settings(url=pg_url))
    await in_the_end(serve(bot, "invented.for.tests"))
    assert bot.is_closed()


async def test_being_asked_to_stop_when_all_is_over_does_no_harm(make_bot):
    bot = make_bot()
    bot.stop_soon()
    await serve(bot, "invented.for.tests")
    bot.stop_soon()
    await asyncio.sleep(0)
    assert bot.is_closed()
