"""The bot's PostgreSQL fails in mid-evening: nothing that was answered is lost, and it goes on."""

from pathlib import Path

from tests.faults.outage.outage import Hits, outage

KINDS = ("away", "hangs", "killed", "locked")


async def test_an_evening_outlives_whatever_happens_to_its_server(tmp_path: Path, pg_url: str):
    figures = await outage(tmp_path, Hits(KINDS, 1.0, len(KINDS), 20.0, 1.0), pg_url)
    assert figures.wrong == {}
    assert figures.evenings >= 1
    assert len(figures.back_after) == len(KINDS)
