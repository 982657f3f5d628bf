"""Somebody who wants to be asked to check in."""

from datetime import UTC, datetime

import pytest

from bot.domain.journal.settings import living_in
from tests.services.journal.nudging import ANA, EVENING


@pytest.fixture
async def planned(file_story):
    """Ana, in Rome, wants to be asked at nine every evening."""
    story = file_story
    await story.settle_server()
    await story.choices.change(ANA, lambda one: living_in(one, "Europe/Rome"))
    found = await story.nudges.plan(ANA, EVENING, "en")
    assert found.next.at == datetime(2026, 12, 1, 20, tzinfo=UTC)
    return story
