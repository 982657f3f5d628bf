"""How an evening went, told to the one who led it, in private and once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.calendar.occurrence import Occurrence
from bot.domain.ids import MemberId, MessageId, SeriesId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.summary import StageTime, Summary, summary_of
from bot.domain.outbox_entry import EntryKind, OutboxEntry, Subject
from bot.services.outbox.handler import PrivateMessage
from bot.services.outbox.payload import Payload
from bot.services.ports.drawings import EveningSummed
from bot.services.ports.messages import Messages
from bot.services.ports.store import Tx

TOO_LATE = timedelta(hours=12)
"""So long after the end it is not sent any more."""


@dataclass(frozen=True, slots=True)
class Summed(Payload):
    """The figures, and under which name the meeting went."""

    language: str = "en"
    title: str = ""
    ended: int = 0
    """When it ended, in seconds of Unix time."""
    stages: tuple[tuple[str, int, int], ...] = ()
    people: int = 0
    counts: tuple[tuple[str, int], ...] = ()
    questions: int = 0
    series: int = 0
    """The series for which a line can be noted; 0 where there is none, or it comes no more."""
    private: int = 0

    @property
    def summary(self) -> Summary:
        """Give the figures as they were."""
        stages = tuple(StageTime(*one) for one in self.stages)
        return Summary(stages, self.people, self.counts, self.questions, self.private)


def want_summary(tx: Tx, running: LiveMeeting, occurrence: Occurrence, now: datetime) -> None:
    """Want the figures of a meeting that ends told to who led it; of one nobody began none."""
    lead = running.lead
    if lead is None:
        return
    found = summary_of(running, occurrence.began_at or occurrence.starts_at, now)
    summed = Summed(
        running.language,
        running.title,
        int(now.timestamp()),
        tuple((one.stage, one.planned, one.took) for one in found.stages),
        found.people,
        found.counts,
        found.questions,
        _comes_again(tx, occurrence),
        found.private,
    )
    about, kind = Subject.member(running.guild, lead), EntryKind.SUMMARY
    entry = OutboxEntry(about, running.guild, kind, occurrence.id, now, summed.written())
    tx.outbox.want(entry)


def _comes_again(tx: Tx, occurrence: Occurrence) -> int:
    series = tx.series.get(occurrence.series) if occurrence.series else None
    return series.id if series and series.comes_again else 0


@dataclass(frozen=True)
class EveningSummedUp(PrivateMessage):
    """Writes it to who led, unless it is much too late."""

    messages: Messages

    kind = EntryKind.SUMMARY
    payload = Summed

    def is_still_relevant(self, tx: Tx, entry: OutboxEntry, now: datetime) -> bool:
        """Tell whether the evening is not long over."""
        del tx
        return now.timestamp() - Summed.read(entry).ended < TOO_LATE.total_seconds()

    async def deliver(self, entry: OutboxEntry) -> MessageId | None:
        """Write to them; where Discord lets nothing through, nothing comes."""
        summed = Summed.read(entry)
        ended = datetime.fromtimestamp(summed.ended, entry.due.tzinfo)
        series = SeriesId(summed.series) if summed.series else None
        drawing = EveningSummed(summed.language, summed.title, ended, summed.summary, series)
        await self.messages.whisper(drawing, MemberId(entry.subject.id), entry.key.nonce)
        return None
