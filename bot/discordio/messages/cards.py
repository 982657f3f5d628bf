"""Redraw cards, one edit of a message at a time (docs/architecture.md#a-press).

A press is answered with the newest card; other causes are coalesced. Each edit is drawn when it is
sent: an older state never covers a newer one.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import discord
from discord import ui

from bot.discordio.messages.deferral import acknowledge, settle
from bot.discordio.messages.drawing import NOBODY, Draw, drawn, text_of
from bot.discordio.messages.edit_slots import EditSlot, EditSlots, may_edit
from bot.discordio.messages.left_as_they_are import LeftAsTheyAre
from bot.discordio.messages.posted_before import shows
from bot.discordio.messages.urgency import urgency
from bot.discordio.requests.buckets import Route
from bot.discordio.requests.discord_requests import DiscordRequests
from bot.discordio.requests.errors import CAUGHT
from bot.domain.ids import MessageId, OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.services.ports.clock import Clock
from bot.services.ports.drawings import Card, OfAMeeting
from bot.services.ports.rows import CardSource
from bot.services.ports.showing import Showing, Showings
from bot.services.ports.trouble import Blocked, Gone, Unsure

Interaction = discord.Interaction[Any]

BETWEEN = timedelta(seconds=1)
"""At least so long between two edits of one message, direct answers aside."""
GRACE = timedelta(seconds=0.25)
"""A redraw waits so long: the press that caused it mostly shows the card by its own answer."""
AGAIN = timedelta(seconds=5)
"""After a failure; after each further one so much longer."""
LONGEST_WAIT = timedelta(seconds=30)
LOG_AFTER_FAILURES = 5
"""Failures in a row after which the log tells of them, once."""
LONGEST_ANSWER = 3.0

log = logging.getLogger(__name__)


class Cards:
    """Keeps the cards of all running meetings up to date."""

    def __init__(
        self,
        client: discord.Client,
        requests: DiscordRequests,
        clock: Clock,
        draw: Draw,
        source: CardSource,
        showings: Showings,
        slots: EditSlots | None = None,
    ) -> None:
        """`slots` are those of whoever edits messages of the same meetings too."""
        self._client, self._requests = client, requests
        self._clock = clock
        self._draw = draw
        self._source = source
        self._showings = showings
        self._left = LeftAsTheyAre(client, requests, clock, showings, self._seen)
        self.slots = EditSlots(clock) if slots is None else slots
        self._wanted: set[OccurrenceId] = set()
        self._failures: dict[OccurrenceId, int] = {}
        self._tasks: dict[OccurrenceId, asyncio.Task[None]] = {}

    @asynccontextmanager
    async def alone(self, message: int) -> AsyncIterator[None]:
        """Let nothing else edit a message meanwhile; for one request that has its turn.

        Whoever waits for Discord's limits waits before that, or a press would wait behind it.
        """
        async with self.slots.of(message).lock:
            yield

    def confirm(self, drawing: OfAMeeting, message: int, view: ui.LayoutView) -> None:
        """Note what a message shows: kept it is where no edit of before may still arrive."""
        slot = self.slots.of(message)
        slot.shown = self._mark(view)
        if slot.settled_at <= self._clock.now():
            self._showings.confirm(Showing(drawing, MessageId(message), partial(text_of, view)))

    def _newest(self, meeting: LiveMeeting) -> OfAMeeting:
        """Say what is drawn of a meeting as it stands now."""
        return Card(meeting, self._clock.now())

    def _mark(self, view: ui.LayoutView) -> int | None:  # noqa: ARG002 - for those that tell
        """Give what tells a drawing from others, where the same is not to be shown again."""
        return None

    # ------------------------------------------------------------------ for any other cause

    def redraw(self, meeting: OccurrenceId) -> None:
        """Want the card to show the newest state; many wishes make one edit."""
        self._wanted.add(meeting)
        if meeting not in self._tasks:
            self._tasks[meeting] = asyncio.get_running_loop().create_task(
                self._redraw_loop(meeting)
            )

    async def _redraw_loop(self, meeting: OccurrenceId) -> None:
        try:
            await self._clock.sleep_until(self._clock.now() + GRACE)
            while meeting in self._wanted:
                try:
                    await self._edit_once(meeting)
                except Exception:
                    # The newest state could not be read: the card is wanted all the same.
                    log.exception("card.fault")
                    await self._clock.sleep_until(self._clock.now() + self._failed(meeting))
        finally:
            del self._tasks[meeting]
            self._failures.pop(meeting, None)

    async def _edit_once(self, meeting: OccurrenceId) -> None:
        found = await self._source.newest(meeting)
        message, place = (found[1].message, found[1].channel) if found else (None, None)
        if found is None or message is None or place is None:
            self._wanted.discard(meeting)
            return
        drawing = self._newest(found[0])
        showing = Showing(drawing, message, lambda: text_of(drawn(self._draw, drawing)))
        if self._left.leaves(showing, place):
            self._wanted.discard(meeting)
            return
        slot = self.slots.of(message)
        # A clock that was put back does not count.
        await self._clock.sleep_until(min(slot.next_at, self._clock.now() + LONGEST_WAIT))
        if meeting in self._wanted:
            await self._edit(drawing, message, place, slot)

    async def _seen(self, meeting: OccurrenceId, message: discord.Message | MessageId) -> None:
        """Edit one all the same that shows something else: a database of before was put back."""
        if not isinstance(message, discord.Message):
            await self._source.lost(meeting, message)
        elif (found := await self._source.newest(meeting)) and found[1].message == message.id:
            view = drawn(self._draw, self._newest(found[0]))
            if not shows(message, view):
                self.redraw(meeting)

    async def _edit(self, seen: OfAMeeting, message: int, place: int, slot: EditSlot) -> None:
        meeting, wait = seen.meeting.id, BETWEEN
        try:
            request = partial(self._send_alone, meeting, message)
            await self._requests.send(urgency(seen), Route("edit_message", place), request)
        except Gone:
            self._failures.pop(meeting, None)
            await self._source.lost(meeting, MessageId(message))
        except (Blocked, Unsure):
            slot.doubt(self._clock.now())
            wait = self._failed(meeting)
        else:
            self._failures.pop(meeting, None)
        slot.next_at = self._clock.now() + wait

    async def _send_alone(self, meeting: OccurrenceId, message: int) -> None:
        async with self.alone(message):
            if meeting in self._wanted:  # else a press has shown it while this waited for its turn
                await self._send_newest(meeting, message)

    async def _send_newest(self, meeting: OccurrenceId, message: int) -> None:
        self._wanted.discard(meeting)
        found = await self._source.newest(meeting)
        if found is None or found[1].channel is None:
            return
        if found[1].message != message:
            self._wanted.add(meeting)
            return
        place = self._client.get_partial_messageable(found[1].channel)
        drawing, slot = self._newest(found[0]), self.slots.of(message)
        view = drawn(self._draw, drawing)
        mark = self._mark(view)
        if mark is None or mark != slot.shown:
            slot.shown = None
            await place.get_partial_message(message).edit(view=view, allowed_mentions=NOBODY)
        self.confirm(drawing, message, view)

    def _failed(self, meeting: OccurrenceId) -> timedelta:
        """Want the card all the same as long as its meeting runs; gives how long to wait."""
        failures = self._failures.get(meeting, 0) + 1
        self._failures[meeting] = failures
        self._wanted.add(meeting)
        if failures == LOG_AFTER_FAILURES:
            log.warning("card.not_redrawn", extra={"meeting": meeting})
        return min(AGAIN * failures, LONGEST_WAIT)

    # ------------------------------------------------------------------------ for a press

    async def answer(self, interaction: Interaction, meeting: OccurrenceId) -> None:
        """Answer a press on a card with the newest card, one request for each press.

        Where somebody waits already to show the card, that shows this press too: it is only
        acknowledged, and so is one on a card that is not the current one, or whose answer got lost.
        """
        if interaction.message is None or interaction.response.is_done():
            self.redraw(meeting)
            return
        message = interaction.message.id
        if not await self._with_card(interaction, meeting, message):
            await acknowledge(interaction, LONGEST_ANSWER)

    async def _with_card(
        self, interaction: Interaction, meeting: OccurrenceId, message: int
    ) -> bool:
        slot = self.slots.of(message)
        if slot.waiting:
            return False
        if not await may_edit(slot):
            self.redraw(meeting)
            return False
        try:
            return await self._paint(interaction, meeting, slot)
        except Exception:
            # The press stands, and so do those that this one was to show.
            log.exception("card.fault")
            self.redraw(meeting)
            return False
        finally:
            slot.lock.release()

    async def _paint(self, interaction: Interaction, meeting: OccurrenceId, slot: EditSlot) -> bool:
        self._wanted.discard(meeting)
        found = await self._source.newest(meeting)
        if found is None or interaction.message is None:
            return False
        is_old = found[1].message != interaction.message.id
        if is_old or await settle(interaction):
            self.redraw(meeting)
            return not is_old
        drawing, slot.shown = self._newest(found[0]), None
        view = drawn(self._draw, drawing)
        try:
            async with asyncio.timeout(LONGEST_ANSWER):
                await interaction.response.edit_message(view=view, allowed_mentions=NOBODY)
            self.confirm(drawing, interaction.message.id, view)
        except CAUGHT as error:
            slot.doubt(self._clock.now())
            log.info("card.answer_lost", extra={"error": type(error).__name__})
            self.redraw(meeting)
        slot.next_at = self._clock.now() + BETWEEN
        return interaction.response.is_done()
