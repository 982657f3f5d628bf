"""QR codes of a letter's signed token, as SVG for papers and as PNG for a chat."""

from io import BytesIO

_SCALE = 6
"""Dots for each square: the largest code is still sharp on a phone."""
_QUIET = 4
"""Squares of white around it, as the standard asks."""


def qr_svg(token: str) -> str:
    """Draw it; the strongest correction that costs no larger code is taken."""
    return _saved(token, "svg").decode()


def qr_png(token: str) -> bytes:
    """Draw it as a picture."""
    return _saved(token, "png")


def _saved(token: str, kind: str) -> bytes:
    import segno  # noqa: PLC0415 - only where a code is made

    # Shrinking what it writes takes no option: a token is letters of both cases.
    code = segno.make_qr(token, error="l", boost_error=True)
    file = BytesIO()
    if kind == "svg":
        code.save(file, kind=kind, border=_QUIET, xmldecl=False, dark="#000", light="#fff")
    else:
        code.save(file, kind=kind, border=_QUIET, scale=_SCALE)
    return file.getvalue()
