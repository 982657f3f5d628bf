"""A worksheet to take along: as a text file, as a PDF where that can be made, and as a picture."""

import asyncio
from io import BytesIO

import discord
from discord import ui

from bot.documents import pdf
from bot.documents.making import NotMade
from bot.documents.markdown import sheet_markdown
from bot.documents.papers import AnsweredField, SheetPage, SheetPaper
from bot.documents.png import png
from bot.documents.rulers import rulers_svg
from bot.documents.wheel import Scale, ScaleWords, wheel_svg
from bot.domain.journal import filling
from bot.domain.journal.answers import items, number
from bot.domain.journal.entry import JournalEntry
from bot.domain.journal.worksheet import Field, FieldKind, Picture, Worksheet
from bot.text.catalog import Say, Shown
from bot.text.dates import day_in_words
from cogs.ui.kit.sheet import lines, paragraphs, sheet

_DRAWS = {Picture.WHEEL: wheel_svg, Picture.RULERS: rulers_svg}
_ALT = 1024
"""Characters of what is heard instead of a picture."""
_MARKS = {"most": "sheet.picture.most", "grow": "sheet.picture.grow"}
"""Fields in which one part of a wheel is chosen, and what is said beside that part."""
Handed = tuple[ui.LayoutView, list[discord.File]]
"""A message and the files that go with it."""


async def taken_along(entry: JournalEntry, one: Worksheet, language: str, say: Say) -> Handed:
    """Give a worksheet as files: always as text, and as a PDF where those are made here."""
    paper = await asyncio.to_thread(_paper, entry, one, language, say)
    files, without = {f"{one.kind}.md": sheet_markdown(paper).encode()}, ""
    if pdf.available():
        try:
            files[f"{one.kind}.pdf"] = await pdf.sheet_pdf(paper)
        except NotMade:
            without = say("sheet.file.no_pdf")
    ready = say("sheet.file.ready", title=Shown(one.title))
    view = sheet(paragraphs(lines(ready, without), say("sheet.file.care")))
    for name in files:
        view.add_item(ui.File(f"attachment://{name}"))
    return view, [discord.File(BytesIO(data), name) for name, data in files.items()]


async def drawn_scales(entry: JournalEntry, one: Worksheet, say: Say) -> Handed | None:
    """Give the picture of the scales; where it cannot be drawn, the same in words."""
    if not _has_picture(entry, one):
        return None
    heard, name = _in_words(entry, one, say), f"{one.kind}.png"
    try:
        data = await png(lambda: _svg(entry, one, say))
    except NotMade:
        return sheet(paragraphs(say("sheet.picture.none"), heard)), []
    view = sheet(say("sheet.picture.here"))
    view.add_item(ui.MediaGallery(_shown(name, heard)))
    return view, [discord.File(BytesIO(data), name, description=heard[:_ALT])]


def _shown(name: str, heard: str) -> discord.MediaGalleryItem:
    return discord.MediaGalleryItem(f"attachment://{name}", description=heard[:_ALT])


def _paper(entry: JournalEntry, one: Worksheet, language: str, say: Say) -> SheetPaper:
    answers = dict(entry.answers)
    pages = [
        SheetPage(page.title, tuple(_answered(field, answers) for field in page.fields))
        for page in one.pages
    ]
    spare = [
        AnsweredField(say("sheet.file.left_over"), items(text))
        for text in filling.left_over(entry, one).values()
    ]
    more = [SheetPage(say("sheet.file.left_over_page"), tuple(spare))] if spare else []
    has_picture = _has_picture(entry, one)
    return SheetPaper(
        language=language,
        title=one.title,
        helps=say("sheet.file.day", day=day_in_words(entry.day, say)),
        pages=(*pages, *more),
        blank=say("sheet.file.blank"),
        foot=say("sheet.file.foot"),
        picture=_svg(entry, one, say) if has_picture else "",
        picture_says=_in_words(entry, one, say) if has_picture else "",
    )


def _answered(field: Field, answers: dict[str, str]) -> AnsweredField:
    text = answers.get(field.id, "")
    return AnsweredField(field.label, items(text))


def _has_picture(entry: JournalEntry, one: Worksheet) -> bool:
    rated = any(field.id in entry.answers for field in one.scales)
    return one.picture is not Picture.NONE and rated


def _svg(entry: JournalEntry, one: Worksheet, say: Say) -> str:
    told = ScaleWords(one.title, say("sheet.file.blank"))
    return _DRAWS[one.picture](_scales(entry, one, say), told)


def _scales(entry: JournalEntry, one: Worksheet, say: Say) -> list[Scale]:
    return [
        Scale(field.label, number(entry.answers, field.id), _mark(entry, one, field, say))
        for field in one.scales
    ]


def _mark(entry: JournalEntry, one: Worksheet, scale: Field, say: Say) -> str:
    """Say what a part was chosen for, such as the one to grow."""
    chosen = [field.id for field in one.fields if field.kind is FieldKind.CHOICE]
    for name in chosen:
        if name in _MARKS and entry.answers.get(name) == scale.label:
            return say(_MARKS[name])
    return ""


def _in_words(entry: JournalEntry, one: Worksheet, say: Say) -> str:
    """Say what the picture shows, for whoever does not see it."""
    said = [
        say("sheet.picture.blank", name=Shown(scale.name))
        if scale.value is None
        else say("sheet.picture.part", name=Shown(scale.name), number=scale.value, mark=scale.note)
        for scale in _scales(entry, one, say)
    ]
    count = len(said)
    return say(f"sheet.picture.{one.picture}", count=count, parts=Shown(" ".join(said)))
