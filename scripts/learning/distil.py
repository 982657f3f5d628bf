"""Makes the word table that scripts/tune starts from, of an openly licensed model.

The bot never sees the model.

Each word goes through the model alone and within a sentence that says nothing. What the word adds
to that sentence is its direction, together with what it says alone; how much it adds, and how rare
it is, is its weight. 384 numbers become 128 (PCA), each a signed byte.
"""

import re
import struct
import sys
import tomllib
from pathlib import Path
from zlib import crc32

import click
import numpy as np
from learning.model import Model, Vectors

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "bot" / "content"
OUT = ROOT / "scripts" / "words" / "en.bin"
MAGIC = b"ORWT1\n"
WORDS, NUMBERS = 16_000, 128
FRAME = "she said {} again"
"""The sentence that says nothing."""
WHOLE, END_PIECE = re.compile(r"[a-z]{2,}"), re.compile(r"##[a-z]{2,}")
BYTE, SIGNED = 255, 127


def own_words() -> set[str]:
    """Collect the words of our questions, of known situations, and of the list beside this."""
    texts = [Path(__file__).with_name("everyday_words.txt").read_text(encoding="utf-8")]
    situations = ROOT / "scripts" / "situations" / "en"
    texts += [file.read_text(encoding="utf-8") for file in sorted(situations.glob("*.toml"))]
    for file in sorted((CONTENT / "prompts" / "en").glob("*.toml")):
        rows = tomllib.loads(file.read_text(encoding="utf-8"))["prompts"]
        texts += [f"{row['text']} {row['why']}" for row in rows]
    return {word for text in texts for word in WHOLE.findall(text.casefold())}


def names(model: Model) -> list[str]:
    """Choose the rows: our own words first, then the commonest of the model, then endings."""
    own = own_words()
    common = [word for word in model.pieces if WHOLE.fullmatch(word) and word not in own]
    endings = [piece for piece in model.pieces if END_PIECE.fullmatch(piece)]
    return [*sorted(own), *common[: WORDS - len(own)], *endings]


def unit(rows: Vectors) -> Vectors:
    """Bring every row to length 1."""
    return rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)


def distil(model: Model, rows: list[str]) -> tuple[Vectors, Vectors]:
    """Give a direction and a weight (0 to 1) for each word."""
    alone = model.vectors(rows)
    framed = unit(model.vectors([FRAME.format(row.removeprefix("##")) for row in rows]))
    (bare,) = unit(model.vectors([FRAME.format("")]))
    said = unit(alone - alone.mean(axis=0))
    added = unit(framed - bare)
    axes = np.linalg.eigh(said.T @ said)[1][:, ::-1][:, :NUMBERS]
    rank = {piece: place for place, piece in enumerate(model.pieces)}
    rare = np.log([2.0 + rank.get(row, len(rank)) for row in rows]).astype(np.float32)
    weight = rare * (1 - framed @ bare)
    return unit(unit(said @ axes) + unit(added @ axes)), weight / np.quantile(weight, 0.995)


def packed(rows: list[str], directions: Vectors, weights: Vectors) -> bytes:
    """Write the table; bot/content/lookup says how it is read."""
    words = "\n".join(rows).encode()
    heavy = np.clip(np.rint(weights * BYTE), 1, BYTE).astype(np.uint8)
    largest = np.abs(directions).max(axis=1, keepdims=True)
    signed = np.rint(directions / largest * SIGNED).astype(np.int8)
    body: bytes = struct.pack("<III", len(rows), NUMBERS, len(words)) + words
    body += heavy.tobytes() + signed.tobytes()
    return MAGIC + struct.pack("<I", crc32(body)) + body


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def main(folder: Path) -> None:
    """Write scripts/words/en.bin from the model in FOLDER (with vocab.txt)."""
    model = Model(folder)
    rows = names(model)
    table = packed(rows, *distil(model, rows))
    OUT.write_bytes(table)
    click.echo(f"{OUT.relative_to(ROOT)}: {len(rows)} rows, {len(table)} bytes")


if __name__ == "__main__":
    sys.exit(main())
