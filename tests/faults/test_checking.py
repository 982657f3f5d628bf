"""The checker itself: typed words that stand twice are found, those that may do so are not."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from bot.domain.meeting.talk.sending import SENT_AGAIN
from tests.faults import checking
from tests.faults.bots import Place
from tests.faults.group.people import People

SINCE = datetime.fromisoformat("2026-11-24T18:00:00+00:00")
WORDS = f"words of g2-dev in 1 at 6 since {int(SINCE.timestamp())}"
A_SECOND = timedelta(seconds=1)


def posted(folder: Path, *late: timedelta) -> Place:
    """Give a place in whose room the bot posted the same words so late after they were sent."""
    fixed = {"kind": "message_created", "private": None, "author": "bot", "channel": "room"}
    shown = {**fixed, "custom_ids": ["or:a button"], "lines": ["the card"], "at": str(SINCE)}
    words = {**fixed, "custom_ids": [], "lines": ["**g2-dev** writes:", f"> {WORDS}"]}
    ledger = folder / "ledger.jsonl"
    said = [{**words, "at": (SINCE + one).isoformat()} for one in late]
    ledger.write_text("".join(json.dumps(one) + "\n" for one in [shown, *said]), encoding="utf-8")
    return Place(People(0), "", "", ledger, SINCE.isoformat(), 1.0, 0.0)


def test_words_that_came_twice_while_they_are_the_same_form_are_found(tmp_path: Path):
    place = posted(tmp_path, A_SECOND, SENT_AGAIN - A_SECOND)
    assert checking.words_in_rooms(place, [WORDS]) == ([f"{WORDS} x2"], [])
    assert len(checking.messages_twice(place)) == 1


def test_words_that_came_again_when_they_may_be_a_new_form_are_no_fault(tmp_path: Path):
    place = posted(tmp_path, A_SECOND, SENT_AGAIN)
    assert checking.words_in_rooms(place, [WORDS]) == ([], [])
    assert checking.messages_twice(place) == []


def test_words_that_came_late_stand_there_and_words_that_never_came_are_missed(tmp_path: Path):
    place = posted(tmp_path, SENT_AGAIN)
    assert checking.words_in_rooms(place, [WORDS, "words of nobody"]) == ([], ["words of nobody"])
