"""What a press may cost beside a bare bot, whether that is kept, and a table of it all."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

RATES = (50, 100, 200)
"""Presses a second."""
Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Bound:
    """What the ratio of ours to the bare bot's must keep to."""

    figure: str
    most: float = float("inf")
    least: float = 0.0

    @property
    def words(self) -> str:
        """Say it in a table."""
        return f"≥ {self.least:g}" if self.least else f"≤ {self.most:g}"

    def keeps(self, ratio: float) -> bool:
        """Tell whether a ratio is within the bound."""
        return self.least <= ratio <= self.most


BOUNDS = (
    Bound("p50_ms", most=1.8),
    *(Bound(f"p99_ms_at_{rate}", most=2.0) for rate in RATES),
    Bound("cpu_s_per_1000", most=1.75),
    Bound("throughput_per_s", least=0.7),
    Bound("start_s", most=2.4),
    Bound("start_cpu_s", most=1.95),
    Bound("rss_mib", most=1.8),
)
EXACT = {"failures": 0.0, "requests_per_press": 2.0}
"""What ours must be, whatever the bare bot does: the card, and a line to whoever pressed."""


class Report(TypedDict):
    """The figures of all bots, how they stand to the bare one, and which bounds are met."""

    openround: Figures
    bare: Figures
    keeping: Figures
    ratio: Figures
    floor: Figures
    """How the bot that only commits stands to the bare one."""
    worst: Figures
    met: dict[str, bool]
    rounds: dict[str, list[Figures]]


def summary(found: dict[str, list[Figures]]) -> Report:
    """Give medians, ratios and bounds, and every round."""
    names = list(found["bare"][0])
    medians = {
        bot: {name: statistics.median(one[name] for one in rounds) for name in names}
        for bot, rounds in found.items()
    }
    ratios, floor = (
        {name: _ratio(found[bot], found["bare"], name) for name in names if found["bare"][0][name]}
        for bot in ("openround", "keeping")
    )
    worst = {name: max(one[name] for one in found["openround"]) for name in EXACT}
    met = {one.figure: one.keeps(ratios[one.figure]) for one in BOUNDS}
    met |= {name: round(worst[name], 3) == wanted for name, wanted in EXACT.items()}
    return {
        "openround": medians["openround"],
        "bare": medians["bare"],
        "keeping": medians["keeping"],
        "ratio": ratios,
        "floor": floor,
        "worst": worst,
        "met": met,
        "rounds": found,
    }


def _ratio(ours: Sequence[Figures], bare: Sequence[Figures], name: str) -> float:
    pairs = zip(ours, bare, strict=True)
    return statistics.median(one[name] / theirs[name] for one, theirs in pairs)


def table(report: Report) -> str:
    """Write the figures for a terminal."""
    ours, bare, met = report["openround"], report["bare"], report["met"]
    wanted = {one.figure: one.words for one in BOUNDS}
    wanted |= {name: f"= {value:g}" for name, value in EXACT.items()}
    lines = [f"{'':22}{'OpenRound':>12}{'bare':>12}{'ratio':>8}{'floor':>8}   bound"]
    for name in ours:
        said = "" if name not in met else "met" if met[name] else "NOT MET"
        shares = (report[one].get(name) for one in ("ratio", "floor"))
        share = "".join(f"{'':8}" if one is None else f"{one:8.2f}" for one in shares)
        lines.append(f"{name:22}{ours[name]:12.2f}{bare[name]:12.2f}{share}   "
                     f"{wanted.get(name, ''):8}{said}")  # fmt: skip
    return "\n".join(lines)
