"""The choice whether what somebody writes is kept: asked before the first thing they write."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from discord import ui

from bot.domain.errors import BeforeUpdate
from bot.domain.ids import MemberId
from bot.domain.journal.settings import JournalSettings
from bot.services.journal.choices import KeepingChosen
from bot.text.catalog import Say
from cogs.ui.kit.answer import privately, tell
from cogs.ui.kit.button import Button, Interaction, Item, button, on_press
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.sheet import clock, lines, paragraphs, row, sheet

Open = Callable[[Interaction, str], Awaitable[None]]
"""Opens what somebody was about to write; it gets which one, where there are several."""

_OPENS: dict[str, Open] = {}


def opens(what: str) -> Callable[[Open], Open]:
    """Register what is opened at once after the choice: a form, as after any press."""

    def enter(does: Open) -> Open:
        _OPENS[what] = does
        return does

    return enter


async def chosen_first(interaction: Interaction, wanted: str) -> JournalSettings | None:
    """Give what somebody chose; None where they are asked first.

    `wanted` is what they were about to write, as it was registered, and behind a dot which one.
    """
    bot = interaction.client
    work = bot.services.choices.settings(MemberId(interaction.user.id))
    settings = await bot.defer_if_slow(interaction, work)
    if settings.has_chosen:
        return settings
    await privately(interaction, choice_card(wanted, bot.say(interaction)))
    return None


def choice_card(wanted: str, say: Say, until: datetime | None = None) -> ui.LayoutView:
    """Ask whether answers are kept; what was written already waits `until` then."""
    waits = say("keep.wrote_first", until=clock(until)) if until else ""
    words = paragraphs(
        lines(say("keep.heading"), say("keep.ask"), waits),
        lines(say("keep.keeps"), say("keep.doesnt")),
    )
    return sheet(words, row(*choice_buttons(None, say, wanted)))


def choice_buttons(keeps: bool | None, say: Say, wanted: str = "") -> list[Item | Button]:
    """Offer both, or the other one where one was chosen."""
    both = {True: "keep_answers", False: "keep_not"}
    return [
        button(CustomId(action, argument=wanted), say)
        for which, action in both.items()
        if which is not keeps
    ]


@on_press("keep_answers", "keep_not")
async def choose(interaction: Interaction, custom_id: CustomId) -> None:
    """Keep the choice, then open what was wanted."""
    bot, keeps = interaction.client, custom_id.action == "keep_answers"
    work = bot.services.choices.choose(MemberId(interaction.user.id), keeps=keeps)
    chosen = await bot.defer_if_slow(interaction, work)
    what, _, which = custom_id.argument.partition(".")
    if not what:
        await privately(interaction, now_chosen(chosen, bot.say(interaction)))
    elif what in _OPENS:
        await _OPENS[what](interaction, which)
    else:
        raise BeforeUpdate


@on_press("delete_kept")
async def delete_kept(interaction: Interaction, _: CustomId) -> None:
    """Delete everything that the person who presses wrote and kept."""
    bot, me = interaction.client, MemberId(interaction.user.id)
    count = await bot.defer_if_slow(interaction, bot.services.choices.delete_all(me))
    bot.services.drafts.forget(me)
    await tell(interaction, "keep.deleted", count=count)


@on_press("leave_kept")
async def leave_kept(interaction: Interaction, _: CustomId) -> None:
    """Say that it stays."""
    await tell(interaction, "keep.left")


def now_chosen(chosen: KeepingChosen, say: Say) -> ui.LayoutView:
    """Say what holds from now on; whoever keeps nothing more is asked about what is kept still."""
    if chosen.settings.keeps:
        return sheet(say("keep.now_keeps"))
    if not chosen.still_kept:
        return sheet(say("keep.now_doesnt"))
    there = say("keep.still_there", count=chosen.still_kept)
    both = (button(CustomId(one), say) for one in ("delete_kept", "leave_kept"))
    return sheet(lines(say("keep.now_doesnt"), there), row(*both))
