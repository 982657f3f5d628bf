"""One card, what changes it, and what Discord is asked for."""

from dataclasses import replace

from bot.domain.ids import short
from bot.rehearsal import simkit
from tests.discordio.conftest import MEETING


def edits(group):
    return group.asked("PATCH", f"/messages/{group.bot.card.message}")


def answers(group):
    return [one.json["type"] for one in group.asked("POST", "/callback")]


async def shown(group):
    channel = group.bot.get_channel(group.server.announcements)
    message = await channel.fetch_message(group.bot.card.message)
    return message.components[0].children[0].content


def now_about(group, topic):
    group.bot.evening = replace(group.bot.evening, topic=topic)


def redraw(group):
    """Ask for it as the bot would; a timer begun by the story itself would run in real time."""
    with group.env._bot_scope():
        group.bot.cards.redraw(MEETING)


async def press(group, *names):
    """Let people press at the same instant."""
    channel = group.world.announcements
    message = simkit.visible(group.world["Ana"])[0]
    assert message.channel_id == channel.id
    custom_id = f"or:join:{short(MEETING)}:0:0"
    simkit.press_at_once([(group.world[name], message, custom_id) for name in names])
    await group.env.settle()
