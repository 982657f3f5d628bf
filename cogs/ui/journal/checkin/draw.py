"""What somebody wrote, given back in their own words, and what they can do with it."""

from discord import ui

from bot.domain.ids import short
from bot.domain.journal.answers import number as rating
from bot.domain.journal.checkin import CheckInField
from bot.domain.journal.day import day_of
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.journal.lapse import LapseField
from bot.domain.journal.settings import JournalSettings
from bot.domain.journal.urge import UrgeField
from bot.domain.support.danger.level import Care
from bot.services.journal.drafts import Written
from bot.text.catalog import Say, Shown, escaped
from bot.text.dates import day_in_words
from cogs.ui.journal.checkin.strand_cards import to_strands
from cogs.ui.journal.heard import calls_for_help, with_care
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.sheet import cut, lines, paragraphs, row, sheet

SHOWN = 700
"""Characters of one answer that are shown; a form shows all of it."""
MIDNIGHT = 0
STRONG, LOW = 8, 2
"""From which urge on, and down to which mood, something else is offered."""
_SHELVES = {
    JournalShelf.CHECKIN: ("checkin.saved", tuple(CheckInField)),
    JournalShelf.URGE: ("checkin.urge_form", (UrgeField.BEFORE, UrgeField.AFTER, UrgeField.HELPED)),
    JournalShelf.LAPSE: ("lapse.form", tuple(LapseField)),
}
_NUMBERS: dict[JournalShelf, frozenset[str]] = {
    JournalShelf.CHECKIN: frozenset({CheckInField.MOOD, CheckInField.URGE}),
    JournalShelf.URGE: frozenset({UrgeField.BEFORE, UrgeField.AFTER}),
}
"""What is a number, by its shelf: a lapse too has a field called `before`, and it is words."""


def saved(
    written: Written, settings: JournalSettings, care: Care | None, country: str | None, say: Say
) -> ui.LayoutView:
    """Give a check-in back: kept, or for the last time."""
    heading = "kept" if written.kept else "not_kept"
    told = lines(say(f"checkin.saved.{heading}"), say(f"checkin.saved.{heading}_line"))
    day = _counts_for(written.entry, settings, say)
    more = [button(CustomId("history"), say), to_strands(settings, say)]
    buttons = [*_changes(written.entry, say), *more] if written.kept else []
    return with_care(
        care,
        country,
        say,
        paragraphs(told, own_words(written.entry, settings, say)),
        lines(
            "" if calls_for_help(care) else _beside(written.entry, say),
            day if written.kept else "",
        ),
        row(*buttons) if buttons else None,
    )


def _counts_for(entry: JournalEntry, settings: JournalSettings, say: Say) -> str:
    """Say for which day it counts; late at night that is the day before, and why is said too."""
    day = day_in_words(entry.day, say)
    is_today = entry.day == settings.day_of(entry.at)
    if not is_today or entry.day == day_of(entry.at, settings.zone, MIDNIGHT):
        return say("checkin.saved.counts_for" if settings.zone else "checkin.saved.by_utc", day=day)
    return say("checkin.saved.counts_still", day=day, hour=settings.day_begins)


def entry_card(
    entry: JournalEntry, settings: JournalSettings, say: Say, above: str = ""
) -> ui.LayoutView:
    """Show one entry, with what can be done with it."""
    kind = say(f"checkin.entry.{entry.shelf}")
    heading = say("checkin.entry.heading", day=day_in_words(entry.day, say), kind=kind)
    back = button(CustomId("history"), say)
    words = own_words(entry, settings, say) or say("checkin.entry.no_words")
    return sheet(above, paragraphs(heading, words), row(*_changes(entry, say), back))


def sure_to_delete(entry: JournalEntry, say: Say) -> ui.LayoutView:
    """Ask once before one is deleted."""
    number = short(entry.id)
    return sheet(
        say("checkin.entry.ask_delete", day=day_in_words(entry.day, say)),
        row(
            button(CustomId("entry_gone", argument=number), say),
            button(CustomId("entry", argument=number), say, label="go_back"),
        ),
    )


def own_words(entry: JournalEntry, settings: JournalSettings, say: Say) -> str:
    """Give what was answered, in the order of its form."""
    table, fields = _SHELVES[entry.shelf]
    told = (_answer(table, one, entry, settings, say) for one in fields)
    return lines(*(one for one in told if one))


def _beside(entry: JournalEntry, say: Say) -> str:
    """Name what else there is where the urge was strong, or the mood low."""
    urge, mood = (rating(entry.answers, one) for one in (CheckInField.URGE, CheckInField.MOOD))
    if urge is not None and urge >= STRONG:
        return say("checkin.saved.strong")
    return say("checkin.saved.low") if mood is not None and mood <= LOW else ""


def _answer(
    table: str, field: str, entry: JournalEntry, settings: JournalSettings, say: Say
) -> str:
    text = entry.answers.get(field)
    if not text:
        return ""
    strand = settings.strand(entry.strand) if field == CheckInField.URGE else None
    label = say(f"{table}.{field}")
    if strand is not None:
        label = say("checkin.saved.about", label=Shown(label), name=strand.name)
    if field in _NUMBERS.get(entry.shelf, ()):
        return say("checkin.saved.number", label=Shown(label), number=text)
    return say("checkin.saved.text", label=Shown(label), text=Shown(cut(escaped(text), SHOWN)))


def _changes(entry: JournalEntry, say: Say) -> list[Item]:
    number = short(entry.id)
    actions = ("entry_change", "entry_move", "entry_delete")
    return [button(CustomId(one, argument=number), say) for one in actions]
