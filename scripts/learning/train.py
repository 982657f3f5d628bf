"""Trains the words of the lookup: a text points where its words point together.

So must the questions that are wanted beside it: softmax over all questions, words of a line left
out by chance, steps by Adam (after A. Joulin et al., Bag of Tricks for Efficient Text
Classification, 2017).
"""

import json
import struct
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Numbers: TypeAlias = NDArray[np.float32]

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "bot" / "content" / "lookup" / "en"
ALL_BUT_FEW = 0.999
MAGIC, BYTE, SIGNED = b"ORWT1\n", 255, 127
UNTOLD = -1
ROUNDS, BATCH, STEP = 12, 512, 1e-3
LEFT_OUT = 0.65
"""Of the words and phrases of a line, each time: what is learnt must not hang on one of them."""
STEEP = 8.0
"""How much more a question is wanted that points the same way; the bot reckons with the same."""
LONGEST = 2.5
"""The length of a question of full weight; one that would be longer is cut."""
HURTS = 3.0
"""So much less likely must a question be that hurts."""
FEW, FURTHEST = 15, 4.0
"""Lines that say nothing yet of how a question lands; and the most that is said of it, in nats."""
KEPT_NEAR = 1e-3
"""How strongly a question is kept where its own lines point."""


class Adam:
    """Steps that suit each number (D. Kingma and J. Ba, 2015)."""

    def __init__(self, *numbers: Numbers) -> None:
        """Take what is learnt; it is changed in place."""
        self._numbers = numbers
        self._mean = [np.zeros_like(one) for one in numbers]
        self._square = [np.zeros_like(one) for one in numbers]
        self._steps = 0

    def step(self, *slopes: Numbers) -> None:
        """Go a step down each slope."""
        self._steps += 1
        grown, wide = 1 - 0.9**self._steps, 1 - 0.999**self._steps
        for at, slope in enumerate(slopes):
            self._mean[at] += 0.1 * (slope - self._mean[at])
            self._square[at] += 0.001 * (slope * slope - self._square[at])
            numbers = self._numbers[at]
            numbers -= STEP * (self._mean[at] / grown) / (np.sqrt(self._square[at] / wide) + 1e-8)


def unit(rows: Numbers) -> Numbers:
    """Bring every row to length 1."""
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)


def matrix(rows: Sequence[Mapping[str | int, float]], width: int) -> csr_matrix:
    """Put numbers into a sparse matrix, row by row, each at its place."""
    down = [row for row, each in enumerate(rows) for _ in each]
    across = [int(place) for each in rows for place in each]
    numbers = [number for each in rows for number in each.values()]
    return csr_matrix((numbers, (down, across)), (len(rows), width), dtype=np.float32)


class Head:
    """Things that are learnt to point where the texts point beside which they are wanted."""

    def __init__(
        self, bags: csr_matrix, wanted: csr_matrix, hurts: csr_matrix, words: Numbers
    ) -> None:
        """Let each thing point where its lines point to begin with."""
        self._wanted, self._told = wanted, np.diff(wanted.indptr) > 0
        self._hurts = hurts * HURTS
        self._near = unit(wanted.T @ unit(bags @ words))
        self.things = self._near.copy()

    def slopes(self, some: NDArray[np.int64], texts: Numbers) -> tuple[Numbers, Numbers]:
        """Give which way to move the texts, and the things; a softmax over all of them."""
        scores = STEEP * (texts @ self.things.T) + self._hurts[some].toarray()
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        wrong = scores / scores.sum(axis=1, keepdims=True) - self._wanted[some].toarray()
        wrong *= self._told[some][:, None] * STEEP / len(some)
        away = KEPT_NEAR * (self.things - self._near)
        return wrong @ self.things, wrong.T @ texts + away


def learnt(
    bags: csr_matrix, start: Numbers, *kinds: tuple[csr_matrix, csr_matrix]
) -> tuple[Numbers, list[Numbers]]:
    """Give where each word points, and each thing of each kind: wanted beside lines, or hurting."""
    words, chance = start.copy(), np.random.default_rng(1)
    heads = [Head(bags, wanted, hurts, words) for wanted, hurts in kinds]
    adam, order = Adam(words, *(head.things for head in heads)), np.arange(bags.shape[0])
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for some in np.split(order, range(BATCH, len(order), BATCH)):
            bag = bags[some]
            bag.data *= (chance.random(len(bag.data)) > LEFT_OUT) / (1 - LEFT_OUT)
            texts = bag @ words
            long = np.linalg.norm(texts, axis=1, keepdims=True) + 1e-6
            texts /= long
            pulls, moves = zip(*(head.slopes(some, texts) for head in heads), strict=True)
            pull = sum(pulls)
            pull = (pull - texts * (pull * texts).sum(axis=1, keepdims=True)) / long
            adam.step(bag.T @ pull, *moves)
    return words, [head.things for head in heads]


def tact(wanted: csr_matrix, hurts: csr_matrix) -> Numbers:
    """Tell how seldom each question hurt where it came up, as a logarithm; 0 is usual."""
    glad = np.asarray((wanted > 0).sum(axis=0)).ravel() + FEW
    hurt = np.asarray(hurts.sum(axis=0)).ravel() + FEW * hurts.sum() / max(1, wanted.nnz)
    odds = np.log(glad / hurt)
    return (odds - np.median(odds))[:, None].astype(np.float32)


def packed(names: bytes, rows: Numbers, longest: float) -> bytes:
    """Write a table as bot/content/lookup reads it; a row that is `longest` weighs most."""
    long = np.linalg.norm(rows, axis=1)
    weights = np.clip(np.rint(long / longest * BYTE), 1, BYTE).astype(np.uint8)
    largest = np.maximum(np.abs(rows).max(axis=1, keepdims=True), 1e-9)
    signed = np.rint(rows / largest * SIGNED).astype(np.int8)
    body: bytes = struct.pack("<III", *rows.shape, len(names)) + names
    body += weights.tobytes() + signed.tobytes()
    return MAGIC + struct.pack("<I", crc32(body)) + body


def lined(names: Sequence[str]) -> bytes:
    """Give names as a table has them: one a line."""
    return "\n".join(names).encode()


def main(told: Path) -> None:
    """Learn from what `lines.py` told, and write the tables."""
    data = json.loads(told.read_text(encoding="utf-8"))
    lines = [line for line in data["lines"] if line["words"]]
    names, prompts, notes = data["words"], data["prompts"], data["notes"]
    keys, first = data["phrases"], len(names)
    row_of = {key: first + row for row, key in enumerate(keys)}
    known = (
        [*one["words"], *(row_of[key] for key in one["phrases"] if key in row_of)] for one in lines
    )
    bags = matrix([dict.fromkeys(rows, 1.0) for rows in known], first + len(keys))
    wanted = matrix([one["wanted"] for one in lines], len(prompts))
    hurts = matrix([dict.fromkeys(one["hurts"], 1.0) for one in lines], len(prompts))
    noted = matrix([{one["note"]: 1.0} if one["note"] >= 0 else {} for one in lines], len(notes))
    start = np.array(data["start"], np.float32)
    start = np.concatenate([start, np.zeros((len(keys), start.shape[1]), np.float32)])
    rows, (by_prompt, by_note) = learnt(
        bags, start, (wanted, hurts), (noted, csr_matrix(noted.shape, dtype=np.float32))
    )
    read = np.array([one["note"] != UNTOLD and bool(one["wanted"]) for one in lines])
    tall = float(np.quantile(np.linalg.norm(rows[:first], axis=1), ALL_BUT_FEW))
    for file, each, numbers, longest in (
        ("words.bin", lined(names), rows[:first], tall),
        ("phrases.bin", struct.pack(f"<{len(keys)}I", *keys), rows[first:], tall),
        ("wanted.bin", lined(prompts), by_prompt, LONGEST),
        ("notes.bin", lined(notes), by_note, LONGEST),
        ("tact.bin", lined(prompts), tact(wanted[read], hurts[read]), FURTHEST),
    ):
        raw = packed(each, numbers, longest)
        (FOLDER / file).write_bytes(raw)
        print(f"{file}: {len(numbers)} rows, {len(raw)} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
