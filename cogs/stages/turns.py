"""Presses in a round: finished, pass, come back, type instead."""

from datetime import datetime

from discord import ui

from bot.domain.errors import AskFirst
from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import must_be_at
from bot.domain.meeting.round import round as rounds
from bot.domain.meeting.round.seating import has_turn
from bot.domain.meeting.round_state import Mode, Place
from bot.domain.meeting.talk import board as rules
from bot.domain.meeting.talk import hands
from bot.domain.person import Actor
from bot.domain.template import StageKey
from bot.text.catalog import Say
from cogs.stages import check_in
from cogs.ui.kit.admission import here
from cogs.ui.kit.answer import (
    are_you_sure,
    besides,
    decide,
    follow,
    is_private,
    on_card,
    privately,
    tell,
)
from cogs.ui.kit.button import Interaction, button, on_press
from cogs.ui.kit.form import Form, Given, form, on_submit, open_form, text_field, text_value, tick
from cogs.ui.kit.ids import CustomId, id_for
from cogs.ui.kit.sheet import row, sheet


@on_press("finish")
async def finish(interaction: Interaction, custom_id: CustomId) -> None:
    """End the turn; whoever had it is asked whether the group shall talk about it."""
    theirs: list[MemberId] = []
    say = interaction.client.say(interaction)

    def decision(meeting: LiveMeeting, by: Actor, at: datetime) -> LiveMeeting:
        theirs[:] = [by.id] if hands.has_floor(meeting) == by.id else []
        return _finished(meeting, by, at, custom_id.place)

    if is_private(interaction):  # it stands on one's raised hand too, once that was called
        meeting = await decide(interaction, custom_id, decision)
        asks = meeting.now_in is StageKey.CHECK_IN
        thanks = check_in.group_time(meeting, say, typed=False)
        await privately(interaction, thanks if asks else sheet(say("talk.floor_done")))
        return
    try:
        meeting = await on_card(interaction, custom_id, decision)
    except AskFirst as asked:
        await privately(interaction, are_you_sure(asked, custom_id, "finish", say))
        return
    if theirs and meeting.now_in is StageKey.CHECK_IN:
        await besides(interaction, check_in.group_time(meeting, say, typed=False))


def _finished(meeting: LiveMeeting, by: Actor, at: datetime, place: Place) -> LiveMeeting:
    """End a turn of the round, or what somebody was called to say."""
    here = meeting.round
    if here is not None and here.mode is Mode.TURNS:
        return rounds.finish(meeting, by, at, place)
    return hands.finish(meeting, by, place)


@on_press("pass")
async def pass_on(interaction: Interaction, custom_id: CustomId) -> None:
    """Pass: that is fine, and there is a way back until the round's stage is left."""
    meeting = await decide(
        interaction, custom_id, lambda m, by, at: rounds.pass_on(m, by, at, custom_id.place)
    )
    me, say = MemberId(interaction.user.id), interaction.client.say(interaction)

    def cares(now: LiveMeeting | None) -> bool:
        return now is not None and now.now_in is meeting.now_in

    async def draw(now: LiveMeeting | None) -> ui.LayoutView:
        return passed(now, me, say) if now and cares(now) else sheet(say("pass.fine"))

    await follow(interaction, "pass", meeting, passed(meeting, me, say), draw, cares)


@on_press("come_back")
async def come_back(interaction: Interaction, custom_id: CustomId) -> None:
    """Have a turn at the end of the round after all; where nobody has the floor that is next."""
    meeting = await decide(
        interaction, custom_id, lambda m, by, _: rounds.come_back(m, by, custom_id.place)
    )
    here = meeting.round
    if here is None or here.mode is not Mode.TURNS:
        await tell(interaction, "pass.again")
    else:
        await tell(interaction, "pass.coming" if here.floor else "pass.coming_now")


@on_press("type")
async def write(interaction: Interaction, custom_id: CustomId) -> None:
    """Open the form for one's words."""
    bot, meeting = interaction.client, await here(interaction, custom_id)
    must_be_at(meeting, custom_id.place)
    form = type_form(meeting, custom_id, bot.say(interaction))
    await open_form(interaction, form)


@on_submit("type")
async def written(interaction: Interaction, custom_id: CustomId, filled: Given) -> None:
    """Bring the words into the room, or to the facilitator where they come without a name."""
    bot = interaction.client
    by, text = await bot.actor(interaction), text_value(filled, "text")
    hide = filled.get("hide") is True
    bring = bot.services.words.hold if hide else bot.services.words.say
    meeting = await bot.defer_if_slow(
        interaction, bring(custom_id.meeting, by, custom_id.place, text)
    )
    if hide:
        await tell(interaction, _held(meeting, by.id))
    elif meeting.now_in is StageKey.CHECK_IN:
        say = bot.say(interaction)
        await privately(interaction, check_in.group_time(meeting, say, typed=True))
    else:
        await tell(interaction, "finished.typed")


def _held(meeting: LiveMeeting, member: MemberId) -> str:
    """Name what is said of words without a name, to whoever still has a turn also of that."""
    turns = meeting.round is not None and meeting.round.mode is Mode.TURNS
    return "finished.held_turn" if turns and has_turn(meeting, member) else "finished.held"


def passed(meeting: LiveMeeting, member: MemberId, say: Say) -> ui.LayoutView:
    """Say that passing is fine, and offer to come back once."""
    here = meeting.round
    seat = here.seat(member) if here and here.mode is Mode.TURNS else None
    if seat is None or seat.came_back:
        return sheet(say("pass.fine"))
    return sheet(
        say("pass.fine"),
        say("pass.come_back"),
        row(button(id_for("come_back", meeting), say)),
    )


def type_form(meeting: LiveMeeting, pressed: CustomId, say: Say) -> Form:
    """Type instead of speaking; from five people on also without one's name."""
    box = text_field(
        "text", say("form.type"), rules.LONGEST_WORDS, say("form.type_help"), long=True
    )
    title = say("button.type")
    if not rules.may_hide_name(meeting):
        return form(pressed, title, box)
    return form(pressed, title, box, tick("hide", say("form.hide"), say("form.hide_help")))
