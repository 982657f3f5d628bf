"""What the stories about settings share: a file to write, and a token that is nobody's."""

from pathlib import Path

import pytest

from bot.config import ConfigMistakes, Mistake, load

ROOT = Path(__file__).parent.parent.parent
TOKEN = "MTA4NjQ5OTI3NDE4MzM2MjU2MA.GcAnRy.q8Zt5Vb2LwXk0Hs7Yp3Rm9Nd6Jf1Tg4Ec_aB-u"
GOOD = f'[discord]\ntoken = "{TOKEN}"\n'


def mistakes_of(path: Path, **environ: str) -> tuple[Mistake, ...]:
    """Load what must not load, and give the mistakes."""
    with pytest.raises(ConfigMistakes) as caught:
        load(path, environ=environ)
    return caught.value.mistakes


def problems_of(path: Path, **environ: str) -> dict[str, str]:
    """Give the problem per key."""
    return {m.key: m.problem for m in mistakes_of(path, **environ)}


def assert_no_token(mistakes: tuple[Mistake, ...]) -> None:
    """Look for the token and each of its parts in everything that could be shown."""
    told = str(mistakes) + str(ConfigMistakes(mistakes))
    for piece in (TOKEN, *TOKEN.split(".")):
        assert piece not in told, f"{piece} is shown"
