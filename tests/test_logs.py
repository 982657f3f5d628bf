"""S-LOG, the gate itself: canaries go in everywhere and come out nowhere."""

import io
import json
import logging
import sys
import threading
from typing import Any

import aiohttp
import discord
import pytest

from bot import logs
from bot.logs import reduced, setup
from bot.logs.codes import EVENTS, register
from bot.storage.files.faults import StorageFault
from bot.text.catalog import FALLBACK, sentences_of

WORDS = "I-drank-on-sunday"
TOKEN = "MTA4NjQ5OTI3NDE4MzM2MjU2MA.GcAnRy.q8Zt5Vb2LwXk0Hs7Yp3Rm9Nd6Jf1Tg4Ec_aB-u"
SNOWFLAKE = "1086499274183362560"
CANARIES = (WORDS, TOKEN, SNOWFLAKE, "hush")
ADDRESS = f"https://discord.com/api/v10/interactions/{SNOWFLAKE}/hush/callback"


@pytest.fixture
def written(monkeypatch):
    """The log at its most talkative, as people and machines read it; all put back afterwards."""
    root = logging.getLogger()
    before = (list(root.handlers), root.level, logging.raiseExceptions)
    levels = {name: logging.getLogger(name).level for name in logs.AT_LEAST}
    for hook, owner in (("excepthook", sys), ("unraisablehook", sys), ("excepthook", threading)):
        monkeypatch.setattr(owner, hook, getattr(owner, hook))
    stream = io.StringIO()
    setup("DEBUG", "json", stream)
    yield stream
    root.handlers[:], logging.raiseExceptions = before[0], before[2]
    root.setLevel(before[1])
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def assert_clean(stream: io.StringIO) -> str:
    text = stream.getvalue()
    assert text
    for canary in CANARIES:
        assert canary not in text, f"{canary} is in the log"
    return text


def fail() -> None:
    try:
        dict[str, str]()[WORDS]
    except KeyError as error:
        raise ValueError(f"{WORDS} {TOKEN}") from error


def test_our_record_carries_our_ids_and_nothing_else(written):
    told = {"meeting": 77, "ms": 12.5, "code": "E7", "note": WORDS, "member": int(SNOWFLAKE)}
    logging.getLogger("bot.ticks").info("room opened", extra=told)
    record = json.loads(assert_clean(written))
    assert record.pop("timestamp").endswith("Z")
    assert record == {
        "event": "room opened",
        "level": "info",
        "logger": "bot.ticks",
        "meeting": 77,
        "ms": 12.5,
        "code": "E7",
    }


def test_a_discord_id_in_the_wrong_field_is_hidden(written):
    told = {"meeting": int(SNOWFLAKE), "code": TOKEN, "kind": [WORDS]}
    logging.getLogger("bot").warning("odd", extra=told)
    record = json.loads(assert_clean(written))
    assert (record["meeting"], record["code"], record["kind"]) == ("…", "…", "list")


def test_a_library_has_no_fields_of_ours(written):
    logging.getLogger("somebody.else").info("tick", extra={"ms": 3, "note": WORDS})
    assert "ms" not in json.loads(assert_clean(written))


def test_a_line_says_when_it_was_written(written):
    moment = {"name": "bot", "levelno": logging.INFO, "created": 1_800_000_000.5}
    logging.getLogger().handle(logging.makeLogRecord(moment))
    assert json.loads(assert_clean(written))["timestamp"] == "2027-01-15T08:00:00.500000Z"


@pytest.mark.parametrize(
    "name", ["discord", "discord.http", "discord.gateway", "sqlalchemy.engine", "aiohttp.client"]
)
def test_libraries_are_silent_at_debug_whatever_we_ask_for(written, name):
    logging.getLogger(name).debug("%s %s", WORDS, TOKEN)
    assert written.getvalue() == ""


@pytest.mark.parametrize("name", sorted({*logs.AT_LEAST, "somebody.else", "bot.x"}))
def test_a_library_keeps_its_fixed_words_and_loses_what_it_filled_in(written, name):
    logging.getLogger(name).error(
        "Ignoring exception in %r for %s after %d tries in %.2f s", WORDS, SNOWFLAKE, 3, 0.5
    )
    event = json.loads(assert_clean(written))["event"]
    assert event == "Ignoring exception in … for … after 3 tries in 0.5 s"


@pytest.mark.parametrize(
    "text",
    [
        f"sent to {ADDRESS}",
        f"said '{WORDS}'",
        f'said "{WORDS}"',
        f"<Member id={SNOWFLAKE} name={WORDS}>",
        f"<@{SNOWFLAKE}>",
        f"using {TOKEN}",
        "connecting to postgresql://u:hush@host/db",
        f"Task exception was never retrieved\nfuture: ValueError({WORDS})",
    ],
)
def test_what_a_library_wrote_itself_is_reduced_by_shape(written, text):
    logging.getLogger("asyncio").error(text)
    assert_clean(written)


def test_an_exception_is_its_types_and_our_lines(written):
    try:
        fail()
    except ValueError:
        logging.getLogger("bot").exception("a fault", extra={"code": "F1"})
        logging.getLogger("discord.client").exception("Ignoring exception in %s", WORDS)
    for line in assert_clean(written).splitlines():
        assert json.loads(line)["error"] == "ValueError from KeyError"


def test_our_own_lines_are_named(written):
    nothing: Any = None
    with pytest.raises(AttributeError) as caught:
        logs.reduced(nothing)
    logging.getLogger("bot").error("a fault", exc_info=caught.value)
    assert json.loads(assert_clean(written))["frames"].startswith("bot.logs:")


def test_what_nobody_caught_passes_the_same_gate(written):
    with pytest.raises(ValueError, match=WORDS) as caught:
        fail()
    sys.excepthook(ValueError, caught.value, caught.tb)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    events = [json.loads(line)["event"] for line in assert_clean(written).splitlines()]
    assert events == ["stopped by a fault", "a thread stopped by a fault"]


def test_a_record_that_cannot_be_filled_in_does_not_print_itself(written, capsys):
    logging.getLogger("discord").warning("%d of %d", *(WORDS,))
    assert_clean(written)
    assert WORDS not in capsys.readouterr().err


def test_a_line_for_people_reads_like_one(written):
    stream = io.StringIO()
    setup("INFO", "text", stream)
    logging.getLogger("bot").info("room opened", extra={"meeting": 7, "note": WORDS})
    assert assert_clean(stream).endswith("info    bot: room opened meeting=7\n")


@pytest.mark.parametrize("event", sorted(EVENTS))
def test_each_event_of_ours_stands_in_full(written, event):
    logging.getLogger("bot.storage").warning(event)
    assert json.loads(assert_clean(written))["event"] == event


@pytest.mark.parametrize(
    "error", [aiohttp.ServerDisconnectedError(), discord.InteractionResponded, StorageFault("x.y")]
)
def test_the_class_of_an_error_stands_in_full_however_long_it_is(written, error):
    name = getattr(error, "__name__", type(error).__name__)
    logging.getLogger("bot").error("card.fault", extra={"error": name})
    logging.getLogger("somebody.else").error("Unclosed connection after %s", error)
    ours, theirs = map(json.loads, assert_clean(written).splitlines())
    assert ours["error"] == name
    if isinstance(error, BaseException):
        assert theirs["event"] == f"Unclosed connection after {name}"


def test_a_fault_of_the_database_stands_with_its_key(written):
    register(sentences_of(FALLBACK))
    fault = StorageFault("fault.database_open_to_others", path=WORDS)
    logging.getLogger("bot").error("tick.fault", exc_info=fault)
    record = json.loads(assert_clean(written))
    assert record["fault"] == "fault.database_open_to_others"
    assert record["error"] == "StorageFault"


def test_a_key_that_nobody_registered_is_no_key(written):
    error = StorageFault(WORDS)
    logging.getLogger("bot").error("tick.fault", exc_info=error)
    assert "fault" not in json.loads(assert_clean(written))


def test_a_code_is_let_through_once_somebody_registered_it(written):
    code = "look_after_the_whole_house"
    assert reduced(code) == "…"
    register([code])
    logging.getLogger("bot").error("task.fault", extra={"code": code})
    assert json.loads(assert_clean(written))["code"] == code


def test_a_logger_of_ours_is_named_however_long_it_is(written):
    logging.getLogger("bot.discordio.requests.a_very_long_name_of_a_module").error("tick.late")
    logging.getLogger(f"somebody.{TOKEN}").error("tick.late")
    ours, theirs = map(json.loads, assert_clean(written).splitlines())
    assert ours["logger"] == "bot.discordio.requests.a_very_long_name_of_a_module"
    assert theirs["logger"] == "…"


@pytest.mark.parametrize("around", ["{}", "a.{}", "{}.a", "-{}", "é.{}-b", "storage.{}", "x-{}"])
@pytest.mark.parametrize("secret", [TOKEN, SNOWFLAKE, ADDRESS])
def test_a_secret_stays_hidden_whatever_it_is_joined_to(around, secret):
    told = reduced(f"took {around.format(secret)} home")
    assert not [canary for canary in CANARIES if canary in told]
    assert told.startswith("took ")


def test_nobody_can_forge_a_line():
    assert reduced("one\ntwo") == "one"
    assert "\x1b" not in reduced("a\x1b[31mb")
    assert len(reduced("word " * 100)) == logs.LONGEST


def test_that_the_store_fails_stands_in_the_log_once_whatever_fails_because_of_it(written):
    register(sentences_of(FALLBACK))
    log, full = logging.getLogger("bot"), StorageFault("fault.disk_full", path=WORDS)
    for fault in (full, StorageFault("fault.sealed_row", table="x")):
        wrapped = RuntimeError("at work")
        wrapped.__cause__ = fault
        log.error("tick.fault", exc_info=wrapped)
    log.error("storage.failing", extra={"fault": full.key})
    records = [json.loads(line) for line in assert_clean(written).splitlines()]
    assert [one["fault"] for one in records] == ["fault.sealed_row", "fault.disk_full"]
