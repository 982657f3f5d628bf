"""Whatever ends the process says so: a sentence, a line of the log with a code, an exit code."""

import asyncio
import os
import signal
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http import server

import aiohttp
import discord
import pytest

from bot.app import run as running
from bot.app.run import ending_of, run, said, serve
from bot.config.settings import Database, Discord, Settings
from bot.discordio.gateway import quirks
from bot.ops import ending
from bot.ops.store_condition import Outage, Over
from bot.storage.files.faults import StorageFault
from bot.text.catalog import FALLBACK, speaker
from tests.waiting import in_the_end, until

say = speaker(FALLBACK)
ALL = [one for one in vars(ending).values() if isinstance(one, ending.Ending)]


class Closed(discord.ConnectionClosed):
    def __init__(self, code):
        self.code, self.reason, self.shard_id = code, "", None


@pytest.fixture
def ends(tmp_path, restored_log, monkeypatch, capfd):
    """`ends(api)`: run the bot with Discord at that address, and give its end in three ways."""
    monkeypatch.setattr(running, "leave_no_dump", lambda: None)  # it would be for this process too
    before = discord.http.Route.BASE

    def ends(api: str = "http://127.0.0.1:9/api") -> tuple[int, str, str]:
        told: list[str] = []
        database = Database(url=f"sqlite:///{tmp_path}/db", key_file=tmp_path / "key")
        settings = Settings(discord=Discord(token="a.b.c", api_url=api), database=database)
        code = run(settings, told.append)
        lines = [line for line in capfd.readouterr().err.splitlines() if "process.ended" in line]
        assert len(lines) == 1
        return code, told[-1], lines[0].rpartition("process.ended ")[2]

    yield ends
    quirks.point_at(before)


@contextmanager
def discord_that_says(status: int):
    """A Discord on this machine that answers everything with one status."""

    class Handler(server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            """Print nothing."""

    with server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as here:
        threading.Thread(target=here.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{here.server_port}/api"
        here.shutdown()


def test_a_token_that_discord_refuses_ends_it_for_good(ends):
    with discord_that_says(401) as api:
        assert ends(api) == (78, say("run.token_refused"), "code=token_refused")


def test_a_discord_that_fails_at_the_start_is_said_to(ends):
    with discord_that_says(403) as api:
        assert ends(api) == (1, say("run.discord_fails"), "code=discord_fails")


def test_a_discord_that_cannot_be_reached_is_said_to(ends):
    assert ends() == (1, say("run.unreachable"), "code=unreachable")


def test_a_signal_ends_it_well_whatever_breaks_on_the_way_out(ends, monkeypatch):
    async def start(bot, token):
        os.kill(os.getpid(), signal.SIGTERM)
        await until(bot.is_closed)
        raise AttributeError("sequence")  # as discord.py does when it is just reconnecting

    monkeypatch.setattr(discord.Client, "start", lambda bot, token, **_: start(bot, token))
    assert ends() == (0, say("run.stopped"), "code=signal")


def test_a_fault_of_ours_ends_it_with_a_sentence_and_no_traceback(ends, monkeypatch, capfd):
    def start(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(discord.Client, "start", start)
    assert ends() == (1, say("run.fault"), "code=fault")


@pytest.mark.parametrize("fault", [StorageFault("fault.disk_full"), RuntimeError("at work")])
async def test_a_bot_whose_work_cannot_begin_ends_instead_of_looking_well(make_bot, fault):
    bot = make_bot()

    async def resume():
        raise fault

    async def start(*_, **__):
        await bot.on_ready()
        await asyncio.Event().wait()

    bot.services.ticks.resume, bot.login, bot.connect = resume, start, start
    work = asyncio.ensure_future(serve(bot, "invented.for.tests"))
    await until(bot.is_closed)
    work.cancel()
    await asyncio.wait([work])
    assert bot.ending is ending.START_FAULT


async def test_the_first_reason_holds(make_bot):
    bot = make_bot()
    bot.stop_soon(ending.LEASE_LOST)
    bot.stop_soon()
    await in_the_end(serve(bot, "invented.for.tests"))
    assert bot.ending is ending.LEASE_LOST


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (discord.LoginFailure("no"), "token_refused"),
        (Closed(4004), "token_refused"),
        (Closed(4013), "gateway_closed_4013"),
        (discord.PrivilegedIntentsRequired(None), "gateway_closed"),
        (discord.GatewayNotFound(), "discord_fails"),
        (aiohttp.ClientError(), "unreachable"),
        (TimeoutError(), "unreachable"),
        (AttributeError(), "fault"),
    ],
)
def test_each_way_out_has_its_own_reason(error, code):
    assert ending_of(error).code == code


def test_no_two_endings_are_told_alike():
    assert len({one.code for one in ALL}) == len({one.sentence for one in ALL}) == len(ALL) > 5
    assert [one.code for one in ALL if one.exit == 0] == ["signal"]


def test_whoever_runs_the_bot_is_told_at_the_terminal_what_fails_and_that_it_is_over():
    at = datetime(2026, 12, 1, tzinfo=UTC)
    full = Outage(StorageFault("fault.disk_full", path="/data/a_b.db"), at)
    assert said(full, say) == (
        "The disk with /data/a_b.db is full, so nothing new can be saved."
        " Free some space; the bot goes on by itself."
    )
    assert "after 90 seconds" in said(Over(full, timedelta(seconds=90)), say)
