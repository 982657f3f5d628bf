"""A database that others on the machine can reach is refused in a sentence, and left as it is."""

import stat

import pytest

from bot.storage.database.opening import open_storage
from bot.storage.database.tables import metadata
from bot.storage.engine.postgres_lane import _WIPED
from bot.storage.files.faults import StorageFault
from bot.storage.rows.data_policy import Owner, policy_of


@pytest.fixture
def house(tmp_path):
    url, key = f"sqlite:///{tmp_path}/data/openround.db", tmp_path / "keys" / "master.key"
    open_storage(url, key, lambda: None).close()
    return url, key, tmp_path / "data"


def fault_of(url, key):
    with pytest.raises(StorageFault) as caught:
        open_storage(url, key, lambda: None)
    return caught.value.key


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o666])
def test_a_database_that_others_can_reach_is_refused(house, mode):
    url, key, folder = house
    file = folder / "openround.db"
    file.chmod(mode)
    assert fault_of(url, key) == "fault.database_open_to_others"
    assert stat.S_IMODE(file.stat().st_mode) == mode
    file.chmod(0o600)
    open_storage(url, key, lambda: None).close()


@pytest.mark.parametrize(("mode", "told"), [(0o777, True), (0o707, True), (0o775, False)])
def test_a_folder_into_which_everyone_can_put_files_is_refused(house, mode, told):
    url, key, folder = house
    folder.chmod(mode)
    if told:
        assert fault_of(url, key) == "fault.folder_open_to_others"
    else:
        open_storage(url, key, lambda: None).close()


def test_a_server_clears_away_what_was_deleted_from_every_table_of_ours():
    cleared = set(_WIPED.split(", "))
    ours = {t.name for t in metadata.sorted_tables if policy_of(t).owner is not Owner.BOT}
    assert cleared == ours
    assert {"prompts", "outbox", "traces", "memberships", "live_meetings"} <= cleared
