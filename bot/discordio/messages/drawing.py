"""Drawing what is sent, whom it calls, and what tells one drawing from another."""

from collections.abc import Callable
from typing import cast

import discord
from discord import ui

from bot.services.ports.drawings import Drawing, Line

NOBODY = discord.AllowedMentions.none()
Draw = Callable[[Drawing], ui.LayoutView]


def drawn(draw: Draw, drawing: Drawing) -> ui.LayoutView:
    """Draw, and stop listening at once: buttons of ours answer without it.

    See docs/discord.md#buttons.
    """
    view = draw(drawing)
    view.stop()
    return view


def text_of(view: ui.LayoutView) -> str:
    """Give all that is drawn in one text, the same in every process."""
    return str(cast("Callable[[], list[object]]", view.to_components)())


def mark_of(view: ui.LayoutView) -> int:
    """Give what tells a drawing from another one: its words themselves are not kept."""
    return hash(text_of(view))


def called(drawing: Drawing) -> discord.AllowedMentions:
    """Let a line call those it is for, and nobody else."""
    if not isinstance(drawing, Line) or not (drawing.mentions or drawing.roles):
        return NOBODY
    roles, users = ([discord.Object(one) for one in of] for of in (drawing.roles, drawing.mentions))
    return discord.AllowedMentions(everyone=False, roles=roles, users=users)
