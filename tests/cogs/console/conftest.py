"""An evening with a console that stands in the facilitators' channel."""

import pytest

from tests.cogs.console.in_channel import InChannel

FOUR = ("Ana", "Ben", "Chi", "Esi")


@pytest.fixture
async def standing(group, evening) -> InChannel:
    """A meeting with four members in its lobby; the console was switched on before."""
    await group.set_up(standing_console=True)
    await evening(*FOUR)
    await group.wait(2)
    return InChannel(group)
