from collections.abc import Iterator

import discord
import pytest

from bot import scheduler
from tests.rehearsal.toy import ToyBot


@pytest.fixture(autouse=True, scope="module")
def nobody_puts_the_clock_on() -> Iterator[None]:
    """So it is not looked for every three simulated seconds, two of three steps of an evening."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scheduler, "GUARDED_EVERY", scheduler.OVERSLEPT)
        yield


@pytest.fixture
def make_bot():
    return ToyBot


@pytest.fixture
def permissions() -> discord.Permissions:
    return discord.Permissions(
        view_channel=True,
        send_messages=True,
        read_message_history=True,
        connect=True,
        manage_channels=True,
        manage_roles=True,
        set_voice_channel_status=True,
        embed_links=True,
    )
