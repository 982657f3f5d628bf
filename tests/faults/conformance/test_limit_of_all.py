"""The stand-in's limit of all routes together, by its own clock."""

import time
from datetime import UTC, datetime

from tests.faults.standin.api.limits import OVERALL, Limits
from tests.faults.standin.clock import Clock

START = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


def limits() -> tuple[Limits, Clock]:
    clock = Clock(START, 0.0, time.time())  # it stands until it is told to go on
    made = Limits(clock)
    made.in_a_second(2)
    return made, clock


def test_what_is_one_too_many_in_a_second_waits_for_the_first_of_that_second():
    made, clock = limits()
    assert made.take("POST", "/channels/1/messages") == ({}, None)
    clock.start = START.replace(microsecond=400_000)
    assert made.take("GET", "/channels/2") == ({}, None)
    assert made.take("GET", "/channels/3") == (OVERALL, 0.6)
    clock.start = START.replace(second=1)
    assert made.take("GET", "/channels/3") == ({}, None)


def test_answers_to_presses_are_not_counted_with_the_others():
    made, _ = limits()
    for _ in range(5):
        assert made.take("POST", "/interactions/1/token/callback") == ({}, None)
        assert made.take("PATCH", "/webhooks/1/token/messages/@original") == ({}, None)
    assert made.take("GET", "/channels/1") == ({}, None)
