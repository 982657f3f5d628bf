"""Answering a press once: privately, in place, or with the card (docs/architecture.md#a-press)."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import discord
from discord import ui

from bot.domain.errors import AskFirst
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rate_limit import Counted
from bot.domain.person import Actor
from bot.services.ports.drawings import InStep
from bot.text.catalog import Say, Shown
from cogs.ui.kit.button import Interaction, button
from cogs.ui.kit.ids import STAYS, CustomId, read
from cogs.ui.kit.names import title
from cogs.ui.kit.sheet import Plain, row, sheet

MESSAGE_GONE = 10008
"""Discord's code for a message that isn't there any more."""
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
    """A private message as it stands: which one it is, and how it is changed and removed."""

    message: int
    edit: Callable[[ui.LayoutView], Awaitable[object]]
    remove: Callable[[], Awaitable[object]]


async def privately(interaction: Interaction, view: ui.LayoutView) -> Private | None:
    """Answer so that only this person sees it; a private message that was pressed changes.

    One that shows whom to call stays as it is, and the answer stands below it, as it does where
    the one that was pressed is gone by now. Gives the message, where Discord tells which it is.
    """
    private = _private_message(interaction)
    if private is not None and STAYS.text not in _custom_ids(private.components):
        async with interaction.client.live.giving_way(private.id):
            changed = await _in_its_place(interaction, view, private)
        if changed is not None:
            return changed
    if await interaction.client.settle(interaction):
        sent = await interaction.followup.send(view=view, ephemeral=True, wait=True)
        return Private(sent.id, lambda view: sent.edit(view=view), sent.delete)
    said = await interaction.response.send_message(view=view, ephemeral=True)
    return _by_token(interaction, said.message_id) if said.message_id else None


async def in_direct(interaction: Interaction, view: ui.LayoutView) -> None:
    """Answer in the direct message that was pressed, which asks no more; elsewhere privately.

    It stays there for good, so nothing is shown in it that is for a moment alone.
    """
    direct = interaction.message if interaction.guild_id is None else None
    if direct is None or await _in_its_place(interaction, view, direct) is None:
        await privately(interaction, view)


async def settled(interaction: Interaction, done: Collection[str], words: str) -> None:
    """Answer in the pressed message, of which everything else stays as it is.

    The buttons with the actions `done` go, and `words` take the place of the text above them.
    """
    private = _private_message(interaction)
    if private is None:
        await privately(interaction, sheet(words))
        return
    view = ui.LayoutView.from_message(private, timeout=None)
    view.stop()
    for block in tuple(view.walk_children()):
        if isinstance(block, ui.Container):
            _settle(block, done, words)
    if await interaction.client.settle(interaction):
        await interaction.edit_original_response(view=view)
    else:
        await interaction.response.edit_message(view=view)


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


async def keep(
    interaction: Interaction,
    kind: str,
    meeting: LiveMeeting,
    view: ui.LayoutView,
    kept: InStep[ui.LayoutView],
) -> None:
    """Answer privately with what one person has once for a meeting, and keep that in step with it.

    What they had of this `kind` before goes out of sight; `kept` draws it anew at each change.
    """
    shown = await privately(interaction, view)
    if shown is not None:
        theirs = (meeting.id, interaction.user.id, kind)
        live = interaction.client.live
        await live.keep(shown.message, shown.edit, meeting, view, kept, theirs, shown.remove)


async def besides(
    interaction: Interaction, view: ui.LayoutView, files: Sequence[discord.File] = ()
) -> None:
    """Say something in private after the answer was given."""
    await interaction.followup.send(view=view, files=files, ephemeral=True)


async def tell(interaction: Interaction, key: str, **facts: object) -> None:
    """Answer with one private sentence."""
    await privately(interaction, sheet(interaction.client.say(interaction)(key, **facts)))


def are_you_sure(asked: AskFirst, custom_id: CustomId, step: str, say: Say) -> ui.LayoutView:
    """Ask once before a step; the yes button says what it does, and carries the same step."""
    facts: dict[str, object] = dict(asked.facts)
    if facts.get("name") == "":
        facts["name"] = Shown(say("card.somebody"))
    if "title" in facts:
        facts["title"] = title(str(facts["title"]), say)
    yes = CustomId("sure", custom_id.meeting, custom_id.place, step)
    return sheet(
        say(asked.key, **facts),
        row(
            button(yes, say, main=True, label=f"sure_{step.partition('.')[0]}"),
            button(CustomId("console", custom_id.meeting, custom_id.place), say),
        ),
    )


async def _in_its_place(
    interaction: Interaction, view: ui.LayoutView, private: discord.Message
) -> Private | None:
    try:
        if await interaction.client.settle(interaction):
            await interaction.edit_original_response(view=view)
        else:
            await interaction.response.edit_message(view=view)
    except discord.NotFound as error:
        if error.code != MESSAGE_GONE:
            raise
        return None
    return _by_token(interaction, private.id)


def _by_token(interaction: Interaction, message: int) -> Private:
    return Private(
        message,
        lambda view: interaction.edit_original_response(view=view),
        interaction.delete_original_response,
    )


def is_private(interaction: Interaction) -> bool:
    """Tell whether a press was on a message that only this person sees."""
    return _private_message(interaction) is not None


def actions_on(interaction: Interaction) -> frozenset[str]:
    """Give what the buttons and menus on the pressed message do."""
    parts = interaction.message.components if interaction.message else ()
    return frozenset(one.action for text in _custom_ids(parts) if (one := read(text)))


def _private_message(interaction: Interaction) -> discord.Message | None:
    pressed = interaction.message
    if pressed is None or pressed.content or not pressed.flags.ephemeral:
        return None  # a refusal is a line of text, and no layout takes its place
    return pressed


def _custom_ids(parts: Iterable[object]) -> Iterable[str]:
    for one in parts:
        yield getattr(one, "custom_id", None) or ""
        yield from _custom_ids(getattr(one, "children", ()))


def _settle(block: "ui.Container[ui.LayoutView]", done: Collection[str], words: str) -> None:
    above: Plain | None = None
    for part in block.children:
        if isinstance(part, ui.ActionRow) and _take_out(part, done):
            if isinstance(above, ui.TextDisplay):
                above.content = words
            if not part.children:
                block.remove_item(part)
        above = part


def _take_out(buttons: "ui.ActionRow[ui.LayoutView]", done: Collection[str]) -> bool:
    """Take buttons out; tells whether any of them was there."""
    gone = [
        one
        for one in buttons.children
        if isinstance(one, ui.Button)
        and (found := read(one.custom_id or "")) is not None
        and found.action in done
    ]
    for one in gone:
        buttons.remove_item(one)
    return bool(gone)
