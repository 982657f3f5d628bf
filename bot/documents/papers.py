"""What stands on a paper, whatever file it becomes; its words are ready."""

from dataclasses import dataclass

Row = tuple[str, str]
"""What something is called, and what it is."""


@dataclass(frozen=True, slots=True)
class LetterPaper:
    """An attendance letter: its facts, what they mean, how they are checked, and its token."""

    language: str
    title: str
    says: str
    facts: tuple[Row, ...]
    remarks: tuple[str, ...]
    check_heading: str
    checks: tuple[str, ...]
    token: str
    qr_says: str
    """What is heard instead of the QR code."""
    foot: str


@dataclass(frozen=True, slots=True)
class AnsweredField:
    """A question with its answer, a line for each entry of a list; none where it is blank."""

    label: str
    answer: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One page of an exercise as it was filled in."""

    title: str
    fields: tuple[AnsweredField, ...]


@dataclass(frozen=True, slots=True)
class SheetPaper:
    """An exercise as somebody filled it in."""

    language: str
    title: str
    helps: str
    pages: tuple[SheetPage, ...]
    blank: str
    """Stands where there is no answer."""
    foot: str
    picture: str = ""
    """What its scales are drawn as, in SVG."""
    picture_says: str = ""
    """What is heard instead of the picture."""
