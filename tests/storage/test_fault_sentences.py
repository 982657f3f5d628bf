"""Every fault has a sentence, and every sentence a fault."""

import re
from pathlib import Path

import bot.storage
from bot.text.catalog import sentences_of

SOURCE = "\n".join(
    path.read_text(encoding="utf-8") for path in Path(bot.storage.__file__).parent.rglob("*.py")
)
RAISED = set(re.findall(r"\"(fault\.\w+)\"", SOURCE))
SAID = {key: text for key, text in sentences_of("en").items() if key in RAISED}


def test_every_fault_is_said_in_words():
    assert len(RAISED) > 20
    assert set(SAID) == RAISED


def test_a_sentence_asks_only_for_what_a_fault_can_tell():
    for text in SAID.values():
        assert set(re.findall(r"\{(\w+)\}", text)) <= {"path", "server", "table"}


def test_a_sentence_says_what_to_do():
    for key, text in SAID.items():
        assert text.count(". ") or key == "fault.lease_lost", key
        assert text.endswith((".", "}", "]'", "`.")), key
