"""Answering a press once: privately, in place, or with the card (docs/architecture.md#a-press)."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import discord
from discord import ui

from bot.domain.errors import AskFirst
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rate_limit import Counted
from bot.domain.person import Actor
from bot.text.catalog import Say, Shown
from cogs.ui.kit.button import Interaction, button
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.sheet import row, sheet

Decision = Callable[[LiveMeeting, Actor, datetime], LiveMeeting]
"""A domain rule that wants to know who presses and when."""


async def decide(
    interaction: Interaction,
    custom_id: CustomId,
    decision: Decision,
    *,
    redraw: bool = True,
    counts: Counted | None = None,
) -> LiveMeeting:
    """Decide a press on its meeting; `redraw=False` where the answer is the card.

    What `counts` is refused, kindly, to whoever does it too often.
    """
    bot, by = interaction.client, await interaction.client.actor(interaction)
    rule = lambda meeting, at: decision(meeting, by, at)  # noqa: E731 - one rule
    work = bot.services.meetings.decide(custom_id.meeting, rule, by, redraw=redraw, counts=counts)
    return await bot.defer_if_slow(interaction, work)


async def on_card(
    interaction: Interaction, custom_id: CustomId, decision: Decision, counts: Counted | None = None
) -> LiveMeeting:
    """Decide a press on the card and answer it with the card as it stands then."""
    meeting = await decide(interaction, custom_id, decision, redraw=False, counts=counts)
    await interaction.client.card_renderer.answer(interaction, meeting.id)
    return meeting


@dataclass(frozen=True, slots=True)
class Private:
    """A private message as it stands: which one it is, and how it is changed."""

    message: int
    edit: Callable[[ui.LayoutView], Awaitable[object]]


async def privately(interaction: Interaction, view: ui.LayoutView) -> Private | None:
    """Answer so that only this person sees it; a private message that was pressed changes.

    Gives the message, where Discord tells which it is.
    """
    pressed = interaction.message
    private = pressed if pressed is not None and pressed.flags.ephemeral else None
    if private is not None:
        await interaction.client.live.leave(private.id)
    if await interaction.client.settle(interaction):
        return await _later(interaction, view, private)
    if private is not None:
        await interaction.response.edit_message(view=view)
        return Private(private.id, _by_token(interaction))
    sent = await interaction.response.send_message(view=view, ephemeral=True)
    return Private(sent.message_id, _by_token(interaction)) if sent.message_id else None


async def follow(
    interaction: Interaction,
    kind: str,
    meeting: LiveMeeting,
    view: ui.LayoutView,
    draw: Callable[[LiveMeeting | None], Awaitable[ui.LayoutView]],
    cares: Callable[[LiveMeeting | None], object],
    anew_at: datetime | None = None,
) -> None:
    """Answer privately with what shows a meeting, and keep that in step with it for a while.

    It is drawn anew where `cares` gives something else, and at `anew_at`; None is its end. Of
    several answers of one `kind` to one person the newest is kept in step.
    """
    shown = await privately(interaction, view)
    if shown is not None:
        live = interaction.client.live
        theirs = (meeting.id, interaction.user.id, kind)
        await live.follow(shown.message, shown.edit, meeting, draw, cares, anew_at, theirs)


async def besides(
    interaction: Interaction, view: ui.LayoutView, files: Sequence[discord.File] = ()
) -> None:
    """Say something in private after the answer was given."""
    await interaction.followup.send(view=view, files=files, ephemeral=True)


async def tell(interaction: Interaction, key: str, **facts: object) -> None:
    """Answer with one private sentence."""
    await privately(interaction, sheet(interaction.client.say(interaction)(key, **facts)))


def are_you_sure(asked: AskFirst, custom_id: CustomId, step: str, say: Say) -> ui.LayoutView:
    """Ask once before a step; the yes button carries the same step."""
    facts: dict[str, object] = dict(asked.facts)
    if facts.get("name") == "":
        facts["name"] = Shown(say("card.somebody"))
    return sheet(
        say(asked.key, **facts),
        row(
            button(CustomId("sure", custom_id.meeting, custom_id.place, step), say, main=True),
            button(CustomId("console", custom_id.meeting, custom_id.place), say),
        ),
    )


async def _later(
    interaction: Interaction, view: ui.LayoutView, private: discord.Message | None
) -> Private:
    if private is not None:
        await interaction.edit_original_response(view=view)
        return Private(private.id, _by_token(interaction))
    sent = await interaction.followup.send(view=view, ephemeral=True, wait=True)
    return Private(sent.id, lambda view: sent.edit(view=view))


def _by_token(interaction: Interaction) -> Callable[[ui.LayoutView], Awaitable[object]]:
    return lambda view: interaction.edit_original_response(view=view)
