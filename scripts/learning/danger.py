"""Learns what each word says of a danger: logistic regression by stochastic gradient descent.

The same lines give the same weights, on any machine: the order is drawn from a fixed seed.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from math import exp, sqrt
from pathlib import Path
from random import Random

from bot.content import danger
from bot.content.lookup import words
from bot.domain.language.spelling import Speller
from bot.domain.support.danger.plain_order import sentences
from bot.domain.support.danger.score import UNIT, features

HERE = Path(__file__).resolve().parents[1]
LINES = HERE / "danger"
OUT = HERE.parent / "bot" / "content" / "danger"
DANGERS, NOW = frozenset({"now", "maybe"}), frozenset({"now"})
LEAST_SEEN = 2
"""A feature of a single line says nothing of other lines."""
ROUNDS, STEP, KEPT_SMALL = 25, 0.5, 0.01
TIMES = {"now": 2, "maybe": 2}
"""How often a line is learnt from in a round, if not once: a danger missed is the worse mistake."""
LEAST = 0.08
"""A feature that adds less to both scores is left out."""


@dataclass(frozen=True, slots=True)
class Example:
    """What somebody typed, taken apart, and the level that is right for it."""

    level: str
    known: tuple[str, ...]


@dataclass(slots=True)
class Learner:
    """Weights that are learnt, a step for each example; the steps of a feature grow smaller."""

    bias: float = 0.0
    weights: dict[str, float] = field(default_factory=dict)
    _steps: dict[str, float] = field(default_factory=dict)
    _bias_steps: float = 1e-6

    def learn(self, known: Sequence[str], truth: float, shrink: Callable[[str], float]) -> None:
        """Move towards the truth, and a little towards nought."""
        scale = 1 / sqrt(len(known) or 1)
        total = self.bias + scale * sum(self.weights.get(one, 0.0) for one in known)
        wrong = 1 / (1 + exp(-total)) - truth
        self._bias_steps += wrong * wrong
        self.bias -= STEP * wrong / sqrt(self._bias_steps)
        for one in known:
            weight = self.weights.get(one, 0.0)
            slope = wrong * scale + shrink(one) * weight
            steps = self._steps[one] = self._steps.get(one, 1e-6) + slope * slope
            self.weights[one] = weight - STEP * slope / sqrt(steps)


def main() -> None:
    """Learn every language that has lines, and write its weights."""
    for file in sorted(LINES.glob("*.tsv")):
        raw = file.read_bytes()
        examples = read(raw.decode(), file.stem)
        text = written(
            sha256(raw).hexdigest(), *(learnt(examples, each) for each in (DANGERS, NOW))
        )
        (OUT / file.stem / "weights.tsv").write_text(text, encoding="utf-8")
        print(f"{file.stem}: {len(examples)} lines, {text.count(chr(10)) - 1} features.")


def read(text: str, language: str) -> list[Example]:
    """Take lines apart as the bot does; raises ValueError for one that is not two fields."""
    rules = danger.load(language)
    known = dict.fromkeys(filter(str.isalpha, rules.known), 1)
    spelt = Speller(words(language), known, language).meant
    rows = [line.split("\t") for line in text.splitlines()]
    found = [
        (level, features(sentences(typed, rules.habits, rules.known, spelt), rules.habits.endings))
        for level, typed in rows
    ]
    seen = Counter(one for _, each in found for one in each)
    often = {one for one, count in seen.items() if count >= LEAST_SEEN}
    return [Example(level, tuple(sorted(each & often))) for level, each in found]


def learnt(examples: Sequence[Example], dangers: frozenset[str]) -> Learner:
    """Learn to tell the `dangers` from all else."""
    seen = Counter(one for example in examples for one in example.known)
    shrink = lambda one: KEPT_SMALL / seen[one]  # noqa: E731 - the same in every round
    learner = Learner()
    order = [each for each in examples for _ in range(TIMES.get(each.level, 1))]
    chance = Random(1)  # noqa: S311 - the same order each time
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for example in order:
            learner.learn(example.known, float(example.level in dangers), shrink)
    return learner


def written(digest: str, *both: Learner) -> str:
    """Write weights as text: what counts before any word first, then feature by feature."""
    danger_, now = both
    told = ((one, danger_.weights[one], now.weights[one]) for one in sorted(danger_.weights))
    rows = [(digest, danger_.bias, now.bias)]
    rows += [row for row in told if max(abs(row[1]), abs(row[2])) >= LEAST]
    return "".join(f"{name}\t{round(UNIT * a)}\t{round(UNIT * b)}\n" for name, a, b in rows)
