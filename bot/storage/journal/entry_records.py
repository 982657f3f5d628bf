"""What a member wrote and chose, as it is told to them: counted in short, or whole."""

from collections.abc import Iterable

from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.journal.schedule import CheckInSchedule
from bot.domain.journal.settings import JournalSettings
from bot.domain.people.personal_data import Holding, KeptRecord, Section, told

_OPEN = {JournalShelf.PLAN: "asked_plan"}
"""What it means that something is not done, where that is not plain."""


def counted(written: Iterable[JournalEntry], settings: JournalSettings) -> tuple[Holding, ...]:
    """Count what was written, shelf by shelf, and tell whether anything was chosen."""
    shelves = [one.shelf for one in written]
    counts = {shelf: shelves.count(shelf) for shelf in JournalShelf}
    found = [Holding(f"wrote_{one}", {"count": n}) for one, n in counts.items() if n]
    return tuple(found) if settings == JournalSettings() else (*found, Holding("chose"))


def whole(
    written: Iterable[JournalEntry], settings: JournalSettings, *, chosen_too: bool
) -> tuple[KeptRecord, ...]:
    """Give all that was written, word for word, and what was chosen."""
    entries = tuple(_entry(one, settings) for one in written)
    if not chosen_too or settings == JournalSettings():
        return entries
    return (
        KeptRecord(Section.CHOSEN, "chose", {**_choices(settings), **_schedule(settings.schedule)}),
        *entries,
    )


def _entry(entry: JournalEntry, settings: JournalSettings) -> KeptRecord:
    strand = settings.strand(entry.strand)
    facts = told(
        day=entry.day,
        written_at=entry.at,
        worksheet=entry.about,
        follows=strand.name if strand else "",
        pages=entry.page or None,
        **{_OPEN.get(entry.shelf, "unfinished"): not entry.done},
        answers=dict(entry.answers),
    )
    return KeptRecord(Section.WRITTEN, f"wrote_{entry.shelf}", facts, entry.at)


def _choices(settings: JournalSettings) -> dict[str, object]:
    keeps = {} if settings.keeps is None else {"keeps": settings.keeps}
    return keeps | told(
        zone=settings.zone,
        day_begins=settings.day_begins,
        strands=tuple(one.name for one in settings.strands),
        strands_ever=settings.strands_ever or None,
        writes_in=settings.places,
    )


def _schedule(schedule: CheckInSchedule | None) -> dict[str, object]:
    if schedule is None:
        return {}
    return {"asked_days": schedule.days} | told(
        asked_time=schedule.at,
        asked_paused=schedule.pause,
        asked_unanswered=schedule.unanswered or None,
        asked_on=schedule.asked_on,
        asked_snoozes=schedule.snoozes or None,
        asked_language=schedule.language,
    )
