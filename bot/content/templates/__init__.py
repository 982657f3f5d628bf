"""The evenings that come with the bot, one TOML file each."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pydantic import BaseModel, TypeAdapter

from bot.content.source import STRICT, names_in, read, text_of
from bot.domain.template import Stage, Template, lint


class _File(BaseModel):
    model_config = STRICT
    name: str
    minutes: int
    stages: tuple[Stage, ...]


_SHAPE = TypeAdapter(_File)


@cache
def load() -> Mapping[str, Template]:
    """Give every built-in evening by name, the longest first; read and checked once."""
    found = sorted(
        (parse(text_of(name)) for name in names_in("templates")),
        key=lambda template: -template.total_minutes,
    )
    return MappingProxyType({template.name: template for template in found})


def parse(text: str) -> Template:
    """Read one evening from TOML; raises ValueError that says what to mend."""
    file = read(text, _SHAPE)
    template = Template(file.name, file.stages)
    found = lint(template, file.minutes)
    if found:
        raise ValueError("\n".join(map(str, found)))
    return template
