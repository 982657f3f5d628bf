"""T-CFG-1: a thousand mutilated files, no broken start, no token shown."""

import string
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.config import ConfigMistakes, Mistake, load
from bot.config.mistakes import EXAMPLES
from tests.config.story import GOOD, ROOT, TOKEN, assert_no_token

# --- T-CFG-1: a thousand mutilated files

BASE = (ROOT / "config.example.toml").read_text(encoding="utf-8").replace('""', f'"{TOKEN}"', 1)
UNCOMMENTED = "\n".join(
    line.removeprefix("# ") for line in BASE.splitlines() if " = " in line or "[" in line
)
SCRAPS = [
    *"[]{}=.\"'#\n\\é\x00\ufeff\U0001d54f",
    *("[[", '"""', "\\u0000", "token", "[discord]", "nan", "inf", "-0", "1e999", "0x", "9" * 400),
    *("true", "[]", "{}", "1979-05-27", "07:32:00", TOKEN),
]
KEYS = [key for key in EXAMPLES if "." in key]
VALUES = st.sampled_from(
    [
        "1",
        "-1",
        "0",
        "true",
        "nan",
        "[]",
        "{}",
        '""',
        '"x"',
        "1979-05-27",
        "07:32:00",
        "[[1]]",
        f'"{TOKEN}"',
    ]
)


@st.composite
def mutilated(draw: st.DrawFn) -> str:
    """Take a whole file and cut, repeat or insert something up to five times."""
    text = draw(st.sampled_from([BASE, UNCOMMENTED, GOOD]))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        scrap = draw(st.sampled_from(SCRAPS) | st.text(max_size=8))
        text = draw(
            st.sampled_from(
                [
                    text[:start] + text[end:],
                    text[:start] + scrap + text[start:],
                    text[:end] + text[start:],
                ]
            )
        )
    return text


ONE_FOLDER = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)
"""All examples of a story share its folder."""


def load_or_tell(path: Path, content: str) -> tuple[Mistake, ...]:
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    path.chmod(0o600)
    try:
        load(path, environ={})
    except ConfigMistakes as error:
        return error.mistakes
    return ()


@settings(max_examples=700, suppress_health_check=ONE_FOLDER)
@given(content=mutilated())
@example(content="")
@example(content="[discord]\ntoken = 1" + "0" * 4400)
def test_no_mutilated_file_breaks_the_start_or_shows_the_token(tmp_path, content):
    assert_no_token(load_or_tell(tmp_path / "config.toml", content))


WRONG = {
    "discord.api_url": "1",
    "discord.gateway_url": '"https://x"',
    "discord.identify_budget": "0",
    "database.url": '"mysql://x"',
    "log.level": '"LOUD"',
    "log.format": "7",
    "clock.speed": "0",
    "clock.start": '"noon"',
}


@settings(max_examples=300, suppress_health_check=ONE_FOLDER)
@given(
    wrong=st.sets(st.sampled_from(sorted(WRONG)), min_size=1),
    unknown=st.text(string.ascii_lowercase, min_size=1, max_size=10),
    value=VALUES,
)
def test_whatever_is_wrong_all_of_it_is_told(tmp_path, wrong, unknown, value):
    tables: dict[str, list[str]] = {"discord": [f'token = "{TOKEN}"', f"x_{unknown} = {value}"]}
    for key in wrong:
        table, _, name = key.partition(".")
        tables.setdefault(table, []).append(f"{name} = {WRONG[key]}")
    text = "\n".join(f"[{table}]\n" + "\n".join(lines) for table, lines in tables.items())
    told = load_or_tell(tmp_path / "config.toml", text)
    assert wrong | {f"discord.x_{unknown}"} <= {m.key for m in told}
    assert_no_token(told)
