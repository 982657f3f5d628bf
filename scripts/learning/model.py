"""A small BERT, read from its weights and run in numpy: a text goes in, 384 numbers come out."""

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from math import sqrt
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Vectors: TypeAlias = NDArray[np.float32]

LAYERS, HEADS, BATCH = 6, 12, 256
BEGIN, END = 101, 102
"""Word pieces that stand before and after every sentence."""
_WORD = re.compile(r"[a-z]+")


class Model:
    """all-MiniLM-L6-v2 as its weights have it: mean of the last layer over the whole sentence."""

    def __init__(self, folder: Path) -> None:
        """Read vocabulary and weights from the folder of the model."""
        self.pieces = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
        self._number = {piece: number for number, piece in enumerate(self.pieces)}
        self._weights = _weights(folder / "model.safetensors")

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Give one row for each text; texts of one length go through together."""
        rows = np.zeros((len(texts), self._weights["embeddings.LayerNorm.weight"].size), np.float32)
        by_length: dict[int, list[tuple[int, list[int]]]] = defaultdict(list)
        for place, text in enumerate(texts):
            cut = [BEGIN, *self._cut(text), END]
            by_length[len(cut)].append((place, cut))
        for alike in by_length.values():
            for start in range(0, len(alike), BATCH):
                places, cuts = zip(*alike[start : start + BATCH], strict=True)
                rows[list(places)] = self._through(np.array(cuts))
        return rows

    def _cut(self, text: str) -> list[int]:
        if text in self._number:
            return [self._number[text]]
        return [number for word in _WORD.findall(text) for number in self._longest_first(word)]

    def _longest_first(self, word: str) -> list[int]:
        numbers, start = [], 0
        while start < len(word):
            end = len(word)
            while ("##" if start else "") + word[start:end] not in self._number:
                end -= 1
            numbers.append(self._number[("##" if start else "") + word[start:end]])
            start = end
        return numbers

    def _through(self, cuts: NDArray[np.int64]) -> Vectors:
        table = self._weights
        at = np.arange(cuts.shape[1])
        words = table["embeddings.word_embeddings.weight"][cuts]
        places = table["embeddings.position_embeddings.weight"][at]
        kind = table["embeddings.token_type_embeddings.weight"][0]
        state = self._even(words + places + kind, "embeddings.LayerNorm")
        for layer in range(LAYERS):
            state = self._layer(state, f"encoder.layer.{layer}.")
        return state.mean(axis=1)

    def _layer(self, state: Vectors, name: str) -> Vectors:
        seen = self._line(
            self._looks(state, f"{name}attention.self."), f"{name}attention.output.dense"
        )
        state = self._even(state + seen, f"{name}attention.output.LayerNorm")
        thought = _gelu(self._line(state, f"{name}intermediate.dense"))
        return self._even(
            state + self._line(thought, f"{name}output.dense"), f"{name}output.LayerNorm"
        )

    def _looks(self, state: Vectors, name: str) -> Vectors:
        many, long, wide = state.shape
        query, key, value = (
            self._line(state, name + part).reshape(many, long, HEADS, -1).transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        heed = query @ key.transpose(0, 1, 3, 2) / sqrt(wide / HEADS)
        heed = np.exp(heed - heed.max(axis=-1, keepdims=True))
        heed /= heed.sum(axis=-1, keepdims=True)
        return (heed @ value).transpose(0, 2, 1, 3).reshape(many, long, wide)

    def _line(self, state: Vectors, name: str) -> Vectors:
        return state @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]

    def _even(self, state: Vectors, name: str) -> Vectors:
        centred = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-12)
        return centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]


def _weights(file: Path) -> dict[str, Vectors]:
    """Read the safetensors format: the length of a JSON head, the head, then plain numbers."""
    raw = file.read_bytes()
    start = 8 + int.from_bytes(raw[:8], "little")
    head = json.loads(raw[8:start])
    head.pop("__metadata__", None)
    return {name: _numbers(raw, start, at) for name, at in head.items() if at["dtype"] == "F32"}


def _numbers(raw: bytes, start: int, at: dict[str, list[int]]) -> Vectors:
    first, last = at["data_offsets"]
    count = (last - first) // 4
    return np.frombuffer(raw, "<f4", count, start + first).reshape(at["shape"])


def _gelu(state: Vectors) -> Vectors:
    """Bend by the error function, after Abramowitz and Stegun 7.1.26 (good to 1.5e-7)."""
    size = np.abs(state) / sqrt(2)
    step = 1 / (1 + 0.3275911 * size)
    sums = ((((1.061405429 * step - 1.453152027) * step) + 1.421413741) * step - 0.284496736) * step
    bend = 1 - (sums + 0.254829592) * step * np.exp(-size * size)
    return 0.5 * state * (1 + np.sign(state) * bend)
