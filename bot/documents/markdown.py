"""Papers as Markdown: a file that anybody can open, and in which nobody's words become markup."""

import re
from collections.abc import Iterable, Iterator

from bot.documents.papers import AnsweredField, LetterPaper, SheetPaper

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LEADING = re.compile(r"^(\s*)([-+=:]|\d+[.)])", re.MULTILINE)
_COMMAND = re.compile(r"(?<!\S)/[^\W\d_]+ [^\W\d_]+")
_FENCE = "```"


def letter_markdown(paper: LetterPaper) -> str:
    """Write a letter, with its token in a block that stands by itself."""
    facts = "\n".join(f"- **{plain(label)}:** {plain(fact)}" for label, fact in paper.facts)
    return _joined(
        (
            f"# {plain(paper.title)}",
            plain(paper.says),
            facts,
            *map(plain, paper.remarks),
            f"## {plain(paper.check_heading)}",
            *map(_with_commands, paper.checks),
            f"{_FENCE}\n{paper.token}\n{_FENCE}",
            plain(paper.foot),
        )
    )


def sheet_markdown(paper: SheetPaper) -> str:
    """Write an exercise with its answers, and in words what its picture shows."""
    pieces = [f"# {plain(paper.title)}", plain(paper.helps), plain(paper.picture_says)]
    for page in paper.pages:
        pieces.append(f"## {plain(page.title)}")
        pieces.extend(_field(field, paper.blank) for field in page.fields)
    return _joined((*pieces, "---", plain(paper.foot)))


def plain(text: str) -> str:
    """Give words that mean themselves in Markdown, on one line."""
    one = " ".join(text.split())
    return _LEADING.sub(_escaped, _MARKUP.sub(r"\\\1", one))


def _with_commands(text: str) -> str:
    """Give our own words with each command as code: it is typed as it stands."""
    return _COMMAND.sub(r"`\g<0>`", plain(text))


def _field(field: AnsweredField, blank: str) -> str:
    answer = "\n".join(_lines(field.answer)) or f"*{plain(blank)}*"
    return f"**{plain(field.label)}**\n\n{answer}"


def _lines(answer: Iterable[str]) -> Iterator[str]:
    """Give each entry of an answer as a line that stays one."""
    entries = [plain(one) for one in answer if one.strip()]
    yield from entries[:1] if len(entries) == 1 else (f"- {one}" for one in entries)


def _escaped(found: re.Match[str]) -> str:
    """Put the stroke before a sign, and between a number and its dot: so it begins no list."""
    blanks, sign = found.groups()
    return f"{blanks}{sign[:-1]}\\{sign[-1]}"


def _joined(pieces: Iterable[str]) -> str:
    return "\n\n".join(one for one in pieces if one) + "\n"
