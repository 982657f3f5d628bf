"""Worksheets as one member sees theirs: the choice, the pages, and what stands in them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from discord import ui

from bot.content import worksheets
from bot.domain.ids import EntryId, short
from bot.domain.journal import filling
from bot.domain.journal.answers import LONGEST, SCALE, number
from bot.domain.journal.entry import JournalEntry
from bot.domain.journal.plan import OUTCOME
from bot.domain.journal.settings import JournalSettings
from bot.domain.journal.worksheet import Field, FieldKind, Page, Worksheet
from bot.services.journal.drafts import Written
from bot.services.journal.worksheets import Beginning
from bot.text.catalog import Say, Shown
from bot.text.dates import day_in_words
from cogs.ui.kit.button import MOST_OPTIONS, Choice, Item, button, menu
from cogs.ui.kit.form import HELP, Form, form, pick, text_field
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import label
from cogs.ui.kit.sheet import Block, clock, day, lines, paragraphs, row, sheet

ROOM = 3200
"""Characters of answers in one message; what headings and notes need is left over."""
LESS_ROOM = 1800
"""Characters of answers below whom to call."""


class Above(Protocol):
    """Lays parts of an answer out, as `sheet` does."""

    def __call__(self, *parts: str | Block | None) -> ui.LayoutView:
        """Lay them out."""


def chooser(say: Say) -> ui.LayoutView:
    """Offer every worksheet, each with a line on when it helps."""
    every = worksheets.load().values()
    choices = [Choice(one.kind, one.title, helps_line(one, say)) for one in every]
    return sheet(
        say("sheet.choose"),
        row(menu(CustomId("sheet_open"), say("sheet.choose_pick"), choices)),
    )


def helps_line(one: Worksheet, say: Say) -> str:
    """Say how long a worksheet takes and when it helps, in the line below it in a menu."""
    return say("sheet.line", minutes=one.minutes, helps=Shown(one.helps))


def begun(found: Beginning, one: Worksheet, fresh: EntryId, say: Say) -> ui.LayoutView:
    """Offer the pages of a worksheet, and to go on with one that was begun before."""
    back = found.unfinished
    return sheet(
        lines(
            say("sheet.heading", title=Shown(one.title)),
            Shown(one.helps),
        ),
        lines(
            say("sheet.yours"),
            _kept_or_not(found.settings, say),
            say("sheet.pages", count=len(one.pages)),
        ),
        say("sheet.back", at=day(back.entry.at)) if back else "",
        row(
            button(CustomId("sheet_read", argument=short(back.entry.id)), say, main=True)
            if back
            else None,
            _page_button(fresh, 0, say, main=not back, begins=one.kind),
        ),
    )


def page_form(
    pressed: CustomId, one: Worksheet, page: int, entry: JournalEntry | None, say: Say
) -> Form:
    """Draw one page as the form that the press is for, with what stands in it already.

    The first field with room for it says who sees what is sent.
    """
    known = filling.on_page(entry, one, page) if entry else {}
    drawn: Page = one.pages[page]
    alone = say("sheet.only_you")
    helps = {each.id: f"{each.help} {alone}".strip() for each in drawn.fields}
    says = next((name for name, told in helps.items() if len(told) <= HELP), "")
    asked = [replace(it, help=helps[says]) if it.id == says else it for it in drawn.fields]
    fields = (_field(field, known.get(field.id, "")) for field in asked)
    return form(pressed, drawn.title, *fields)


def shown(
    written: Written,
    one: Worksheet,
    say: Say,
    note: str = "",
    *,
    may_share: bool = False,
    above: Above = sheet,
    room: int = ROOM,
) -> tuple[ui.LayoutView, ...]:
    """Draw a worksheet as it stands, with all its answers; what does not fit goes into another.

    `above` lays the first part out, below what has to come before it.
    """
    first, *rest = parted(answers(written.entry, one, say), room)
    top = lines(say("sheet.heading", title=Shown(one.title)), note)
    waits = "" if written.until is None else say("sheet.until", at=clock(written.until))
    stays = written.kept or written.until is not None
    last = _buttons(written, one, say, may_share=may_share) if stays else []
    return above(top, first, waits, *last), *(sheet(part) for part in rest)


def answers(entry: JournalEntry, one: Worksheet, say: Say) -> list[str]:
    """Give every answer under its question, also those whose question an update took away."""
    known = [
        say("sheet.answer", label=Shown(field.label), text=text)
        for field, text in filling.answered(entry, one)
    ]
    left = filling.left_over(entry, one).items()
    spare = [text for name, text in left if name != OUTCOME]
    return [*known, *(say("sheet.answer_left_over", text=text) for text in spare)]


def mine(found: Sequence[JournalEntry], settings: JournalSettings, say: Say) -> ui.LayoutView:
    """List the worksheets that are kept, with a menu to open one."""
    if not found:
        return sheet(say("sheet.none" if settings.keeps is not False else "sheet.none_not_kept"))
    choices = [named(one, say) for one in found[:MOST_OPTIONS]]
    rest = len(found) - MOST_OPTIONS
    return sheet(
        lines(
            say("sheet.mine"),
            say("sheet.mine_more", count=rest) if rest > 0 else "",
        ),
        row(menu(CustomId("sheet_mine"), say("sheet.mine_pick"), choices)),
    )


def named(entry: JournalEntry, say: Say) -> Choice:
    """Name one of a member's worksheets in a menu: what it is, from when, and whether it waits."""
    key = "sheet.named" if entry.done else "sheet.named_open"
    return Choice(
        short(entry.id), say(key, title=title_of(entry), day=day_in_words(entry.day, say))
    )


def title_of(entry: JournalEntry) -> Shown:
    """Give the title of the worksheet that an entry fills in."""
    known = {str(kind): one.title for kind, one in worksheets.load().items()}
    return Shown(known.get(entry.about, entry.about))


def sure_to_delete(entry: JournalEntry, say: Say) -> ui.LayoutView:
    """Ask once before one is deleted."""
    one = short(entry.id)
    return sheet(
        say("sheet.ask_delete", title=title_of(entry)),
        row(
            button(CustomId("sheet_gone", argument=one), say, main=True),
            button(CustomId("sheet_read", argument=one), say, label="sheet_keep"),
        ),
    )


def line_choices(found: Sequence[tuple[EntryId, filling.ShareableLine]], say: Say) -> list[Choice]:
    """Offer lines that may be shown to the room, word for word."""
    return [
        Choice(f"{short(entry)}.{line.line}.{line.field}", label(line.text, 100, say))
        for entry, line in found[:MOST_OPTIONS]
    ]


def _kept_or_not(settings: JournalSettings, say: Say) -> str:
    return say("sheet.keeps" if settings.keeps else "sheet.keeps_not")


def _buttons(
    written: Written, one: Worksheet, say: Say, *, may_share: bool = False
) -> list[Block | None]:
    entry, next_page = written.entry, filling.page_after(written.entry, one)
    pages = [
        _page_button(
            entry.id,
            page,
            say,
            main=page == next_page,
            written=bool(filling.on_page(entry, one, page)),
        )
        for page in range(len(one.pages))
    ]
    ends = "" if written.kept else "sheet_forget"
    stop = [] if entry.done else [_to("sheet_stop", entry, say, ends)]
    share = [_to("sheet_share", entry, say)] if may_share else []
    kept = [_to("sheet_delete", entry, say)] if written.kept else []
    return [row(*pages), row(*stop, *share, _to("sheet_file", entry, say), *kept)]


def _to(action: str, entry: JournalEntry, say: Say, words: str = "") -> Item:
    return button(CustomId(action, argument=short(entry.id)), say, label=words)


def _page_button(
    entry: EntryId, page: int, say: Say, *, main: bool, begins: str = "", written: bool = False
) -> Item:
    argument = ".".join(filter(None, (short(entry), str(page), begins)))
    words = say("sheet.page_change" if written else "sheet.page", page=page + 1)
    return button(CustomId("sheet_page", argument=argument), say, words=words, main=main)


def _field(field: Field, known: str) -> "ui.Label[Form]":
    match field.kind:
        case FieldKind.SCALE:
            given = number({field.id: known}, field.id)
            choices = [Choice(str(n), str(n), chosen=n == given) for n in SCALE]
            return pick(field.id, field.label, choices, field.help)
        case FieldKind.CHOICE:
            choices = [Choice(one, one, chosen=one == known) for one in field.choices]
            return pick(field.id, field.label, choices, field.help)
        case _:
            return text_field(
                field.id, field.label, LONGEST, field.help, known=known, long=True, required=False
            )


def parted(found: Sequence[str], room: int) -> list[str]:
    """Put answers into as few parts as hold them, in their order."""
    parts = [""]
    for one in found:
        longer = paragraphs(parts[-1], one)
        if parts[-1] and len(longer) > room:
            parts.append(one)
        else:
            parts[-1] = longer
    return parts
