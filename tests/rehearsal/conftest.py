import discord
import pytest

from tests.rehearsal.toy import ToyBot


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
