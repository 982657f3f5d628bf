"""What the README promises to come ready made does so: pip was asked about each line of a lock."""

import sys

import pytest

from tests.meta.source import ROOT, text

sys.path.insert(0, str(ROOT / "scripts"))

import platforms

PROMISED = {
    "linux-x86_64": "Linux on x86-64",
    "linux-aarch64": "64-bit ARM",
    "windows-amd64": "Windows on x86-64",
    "macos-arm64": "Apple silicon",
}
"""Each platform of the table, as the README calls it."""
UNSEEN = ("32-bit", "Windows on ARM", "Windows and Linux on ARM", "Intel Mac")
"""What nobody has looked at, and nothing may promise."""
LOCKS = ("run", "postgres", "pdf", "rehearse", "dev")


def promise() -> str:
    """The sentence of the README that says where everything comes ready made."""
    readme = " ".join(text(ROOT / "README.md").split())
    return readme.partition("All that the bot needs")[2].partition("Elsewhere")[0]


def gaps(lock: str, place: str) -> dict[str, str]:
    """Name each line of a lock that does not come ready made at a place, for one Python or more."""
    known = platforms.read()
    ours = (line.partition(" ")[0] for _, _, line in platforms.lines(lock))
    cells = {line: known[line][place] for line in ours}
    return {line: cell for line, cell in cells.items() if cell not in platforms.FINE}


def test_the_table_holds_every_line_of_the_locks_and_no_other():
    listed = set(platforms.releases().values())
    assert set(platforms.read()) == listed
    for lock in LOCKS:
        assert {line.partition(" ")[0] for _, _, line in platforms.lines(lock)} <= listed


def test_every_line_of_a_lock_is_read():
    for lock in LOCKS:
        written = (platforms.LOCKS / f"{lock}.txt").read_text("utf-8").splitlines()
        assert len(list(platforms.lines(lock))) == sum("==" in line for line in written)


def test_the_readme_promises_the_platforms_of_the_table_and_no_other():
    assert set(platforms.PLATFORMS) == set(PROMISED)
    assert [name for name in PROMISED.values() if name not in promise()] == []
    assert [name for name in UNSEEN if name in promise()] == []


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("place", PROMISED)
def test_what_is_promised_comes_ready_made(lock, place):
    assert gaps(lock, place) == {}


def test_a_line_without_a_wheel_would_be_seen(monkeypatch):
    known = platforms.read()
    line = platforms.releases()["aiohttp"]
    known[line]["macos-arm64"] = "no wheel: 3.14"
    monkeypatch.setattr(platforms, "read", lambda: known)
    assert gaps("run", "macos-arm64") == {line: "no wheel: 3.14"}
    assert gaps("run", "linux-x86_64") == {}
