"""Attendance letters as they are asked for, made and given again: all of it in private."""

from collections.abc import Sequence

from discord import ui

from bot.domain.attendance.letter import IssuedLetter, Letter, LetterDraft
from bot.domain.attendance.presence import Seen
from bot.domain.ids import OccurrenceId, short
from bot.services.attendance.letters import Asked
from bot.services.attendance.own_letters import Meant, Mine
from bot.services.attendance.paper import draft_lines, lines_of, statement_of, written_day
from bot.services.ports.drawings import LetterNotMade, LetterReady, LetterWaits
from bot.text.catalog import Say, Shown
from cogs.ui.kit.button import Choice, Item, button, menu
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import one_line
from cogs.ui.kit.sheet import day, lines, paragraphs, row, sheet

MOST_LISTED = 15
"""Letters in one answer; more would be a wall on a phone."""
LONGEST_TITLE = 60


def asked(wish: Asked, say: Say) -> ui.LayoutView:
    """Answer who asks while the meeting runs: when the letter comes, and whom it names."""
    name = say("letter.asked.name", name=wish.name) if wish.name else say("letter.asked.no_name")
    return sheet(
        say("letter.asked.heading"),
        paragraphs(
            lines(say("letter.asked.names_group", group=wish.group), name),
            lines(
                say("letter.asked.early"),
                say("letter.asked.dropped" if wish.by_voice else "letter.asked.dropped_text"),
                "" if wish.by_voice else say("letter.asked.in_writing"),
            ),
        ),
        row(*_choices(wish.meeting, say, named=bool(wish.name))),
    )


def draft(made: LetterDraft, say: Say) -> ui.LayoutView:
    """Show what the letter will say, before it is made."""
    voice = made.present.by is Seen.VOICE
    main = [button(_about("letter_make", made.meeting), say, main=True)] if made.name else []
    return sheet(
        say("letter.check.heading"),
        paragraphs(
            draft_lines(made, say),
            lines(
                say("letter.check.why_voice" if voice else "letter.check.why_writing"),
                ""
                if made.occasion.contact
                else say("letter.check.no_contact", until=day(made.until)),
                say("letter.check.name_only", until=day(made.until)),
            ),
        ),
        row(*main, *_choices(made.meeting, say, named=bool(made.name))),
    )


def ready(issued: IssuedLetter, say: Say, *, discreet: bool = False) -> ui.LayoutView:
    """Hand a letter over; what it is stands in the file."""
    letter, until = issued.letter, issued.fixable
    if discreet:
        about = CustomId("letter_withdraw", argument=short(letter.id))
        return sheet(
            say("letter.ready.here_discreet"),
            lines(
                say("letter.ready.code", code=Shown(letter.code)),
                say("letter.ready.typo_discreet", until=day(until)) if until else "",
            ),
            row(button(about, say, label="letter_take_back")),
        )
    return sheet(
        say("letter.ready.here"),
        lines(
            say("letter.ready.code", code=Shown(letter.code)),
            say("letter.ready.check"),
            say("letter.ready.typo", until=day(until)) if until else "",
            say("letter.mine.is_withdrawn") if letter.withdrawn else "",
        ),
        None if letter.withdrawn else row(_of_letter("letter_withdraw", letter, say)),
    )


def in_private(drawing: LetterReady | LetterWaits | LetterNotMade, say: Say) -> ui.LayoutView:
    """Draw what is sent after the meeting, discreetly where the server is."""
    discreet = drawing.server.discreet
    if isinstance(drawing, LetterNotMade):
        return sheet(say(f"letter.ready.{'none_discreet' if discreet else 'none'}"))
    if isinstance(drawing, LetterReady):
        return ready(drawing.issued, say, discreet=discreet)
    until, key = day(drawing.draft.until), "waits_discreet" if discreet else "waits"
    about = _about("letter_name", drawing.draft.meeting)
    return sheet(say(f"letter.ready.{key}", until=until), row(button(about, say, main=True)))


def which(found: Sequence[Meant], say: Say) -> ui.LayoutView:
    """Ask of which meeting somebody wants a letter."""
    choices = [Choice(short(one.meeting), told(one, say)) for one in found]
    placeholder = say("letter.asked.which_menu")
    return sheet(say("letter.asked.which"), row(menu(CustomId("letter_of"), placeholder, choices)))


def told(one: Meant, say: Say) -> str:
    """Name a meeting where Discord shows no timestamps."""
    title = one_line(one.title, LONGEST_TITLE) or say("meeting.default_title")
    return f"{written_day(one.at, say)} · {title}"


def mine(found: Mine, say: Say) -> ui.LayoutView:
    """List somebody's letters, and what they asked for."""
    if not (found.letters or found.waiting):
        return sheet(lines(say("letter.mine.heading"), say("letter.mine.none")))
    listed = found.letters[:MOST_LISTED]
    waiting = [_waiting(one, say) for one in found.waiting[:MOST_LISTED]]
    unnamed = next((one for one in found.waiting if one.needs_name), None)
    choices = [Choice(short(one.id), in_menu(one, say)) for one in listed]
    chooser = menu(CustomId("letter_mine"), say("letter.mine.menu"), choices) if choices else None
    return sheet(
        say("letter.mine.heading"),
        lines(*waiting, *(_line(one, say) for one in listed)),
        row(chooser),
        row(button(_about("letter_name", unnamed.meeting), say, main=True)) if unnamed else None,
    )


def one_of_mine(letter: Letter, say: Say) -> ui.LayoutView:
    """Show what one letter states, to have it again or to withdraw it."""
    withdraw = None if letter.withdrawn else _of_letter("letter_withdraw", letter, say)
    return sheet(
        lines(
            say("letter.ready.code", code=Shown(letter.code)),
            say("letter.mine.is_withdrawn") if letter.withdrawn else "",
        ),
        lines_of(statement_of(letter), say),
        row(_of_letter("letter_again", letter, say), withdraw),
    )


def withdraw_asked(letter: Letter, say: Say) -> ui.LayoutView:
    """Ask once before a letter is withdrawn."""
    words = say("letter.mine.withdraw_ask", code=Shown(letter.code))
    sure, back = (
        _of_letter(action, letter, say) for action in ("letter_withdraw_sure", "letter_show")
    )
    return sheet(words, row(sure, back))


def withdrawn(meeting: OccurrenceId | None, say: Say) -> ui.LayoutView:
    """Say that a letter is withdrawn; while its minutes are kept there can be another."""
    words = say("letter.mine.withdrawn")
    if meeting is None:
        return sheet(words)
    return sheet(words, row(button(_about("letter_name", meeting), say, label="letter_anew")))


def _waiting(one: Meant, say: Say) -> str:
    date = Shown(written_day(one.at, say))
    if one.needs_name and one.until:
        until = day(one.until)
        return say("letter.mine.line_needs_name", date=date, meeting=one.title, until=until)
    key = "line_after" if one.until is None else "line_waiting"
    return say(f"letter.mine.{key}", date=date, meeting=one.title)


def _line(letter: Letter, say: Say) -> str:
    key = "letter.mine.line_withdrawn" if letter.withdrawn else "letter.mine.line"
    statement = statement_of(letter)
    date = Shown(written_day(statement.date, say))
    return say(key, date=date, meeting=statement.meeting, code=Shown(letter.code))


def in_menu(letter: Letter, say: Say) -> str:
    """Name a letter in a menu, where nothing is formatted."""
    statement = statement_of(letter)
    title = one_line(statement.meeting, LONGEST_TITLE)
    return f"{written_day(statement.date, say)} · {title} · {letter.code}"


def _choices(meeting: OccurrenceId, say: Say, *, named: bool) -> list[Item]:
    label = "letter_rename" if named else "letter_name"
    return [
        button(_about("letter_name", meeting), say, label=label, main=not named),
        button(_about("letter_cancel", meeting), say),
    ]


def _about(action: str, meeting: OccurrenceId) -> CustomId:
    """Name a meeting in a way that holds in a private message too, where no server is known."""
    return CustomId(action, argument=short(meeting))


def _of_letter(action: str, letter: Letter, say: Say) -> Item:
    return button(CustomId(action, argument=short(letter.id)), say)
