"""Private messages that go after an erase, over the wire: killed meanwhile, none stays behind."""

from pathlib import Path

from tests.faults.group.scene import Scene, scene
from tests.faults.standin.ledger import Entry

SPEED = 20
IN_PRIVATE = "@ana"
OF_MESSAGES = r"/channels/\d+/messages/\d+"


async def asks_to_be_asked(here: Scene) -> None:
    """Let Ana plan check-ins twice: each is shown to her by a private message."""
    for time in ("7pm", "8pm"):
        assert await here.group.command("ana", "checkin schedule", time=time)


async def inbox(here: Scene) -> list[str]:
    return [one.id for one in await here.people.messages(IN_PRIVATE) if not one.deleted]


def gone(here: Scene) -> list[Entry]:
    return here.place.entries("message_deleted")


async def test_messages_to_who_is_forgotten_go_though_the_process_dies_twice_meanwhile(
    tmp_path: Path,
):
    async with scene(tmp_path / "taken_back", SPEED) as here:
        assert await here.group.command("ana", "timezone", zone="London")
        await asks_to_be_asked(here)
        sent = await inbox(here)
        assert len(sent) >= 2
        await here.people.fault("DELETE", OF_MESSAGES, hold=True)
        await here.group.command("ana", "privacy erase")
        channel = here.group.places["organisers"]
        assert (await here.people.press_label("ana", channel, "Forget me everywhere")).ok
        await here.until(lambda: here.place.entries("held"))
        await here.bot.kill()
        assert await inbox(here) == sent
        await here.people.no_faults()
        await here.people.fault("DELETE", OF_MESSAGES, delay=60.0)
        here.bot.start()
        await here.bot.ready()
        await here.until(lambda: gone(here))
        await here.bot.kill()
        assert len(await inbox(here)) == len(sent) - 1
        await here.people.no_faults()
        here.bot.start()
        await here.bot.ready()
        await here.until(lambda: {one["id"] for one in gone(here)} >= set(sent))
        assert await inbox(here) == []
        assert here.troubles() == []
