"""The message of the week over the wire: its answer is lost, the process dies, one stands there."""

from pathlib import Path

from tests.faults.group.scene import Scene, scene

SPEED = 20
OF_THE_WEEK = "or:new_here:0:0:0:week."


def weeks(here: Scene, event: str) -> set[str]:
    """Name the messages of the week that were made, or changed."""
    entries = here.place.entries(event)
    return {
        one["id"] for one in entries if any(OF_THE_WEEK in known for known in one["custom_ids"])
    }


async def test_a_week_whose_answer_is_lost_when_the_process_dies_stands_there_once(tmp_path: Path):
    async with scene(tmp_path / "week", SPEED) as here:
        await here.people.fault("POST", r"/channels/\d+/messages", status=504, after=True)
        assert await here.group.command(
            "fay", "meeting schedule", title="Tonight", when="Friday 19:00", repeat="weekly"
        )
        await here.until(lambda: weeks(here, "message_created"))
        await here.bot.kill()
        here.bot.start()
        await here.bot.ready()
        # Whoever finds what was posted before draws it anew: nobody knows which week that was.
        await here.until(lambda: weeks(here, "message_edited"))
        made = weeks(here, "message_created")
        assert weeks(here, "message_edited") == made
        assert len(made) == 1
        assert here.troubles() == []
