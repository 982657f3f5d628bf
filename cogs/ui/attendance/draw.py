"""Attendance letters as they are asked for, made and given again: all of it in private."""

from collections.abc import Sequence

from discord import ui

from bot.domain.attendance.letter import IssuedLetter, Letter, LetterDraft
from bot.domain.attendance.presence import Seen
from bot.domain.ids import OccurrenceId, short
from bot.services.attendance.letters import Asked
from bot.services.attendance.own_letters import Meant, Mine
from bot.services.attendance.paper import draft_lines, lines_of, statement_of
from bot.services.ports.drawings import LetterReady, LetterWaits
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
                say("letter.asked.in_writing"),
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
    if discreet:
        return sheet(say("letter.ready.here_discreet"))
    letter, until = issued.letter, issued.fixable
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


def in_private(drawing: LetterReady | LetterWaits, say: Say) -> ui.LayoutView:
    """Draw what is sent after the meeting, discreetly where the server is."""
    discreet = drawing.server.discreet
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
    return (
        f"{one.at:%Y-%m-%d} · {one_line(one.title, LONGEST_TITLE) or say('meeting.default_title')}"
    )


def mine(found: Mine, say: Say) -> ui.LayoutView:
    """List somebody's letters, and what they asked for."""
    if not (found.letters or found.waiting):
        return sheet(lines(say("letter.mine.heading"), say("letter.mine.none")))
    listed = found.letters[:MOST_LISTED]
    waiting = [
        say("letter.mine.line_waiting", at=day(one.at), meeting=one.title)
        for one in found.waiting[:MOST_LISTED]
    ]
    choices = [Choice(short(one.id), in_menu(one)) for one in listed]
    chooser = menu(CustomId("letter_mine"), say("letter.mine.menu"), choices) if choices else None
    return sheet(
        say("letter.mine.heading"),
        lines(*waiting, *(_line(one, say) for one in listed)),
        row(chooser),
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
    return sheet(words, row(_of_letter("letter_withdraw_sure", letter, say)))


def _line(letter: Letter, say: Say) -> str:
    key = "letter.mine.line_withdrawn" if letter.withdrawn else "letter.mine.line"
    statement = statement_of(letter)
    date = Shown(f"{statement.date:%Y-%m-%d}")
    return say(key, date=date, meeting=statement.meeting, code=Shown(letter.code))


def in_menu(letter: Letter) -> str:
    """Name a letter in a menu, where nothing is formatted."""
    statement = statement_of(letter)
    return (
        f"{statement.date:%Y-%m-%d} · {one_line(statement.meeting, LONGEST_TITLE)} · {letter.code}"
    )


def _choices(meeting: OccurrenceId, say: Say, *, named: bool) -> list[Item]:
    return [
        button(_about("letter_name", meeting), say, main=not named),
        button(_about("letter_cancel", meeting), say),
    ]


def _about(action: str, meeting: OccurrenceId) -> CustomId:
    """Name a meeting in a way that holds in a private message too, where no server is known."""
    return CustomId(action, argument=short(meeting))


def _of_letter(action: str, letter: Letter, say: Say) -> Item:
    return button(CustomId(action, argument=short(letter.id)), say)
