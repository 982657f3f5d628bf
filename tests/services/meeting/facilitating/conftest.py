"""A weekly meeting that somebody is to lead."""

import pytest

from bot.domain.calendar.repeat import Repeat
from bot.services.ports.members import Standing
from tests.services.meeting.facilitating.asking import FACILITATORS, OLU


@pytest.fixture
async def planned(file_story):
    """A weekly meeting that Olu is to lead, and knows it; its facilitators have a channel."""
    story = file_story
    story.discord.standings[OLU.id] = Standing(leads=True)
    await story.settle_server(facilitators_channel=FACILITATORS)
    await story.plan(Repeat.WEEKLY, facilitator=OLU.id)
    await story.tick()
    story.discord.whispers.clear()
    return story
