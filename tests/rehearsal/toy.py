"""A toy bot with a little of everything the rehearsal has to follow: cards, forms, rooms, jobs."""

import datetime as dt
import re
from typing import Any

import discord
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from discord import app_commands, ui
from discord.ext import commands

REFUSED = "No"
"""A title that the toy answers as OpenRound answers what it refuses: in a bare line."""
ROWS = re.compile(r"toy:(?P<what>\w+)")


class Toy(ui.DynamicItem[ui.Button[ui.LayoutView]], template=ROWS):
    def __init__(self, what: str, label: str) -> None:
        super().__init__(ui.Button(label=label, custom_id=f"toy:{what}"))
        self.what = what

    @classmethod
    async def from_custom_id(cls, interaction, item, match):
        return cls(match["what"], item.label)

    async def callback(self, interaction: discord.Interaction) -> None:
        await toy_of(interaction).pressed(interaction, self.what)


class Form(ui.Modal, title="Type instead"):
    words: ui.Label[ui.Modal] = ui.Label(
        text="What you want to say", component=ui.TextInput(max_length=200)
    )
    how: ui.Label[ui.Modal] = ui.Label(
        text="How it goes",
        component=ui.RadioGroup(
            options=[
                discord.RadioGroupOption(label="With my name", value="named"),
                discord.RadioGroupOption(label="Without", value="unnamed"),
            ]
        ),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        words, how = self.words.component, self.how.component
        assert isinstance(words, ui.TextInput)
        assert isinstance(how, ui.RadioGroup)
        await interaction.response.send_message(f"**{words.value}** ({how.value})")


class Menu(ui.Select[ui.View]):
    def __init__(self) -> None:
        options = [
            discord.SelectOption(label=each, value=each.lower()) for each in ("Pause", "Skip")
        ]
        super().__init__(placeholder="More", options=options, custom_id="toymenu")

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"You chose {self.values[0]}.", ephemeral=True)


def card(title: str, joined: int) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    buttons: ui.ActionRow[Any] = ui.ActionRow(
        Toy("join", f"Join · {joined}"), Toy("type", "Type instead")
    )
    text: ui.TextDisplay[ui.LayoutView] = ui.TextDisplay(
        f"## {title}\n**Ana** has the floor · until <t:1767210000:t>."
    )
    view.add_item(ui.Container(text, buttons, ui.ActionRow(Toy("options", "My options"))))
    return view


class ToyBot(commands.Bot):
    def __init__(self) -> None:
        super().__init__(
            "!",
            intents=discord.Intents(guilds=True, voice_states=True, guild_scheduled_events=True),
        )
        self.scheduler = AsyncIOScheduler(timezone=dt.UTC)
        self.joined: list[int] = []
        self.rang: list[dt.datetime] = []
        self.broken = False
        self.closed_well = False

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Toy)
        self.scheduler.start()
        group = app_commands.Group(name="toy", description="a toy")
        group.command(name="card", description="post a card")(post_card)
        group.command(name="silent", description="say nothing")(say_nothing)
        self.tree.add_command(group)
        await self.tree.sync()

    async def close(self) -> None:
        self.closed_well = True
        if self.scheduler.running:
            self.scheduler.shutdown(wait=False)
        await super().close()

    def ring_at(self, at: dt.datetime) -> None:
        trigger = DateTrigger(at, timezone=dt.UTC)
        self.scheduler.add_job(self.ring, trigger, misfire_grace_time=None)

    async def ring(self) -> None:
        if self.broken:
            raise RuntimeError("the bell broke")
        self.rang.append(discord.utils.utcnow())

    async def pressed(self, interaction: discord.Interaction, what: str) -> None:
        if what == "join":
            self.joined.append(interaction.user.id)
            await interaction.response.edit_message(view=card("Check-in", len(self.joined)))
        elif what == "type":
            await interaction.response.send_modal(Form())
        else:
            view = ui.View(timeout=None)
            view.add_item(Menu())
            view.add_item(Toy("read", "Read"))
            await interaction.response.send_message("Only you.", view=view, ephemeral=True)


def toy_of(interaction: discord.Interaction) -> ToyBot:
    assert isinstance(interaction.client, ToyBot)
    return interaction.client


async def post_card(interaction: discord.Interaction, title: str) -> None:
    if title == REFUSED:
        await interaction.response.send_message("That's no title.", ephemeral=True)
        return
    toy_of(interaction).ring_at(discord.utils.utcnow() + dt.timedelta(hours=1))
    await interaction.response.send_message(view=card(title, 0))


async def say_nothing(interaction: discord.Interaction) -> None:
    pass
