"""Makes one picture or paper of what stands on its standard input; started by `making.py`.

Runs by itself and knows nothing of the house: an order comes in as JSON, the file goes out.
"""

import json
import sys
from base64 import b64decode
from typing import Any


def png(order: dict[str, Any]) -> bytes:
    """Draw an SVG, as wide as wanted."""
    import resvg_py  # noqa: PLC0415 - only where a picture is made

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=order["svg"],
            width=order["width"],
            font_files=order["fonts"],
            skip_system_fonts=True,
        )
    )


def pdf(order: dict[str, Any]) -> bytes:
    """Set a paper that a screen reader can read (PDF/UA); fails where a character has no font."""
    import typst  # noqa: PLC0415 - only where a paper is made

    template = b64decode(order["template"])
    made = typst.compile(
        template,
        font_paths=order["folders"],
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(order["paper"])},
        pdf_standards=["ua-1"],
        format="pdf",
    )
    return bytes(made)


if __name__ == "__main__":
    told = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write({"png": png, "pdf": pdf}[told["make"]](told))
