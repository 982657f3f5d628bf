"""Every table says whose it is, and holds no more of a person than that (T-DEL-5)."""

import pytest
from sqlalchemy import LargeBinary

from bot.domain.ids import GuildId
from bot.storage.database.tables import metadata
from bot.storage.rows.data_policy import DataPolicy, Owner, columns_of, policy_of
from tests.storage.conftest import ANNA, BEN, GUILD, OTHER_GUILD


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_a_table_says_whose_it_is_how_long_it_is_kept_and_what_erases_it(table):
    rules = policy_of(table)
    assert isinstance(rules, DataPolicy)
    assert isinstance(rules.owner, Owner)
    assert rules.starts
    assert rules.ends
    if rules.owner is Owner.MEMBER:
        assert rules.kept is not None


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_column_that_is_sealed_or_names_a_server_is_marked_as_somebodys(table):
    sealed = {one.name for one in table.columns if isinstance(one.type, LargeBinary)}
    if policy_of(table).owner is Owner.BOT:
        sealed = set()  # the keyring: nobody's in particular
    assert {one.name for one in columns_of(table, Owner.MEMBER)} == sealed
    named = {"id"} if table.name == "servers" else {"guild"} & set(table.columns.keys())
    assert {one.name for one in columns_of(table, Owner.GUILD)} == named


def test_what_belongs_to_a_member_holds_no_name_and_no_id_in_plain():
    plain = {
        table.name: {
            c.name for c in table.columns if c.name not in {"subject", "sealed", "wrapped"}
        }
        for table in metadata.sorted_tables
        if policy_of(table).owner is Owner.MEMBER
    }
    assert plain == {
        "member_keys": {"guild"},
        "memberships": {"guild", "seen_on"},
        "entries": {"id", "guild", "shelf", "touched_on", "version"},
        "presence": {"occurrence", "guild", "until"},
        "reminders": {"id", "guild", "series", "until"},
        "letters": {"id", "code", "guild", "issued_on", "withdrawn"},
    }
    assert isinstance(metadata.tables["letters"].c.code.type, LargeBinary)


def test_two_servers_know_the_same_person_by_different_keys(cipher):
    assert cipher.subject(GUILD, ANNA) != cipher.subject(OTHER_GUILD, ANNA)
    assert cipher.subject(GuildId(ANNA), ANNA) != cipher.subject(GUILD, BEN)
