"""What does not wait for the store: it is had at once, or something else is said instead."""

import asyncio

import pytest

from bot.storage.files.faults import StorageFault
from cogs.ui.kit.without_store import promptly


async def said():
    return "from the store"


async def never():
    await asyncio.Event().wait()


async def full():
    raise StorageFault("fault.disk_full", path="x")


async def ours():
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("work", "heard"), [(said, "from the store"), (never, "from memory"), (full, "from memory")]
)
async def test_what_the_store_does_not_say_at_once_is_said_from_memory(work, heard):
    assert await promptly(work(), "from memory") == heard


async def test_a_fault_of_ours_is_not_hidden():
    with pytest.raises(ZeroDivisionError):
        await promptly(ours(), "from memory")
