"""Laying a message out: text in blocks, then rows of buttons, within Discord's limits."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import cast

import discord
from discord import ui

from bot.domain.language import folding
from bot.text.catalog import Shown
from bot.text.dates import time_of_day
from cogs.ui.kit.button import Button, Item

TEXT = 4000
"""Characters of all text in one message (docs/discord.md#messages)."""
ELLIPSIS = "…"

Plain = ui.Item[ui.LayoutView]
"""What discord.py lays out; it types dynamic items as if they could not lie in a layout."""
Picture = ui.MediaGallery[ui.LayoutView]
Block = (
    ui.TextDisplay[ui.LayoutView]
    | ui.ActionRow[ui.LayoutView]
    | ui.Section[ui.LayoutView]
    | Picture
)


def sheet(*parts: str | Block | None) -> ui.LayoutView:
    """Lay parts out one below the other, empty ones left out; text beyond the limit is cut.

    Always a new view without an end (docs/discord.md#buttons).
    """
    room = TEXT
    blocks: list[Block] = []
    for part in parts:
        if isinstance(part, str):
            words = cut(part, room)
            room -= len(words)
            if words:
                blocks.append(ui.TextDisplay(words))
        elif part is not None:
            room -= sum(len(text.content) for text in texts(part))
            blocks.append(part)
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*blocks))
    # Our buttons answer without it; discord.py would keep each private one for fifteen minutes.
    view.stop()
    return view


def row(*items: Item | Button | None) -> ui.ActionRow[ui.LayoutView] | None:
    """Put up to five buttons, or one menu, into a row; None when there is nothing to put."""
    there = [cast("Plain", item) for item in items if item is not None]
    return ui.ActionRow(*there) if there else None


def picture(file: str, alt: str) -> Picture:
    """Show a picture that is sent along, with words for whoever hears the message."""
    return ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{file}", description=alt))


def beside(words: str, item: Item) -> ui.Section[ui.LayoutView]:
    """Put words and the one button that belongs to them side by side."""
    return ui.Section(words, accessory=cast("Plain", item))


def texts(block: Block) -> Sequence[ui.TextDisplay[ui.LayoutView]]:
    """Every text inside a block."""
    if isinstance(block, ui.TextDisplay):
        return [block]
    if isinstance(block, ui.MediaGallery):
        return []
    return [child for child in block.walk_children() if isinstance(child, ui.TextDisplay)]


def cut(words: str, most: int) -> str:
    """Shorten text to `most` characters, at a word where one is near, with a mark that says so."""
    if len(words) <= most:
        return words
    if most <= len(ELLIPSIS):
        return ""
    head = folding.cut(words, most - len(ELLIPSIS))
    at = head.rfind(" ")
    return (head[:at] if at > most * 2 // 3 else head).rstrip("\\ ,;:") + ELLIPSIS


def lines(*parts: str) -> Shown:
    """Join lines that are ready, empty ones left out."""
    return Shown("\n".join(part for part in parts if part))


def paragraphs(*parts: str) -> Shown:
    """Join paragraphs that are ready, empty ones left out."""
    return Shown("\n\n".join(part for part in parts if part))


def clock(at: datetime) -> Shown:
    """A time of day, as each reader's own clock shows it."""
    return Shown(f"<t:{int(at.timestamp())}:t>")


def wall_time(at: time, zone: str = "") -> Shown:
    """A time of day as it stands on a wall of that zone, wherever its reader is."""
    return Shown(time_of_day(at, zone))


def ago(at: datetime) -> Shown:
    """How long ago, or in how long, as each reader's own clock goes on showing it."""
    return Shown(f"<t:{int(at.timestamp())}:R>")


def date_only(at: datetime) -> Shown:
    """A day without its time, as each reader's own calendar shows it."""
    return Shown(f"<t:{int(at.timestamp())}:D>")


def short_day(at: datetime) -> Shown:
    """A day and time without the day of the week."""
    return Shown(f"<t:{int(at.timestamp())}:f>")


def day(at: datetime) -> Shown:
    """A day and time, as each reader's own calendar shows it."""
    return Shown(f"<t:{int(at.timestamp())}:F>")
