"""The forms: a check-in, an urge that was logged, what was learned after a lapse, another day."""

from collections.abc import Iterable
from datetime import date

from discord import ui

from bot.domain.ids import EntryId, short
from bot.domain.journal.answers import LONGEST, SCALE, Answers
from bot.domain.journal.checkin import CheckInField
from bot.domain.journal.day import ONE_DAY
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.journal.lapse import LapseField
from bot.domain.journal.settings import JournalSettings
from bot.domain.journal.urge import UrgeField
from bot.text.catalog import Say
from bot.text.dates import day_in_words
from cogs.ui.kit.button import MOST_OPTIONS, Choice
from cogs.ui.kit.form import Form, Given, form, pick, text_field, text_value
from cogs.ui.kit.ids import CustomId

STRAND, DAY, EARLIER = "strand", "day", "earlier"
"""Fields that are no answers."""
NO_STRAND = "0"
NAME = "name"
"""The one field of a form that names something to follow."""
_LONGEST_DAY = 20
Field = ui.Label[Form]


def check_in_form(
    custom_id: CustomId,
    settings: JournalSettings,
    say: Say,
    known: Answers | None = None,
    strand: int = 0,
    day: date | None = None,
) -> Form:
    """Draw a check-in, empty or with what stands there; its title names a day before today."""
    known = known or {}
    low, high = say("checkin.scale.mood_low"), say("checkin.scale.mood_high")
    fields = [
        _scale("checkin.form", CheckInField.MOOD, known, (low, high), say),
        urge_scale("checkin.form", CheckInField.URGE, known, say),
    ]
    if settings.strands:
        fields.append(_strands(settings, strand, say))
    fields += [_words(f"checkin.form.{one}", one, known, say) for one in _CHECKIN_WORDS]
    title = say("checkin.form.title_day", day=day_in_words(day, say)) if day else ""
    return form(custom_id, title or say("checkin.form.title"), *fields)


def lapse_form(custom_id: CustomId, say: Say, known: Answers | None = None) -> Form:
    """Draw what may be written after a lapse."""
    fields = (_words(f"lapse.form.{one}", one, known or {}, say) for one in LapseField)
    return form(custom_id, say("lapse.form.title"), *fields)


def form_of(entry: JournalEntry, settings: JournalSettings, say: Say) -> Form:
    """Draw the form that changes an entry."""
    custom_id, known = CustomId("entry_edit", argument=short(entry.id)), entry.answers
    if entry.shelf is JournalShelf.CHECKIN:
        return check_in_form(custom_id, settings, say, known, entry.strand)
    if entry.shelf is JournalShelf.LAPSE:
        return lapse_form(custom_id, say, known)
    fields = (
        urge_scale("checkin.urge_form", UrgeField.BEFORE, known, say),
        urge_scale("checkin.urge_form", UrgeField.AFTER, known, say),
        _words("checkin.urge_form.helped", UrgeField.HELPED, known, say),
    )
    return form(custom_id, say("checkin.urge_form.title"), *fields)


def day_form(entry: EntryId, day: date, around: tuple[date, date], say: Say) -> Form:
    """Draw the choice of another day: one of the last weeks, or one further back in figures.

    `around` are the day of its author, and the latest one there is: that of the calendar.
    """
    today, last = around
    days = [last - ONE_DAY * back for back in range(min(MOST_OPTIONS, (last - date.min).days))]
    offered = [Choice(one.isoformat(), near(one, today, say), chosen=one == day) for one in days]
    return form(
        CustomId("entry_day", argument=short(entry)),
        say("checkin.day.title"),
        pick(DAY, say("checkin.day.day"), offered),
        text_field(
            EARLIER,
            say("checkin.day.earlier"),
            _LONGEST_DAY,
            say("checkin.day.earlier_help"),
            required=False,
        ),
    )


def strand_form(custom_id: CustomId, say: Say, known: str = "") -> Form:
    """Draw the name of something to follow, empty or as it is called now."""
    label = say("checkin.follow.new_name" if known else "checkin.follow.name")
    field = text_field(NAME, label, 80, say("checkin.follow.name_help"), known=known)
    title = "checkin.follow.title_rename" if known else "checkin.follow.title"
    return form(custom_id, say(title), field)


def answers_in(given: Given, fields: Iterable[str]) -> dict[str, str]:
    """Give the answers of a form by field."""
    return {field: text_value(given, field) for field in fields}


def urge_scale(table: str, name: str, known: Answers, say: Say) -> Field:
    """Draw the choice of a number for an urge."""
    ends = say("checkin.scale.urge_low"), say("checkin.scale.urge_high")
    return _scale(table, name, known, ends, say)


def _scale(table: str, name: str, known: Answers, ends: tuple[str, str], say: Say) -> Field:
    told = {str(SCALE[0]): ends[0], str(SCALE[-1]): ends[1]}
    numbers = [str(one) for one in SCALE]
    offered = [Choice(one, told.get(one, one), chosen=known.get(name) == one) for one in numbers]
    return pick(name, say(f"{table}.{name}"), offered, say(f"{table}.{name}_help"))


def _strands(settings: JournalSettings, strand: int, say: Say) -> Field:
    no_strand = settings.strand(strand) is None
    none = Choice(NO_STRAND, say("checkin.form.no_strand"), chosen=no_strand)
    named = ((str(one.number), one.name, one.number == strand) for one in settings.strands)
    names = [none, *(Choice(value, name, chosen=on) for value, name, on in named)]
    return pick(STRAND, say("checkin.form.strand"), names, say("checkin.form.strand_help"))


def _words(key: str, name: str, known: Answers, say: Say) -> Field:
    return text_field(
        name,
        say(key),
        LONGEST,
        say(f"{key}_help"),
        known=known.get(name, ""),
        long=True,
        required=False,
    )


def near(day: date, today: date, say: Say) -> str:
    """Say a day, and whether it is today or yesterday."""
    if day == today:
        return say("checkin.day.today", day=day_in_words(day, say))
    if day == today - ONE_DAY:
        return say("checkin.day.yesterday", day=day_in_words(day, say))
    return day_in_words(day, say)


_CHECKIN_WORDS = (CheckInField.HELPED, CheckInField.NEXT)
