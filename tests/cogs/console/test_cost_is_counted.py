"""What `scripts/bench consoles` counts, in two meetings: the edits, never the time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[3] / "scripts"
MEETINGS = 2


@pytest.fixture
def bench(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    from benches import consoles  # noqa: PLC0415 - it stands among the scripts

    return consoles


async def test_each_console_is_edited_as_often_as_the_card_and_never_twice_a_second(bench):
    presses = len(bench.SERIES) * MEETINGS
    found = {kind: await bench.once(kind, MEETINGS) for kind in bench.KINDS}
    nobody, private, standing = found.values()
    assert {one["answers"] for one in found.values()} == {presses}
    assert {one["breaches"] for one in found.values()} == {0}
    assert {one["most_in_a_second"] for one in found.values()} == {1}
    assert len({(one["card_edits"], one["other_edits"]) for one in found.values()}) == 1
    messages = [(one["private_messages"], one["standing_messages"]) for one in found.values()]
    assert messages == [(0, 0), (MEETINGS, 0), (MEETINGS, MEETINGS)]
    assert nobody["private_edits"] == nobody["standing_edits"] == private["standing_edits"] == 0
    edits = (private["private_edits"], standing["private_edits"], standing["standing_edits"])
    assert all(0 < one <= presses for one in edits)


def test_two_edits_of_one_message_within_a_second_are_a_breach(bench):
    then = datetime(2026, 12, 1, 19, tzinfo=UTC)
    edits = bench.Edits()
    edits.at["card"] = {
        "one": [then, then + timedelta(seconds=0.5), then + timedelta(seconds=1.5)],
        "another": [then, then + timedelta(seconds=1)],
    }
    figures = edits.figures()
    assert (figures["breaches"], figures["most_in_a_second"]) == (1, 2)
