"""Papers as PDF, by typst, where the extra `pdf` is installed: tagged, so that they can be heard.

A character that no font here has makes no paper at all: then there is Markdown, and never a box.
"""

from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path

from bot.documents.fonts import folders, fonts, must_be_there
from bot.documents.making import NotMade, Order, encoded, made
from bot.documents.papers import LetterPaper, SheetPaper
from bot.documents.qr import qr_svg

_TEMPLATES = Path(__file__).with_name("templates")
_TRAILER = b"startxref"


def available() -> bool:
    """Tell whether papers can be made here."""
    return find_spec("typst") is not None


async def letter_pdf(paper: LetterPaper) -> bytes:
    """Set a letter, with its token as a QR code and beside it in the file. Raises NotMade."""
    pdf = await made(lambda: _order("letter", asdict(paper) | {"qr": qr_svg(paper.token)}))
    return _with_token(pdf, paper.token)


async def sheet_pdf(paper: SheetPaper) -> bytes:
    """Set an exercise with its answers and its picture. Raises NotMade."""
    return await made(lambda: _order("sheet", asdict(paper)))


def _order(template: str, paper: dict[str, object]) -> Order:
    if not available():
        raise NotMade
    must_be_there()
    families = [font.family for font in fonts()]
    return {
        "make": "pdf",
        "template": encoded((_TEMPLATES / f"{template}.typ").read_bytes()),
        "folders": [str(folder) for folder in folders()],
        "paper": paper | {"fonts": families},
    }


def _with_token(pdf: bytes, token: str) -> bytes:
    """Put the token into the file as a comment, which every reader passes over.

    So it is found by looking through the bytes, without knowing what a PDF is.
    """
    place = pdf.rindex(_TRAILER)
    return pdf[:place] + b"%" + token.encode() + b"\n" + pdf[place:]
