"""Health over HTTP: red while anything is not as it should be, and nobody in any answer."""

import re

import aiohttp
import pytest

from bot.ops.metrics import Metric, gauge, written
from bot.web.health import HealthServer


@pytest.fixture
async def ask():
    """`ask(path, look=…, figures=…)`: the status and the body that a server gives."""
    running: list[HealthServer] = []

    async def asked(path, look=None, figures=None):
        async def well():
            return look if look is not None else {"gateway": True}

        server = HealthServer(0, well, figures)
        running.append(server)
        await server.start()
        where = f"http://127.0.0.1:{server.port}{path}"
        async with aiohttp.ClientSession() as session, session.get(where) as answer:
            return answer.status, await answer.text()

    yield asked
    for server in running:
        await server.stop()


async def test_alive_while_the_loop_answers(ask):
    assert await ask("/livez", {"gateway": False}) == (200, '{"alive": true}')


async def test_ready_only_while_all_is_well(ask):
    assert await ask("/readyz", {"gateway": True, "tick": True}) == (
        200,
        '{"gateway": true, "tick": true}',
    )
    assert (await ask("/readyz", {"gateway": True, "tick": False}))[0] == 503


async def test_figures_only_where_they_are_wanted(ask):
    assert (await ask("/metrics"))[0] == 404
    assert await ask("/metrics", figures=lambda: "a 1\n") == (200, "a 1\n")


async def test_a_port_that_is_taken_stops_no_meeting(caplog):
    async def look():
        return {}

    first = HealthServer(0, look)
    await first.start()
    second = HealthServer(first.port, look)
    await second.start()
    assert "health.not_started" in caplog.messages
    await second.stop()
    await first.stop()


def test_figures_are_written_as_prometheus_reads_them():
    labels = (("event", 'a"b\\c\nd'), ("level", "info"))
    text = written([gauge("ticks", 2.5), Metric("n_total", "counter", {labels: 3, (): 1})])
    line = re.compile(r'[a-z_]+(\{[a-z]+="(?:[^"\\\n]|\\.)*"(,[a-z]+="(?:[^"\\\n]|\\.)*")*\})? \S+')
    assert text.splitlines()[:2] == ["# TYPE openround_ticks gauge", "openround_ticks 2.5"]
    figures = [one for one in text.splitlines() if not one.startswith("#")]
    assert [one for one in figures if not line.fullmatch(one)] == []
