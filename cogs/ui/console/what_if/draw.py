"""Situation notes: what is going on, then one of a few notes, and one of them on a phone's screen.

Each menu has eight lines at most, so that it is read at a glance while people talk.
"""

from collections.abc import Sequence

from discord import ui

from bot.content.notes.groups import grouped
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.prompts.situation_note import NoteSource, SituationNote
from bot.text.catalog import Say, Shown, escaped
from cogs.ui.kit.button import Choice, button, menu
from cogs.ui.kit.content import help_for
from cogs.ui.kit.helplines import first_line, numbers
from cogs.ui.kit.ids import id_for
from cogs.ui.kit.sheet import lines, paragraphs, row, sheet

SCANNED = 8
"""Lines of a menu that are read at a glance."""
ON = "+"
"""The last line of a menu that goes on; no note is called so."""


def choose(meeting: LiveMeeting, say: Say) -> ui.LayoutView:
    """Ask what is going on, and offer to say it in one's own words."""
    groups = grouped(meeting.language)
    choices = [Choice(one, say(f"going_on.{one}")) for one in groups]
    asked = menu(id_for("what_if_kind", meeting), say("what_if.menu"), choices) if groups else None
    return sheet(
        lines(say("what_if.heading"), say("what_if.hint" if groups else "what_if.no_notes")),
        row(asked),
        row(
            button(id_for("what_if_words", meeting), say),
            button(id_for("console", meeting), say),
        ),
    )


def choose_note(meeting: LiveMeeting, group: str, place: int, say: Say) -> ui.LayoutView:
    """Offer a few notes of a group, from one `place` in it on, and the way to those after them.

    Whom to call stands first where each of them is about a danger.
    """
    known = grouped(meeting.language).get(group, ())[place:]
    shown = known if len(known) <= SCANNED else known[: SCANNED - 1]
    choices = [Choice(one.id, one.title) for one in shown]
    further = [Choice(ON, say("what_if.more"))] if len(shown) < len(known) else []
    whom = _whom_to_call(meeting.country, say) if known and all(one.help for one in known) else ""
    custom_id = id_for("what_if_note", meeting, f"{group}.{place + len(shown)}")
    return sheet(
        whom,
        lines(say("what_if.heading"), say("what_if.closer", what=say(f"going_on.{group}"))),
        row(menu(custom_id, say("what_if.menu_closer"), [*choices, *further])),
        row(
            button(id_for("what_if_words", meeting), say),
            button(id_for("what_if", meeting), say),
            button(id_for("console", meeting), say),
        ),
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
