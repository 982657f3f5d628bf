"""The evenings that come with the bot, one TOML file each; groups write theirs the same way."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from bot.content import encoding
from bot.content.source import names_in, text_of
from bot.content.templates.reading import ReadTemplate, judged
from bot.domain.template import Template

ENDING = "toml"


@cache
def load() -> Mapping[str, Template]:
    """Give every built-in evening by name, the longest first; read and checked once."""
    found = sorted(
        (parse(text_of(name)) for name in names_in("templates")),
        key=lambda template: -template.total_minutes,
    )
    return MappingProxyType({template.name: template for template in found})


def nearest(minutes: int) -> Template:
    """Give the built-in evening whose length is nearest."""
    return min(load().values(), key=lambda one: abs(one.total_minutes - minutes))


def parse(text: str) -> Template:
    """Read one evening from TOML; raises ValueError that says what to mend."""
    read = judged(text)
    if read.template is None or read.findings:
        raise ValueError("\n".join(map(str, read.findings)))
    return read.template


def sent(data: bytes) -> ReadTemplate:
    """Read a file that a group has sent; it can't be called as one of ours. Raises Unreadable."""
    return judged(encoding.text_in(data, ENDING), load().keys())
