"""A configuration file to write, as private as it should be."""

from pathlib import Path

import pytest


@pytest.fixture
def write(tmp_path: Path):
    def _write(content: str | bytes, mode: int = 0o600) -> Path:
        path = tmp_path / "config.toml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        path.chmod(mode)
        return path

    return _write
