"""Every fault has a sentence, and every sentence a fault."""

import re
from pathlib import Path

import bot.storage
from bot.storage.files.faults import StorageFault
from bot.text.catalog import sentences_of

SOURCE = "\n".join(
    path.read_text(encoding="utf-8") for path in Path(bot.storage.__file__).parent.rglob("*.py")
)
RAISED = set(re.findall(r"\"(fault\.\w+)\"", SOURCE))
SAID = {key: text for key, text in sentences_of("en").items() if key in RAISED}


def test_every_fault_is_said_in_words():
    assert len(RAISED) > 20
    assert set(SAID) == RAISED


def test_every_state_of_the_database_is_said_to_whoever_runs_the_bot_and_to_who_presses():
    said = set(sentences_of("en"))
    states = {key: StorageFault(key) for key in RAISED if StorageFault(key).state}
    while_it_runs = {key for key, one in states.items() if one.is_outage}
    assert len(while_it_runs) > 10
    assert {key.replace("fault.", "outage.") for key in while_it_runs} <= said
    assert {f"not_saved.{one.state}" for one in states.values()} <= said
    assert {f"organisers.store_{states[key].state}" for key in while_it_runs} <= said


def test_what_ends_the_process_promises_nothing_of_the_bot():
    ended = [text for text in SAID.values() if "goes on by itself" in text]
    assert ended == []


def test_a_sentence_asks_only_for_what_a_fault_can_tell():
    for text in SAID.values():
        assert set(re.findall(r"\{(\w+)\}", text)) <= {"path", "server", "table"}


def test_a_sentence_says_what_to_do():
    for key, text in SAID.items():
        assert text.count(". ") or key == "fault.lease_lost", key
        assert text.endswith((".", "}'", "]'", "`.")), key
