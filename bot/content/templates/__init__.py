"""The evenings that come with the bot, one TOML file each."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.content.source import STRICT, names_in, read, text_of
from bot.domain.finding import Finding, Unreadable
from bot.domain.template import USUAL_ORDER, Stage, Template, lint


class _TemplateFile(BaseModel):
    model_config = STRICT
    name: str
    minutes: int
    stages: tuple[Stage, ...]


_SHAPE = TypeAdapter(_TemplateFile)


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


def linted(text: str) -> tuple[Finding, ...]:
    """Lint one evening in TOML: rows that cannot be read first, then the shape.

    Raises Unreadable when it is not TOML at all, nothing else.
    """
    try:
        file = read(text, _SHAPE)
    except ValidationError as fault:
        return tuple(_unreadable(one) for one in fault.errors())
    except (ValueError, RecursionError) as fault:
        raise Unreadable("no_template") from fault
    return lint(Template(file.name, file.stages), file.minutes)


def _unreadable(error: ErrorDetails) -> Finding:
    where = ".".join(str(part) for part in error["loc"]) or "file"
    keys = ", ".join(key for key in USUAL_ORDER)
    return Finding("template.field", where, facts={"reason": error["msg"], "keys": keys})
