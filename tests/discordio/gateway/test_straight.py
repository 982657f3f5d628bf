"""A press goes to its item alone: no view of the whole message is made for it."""

import asyncio
from typing import Any

import discord
from discord import ui

from bot.discordio.gateway import quirks
from tests.discordio.messages.card_story import press


async def test_a_press_makes_no_view_of_the_message(group, monkeypatch):
    made = []
    monkeypatch.setattr(ui.LayoutView, "from_message", lambda *_, **__: made.append(True))
    await group.a_card()
    await press(group, "Ana")
    assert (group.bot.pressed, made) == (1, [])


async def test_a_menu_is_told_from_a_button_and_a_stranger_is_left_alone():
    pressed = []

    class Kind(ui.DynamicItem[ui.Item[ui.View]], template=r"kind:(?P<what>\w+)"):
        @classmethod
        async def from_custom_id(cls, _interaction, item, match):
            return cls(item, match["what"])

        def __init__(self, item, what):
            super().__init__(item)
            self.what = what

        async def callback(self, _interaction):
            pressed.append((type(self.item), self.what))

    client = discord.Client(intents=discord.Intents.none())
    quirks.dispatch_dynamic_items_directly(client)
    client.add_dynamic_items(Kind)
    nobody: Any = None
    store: Any = client._connection._view_store
    button, menu = discord.ComponentType.button.value, discord.ComponentType.select.value
    for kind, custom_id in ((button, "kind:a"), (menu, "kind:b"), (button, "other:c")):
        store.dispatch_dynamic_items(kind, custom_id, nobody)
    await asyncio.gather(*store._ViewStore__tasks)
    assert pressed == [(ui.Button, "a"), (ui.Select, "b")]
