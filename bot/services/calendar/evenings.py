"""Which shape an evening has: by one of our templates, or by one of the group's own."""

from dataclasses import replace

from bot.content import templates
from bot.domain.calendar.edited import Edit
from bot.domain.calendar.occurrence import Occurrence
from bot.domain.calendar.own_template import NoSuchTemplate, called
from bot.domain.ids import GuildId
from bot.domain.language.folding import fold
from bot.domain.template import Template, scaled
from bot.services.calendar.planning import Wish
from bot.services.ports.store import Tx


def known(tx: Tx, guild: GuildId, name: str) -> Template | None:
    """Give the template of that name, ours or the group's; None where there is none."""
    ours = templates.load().get(fold(name))
    if ours is not None:
        return ours
    own = called(tx.templates.of(guild), name)
    return own.template if own else None


def shape_of(tx: Tx, occurrence: Occurrence) -> Template:
    """Give the shape of an evening, as long as it was planned for.

    Where its template is gone, it is the one of ours whose length is nearest.
    """
    minutes = occurrence.minutes
    found = known(tx, occurrence.guild, occurrence.template) or templates.nearest(minutes)
    return scaled(found, minutes)


def settled(tx: Tx, guild: GuildId, wish: Wish) -> Wish:
    """Give a wish with its template and its minutes. Raises NoSuchTemplate, MinutesOutOfRange."""
    shape = known(tx, guild, wish.template)
    if shape is None:
        raise NoSuchTemplate
    minutes = scaled(shape, wish.minutes).total_minutes if wish.minutes else shape.total_minutes
    return replace(wish, template=shape.name, minutes=minutes)


def with_minutes(tx: Tx, guild: GuildId, edit: Edit) -> Edit:
    """Give an edit that says how long the meeting takes, where its time or its template does.

    By another template it takes as long as that is made for, unless the time says how long.
    Raises NoSuchTemplate, MinutesOutOfRange.
    """
    minutes = edit.when.minutes if edit.when else None
    if edit.template is None:
        return replace(edit, minutes=minutes)
    wish = settled(tx, guild, Wish("", edit.template, minutes=minutes))
    return replace(edit, template=wish.template, minutes=wish.minutes)
