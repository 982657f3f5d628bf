"""The whole evening on PostgreSQL over the wire, killed in the middle of it too."""

from pathlib import Path

from tests.faults.crash.crash import Plan, crash


async def test_a_whole_evening_on_postgresql_survives_being_killed(tmp_path: Path, pg_url: str):
    figures = await crash(tmp_path, Plan(3, seed=3, groups=2, speed=30, url=pg_url))
    assert figures.wrong == {}
    assert figures.evenings + figures.missed >= 1, "what a slow machine is away for is missed"
