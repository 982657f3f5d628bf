"""The letter as somebody holds it: its facts in words, and the files with the signed token."""

import asyncio
from collections.abc import Mapping
from datetime import date, datetime

from bot.documents import pdf
from bot.documents.making import NotMade
from bot.documents.markdown import letter_markdown
from bot.documents.papers import LetterPaper
from bot.documents.qr import qr_png
from bot.domain.attendance.code import letter_code
from bot.domain.attendance.letter import Letter, LetterDraft
from bot.domain.attendance.statement import LetterDamaged, Statement, read, stated
from bot.domain.attendance.token import parts
from bot.services.ports.messages import Paper
from bot.text.catalog import Say, speaker

_OFFSET = len("+01:00")
_OF_ISSUED = ("code", "issued")
"""What a letter has once it is issued."""
_NO_CODE = letter_code(0)
"""Stands for the code in a draft, which shows none."""


def statement_of(letter: Letter) -> Statement:
    """Give what a letter of ours states; its own signature is not asked."""
    return read(parts(letter.token).payload)


def statement_in(token: str) -> Statement | None:
    """Give what a token of ours states; None where it can't be read."""
    try:
        return read(parts(token).payload)
    except LetterDamaged:
        return None


def lines_of(statement: Statement, say: Say) -> str:
    """Give the facts as lines, a label before each."""
    return _lines(facts_of(statement, say), say)


def draft_lines(draft: LetterDraft, say: Say) -> str:
    """Give what a letter will say, as lines."""
    present = draft.present
    made = stated(_NO_CODE, draft.name, present, draft.occasion, present.ends)
    name = draft.name or say("letter.check.no_name")
    minutes = say("letter.check.minutes", minutes=present.minutes, total=present.lasted)
    told = facts_of(made, say) | {"name": name, "minutes": minutes}
    return _lines({one: fact for one, fact in told.items() if one not in _OF_ISSUED}, say)


async def files_of(letter: Letter, language: str) -> tuple[Paper, ...]:
    """Make the files that are handed to whom a letter is of: each holds the signed token.

    A PDF where one can be made; else a picture of the code stands beside the plain text.
    """
    paper, name = _paper(letter.token, language), f"letter-{letter.code}"
    plain = Paper(f"{name}.md", letter_markdown(paper).encode())
    try:
        return Paper(f"{name}.pdf", await pdf.letter_pdf(paper)), plain
    except NotMade:
        picture = await asyncio.to_thread(qr_png, letter.token)
        return plain, Paper(f"{name}.png", picture, paper.qr_says)


def letter_text(token: str, language: str) -> str:
    """Write the letter of a token as plain text, as it is handed out."""
    return letter_markdown(_paper(token, language))


def _paper(token: str, language: str) -> LetterPaper:
    say, statement = speaker(language), read(parts(token).payload)
    told = facts_of(statement, say)
    remarks = ("counts", "not_checked") if statement.seen else ("way", "counts", "not_checked")
    return LetterPaper(
        language,
        say("letter.document.title"),
        say("letter.document.says"),
        tuple((say(f"letter.document.{name}"), fact) for name, fact in told.items()),
        tuple(say(f"letter.document.{one}") for one in remarks),
        say("letter.document.check_heading"),
        (say("letter.document.check"), say("letter.document.check_more")),
        token,
        say("letter.document.qr_says"),
        say("letter.document.not_affiliated"),
    )


def facts_of(statement: Statement, say: Say) -> dict[str, str]:
    """Give what a letter states: each fact by its name, as people write it."""
    start, end = (datetime.fromisoformat(at) for at in (statement.start, statement.end))
    ends = f"{end:%H:%M}"
    if end.date() != start.date():
        ends = say("letter.document.next_day", time=ends)
    seen = {"seen": say(f"letter.seen.{statement.seen}")} if statement.seen else {}
    return {
        "name": statement.name,
        "group": statement.group,
        "meeting": statement.meeting,
        "date": written_day(start, say),
        "start": f"{start:%H:%M}",
        "end": ends,
        "zone": f"{statement.zone} (UTC{statement.start[-_OFFSET:]})",
        "minutes": str(statement.minutes),
        **seen,
        "contact": statement.contact or say("letter.document.no_contact"),
        "code": statement.code,
        "issued": written_day(date.fromisoformat(statement.issued), say),
    }


def _lines(told: Mapping[str, str], say: Say) -> str:
    lines = (
        say("letter.document.fact", label=say(f"letter.document.{name}"), fact=fact)
        for name, fact in told.items()
    )
    return "\n".join(lines)


def written_day(at: date, say: Say) -> str:
    """Write a day as it stands on a letter."""
    month = say(f"date.month.{at.month}")
    return say("letter.document.day", day=at.day, month=month, year=at.year)
