"""A group's own templates: how many there are, and what they are called."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.errors import Refusal
from bot.domain.ids import GuildId, TemplateId
from bot.domain.language.folding import fold
from bot.domain.template import Template

MOST = 20
"""Templates of one group: with ours they fit into one list of Discord's."""


class TooManyTemplates(Refusal):
    """The group has as many templates of its own as it may."""

    key = "refusal.too_many_templates"


class NoSuchTemplate(Refusal):
    """Neither we nor the group has a template of that name."""

    key = "refusal.no_such_template"


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """One template of a group's own."""

    id: TemplateId
    guild: GuildId
    template: Template

    @property
    def name(self) -> str:
        """What it is called, as its file says."""
        return self.template.name


def called(own: Iterable[OwnTemplate], name: str) -> OwnTemplate | None:
    """Give the one of that name, whatever the capitals; None where there is none."""
    wanted = fold(name)
    return next((one for one in own if fold(one.name) == wanted), None)


def must_fit(own: Sequence[OwnTemplate]) -> None:
    """Raise TooManyTemplates where one more would be too many."""
    if len(own) >= MOST:
        raise TooManyTemplates(most=MOST)
