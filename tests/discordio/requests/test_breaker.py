"""The circuit breaker: closed it lets through, open it refuses, and then it tries."""

import datetime as dt

import pytest

from bot.discordio.requests.breaker import LEAST_ROUTES, MOST_FAILURES, PROBE, REST, CircuitBreaker
from bot.discordio.requests.buckets import Route
from bot.discordio.requests.responses import ResponseMonitor
from bot.services.ports.trouble import Blocked
from tests.discordio.loopback import PatientClock


@pytest.fixture
def clock():
    return PatientClock()


@pytest.fixture
def breaker(clock):
    return CircuitBreaker(clock, ResponseMonitor(clock))


def fail(breaker, times, routes=LEAST_ROUTES):
    for number in range(times):
        breaker.record_failure(Route("post_message", number % routes))


def lets_through(breaker):
    try:
        breaker.check()
    except Blocked as trouble:
        return trouble.reason != "discord_down"
    return True


def test_ten_failures_in_a_row_of_different_routes_open_it(breaker):
    fail(breaker, MOST_FAILURES - 1)
    assert lets_through(breaker)
    fail(breaker, 1)
    assert breaker.is_open
    assert not lets_through(breaker)


@pytest.mark.parametrize("routes", range(1, LEAST_ROUTES))
def test_one_sick_route_never_opens_it(breaker, routes):
    fail(breaker, 100 * MOST_FAILURES, routes)
    assert lets_through(breaker)


def test_an_answer_in_between_begins_the_count_anew(breaker):
    for _ in range(20):
        fail(breaker, MOST_FAILURES - 1)
        breaker.record_success()
    fail(breaker, MOST_FAILURES - 1)
    assert lets_through(breaker)


def test_after_its_rest_one_request_at_a_time_tries_until_one_goes_well(breaker, clock):
    fail(breaker, MOST_FAILURES)
    clock.at += REST - dt.timedelta(seconds=1)
    assert not lets_through(breaker)
    clock.at += dt.timedelta(seconds=1)
    assert [lets_through(breaker), lets_through(breaker)] == [True, False]
    clock.at += PROBE
    assert [lets_through(breaker), lets_through(breaker)] == [True, False]
    breaker.record_success()
    assert [lets_through(breaker), lets_through(breaker)] == [True, True]


def test_a_try_that_fails_is_followed_by_another_rest(breaker, clock):
    fail(breaker, MOST_FAILURES)
    clock.at += REST
    assert lets_through(breaker)
    fail(breaker, 1)
    clock.at += PROBE
    assert not lets_through(breaker)


def test_the_log_has_one_line_when_it_opens_and_one_when_it_closes(breaker, clock, caplog):
    breaker.record_success()
    for _ in range(3):
        fail(breaker, MOST_FAILURES)
        clock.at += REST
        assert lets_through(breaker)
    breaker.record_success()
    breaker.record_success()
    told = [(one.message, getattr(one, "code", "")) for one in caplog.records]
    assert told == [("breaker.opened", "no_answer"), ("breaker.closed", "")]


def test_a_request_that_waited_while_it_opened_and_closed_again_is_not_sent(breaker, clock):
    openings = breaker.openings
    fail(breaker, MOST_FAILURES)
    breaker.record_success()
    with pytest.raises(Blocked, match="discord_down"):
        breaker.check_again(openings)
