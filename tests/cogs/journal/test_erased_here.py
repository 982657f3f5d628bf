"""What is written in private messages stays where somebody erases themselves in one server."""

from tests.cogs.alone import Alone, seen_as
from tests.cogs.journal.writing import keeps, kept_of, writes


async def test_erasing_here_leaves_what_was_written_in_private(group):
    here, alone = Alone(group, "Ana", "server"), Alone(group, "Ana", "private")
    await keeps(here)
    await writes(here, {"How are things?": "3"})
    await writes(alone, {"How are things?": "5"})
    asked = await here.say("privacy erase")
    assert seen_as("erase.here") in asked.text
    await here.press("Forget me in this server")
    ((_, left),) = await kept_of(alone)
    assert left.answers == {"mood": "5"}
