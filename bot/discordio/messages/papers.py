"""Files that go with a private message, and how the message names them."""

from collections.abc import Sequence
from io import BytesIO

import discord
from discord import ui

from bot.services.ports.messages import Paper


def naming(view: ui.LayoutView, papers: Sequence[Paper]) -> ui.LayoutView:
    """Name files in their message: Discord shows none that no part of it names."""
    for one in papers:
        view.add_item(_part(f"attachment://{one.name}", one.shows))
    return view


def _part(shown: str, says: str) -> ui.Item[ui.LayoutView]:
    if not says:
        return ui.File(shown)
    return ui.MediaGallery(discord.MediaGalleryItem(shown, description=says))


def file_of(paper: Paper) -> discord.File:
    """Make a file anew for every try: sending one reads it to its end."""
    return discord.File(BytesIO(paper.content), paper.name, description=paper.shows or None)
