"""Looking back: some days in words and, where there is enough, as a calm picture."""

from collections.abc import Callable, Mapping
from datetime import date

from discord import ui

from bot.documents.trend import TrendWords, trend_svg
from bot.domain.ids import short
from bot.domain.journal.answers import number
from bot.domain.journal.checkin import CheckInField
from bot.domain.journal.day import ONE_DAY
from bot.domain.journal.entry import JournalEntry, JournalShelf
from bot.domain.journal.settings import JournalSettings
from bot.domain.journal.trend import MOOD, CurveFacts, Trend, facts
from bot.domain.journal.urge import strongest
from bot.services.journal.check_ins import LookedBack
from bot.text.catalog import Say, Shown, escaped
from bot.text.dates import day_in_words
from cogs.ui.journal.checkin.forms import near
from cogs.ui.journal.checkin.strand_cards import to_strands
from cogs.ui.kit.button import MOST_OPTIONS, Choice, Item, button, menu
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.sheet import Picture, cut, lines, paragraphs, row, sheet

USUAL_DAYS = 30
OTHER_DAYS = (7, 30, 90, 365)
EARLIER = "earlier"
LONGEST_ALT = 1000
"""Characters that Discord takes for what is said of a picture."""
_A_PAGE = MOST_OPTIONS - 1
"""Entries of one menu; its last line is for those before them."""


def history(
    seen: LookedBack, say: Say, page: int = 0, drawn: Picture | None = None, above: str = ""
) -> ui.LayoutView:
    """Show what is kept of some days; the picture is `drawn` already, or there is none."""
    days = (seen.trend.last - seen.trend.first).days + 1
    if not seen.entries:
        follows = [to_strands(seen.settings, say)] if seen.settings.strands else []
        before = None if seen.settings.keeps is False else row(_days_before(seen.trend.last, say))
        return sheet(above, _nothing(seen, days, say), before, row(*_spans(days, say), *follows))
    heading = say("checkin.history.heading", first=_first(seen, say), last=_last(seen, say))
    return sheet(
        above,
        paragraphs(heading, lines(*in_words(seen, say), say("checkin.history.what"))),
        drawn,
        row(_entries(seen, days, page, say)),
        row(_days_before(seen.trend.last, say)),
        row(*_spans(days, say), to_strands(seen.settings, say)),
    )


def alt_text(seen: LookedBack, say: Say) -> str:
    """Say what the picture shows, for whoever does not see it."""
    told = say(
        "checkin.history.alt",
        count=seen.trend.entries,
        first=Shown(day_in_words(seen.trend.first, say)),
        last=Shown(day_in_words(seen.trend.last, say)),
        series=Shown(" ".join(_in_words(seen, Shown, say))),
    )
    return cut(told, LONGEST_ALT)


def drawn(seen: LookedBack, say: Say) -> str:
    """Draw the picture as SVG."""
    words = TrendWords(
        title=say("checkin.history.title"),
        first=day_in_words(seen.trend.first, say),
        last=day_in_words(seen.trend.last, say),
        learned=say("checkin.history.learned_mark"),
    )
    return trend_svg(seen.trend, curve_names(seen.trend, seen.settings, say), words)


def in_words(seen: LookedBack, say: Say) -> list[str]:
    """Say each curve in a line: the ends, the lowest and the highest; then what was learned."""
    return _in_words(seen, escaped, say)


def _in_words(seen: LookedBack, written: Callable[[str], Shown], say: Say) -> list[str]:
    """Say it with names `written` for where it is read: nobody hears a backslash of Markdown."""
    names = curve_names(seen.trend, seen.settings, say)
    told = [
        _curve(one, written(names[one.strand]), say, is_one_day=len(curve.points) == 1)
        for one, curve in zip(facts(seen.trend), seen.trend.curves, strict=True)
    ]
    learned = len(seen.trend.learned)
    return [*told, *([say("checkin.history.learned_days", count=learned)] if learned else [])]


def curve_names(seen: Trend, settings: JournalSettings, say: Say) -> Mapping[int, str]:
    """Name every curve, in its author's own words where it has some."""
    return {curve.strand: _name(curve.strand, settings, say) for curve in seen.curves}


def _name(strand: int, settings: JournalSettings, say: Say) -> str:
    if strand == MOOD:
        return say("checkin.saved.mood")
    followed = settings.strand(strand)
    return followed.name if followed else say("checkin.saved.urge")


def _curve(told: CurveFacts, name: Shown, say: Say, *, is_one_day: bool) -> str:
    shown = {"name": name, "last": f"{told.last:g}"}
    if told.count == 1:
        return say("checkin.history.series_one", **shown)
    if told.lowest == told.highest:
        return say("checkin.history.series_same", **shown)
    ends = {"low": f"{told.lowest:g}", "high": f"{told.highest:g}"}
    if is_one_day:
        return say("checkin.history.series_day", name=name, **ends)
    return say("checkin.history.series", **shown, **ends, first=f"{told.first:g}")


def _entries(seen: LookedBack, days: int, page: int, say: Say) -> Item:
    begin = page * _A_PAGE
    shown = seen.entries[begin : begin + _A_PAGE]
    choices = [Choice(short(one.id), _line(one, say), cut(_first_words(one), 100)) for one in shown]
    if len(seen.entries) > begin + _A_PAGE:
        choices.append(Choice(EARLIER, say("checkin.history.earlier")))
    here = CustomId("entry_pick", argument=f"{days}.{page}")
    return menu(here, say("checkin.history.pick"), choices)


def _days_before(today: date, say: Say) -> Item:
    """Offer the days of the last weeks, to write for one of them."""
    back = range(1, min(MOST_OPTIONS, (today - date.min).days) + 1)
    days = [today - ONE_DAY * one for one in back]
    choices = [Choice(one.isoformat(), near(one, today, say)) for one in days]
    return menu(CustomId("checkin_day"), say("checkin.history.write_for"), choices)


def _line(entry: JournalEntry, say: Say) -> str:
    day = day_in_words(entry.day, say)
    if entry.shelf is JournalShelf.LAPSE:
        return say("checkin.history.learned", day=day)
    if entry.shelf is JournalShelf.URGE:
        return say("checkin.history.urge", day=day, urge=_shown(strongest(entry), say))
    mood = number(entry.answers, CheckInField.MOOD)
    urge = number(entry.answers, CheckInField.URGE)
    return say("checkin.history.entry", day=day, mood=_shown(mood, say), urge=_shown(urge, say))


def _first_words(entry: JournalEntry) -> str:
    words = (text for text in entry.answers.values() if not text.isdecimal())
    return " ".join(next(iter(words), "").split())


def _shown(rating: int | None, say: Say) -> str:
    return say("checkin.history.blank") if rating is None else str(rating)


def _spans(days: int, say: Say) -> list[Item]:
    return [
        button(CustomId("history", argument=str(one)), say, label=f"history_{one}")
        for one in OTHER_DAYS
        if one != days
    ]


def _nothing(seen: LookedBack, days: int, say: Say) -> str:
    if seen.settings.keeps is False:
        return say("checkin.history.empty_not_keeping")
    return say("checkin.history.empty", count=days)


def _first(seen: LookedBack, say: Say) -> Shown:
    return escaped(day_in_words(seen.trend.first, say))


def _last(seen: LookedBack, say: Say) -> Shown:
    return escaped(day_in_words(seen.trend.last, say))
