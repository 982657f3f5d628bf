"""A group's own templates: added by a file, listed, and removed."""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.content import templates
from bot.content.source import LARGEST, too_large
from bot.domain.calendar.own_template import NoSuchTemplate, OwnTemplate, called, must_fit
from bot.domain.calendar.series import Series
from bot.domain.errors import Refusal
from bot.domain.finding import Finding, Unreadable
from bot.domain.ids import GuildId, TemplateId
from bot.domain.language.folding import fold
from bot.domain.person import Actor
from bot.domain.template import Template
from bot.services.ports.store import Store, Tx
from bot.services.server.resting import must_not_rest
from bot.services.server.setup import must_manage

_ID_BITS = 40


class BadTemplateFile(Refusal):
    """The file can't be read at all; `sentence` says why."""

    key = "refusal.bad_template_file"


@dataclass(frozen=True, slots=True)
class TemplateAdded:
    """What became of a file: the template that is kept now, or what is to be mended in it."""

    kept: OwnTemplate | None
    replaced: bool = False
    """Whether the group had one of that name."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class InUse:
    """A template, and the meetings to come that go by it."""

    own: OwnTemplate
    series: tuple[Series, ...]
    instead: Template
    """What those go by once it is gone."""


@dataclass(frozen=True, slots=True)
class OwnTemplates:
    """Keeps the templates of every group."""

    store: Store

    async def of(self, guild: GuildId) -> tuple[OwnTemplate, ...]:
        """Give those of a group, to choose from."""
        return await self.store.run(lambda tx: tx.templates.of(guild))

    async def listed(self, guild: GuildId, by: Actor) -> tuple[OwnTemplate, ...]:
        """Give those of a group to whoever may change them. Raises NotAnOrganiser."""
        must_manage(by)
        return await self.of(guild)

    def must_take(self, by: Actor, size: int) -> None:
        """Look at a file before it is fetched. Raises NotAnOrganiser, BadTemplateFile."""
        must_manage(by)
        if size > LARGEST:
            raise BadTemplateFile(sentence=too_large().sentence)

    async def add(self, guild: GuildId, by: Actor, data: bytes) -> TemplateAdded:
        """Keep the template in a file; one of the same name takes the place of the one before.

        Raises NotAnOrganiser, BadTemplateFile, TooManyTemplates.
        """
        must_manage(by)
        try:
            read = await asyncio.to_thread(templates.sent, data)
        except Unreadable as fault:
            raise BadTemplateFile(sentence=fault.sentence) from fault
        found = read.template
        if found is None or read.findings:
            return TemplateAdded(None, findings=read.findings)
        fresh = TemplateId(secrets.randbits(_ID_BITS))
        return await self.store.run(lambda tx: _kept(tx, OwnTemplate(fresh, guild, found)))

    async def in_use(self, guild: GuildId, by: Actor, template: TemplateId) -> InUse:
        """Say which meetings go by one. Raises NotAnOrganiser, NoSuchTemplate."""
        must_manage(by)
        return await self.store.run(lambda tx: _in_use(tx, guild, template))

    async def remove(self, guild: GuildId, by: Actor, template: TemplateId) -> InUse:
        """Forget one; what goes by it takes place all the same. Raises as `in_use` does."""
        must_manage(by)

        def work(tx: Tx) -> InUse:
            must_not_rest(tx, guild)
            found = _in_use(tx, guild, template)
            tx.templates.remove(guild, template)
            return found

        return await self.store.run(work)


def _kept(tx: Tx, new: OwnTemplate) -> TemplateAdded:
    must_not_rest(tx, new.guild)
    own = tx.templates.of(new.guild)
    before = called(own, new.name)
    if before is None:
        must_fit(own)
    else:
        new = replace(new, id=before.id)
    tx.templates.put(new)
    return TemplateAdded(new, replaced=before is not None)


def _in_use(tx: Tx, guild: GuildId, template: TemplateId) -> InUse:
    own = next((one for one in tx.templates.of(guild) if one.id == template), None)
    if own is None:
        raise NoSuchTemplate
    series = _going_by(own, tx.series.of(guild))
    return InUse(own, series, templates.nearest(own.template.total_minutes))


def _going_by(own: OwnTemplate, series: Sequence[Series]) -> tuple[Series, ...]:
    name = fold(own.name)
    return tuple(one for one in series if not one.ended and fold(one.template) == name)
