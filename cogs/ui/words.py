"""The forms in which people write: their turn, a topic, a note, a line, a name."""

from bot.domain import agenda, aid, hands
from bot.domain import words as rules
from bot.domain.meeting import Meeting
from bot.domain.naming import LONGEST_NAME
from bot.domain.said import AidKind
from bot.text.catalog import Say
from cogs.ui.button import Choice
from cogs.ui.content import exercise
from cogs.ui.form import Form, form, pick, text_field, tick
from cogs.ui.ids import Tag, tag


def type_form(meeting: Meeting, pressed: Tag, say: Say) -> Form:
    """Type instead of speaking; from five people on also without one's name."""
    box = text_field(
        "text", say("form.type"), rules.LONGEST_WORDS, say("form.type_help"), long=True
    )
    title = say("button.type")
    if not rules.may_hide_name(meeting):
        return form(pressed, title, box)
    return form(pressed, title, box, tick("hide", say("form.hide"), say("form.hide_help")))


def topic_form(pressed: Tag, say: Say) -> Form:
    """Suggest a topic, without a name unless wished."""
    return form(
        Tag("suggest", pressed.meeting, pressed.place),
        say("button.suggest"),
        text_field("text", say("form.topic"), agenda.LONGEST_TOPIC, say("form.topic_help")),
        tick("named", say("form.named"), say("form.named_help")),
    )


def note_form(meeting: Meeting, say: Say) -> Form:
    """Put a note beside one's hand."""
    return form(
        tag("hand_note", meeting),
        say("button.hand_note"),
        text_field("text", say("form.note"), hands.LONGEST_NOTE, say("form.note_help")),
    )


def line_form(meeting: Meeting, pressed: Tag, say: Say) -> Form | None:
    """Share one line on the board; None while no exercise is chosen."""
    sheet = exercise(meeting)
    if sheet is None:
        return None
    first = sheet.board[0].id
    columns = [Choice(one.id, one.label, one.help, chosen=one.id == first) for one in sheet.board]
    return form(
        pressed,
        say("button.line"),
        text_field("text", say("form.line"), rules.LONGEST_LINE, say("form.line_help")),
        pick("column", say("form.column"), columns),
    )


def name_form(pressed: Tag, known: str, say: Say) -> Form:
    """Choose another name; an empty field is the name in this server again."""
    box = text_field(
        "text", say("form.name"), LONGEST_NAME, say("form.name_help"), known=known, required=False
    )
    return form(pressed, say("button.rename"), box)


def aid_form(meeting: Meeting, kind: AidKind, known: str, say: Say) -> Form:
    """Add a few words to a request in private."""
    box = text_field(
        "text", say("form.aid"), aid.LONGEST_NOTE, say("form.aid_help"), known=known, long=True
    )
    return form(tag("add_note", meeting, kind), say("button.add_note"), box)
