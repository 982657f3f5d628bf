"""T-DEL-3: who is to be forgotten while nothing can be saved is told so, and forgotten later."""

import pytest

from bot.domain.people.personal_data import BeingErased
from bot.rehearsal import cast
from bot.storage.files.faults import StorageFault
from bot.storage.people.erasure_wishes import Wishes
from bot.storage.people.tombstones import Tombstones
from tests.cogs.store_in_the_way import seen_as


@pytest.fixture
def no_fault():
    """In these stories the log tells of the database; each says what."""


ERASED_LATER = "erase.written_down", "erase.remembered"


@pytest.mark.parametrize("key", ERASED_LATER)
async def test_who_wants_to_be_forgotten_on_a_full_disk_is_told_the_truth_and_forgotten_later(
    evening, in_the_way, monkeypatch, key
):
    group = await evening("Ana", "Ben", stage="check_in")
    privacy, ana = group.bot.services.privacy, group["Ana"]
    await ana.leave_voice()
    asked = await cast.say(ana, "privacy erase", group.world.announcements)
    await in_the_way.fill_disk()

    def no_room(*_):
        raise StorageFault("fault.wish_unwritable", path="wishes")

    def full(*_):
        raise StorageFault("fault.disk_full", path="tombstones")

    with monkeypatch.context() as patch:
        if key == "erase.remembered":
            patch.setattr(Wishes, "leave", no_room)
            patch.setattr(Tombstones, "add", full)
        told = await cast.press(ana, "Forget me everywhere", on=asked.message)
        assert told.text == f"{seen_as('erase.not_yet.full')}\n\n{seen_as(key)}"
        await group.wait(60)
        if key == "erase.remembered":
            assert await privacy.kept(ana.id) != []
        else:
            with pytest.raises(BeingErased):  # from the promise on nothing of hers opens
                await privacy.kept(ana.id)

    await in_the_way.free_disk()
    await group.wait(60)
    assert await privacy.kept(ana.id) == []
    assert await privacy.kept(group["Ben"].id) != []
