"""Figures in the text format of Prometheus: counts and gauges of the process, of no person.

The few lines are written by hand: a library for them would be one more thing to install and update
for every group, and none of its kinds but these two is used.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure, or one for each set of labels."""

    name: str
    kind: Literal["counter", "gauge"]
    values: Mapping[Labels, float] = field(default_factory=dict)


def gauge(name: str, value: float) -> Metric:
    """Make a figure that goes up and down, without labels."""
    return Metric(f"openround_{name}", "gauge", {(): value})


def written(metrics: Iterable[Metric]) -> str:
    """Write figures down, one a line, each name under its kind."""
    return "".join(f"{line}\n" for metric in metrics for line in _lines(metric))


def _lines(metric: Metric) -> Iterable[str]:
    yield f"# TYPE {metric.name} {metric.kind}"
    for labels, value in sorted(metric.values.items()):
        inside = ",".join(f'{name}="{_escaped(word)}"' for name, word in labels)
        yield f"{metric.name}{{{inside}}} {value:g}" if inside else f"{metric.name} {value:g}"


def _escaped(word: str) -> str:
    return word.replace("\\", r"\\").replace("\n", r"\n").replace('"', r"\"")
