"""Situation notes: choosing one by its kind, and one of them on a phone's screen."""

from collections.abc import Iterator, Mapping, Sequence

from discord import ui

from bot.content import notes
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.prompts.situation_note import NoteSource, SituationNote
from bot.text.catalog import Say, Shown, escaped
from cogs.ui.kit.button import MOST_OPTIONS, Choice, Item, button, menu
from cogs.ui.kit.content import help_for
from cogs.ui.kit.helplines import first_line, numbers
from cogs.ui.kit.ids import id_for
from cogs.ui.kit.sheet import lines, paragraphs, row, sheet

ORDER = ("in_the_room", "danger")
"""What is looked for most comes first; any other kind comes after these."""


def choose(meeting: LiveMeeting, say: Say) -> ui.LayoutView:
    """Draw every note in menus, one for each kind, and the way to one's own words."""
    kinds = notes.by_kind(meeting.language)
    return sheet(
        lines(say("what_if.heading"), say("what_if.hint" if kinds else "what_if.no_notes")),
        row(
            button(id_for("what_if_words", meeting), say, main=True),
            button(id_for("console", meeting), say),
        ),
        *(row(one) for one in _menus(meeting, kinds, say)),
    )


def page(meeting: LiveMeeting, note: SituationNote, say: Say) -> ui.LayoutView:
    """Draw one note, with the ways on."""
    return sheet(
        situation(note, meeting.country, say),
        row(button(id_for("what_if", meeting), say), button(id_for("console", meeting), say)),
    )


def situation(
    note: SituationNote, country: str | None, say: Say, *, with_help: bool = True
) -> Shown:
    """Say what is going on, what to say, ask and leave; below it whom to call, where that may be.

    Without help where whom to call stands above it already.
    """
    return paragraphs(
        lines(say("situation.title", title=escaped(note.title)), escaped(note.going_on)),
        lines(*(say(f"situation.{part}", words=words) for part, words in _spoken(note))),
        lines(
            _whom_to_call(country, say) if note.help and with_help else "",
            _sources(note.sources, say),
        ),
    )


def _spoken(note: SituationNote) -> tuple[tuple[str, Shown], ...]:
    parts = {"say": note.say, "ask": note.ask, "avoid": note.avoid}
    return tuple((part, escaped(words)) for part, words in parts.items())


def _whom_to_call(country: str | None, say: Say) -> str:
    found = help_for(country)
    return say("care.above", number=numbers([found], say), line=Shown(first_line(found, say)))


def _sources(sources: Sequence[NoteSource], say: Say) -> str:
    """Name who says so, each with the way to the page; what the page is called stands there."""
    if not sources:
        return ""
    named = (
        say("situation.source", name=escaped(one.name.partition(",")[0]), url=Shown(one.url))
        for one in sources
    )
    return say("situation.sources", names=Shown(" · ".join(named)))


def _menus(
    meeting: LiveMeeting, kinds: Mapping[str, Sequence[SituationNote]], say: Say
) -> Iterator[Item]:
    for kind in sorted(kinds, key=lambda one: ORDER.index(one) if one in ORDER else len(ORDER)):
        known = kinds[kind]
        for number, at in enumerate(range(0, len(known), MOST_OPTIONS)):
            part = [Choice(one.id, one.title) for one in known[at : at + MOST_OPTIONS]]
            custom_id = id_for("what_if_note", meeting, f"{kind}.{number}")
            named = say(f"note_kind.{kind}")
            further = say("what_if.more", kind=named, first=Shown(known[at].title))
            yield menu(custom_id, further if number else named, part)
