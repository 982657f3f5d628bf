"""A table that joins the registry is told, erased, counted, swept, left: nothing else is edited."""

from datetime import timedelta

import pytest
from sqlalchemy import BigInteger, Column, LargeBinary, MetaData, Table, insert, select

from bot.domain.ids import OWN
from bot.domain.people.personal_data import Holding, KeptRecord, Section
from bot.services.people.archive import Archives
from bot.storage.engine import personal_data_registry
from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import OF_MEMBER, OF_SERVER, Owner, policy
from bot.storage.rows.member_column import MemberColumn
from bot.storage.rows.repository import Erases
from tests.services.conftest import GUILD, NOW, member

ANA, BEN = member(1).id, member(2).id
OTHER = GUILD + 1
KEPT = timedelta(days=30)
LETTERS = Table(
    "postcards",
    MetaData(),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild", BigInteger, info=OF_SERVER, nullable=False),
    Column("writer", LargeBinary, info=OF_MEMBER),
    Column("at", UtcDateTime, nullable=False),
    info=policy(
        Owner.MEMBER, sealed="who wrote it", starts="it was written", ends="erase", kept=KEPT
    ),
)
WHO = MemberColumn(LETTERS, "writer")
ALL = select(LETTERS).order_by(LETTERS.c.id)


class Letters(Erases):
    """Letters to oneself, one row each: all that a new table has to say."""

    table = LETTERS

    def add(self, number, guild, writer, at=NOW):
        sealed = WHO.encrypt_member_id(self._access.cipher, guild, number, writer)
        row = {"id": number, "guild": guild, "writer": sealed, "at": at}
        self._access.change(insert(LETTERS), row)

    def numbers(self):
        return [row["id"] for row in self._access.rows(ALL)]

    def over(self, now):
        return LETTERS.c.at < self._oldest(now)

    def holdings(self, member, guild):
        theirs = WHO.rows_of(self._access, member, guild)
        return tuple(Holding("letter", {"number": number}) for number in theirs)

    def records(self, member, guild):
        found = self.holdings(member, guild)
        return tuple(KeptRecord(Section.MESSAGES, one.what, one.facts) for one in found)

    def forget(self, member, guild):
        return WHO.forget(self._access, member, guild)


def letters(tx):
    return tx._made(Letters)


@pytest.fixture
async def written(story, monkeypatch):
    """Two letters of Ana's, in two servers, and one of Ben's; the table has joined the registry."""
    known = personal_data_registry.REPOSITORIES
    monkeypatch.setattr(personal_data_registry, "REPOSITORIES", (*known, Letters))

    def write(tx):
        LETTERS.create(tx.servers._access.connection)
        letters(tx).add(1, GUILD, ANA)
        letters(tx).add(2, OTHER, ANA)
        letters(tx).add(3, GUILD, BEN, NOW + KEPT)

    await story.kept.run(write)
    return story


async def told(story, who):
    kept = await story.privacy.kept(who)
    return {one.guild: [(each.what, each.facts) for each in one.holdings] for one in kept}


async def given(story, who):
    places = (await Archives(story.kept).of(who)).places
    return {one.guild: [(each.what, each.facts) for each in one.records] for one in places}


async def there(story):
    return await story.kept.run(lambda tx: letters(tx).numbers())


async def test_it_is_told_of_in_every_server(written):
    kept = {GUILD: [("letter", {"number": 1})], OTHER: [("letter", {"number": 2})]}
    assert await told(written, ANA) == kept
    assert await given(written, ANA) == kept


async def test_it_is_erased_for_one_person_and_counted(written):
    receipt = await written.privacy.erase(ANA, GUILD)
    assert receipt.rows == 1
    assert list(await told(written, ANA)) == [OTHER]
    assert (await written.privacy.erase(ANA, None)).rows == 1
    assert await told(written, ANA) == {}
    ((promised, _),) = (await given(written, ANA))[OWN]
    assert promised == "asked_for", "that private messages are taken back is noted until it is done"
    assert await told(written, BEN) == {GUILD: [("letter", {"number": 3})]}


async def test_it_is_swept_when_its_time_is_over_by_the_job_that_sweeps_all(written):
    written.clock.at = NOW + KEPT
    await written.ticks.prune()
    assert await there(written) == [1, 2, 3], "the last day is not over yet"
    written.clock.at += timedelta(seconds=1)
    await written.ticks.prune()
    assert await there(written) == [3]


async def test_it_goes_with_its_server(written):
    assert await written.kept.run(lambda tx: tx.registry.servers()) == (GUILD, OTHER)
    await written.ticks.server_left(GUILD)
    await written.tick()
    assert await there(written) == [2]
    assert await written.kept.run(lambda tx: tx.registry.servers()) == (OTHER,)
