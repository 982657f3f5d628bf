"""The rule by which the bot logs in: never more than its budget in any day, never away for long."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ops.identify import BETWEEN, DAY, FREE, LONGEST, IdentifyBudget, seconds_until_turn
from bot.storage.files.identifies import IdentifyFile

HALF_AN_HOUR = 1800.0
LIVES = st.lists(st.floats(0, 4 * 3600), min_size=1, max_size=60)


def simulated(lives: Callable[[int], float], budget: int = 100, days: float = 3) -> list[float]:
    """Give when a bot logs in whose n-th session lasts `lives(n)` seconds, and asks again."""
    at, sent = 0.0, list[float]()
    while at < days * DAY:
        at += seconds_until_turn([at - one for one in sent], budget)
        assert seconds_until_turn([at - one for one in sent], budget) == pytest.approx(0, abs=1e-6)
        sent.append(at)
        at += lives(len(sent))
    return sent


def most_in_a_day(sent: list[float]) -> int:
    return max(sum(at <= one < at + DAY for one in sent) for at in sent)


def longest_away(sent: list[float]) -> float:
    return max(after - at for at, after in pairwise(sent))


@pytest.mark.parametrize("life", [0.0, 1.0, 60.0, 600.0, 900.0])
def test_a_bot_that_always_dies_stays_within_its_budget_and_always_comes_back(life):
    sent = simulated(lambda _: life)
    assert most_in_a_day(sent) <= 100
    assert longest_away(sent) - life <= HALF_AN_HOUR


def test_one_that_dies_in_bursts_just_long_enough_apart_stays_within_it_too():
    sent = simulated(lambda number: 0.0 if number % 11 else LONGEST + 601)
    assert most_in_a_day(sent) <= 100
    assert longest_away(sent) <= 2 * HALF_AN_HOUR


@given(LIVES, st.integers(1, 200))
def test_however_long_sessions_last_no_day_has_more_than_the_budget(lives, budget):
    sent = simulated(lambda number: lives[number % len(lives)], budget, days=2)
    assert most_in_a_day(sent) <= budget


def test_what_a_person_starts_and_stops_a_few_times_does_not_wait():
    assert seconds_until_turn([], 100) == 0
    assert seconds_until_turn([60.0, 30.0], 100) == 0
    assert seconds_until_turn([DAY + 1] * 500, 100) == 0
    assert seconds_until_turn([7200.0 + 10 * n for n in range(20)], 100) == 0


def test_the_waits_grow_from_seconds_to_a_quarter_of_an_hour():
    sent = simulated(lambda _: 0.0, days=0.2)
    gaps = [after - at for at, after in pairwise(sent)]
    assert gaps[: FREE + 3] == [BETWEEN, BETWEEN, BETWEEN, 10.0, 20.0, 40.0]
    assert max(gaps[:40]) == LONGEST


def test_a_budget_beyond_what_discord_allows_is_none():
    assert seconds_until_turn([0.0] * 5000, 100_000) == 0


class MadeUpTime:
    def __init__(self):
        self.at = 1_800_000_000.0

    def now(self) -> float:
        return self.at


async def a_day_of_crashes(folder: Path, time: MadeUpTime, before_each: Callable[[], None]) -> int:
    """Let a supervisor start a bot again as soon as it has died; give how often it logged in."""
    count, until = 0, time.at + DAY
    while time.at < until:
        before_each()
        time.at += 2.0  # a process starts
        budget = IdentifyBudget(IdentifyFile(folder, time.now), 100, time.now)
        time.at += await budget.wait()
        if time.at < until:
            assert await budget.claim() == 0
            count += 1
    return count


async def test_a_crash_loop_with_a_supervisor_logs_in_at_most_a_hundred_times_a_day(tmp_path):
    assert 60 < await a_day_of_crashes(tmp_path, MadeUpTime(), lambda: None) <= 100


async def test_so_it_does_where_the_clock_is_put_back_at_each_start(tmp_path):
    time = MadeUpTime()
    real = 0.0

    def put_back() -> None:
        nonlocal real
        real += 1.0
        time.at -= 1.5

    assert 60 < await a_day_of_crashes(tmp_path, time, put_back) <= 100


async def test_a_ledger_that_cannot_be_written_is_counted_in_memory():
    class Broken:
        def ages(self) -> list[float]:
            raise OSError

        def claim(self, rule: Callable[[Sequence[float]], float]) -> float:
            raise OSError

    time = MadeUpTime()
    budget, until, count = IdentifyBudget(Broken(), 100, time.now), time.at + DAY, 0
    while time.at < until:
        time.at += await budget.wait()
        assert await budget.claim() == 0
        count += 1
        time.at += 1.0
    assert 60 < count <= 101
