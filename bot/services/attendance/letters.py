"""Asking for an attendance letter, at the door, at the close or later, and having it made."""

from dataclasses import dataclass

from bot.domain.attendance.letter import IssuedLetter, LetterDraft
from bot.domain.attendance.statement import name_on_letter
from bot.domain.calendar.occurrence import RoomKind
from bot.domain.ids import OccurrenceId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members.letter_wishes import want_no_letter, wish_for_letter, wish_of
from bot.domain.meeting.members.presence_minutes import asked_in_room
from bot.domain.meeting.rights import MeetingOver, NotHere
from bot.domain.person import Actor, Way
from bot.services.attendance.making import LetterMaking, NoMinutes, keep_name, sweep
from bot.services.meeting.meetings import Meetings
from bot.services.ports.clock import Clock
from bot.services.ports.store import Store, Tx
from bot.services.retry import run_with_retry


@dataclass(frozen=True, slots=True)
class Asked:
    """The meeting goes on: the letter comes after it."""

    meeting: OccurrenceId
    group: str
    name: str
    """Empty while they have not said."""
    by_voice: bool = True
    """Whether the voice room counts their minutes: not for somebody who types."""


@dataclass(frozen=True, slots=True)
class Letters:
    """What somebody asks for themselves; nobody in the meeting is told."""

    store: Store
    clock: Clock
    meetings: Meetings
    making: LetterMaking

    async def ask(
        self, meeting: OccurrenceId, by: Actor, name: str | None = None, *, in_room: bool = False
    ) -> Asked | LetterDraft | IssuedLetter:
        """Ask for a letter, or say which name is to stand on it; again is fine.

        With a button `in_room` whoever asks was seen there.
        Raises NoMinutes, LetterTooLate, LetterNeedsName, LetterNameTooLong.
        """
        try:
            running = await self.meetings.decide(
                meeting,
                lambda now, at: wish_for_letter(
                    asked_in_room(now, by, at) if in_room else now, by, name
                ),
                redraw=False,
            )
        except NotHere:
            raise NoMinutes from None
        except MeetingOver:
            return await self._after(meeting, by, name)
        return self._asked(running, by)

    async def want_none(self, meeting: OccurrenceId, by: Actor) -> None:
        """Want no letter after all; one that was made already stays. Raises what `ask` does."""
        try:
            await self.meetings.decide(
                meeting, lambda now, _: want_no_letter(now, by), redraw=False
            )
        except MeetingOver:
            now = self.clock.now()
            await run_with_retry(self.store, lambda tx: keep_name(tx, meeting, by.id, "", now))

    async def issue(self, meeting: OccurrenceId, by: Actor) -> IssuedLetter:
        """Have the letter made; pressed twice it is one letter.

        Raises NoMinutes, LetterTooLate, LetterNeedsName, EnoughLetters.
        """
        now = self.clock.now()
        work = lambda tx: self.making.issue(tx, meeting, by.id, now)  # noqa: E731 - one step
        return await run_with_retry(self.store, work)

    async def sweep(self) -> None:
        """Delete the minutes whose day is over, and what was wanted for letters of them."""
        now = self.clock.now()
        await self.store.run(lambda tx: sweep(tx, now))

    async def _after(
        self, meeting: OccurrenceId, by: Actor, name: str | None
    ) -> LetterDraft | IssuedLetter:
        chosen, now = None if name is None else name_on_letter(name), self.clock.now()

        def work(tx: Tx) -> LetterDraft | IssuedLetter:
            if chosen is not None:
                keep_name(tx, meeting, by.id, chosen, now)
            return self.making.found(tx, meeting, by.id, now)

        return await run_with_retry(self.store, work)

    def _asked(self, running: LiveMeeting, by: Actor) -> Asked:
        wish, group = wish_of(running, by.id), self.making.group(running.guild, running.language)
        person, in_room = running.person(by.id), running.room_kind is not RoomKind.TEXT
        types = person is not None and person.way is Way.TYPING and by.id not in running.in_voice
        by_voice = in_room and not types
        return Asked(running.id, group, wish.name if wish else "", by_voice)
