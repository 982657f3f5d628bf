"""Showing the console, and letting it tell what waits for as long as Discord lets us edit it."""

from discord import ui

from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.domain.meeting import help_requests
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.names import naming
from bot.domain.template import StageKey
from cogs.ui.console import draw as drawn
from cogs.ui.kit.answer import follow
from cogs.ui.kit.button import Interaction
from cogs.ui.kit.sheet import sheet


async def open_console(interaction: Interaction, meeting: LiveMeeting) -> None:
    """Answer with the console of a meeting as it stands, with questions where it has none.

    Raises NotFacilitator.
    """
    bot = interaction.client
    by = await bot.actor(interaction)
    meeting = await bot.defer_if_slow(interaction, bot.services.questions.ready(meeting, by))
    before = meeting.now_in is StageKey.LOBBY
    line = await bot.services.next_time.before(meeting.id, by) if before else ""
    if line:
        await show_console(interaction, meeting, "next_time.line", text=line)
    else:
        await show_console(interaction, meeting)


async def show_console(
    interaction: Interaction, meeting: LiveMeeting, note: str = "", **facts: object
) -> None:
    """Answer with the console; `note` is the key of a sentence on what was just done.

    A request that comes meanwhile appears by itself, and so does that somebody took them off.
    Raises NotFacilitator.
    """
    bot = interaction.client
    by, say = await bot.actor(interaction), bot.say(interaction)
    words = say(note, **facts) if note else ""
    names, now = strangers(interaction, meeting), bot.services.clock.now()
    view = drawn.console_for(meeting, by, now, say, words, names)

    async def again(now: LiveMeeting | None) -> ui.LayoutView:
        if now is None:
            return sheet(say("done.ended"))
        try:
            still = await bot.services.support.as_now(now, by)
            names = strangers(interaction, now)
            return drawn.console_for(now, still, bot.services.clock.now(), say, names=names)
        except Refusal as refused:
            return sheet(say(refused.key, **refused.facts))

    def cares(now: LiveMeeting | None) -> object:
        return _waiting(now), now is not None and by.id in now.facilitators

    await follow(interaction, "console", meeting, view, again, cares)


def strangers(interaction: Interaction, meeting: LiveMeeting) -> dict[MemberId, str]:
    """Name those in the voice room who are not in through the door, as Discord calls them.

    Nothing stands for a name that cannot be shown.
    """
    inside = {one.id for one in meeting.here}
    guild = interaction.guild
    found = [guild.get_member(who) for who in meeting.in_voice - inside] if guild else []
    return {MemberId(one.id): naming.fitting(one.display_name) for one in found if one}


def _waiting(meeting: LiveMeeting | None) -> object:
    return (help_requests.unread(meeting), meeting.held) if meeting else None
