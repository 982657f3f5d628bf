"""Files that the settings name: what people mean by a path, and what none can mean."""

import re
from pathlib import Path

from pydantic_core import PydanticCustomError

_VARIABLE = re.compile(r"\$\{?\w|%\w+%")
"""A shell would put something in its place; here nothing does."""


def fault(problem: str) -> PydanticCustomError:
    """Say which sentence tells what is wrong with a value."""
    return PydanticCustomError("openround", "{problem}", {"problem": problem})


def place(path: str) -> str:
    """Read a path: `~` is somebody's home. Raises what pydantic takes for a mistake."""
    if not path.isprintable():  # "C:\new" is a line end to TOML
        raise fault("config.not_a_path")
    if _VARIABLE.search(path):
        raise fault("config.variable")
    try:
        return str(Path(path).expanduser()) if path.startswith("~") else path
    except RuntimeError:
        raise fault("config.no_home") from None


def file_place(path: Path) -> Path:
    """Read the path of a file."""
    return Path(place(str(path)))
