"""Showing the console, and keeping it in step with its meeting while Discord lets us edit it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from discord import Guild, ui

from bot.domain.errors import Refusal
from bot.domain.ids import MemberId
from bot.domain.meeting import help_requests
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.names import naming
from bot.domain.meeting.rights import SomebodyElseLeads, hosts
from bot.domain.meeting.round_state import Place
from bot.domain.meeting.stages import BegunAlready
from bot.domain.person import Actor
from bot.domain.template import StageKey
from bot.services.ports.trouble import Trouble
from bot.text.catalog import Say
from cogs.ui.console import draw as drawn
from cogs.ui.console.waiting_requests import left_at_the_end
from cogs.ui.kit.answer import keep
from cogs.ui.kit.button import Interaction, button
from cogs.ui.kit.ids import id_for
from cogs.ui.kit.names import lead_name
from cogs.ui.kit.sheet import lines, paragraphs, row, sheet

LOOK_AGAIN = timedelta(minutes=1)
"""So long what somebody may do is taken for granted, unless something new waits for them."""


async def open_console(interaction: Interaction, meeting: LiveMeeting) -> None:
    """Answer with the console of a meeting as it stands, with questions where it has none.

    Whoever helps to lead reads what its buttons are to them.

    Raises NotFacilitator.
    """
    bot = interaction.client
    by = await bot.actor(interaction)
    meeting = await bot.defer_if_slow(interaction, bot.services.questions.ready(meeting, by))
    before = meeting.now_in is StageKey.LOBBY
    line = await bot.services.next_time.before(meeting.id, by) if before else ""
    if line:
        await show_console(interaction, meeting, "next_time.line", text=line)
    elif by.id in meeting.facilitators[1:]:
        name = lead_name(meeting, bot.say(interaction))
        await show_console(interaction, meeting, "done.co_leads", name=name)
    else:
        await show_console(interaction, meeting)


async def show_console(
    interaction: Interaction, meeting: LiveMeeting, note: str = "", **facts: object
) -> None:
    """Answer with the console; `note` is the key of a sentence on what was just done.

    From then on it changes by itself with its meeting, and the one that this person had before
    goes. Raises NotFacilitator.
    """
    bot = interaction.client
    by, now = await bot.actor(interaction), bot.services.clock.now()
    words = bot.say(interaction)(note, **facts) if note else ""
    place = meeting.place if note else None
    kept = LiveConsole(interaction, by, now, _waiting(meeting), words, place)
    await keep(interaction, "console", meeting, kept.drawn(meeting, now), kept)


@dataclass(slots=True)
class LiveConsole:
    """One person's newest console, drawn anew whenever the meeting changes."""

    pressed: Interaction = field(repr=False)
    by: Actor
    """What they may do, as it was `looked` up last."""
    looked: datetime
    waiting: object
    """What waited then."""
    note: str
    """A sentence on what was just done; it stays while the evening stands in its `place`."""
    place: Place | None
    left: str = field(default="", repr=False)
    """Who came to them in private, as it was drawn last: said when the meeting is over."""
    began: bool = False
    """Whether the evening had begun by then."""

    async def draw(self, meeting: LiveMeeting | None) -> ui.LayoutView:
        """Draw it as it stands, with what this person may do looked up again now and then.

        Nothing new that waits is shown before that is certain. Raises Trouble, StoreFault.
        """
        bot = self.pressed.client
        if meeting is None:
            return ended(self.left, bot.say(self.pressed), began=self.began)
        now, waiting = bot.services.clock.now(), _waiting(meeting)
        if waiting != self.waiting or not self.looked <= now < self.looked + LOOK_AGAIN:
            await self._look(meeting, waiting != self.waiting)
            self.looked, self.waiting = now, waiting
        try:
            return self.drawn(meeting, now)
        except Refusal as refused:
            return self._refused(meeting, refused)

    async def _look(self, meeting: LiveMeeting, anything_new: bool) -> None:
        """Look up what they may do; as long as Discord doesn't say, they may what they did."""
        try:
            self.by = await self.pressed.client.services.support.as_now(meeting, self.by)
        except Trouble:
            if anything_new:
                raise

    def drawn(self, meeting: LiveMeeting, now: datetime) -> ui.LayoutView:
        """Draw the console itself. Raises NotFacilitator."""
        say, names = self.pressed.client.say(self.pressed), strangers(self.pressed, meeting)
        self.left = left_for(meeting, self.by, say, self.pressed.guild) if meeting.aids else ""
        self.began = meeting.stage > 0
        note = self.note if self.note and meeting.place == self.place else ""
        return drawn.console_for(meeting, self.by, now, say, note, names)

    async def closing(self, meeting: LiveMeeting) -> ui.LayoutView:
        """Draw one button, shortly before Discord lets us edit it no more.

        That something waits is for those alone who surely have a console still.
        """
        bot, say = self.pressed.client, self.pressed.client.say(self.pressed)
        try:
            self.by = await bot.services.support.as_now(meeting, self.by)
            self.drawn(meeting, bot.services.clock.now())
        except Trouble:
            return self._closed(meeting)
        except Refusal as refused:
            return self._refused(meeting, refused)
        waits = hosts(meeting, self.by) and any(_waiting(meeting))
        return self._closed(meeting, say("console.still_waits") if waits else "")

    def _closed(self, meeting: LiveMeeting, waits: str = "") -> ui.LayoutView:
        say = self.pressed.client.say(self.pressed)
        again = button(id_for("console", meeting), say, label="console_again")
        return sheet(lines(waits, say("console.rests")), row(again))

    def _refused(self, meeting: LiveMeeting, refused: Refusal) -> ui.LayoutView:
        """Say why they have none; whoever opened it before `Begin` reads who has begun."""
        say = self.pressed.client.say(self.pressed)
        if type(refused) is SomebodyElseLeads and meeting.lead:
            return sheet(say(BegunAlready.key, name=lead_name(meeting, say)))
        return sheet(say(refused.key, **refused.facts))


def ended(left: str, say: Say, *, began: bool) -> ui.LayoutView:
    """Draw the last console: thanks where it began, and who came to whoever led in private."""
    return sheet(paragraphs(left, say("done.ended" if began else "done.ended_unbegun")))


def left_for(meeting: LiveMeeting, by: Actor, say: Say, guild: Guild | None) -> str:
    """Say who asked for help in private to somebody who leads; nothing to anybody else."""
    return left_at_the_end(meeting, by.id, say, guild) if hosts(meeting, by) else ""


def strangers(interaction: Interaction, meeting: LiveMeeting) -> dict[MemberId, str]:
    """Name those in the voice room who are not in through the door, as Discord calls them.

    Nothing stands for a name that cannot be shown.
    """
    inside = {one.id for one in meeting.let_in}
    guild = interaction.guild
    found = [guild.get_member(who) for who in meeting.in_voice - inside] if guild else []
    return {MemberId(one.id): naming.fitting(one.display_name) for one in found if one}


def _waiting(meeting: LiveMeeting) -> tuple[object, object]:
    return help_requests.unread(meeting), meeting.held
