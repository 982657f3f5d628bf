"""Where settings come from: the environment, then secret files, then config.toml."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.config.master_key import CREDENTIALS, KeyOrigin
from bot.config.mistakes import EXAMPLES, ConfigMistakes, Mistake
from bot.config.settings import Settings

LARGEST = 64 * 1024
"""Bytes of a settings file; ours has about two thousand."""
MOST_MARKS = 20
"""Dots or opening brackets in one line; a long dotted key costs the reader quadratic time."""

Tables = dict[str, object]

_MOST_IN_A_REMARK = 200
"""The same in a line that looks like a remark: inside quotes over several lines it may be none."""
_LINE = re.compile(r"at line (\d+)")
_PREFIX, _FILE_SUFFIX = "OPENROUND_", "_FILE"


def of_file(path: Path) -> Tables:
    """Read config.toml; raises ConfigMistakes where it cannot be read as what it should be."""
    try:
        text = _text_of(path)
        _refuse_a_costly(text, path)
        tables: Tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _line_of(error, text)
        problem = "config.backslash" if _has_backslash(text, int(line)) else "config.not_toml"
        raise _wrong(path, problem, line) from None
    except (ValueError, RecursionError):
        raise _wrong(path, "config.not_readable_toml") from None
    return tables


def of_secrets(folder: Path, environ: Mapping[str, str]) -> Iterator[tuple[str, Path]]:
    """Name each secret file there is and the key it holds, e.g. `secrets/discord__token`."""
    for key in (name for name in EXAMPLES if "." in name):
        name = key.replace(".", "__")
        given = environ.get(f"OPENROUND_{name.upper()}{_FILE_SUFFIX}")
        path = Path(given) if given else folder / "secrets" / name
        if given or path.is_file():
            yield key, path


def secret_in(path: Path) -> str:
    """Read one secret file without the blanks around it; raises ConfigMistakes."""
    try:
        return _text_of(path, absent="config.no_secret_file").strip()
    except ValueError:
        raise _wrong(path, "config.not_text") from None


def origin_of(path: Path, environ: Mapping[str, str]) -> KeyOrigin:
    """Tell who laid down a file with the master key: systemd, or somebody else."""
    folder = environ.get(CREDENTIALS)
    is_theirs = bool(folder) and path.parent == Path(folder or "")
    return KeyOrigin.CREDENTIAL if is_theirs else KeyOrigin.GIVEN_FILE


def of_environment(environ: Mapping[str, str]) -> Tables:
    """Read `OPENROUND_TABLE__KEY`; raises ConfigMistakes for a whole table given as text."""
    given = {name.upper(): value for name, value in environ.items() if _is_setting(name.upper())}
    tables: Tables = {}
    mistakes = []
    for table in Settings.model_fields:
        whole, start = f"{_PREFIX}{table}".upper(), f"{_PREFIX}{table}__".upper()
        keys = {n.removeprefix(start).lower(): v for n, v in given.items() if n.startswith(start)}
        if keys:
            tables[table] = keys
        if whole in given:
            mistakes.append(Mistake(whole, "config.not_table", None, f"{whole}__…"))
    if mistakes:
        raise ConfigMistakes(tuple(mistakes))
    return tables


def open_to_others(path: Path) -> str | None:
    """Give the mode of a file that everyone on this machine may read, as `0644`, else None."""
    if os.name == "nt":
        return None
    mode = path.stat().st_mode & 0o777
    return f"{mode:04o}" if mode & 0o004 else None


def _is_setting(name: str) -> bool:
    """Tell a setting from the path of a secret file; `database.key_file` ends like one too."""
    key = name.removeprefix(_PREFIX).lower().replace("__", ".")
    return name.startswith(_PREFIX) and (not name.endswith(_FILE_SUFFIX) or key in EXAMPLES)


def _text_of(path: Path, absent: str = "config.no_file") -> str:
    """Read a small text file; raises ConfigMistakes, and ValueError when it is not UTF-8."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise _wrong(path, absent) from None
    except IsADirectoryError:
        raise _wrong(path, "config.is_folder") from None
    except OSError as error:
        raise _wrong(path, "config.not_allowed", error.strerror) from None
    if len(content) > LARGEST:
        raise _wrong(path, "config.too_large", str(LARGEST // 1024))
    return content.decode("utf-8-sig")


def _refuse_a_costly(text: str, path: Path) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        counts = (line.count("."), line.count("[") + line.count("{"))
        if max(counts) > (_MOST_IN_A_REMARK if line.lstrip().startswith("#") else MOST_MARKS):
            raise _wrong(path, "config.too_deep", str(number))


def _line_of(error: tomllib.TOMLDecodeError, text: str) -> str:
    """Give the number of the faulty line; the library's own words may repeat what stands there."""
    told = _LINE.search(str(error))
    return told[1] if told else str(len(text.splitlines()))


def _has_backslash(text: str, line: int) -> bool:
    """Tell a path of Windows in double quotes, where a backslash means something else."""
    (there,) = text.split("\n")[line - 1 : line] or [""]
    return '"' in there and "\\" in there.partition('"')[2]


def _wrong(path: Path, problem: str, value: str | None = None) -> ConfigMistakes:
    return ConfigMistakes((Mistake(path.name, problem, value, str(path)),))
