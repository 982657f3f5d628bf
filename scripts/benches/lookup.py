"""How good and how fast the lookup is, beside full-text search and fuzzy matching alone.

Quality is measured on the library as it is, speed on many prompts made by varying it. Every engine
and size has a process of its own, on one core, so that memory can be told apart; what others do on
the machine shows in the time that passes, and not in the time on the core.
"""

import gc
import json
import os
import random
import resource
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from statistics import quantiles

import click
from benches.ablation import ablation
from benches.engines import ENGINES, Engine

from bot.content.prompts import load
from bot.domain.ids import PromptId
from bot.domain.prompts.prompt import Prompt
from tests.lookup.grading import SETS, Figures, figures, queries
from tests.lookup.judging import JUDGES, Gladness, gladness, judged

SIZES = (5_000, 50_000)
KEYSTROKES = {5_000: 1_500, 50_000: 300}
BOUND_MS = 5.0
"""The slowest but one in a hundred, at 5,000 prompts, of time on the core."""
MILLI, KIB = 1_000, 1_024


@dataclass(frozen=True, slots=True)
class Speed:
    """Times in milliseconds, memory in MiB; `cpu_` is time on the core, `wall_` all that passed."""

    engine: str
    prompts: int
    keystrokes: int
    index_ms: float
    memory_mib: float
    cpu_p50_ms: float
    cpu_p95_ms: float
    cpu_p99_ms: float
    wall_p50_ms: float
    wall_p95_ms: float
    wall_p99_ms: float


def measure(*, as_json: bool, sizes: Sequence[int] = SIZES) -> None:
    """Measure both halves of the queries and the later set, then every size, and say it all."""
    quality = {name: _quality(name) for name in SETS}
    glad = {name: _gladness(name) for name in JUDGES}
    parts = ablation()
    speeds = [_alone(engine, size) for size in sizes for engine in ENGINES]
    within = all(
        one.cpu_p99_ms < BOUND_MS for one in speeds if (one.engine, one.prompts) == _BOUND_FOR
    )
    if as_json:
        sets = {
            asked: {name: asdict(one) for name, one in each.items()}
            for asked, each in quality.items()
        }
        marked = {
            judge: {name: asdict(one) for name, one in each.items()} for judge, each in glad.items()
        }
        report = {
            "judged": marked,
            "ablation": {
                judge: {part: asdict(one) for part, one in each.items()}
                for judge, each in parts.items()
            },
            "quality": sets,
            "speed": [asdict(one) for one in speeds],
            "within": within,
        }
        click.echo(json.dumps(report, indent=2))
    else:
        _say_judged(glad)
        _say_judged(parts)
        _say(quality, speeds, within=within)


_BOUND_FOR = ("openround", SIZES[0])


def many(count: int) -> list[Prompt]:
    """Make prompts by putting other words of the library into its own; always the same ones.

    Like a group's own, they do not say when they are wanted.
    """
    chance = random.Random(7)  # noqa: S311 - to vary, not to hide
    library = load()
    words = sorted({word for prompt in library for word in prompt.text.split()})
    made = list(library[:count])
    while len(made) < count:
        old = chance.choice(library)
        parts = old.text.split()
        for _ in range(2):
            parts[chance.randrange(len(parts))] = chance.choice(words)
        name = PromptId(f"{old.id}-{len(made)}")
        made.append(
            replace(
                old,
                id=name,
                text=" ".join(parts),
                why=f"{old.why} {words[len(made) % len(words)]}",
                when=(),
            )
        )
    return made


def typed(count: int) -> list[str]:
    """Give what stands in the field after each keystroke of the known queries, in order."""
    texts = [query.text for query in queries("known")]
    strokes = [text[:end] for text in texts for end in range(1, len(text) + 1)]
    step = max(1, len(strokes) // count)
    return strokes[::step][:count]


def _quality(name: str) -> dict[str, Figures]:
    library, asked = load(), queries(name)
    engines = {engine: make(library) for engine, make in ENGINES.items()}
    return {engine: figures(asked, library, _whole(find)) for engine, find in engines.items()}


def _gladness(name: str) -> dict[str, Gladness]:
    library, asked = load(), judged(name)
    engines = {engine: make(library) for engine, make in ENGINES.items()}
    return {engine: gladness(asked, _whole(find)) for engine, find in engines.items()}


def _whole(find: Engine) -> Engine:
    """Say that the last word is finished: a space follows it."""
    return lambda text: find(f"{text} ")


def _alone(engine: str, size: int) -> Speed:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as child:
        return child.submit(_speed, engine, size).result()


def _speed(engine: str, size: int) -> Speed:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    prompts, strokes = many(size), typed(KEYSTROKES.get(size, 300))
    ENGINES[engine](prompts[:10])("warm")
    gc.collect()
    before, start = _held(), time.process_time()
    find = ENGINES[engine](prompts)
    index_ms = (time.process_time() - start) * MILLI
    memory = _held() - before
    each = [_timed(find, stroke) for stroke in strokes]
    cpu, wall = zip(*each, strict=True)
    figures_ms = [*_cuts(cpu), *_cuts(wall)]
    return Speed(engine, size, len(strokes), round(index_ms, 1), round(memory, 1), *figures_ms)


def _timed(find: Engine, stroke: str) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.thread_time()
    find(stroke)
    return (time.thread_time() - cpu) * MILLI, (time.perf_counter() - wall) * MILLI


def _cuts(times: Sequence[float]) -> tuple[float, float, float]:
    cuts = quantiles(times, n=100, method="inclusive")
    return round(cuts[49], 3), round(cuts[94], 3), round(cuts[98], 3)


def _held() -> float:
    """Give the memory held now; where the system does not tell, the most that ever was."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB
    return int(pages) * resource.getpagesize() / KIB**2


def _say_judged(glad: Mapping[str, Mapping[str, Gladness]]) -> None:
    for judge, engines in glad.items():
        for name, one in engines.items():
            click.echo(
                f"judge {judge:4} {one.queries:4}  {name:11} glad@3 {one.glad_at_3:.2f}"
                f"  precision@3 {one.precision_at_3:.2f}  hurts@1 {one.hurts_at_1:.3f}"
                f"  hurts@3 {one.hurts_at_3:.3f}  nothing {one.nothing}  unmarked {one.unmarked}"
            )


def _say(quality: dict[str, dict[str, Figures]], speeds: Sequence[Speed], *, within: bool) -> None:
    for asked, engines in quality.items():
        for name, one in engines.items():
            click.echo(
                f"{asked:6} {one.queries:4}  {name:10} hit@1 {one.hit_at_1:.3f}"
                f"  hit@5 {one.hit_at_5:.3f}  nDCG@5 {one.ndcg_at_5:.3f}"
            )
    for row in speeds:
        click.echo(
            f"{row.prompts:6}  {row.engine:10} index {row.index_ms:8.1f} ms, {row.memory_mib:6.1f}"
            f" MiB; a keystroke {row.cpu_p50_ms:.2f} / {row.cpu_p95_ms:.2f} / {row.cpu_p99_ms:.2f}"
            f" ms on the core, {row.wall_p50_ms:.2f} / {row.wall_p95_ms:.2f} /"
            f" {row.wall_p99_ms:.2f} passed"
        )
    click.echo(f"p99 under {BOUND_MS} ms at {SIZES[0]}: {'yes' if within else 'NO'}")
