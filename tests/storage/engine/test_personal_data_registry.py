"""The registry joins what tables say of themselves with who erases, exports and sweeps them."""

from datetime import timedelta

import pytest
from sqlalchemy import BigInteger, Column, ForeignKey, LargeBinary, MetaData, Table

from bot.storage.database.tables import metadata
from bot.storage.engine.personal_data_registry import REPOSITORIES
from bot.storage.rows.columns import UtcDateTime
from bot.storage.rows.data_policy import (
    OF_MEMBER,
    OF_SERVER,
    Owner,
    columns_of,
    policy,
    policy_of,
)
from bot.storage.rows.member_keys import MemberKeys, sealed_with_them
from bot.storage.rows.member_rows import MemberRows
from bot.storage.rows.repository import Erases, Exports, Repository


def goes_with_a_server(table, owned):
    """Whether its rows go when a server does: a column names it, or a cascade leads to one."""
    if columns_of(table, Owner.GUILD):
        return True
    return any(
        key.ondelete == "CASCADE" and goes_with_a_server(key.column.table, owned)
        for key in table.foreign_keys
        if key.column.table in owned
    )


HASHED = {"subject", "shelf", "code", "card_shown", "console_shown"}
"""Columns with keyed hashes, by which a row or what a message shows is known; they seal nothing."""


def is_rekeyed(table, kind):
    """Whether a new master key reaches every sealed column: by its name, or by members' keys."""
    binary = {one.name for one in table.columns if isinstance(one.type, LargeBinary)}
    declared = {one.name for one in kind.sealed}
    return binary <= declared | HASHED or issubclass(kind, MemberRows) or kind is MemberKeys


def gaps(tables, repositories):
    """Name what tables promise and no repository keeps."""
    kinds = {kind.table: kind for kind in repositories}
    owned = [table for table in tables if policy_of(table).owner is not Owner.BOT]
    found = [f"{table}: no repository" for table in owned if table not in kinds]
    for table in (table for table in owned if table in kinds):
        kind, rules = kinds[table], policy_of(table)
        of_members = bool(columns_of(table, Owner.MEMBER))
        wrong = {
            "sealed by no key that a rotation knows": not is_rekeyed(table, kind),
            "not exported": of_members and not issubclass(kind, Exports),
            "members in no column": issubclass(kind, Exports) and not of_members,
            "says nothing of members": of_members and not rules.sealed,
            "never swept": rules.kept is not None and kind.over is Repository.over,
            "stays when a server goes": not goes_with_a_server(table, owned),
        }
        found += [f"{table}: {what}" for what, true in wrong.items() if true]
    return found


def test_every_table_of_ours_has_a_repository_that_keeps_what_it_promises():
    assert gaps(metadata.sorted_tables, REPOSITORIES) == []


def test_a_repository_is_in_the_registry_once_and_after_what_its_rows_belong_to():
    tables = [kind.table for kind in REPOSITORIES]
    assert len(set(tables)) == len(tables)
    for place, table in enumerate(tables):
        assert {key.column.table for key in table.foreign_keys} <= set(tables[:place])


@pytest.fixture
def letters():
    return Table(
        "letters",
        MetaData(),
        Column("id", BigInteger, primary_key=True),
        Column("guild", BigInteger, info=OF_SERVER),
        Column("writer", LargeBinary, info=OF_MEMBER),
        Column("at", UtcDateTime),
        info=policy(
            Owner.MEMBER, sealed="who wrote", starts="then", ends="erase", kept=timedelta(3)
        ),
    )


def test_a_table_without_a_repository_is_named(letters):
    assert gaps([letters], REPOSITORIES) == ["letters: no repository"]


def test_a_repository_that_neither_exports_nor_sweeps_is_named(letters):
    plain = type("Letters", (Repository,), {"table": letters})
    assert gaps([letters], [plain]) == [
        "letters: sealed by no key that a rotation knows",
        "letters: not exported",
        "letters: never swept",
    ]


def test_a_repository_that_cannot_erase_is_not_made(letters):
    told = type("Letters", (Erases,), {"table": letters, "holdings": lambda *_: ()})
    with pytest.raises(TypeError, match="forget"):
        told(None)


def test_a_table_that_no_server_leads_to_is_named():
    home = MetaData()
    lost = Table(
        "lost",
        home,
        Column("id", BigInteger, primary_key=True),
        info=policy(Owner.GUILD, starts="then", ends="never"),
    )
    behind = Table(
        "behind",
        home,
        Column("id", BigInteger, ForeignKey("lost.id", ondelete="CASCADE"), primary_key=True),
        info=policy(Owner.GUILD, starts="then", ends="never"),
    )
    kinds = [type("Rows", (Repository,), {"table": one}) for one in (lost, behind)]
    found = gaps([lost, behind], kinds)
    assert found == ["lost: stays when a server goes", "behind: stays when a server goes"]


def test_a_members_key_outlives_none_of_what_it_opens_and_goes_with_the_last_of_it():
    """Rows of members hang on their key, but for those that are older than the keys."""
    for table in sealed_with_them():
        hangs = any(key.column.table is MemberKeys.table for key in table.foreign_keys)
        assert hangs or table.name == "memberships"
        assert all(key.ondelete == "CASCADE" for key in table.foreign_keys)
