"""The one class behind every button and menu: it finds what to do, and lets no error go unanswered.

Cards outlive the process, so they hold dynamic items only, and every render makes a new view
(docs/discord.md#buttons). One class and one pattern for all kinds: what a press does stands in a
table, which the modules named in `cogs/presses.py` fill with `@on_press`.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self, cast

import discord
from discord import ui

from bot.client import OpenRound
from bot.domain.errors import BeforeUpdate, Refusal
from bot.domain.ids import GuildId
from bot.domain.language.folding import cut
from bot.text.catalog import Say
from cogs.ui.kit.ids import NO_MEETING, PATTERN, CustomId, from_match
from cogs.ui.kit.without_store import promptly

LABEL = 80
"""Characters of a button's label, and of a menu's line we are sure to see whole."""
OPTION = 100
PLACEHOLDER = 150
UNSEEN = "…"
"""Stands for a menu's line without words: Discord refuses the whole menu for an empty one."""
MOST_OPTIONS = 25

Interaction = discord.Interaction[OpenRound]
Pressed = Callable[[Interaction, CustomId], Awaitable[None]]
Tells = Callable[[Interaction, CustomId, Refusal], Awaitable[bool]]
"""Tells a refusal where it belongs; gives whether it did."""
Button = ui.Button[ui.LayoutView]
Menu = ui.Select[ui.LayoutView]

QUIET = discord.ButtonStyle.secondary
MAIN = discord.ButtonStyle.primary


class NothingChosen(Refusal):
    """A menu was closed again without a choice."""

    key = "refusal.nothing_chosen"
    can_be_mended = True


class Item(ui.DynamicItem[Button | Menu], template=PATTERN):
    """Any button or menu of ours, alive as long as its message."""

    presses: ClassVar[dict[str, Pressed]] = {}
    prompt: ClassVar[set[str]] = set()
    """Kinds that are answered at once, whether or not the store is there."""
    tells: ClassVar[list[Tells]] = []
    """Who may tell a refusal in another way than in a line below."""

    def __init__(self, item: Button | Menu, custom_id: CustomId) -> None:
        super().__init__(item)
        self.parsed_id = custom_id

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make the item again from its custom id, after a restart too."""
        return cls(cast("Button | Menu", item), from_match(match))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what this kind does; whatever goes wrong is answered by the client."""
        try:
            await self._press_or_tell(interaction)
        except Exception as error:  # noqa: BLE001 - discord.py would only log it
            await interaction.client.refuse(interaction, error)

    async def _press_or_tell(self, interaction: Interaction) -> None:
        try:
            await self._press(interaction)
        except Refusal as refused:
            for tells in self.tells:
                if await tells(interaction, self.parsed_id, refused):
                    return
            raise

    async def _press(self, interaction: Interaction) -> None:
        found = self.presses.get(self.parsed_id.action)
        if found is None:
            raise BeforeUpdate
        scoped = scoped_to_guild(interaction, self.parsed_id)
        if self.parsed_id.action in self.prompt:
            unknown = replace(self.parsed_id, meeting=NO_MEETING)
            await found(interaction, await promptly(scoped, unknown))
        else:
            await found(interaction, await scoped)


async def scoped_to_guild(interaction: Interaction, custom_id: CustomId) -> CustomId:
    """Take the meeting out of a handle used in another server, as if there were no such meeting."""
    if custom_id.meeting == NO_MEETING:
        return custom_id
    guild = GuildId(interaction.guild_id or 0)
    here = await interaction.client.services.meetings.belongs(custom_id.meeting, guild)
    return custom_id if here else replace(custom_id, meeting=NO_MEETING)


def on_press(*actions: str, waits: bool = True) -> Callable[[Pressed], Pressed]:
    """Register what buttons with these actions do.

    What does not wait is answered without its meeting where the store does not know it at once.
    """

    def enter(does: Pressed) -> Pressed:
        for action in actions:
            Item.presses[action] = does
        if not waits:
            Item.prompt.update(actions)
        return does

    return enter


def on_refusal(tells: Tells) -> Tells:
    """Register what may tell a refusal in another way than in a line below."""
    Item.tells.append(tells)
    return tells


def button(
    custom_id: CustomId,
    say: Say,
    *,
    label: str = "",
    words: str = "",
    tail: str | int = "",
    main: bool = False,
) -> Item:
    """Draw a button; its words are `words`, or `button.<label or action>`, then a count or a name.

    Button words are never formatted, so names go in as they are.
    """
    words = (words or say(f"button.{label or custom_id.action}")) + (f" · {tail}" if tail else "")
    style = MAIN if main else QUIET
    return Item(Button(label=cut(words, LABEL), style=style, custom_id=custom_id.text), custom_id)


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a menu."""

    value: str
    label: str
    help: str = ""
    chosen: bool = False


def menu(custom_id: CustomId, placeholder: str, choices: Sequence[Choice]) -> Item:
    """Draw a menu of at most 25 choices, of which one is taken."""
    options = [
        discord.SelectOption(
            label=cut(one.label, OPTION) or UNSEEN,
            value=one.value,
            description=cut(one.help, OPTION) or None,
            default=one.chosen,
        )
        for one in choices[:MOST_OPTIONS]
    ]
    select = Menu(custom_id=custom_id.text, placeholder=placeholder[:PLACEHOLDER], options=options)
    return Item(select, custom_id)


def link(say: Say, label: str, url: str) -> Button:
    """Draw a button that leads somewhere; it needs no answer from us."""
    return Button(label=say(f"button.{label}")[:LABEL], url=url)


def chosen(interaction: Interaction) -> str:
    """Give what was chosen in a menu. Raises NothingChosen."""
    values = cast("dict[str, list[str]]", interaction.data or {}).get("values")
    if not values or not values[0]:
        raise NothingChosen
    return str(values[0])
