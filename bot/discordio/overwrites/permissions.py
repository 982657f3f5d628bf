"""Permission bits and overwrites: what the bot asks for, and what it lets others do.

See docs/discord.md#what-the-bot-asks-for.

`INVITE` feeds the invite link, `/setup check`, the look before a room opens, and the overwrites.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import discord

from bot.services.ports.room_access import MemberAccess

INVITE = discord.Permissions(
    view_channel=True,
    send_messages=True,
    read_message_history=True,
    connect=True,
    speak=True,
    manage_channels=True,
    set_voice_channel_status=True,
)
"""All that is asked for server-wide. Speak is only there to be granted: the bot never does."""

MEMBER = discord.Permissions(
    view_channel=True,
    connect=True,
    speak=True,
    send_messages=True,
    read_message_history=True,
)
"""What somebody who was let in may do in a room; a facilitator too."""

OUTSIDE = discord.Permissions(view_channel=True, connect=True)
"""What is denied to somebody who stays outside."""

OWN_ROOM = discord.Permissions(
    view_channel=True,
    connect=True,
    manage_channels=True,
    send_messages=True,
    read_message_history=True,
)
"""What the bot gives itself in a room: without the first three it cannot delete it again, without
the others it cannot post in it (docs/discord.md#rooms)."""

BARRED = OUTSIDE | discord.Permissions(send_messages=True)
"""What is denied to somebody whose access has ended."""

THREADS = discord.Permissions(
    create_public_threads=True, create_private_threads=True, send_messages_in_threads=True
)
"""What lets people write beside a room. The bot asks for none of it, and denies what it has."""

WRITING = THREADS | discord.Permissions(send_messages=True)
"""What nobody does any more in a room that is locked."""

TAKING_PART = WRITING | discord.Permissions(speak=True)
"""What is denied to somebody who was let in to listen."""


def invite(client_id: int) -> str:
    """Give the link that brings the bot into a server with the least permissions."""
    scopes = ("bot", "applications.commands")
    return discord.utils.oauth_url(client_id, permissions=INVITE, scopes=scopes)


@dataclass(frozen=True, slots=True)
class Overwrite:
    """What one role (or one member) may and may not do in a channel, as bits."""

    id: int
    allow: int = 0
    deny: int = 0
    is_role: bool = True

    @property
    def wire(self) -> dict[str, object]:
        """As Discord takes it."""
        kind = 0 if self.is_role else 1
        return {"id": self.id, "type": kind, "allow": str(self.allow), "deny": str(self.deny)}

    @property
    def for_create(self) -> dict[str, object]:
        """As Discord takes it with a new channel: there the bits are numbers, not text."""
        return {**self.wire, "allow": self.allow, "deny": self.deny}

    @property
    def is_empty(self) -> bool:
        """Whether it allows and denies nothing, so that it need not be there."""
        return not (self.allow or self.deny)

    def letting(self, bits: int) -> "Overwrite":
        """The same, with these bits allowed."""
        return Overwrite(self.id, self.allow | bits, self.deny & ~bits, self.is_role)

    def keeping_from(self, bits: int) -> "Overwrite":
        """The same, with these bits denied."""
        return Overwrite(self.id, self.allow & ~bits, self.deny | bits, self.is_role)

    def without(self, bits: int) -> "Overwrite":
        """The same, allowing these bits no more: what else is said of them decides."""
        return Overwrite(self.id, self.allow & ~bits, self.deny, self.is_role)

    def within(self, may: discord.Permissions) -> "Overwrite":
        """The same without what the bot may not do itself: Discord takes no more from it."""
        return Overwrite(self.id, self.allow & may.value, self.deny & may.value, self.is_role)


def our_overwrites(
    rules: Iterable[Overwrite],
    inherited: Iterable[Overwrite],
    may: discord.Permissions,
    *,
    closed: bool = False,
) -> dict[int, MemberAccess]:
    """Say whom we have let into a room or kept out of it, by the rules' shape.

    What the category says of a person is not ours, nor is what somebody set by hand; only in a
    room that is `closed` it lets nobody in unless we do. In a text room that is locked those who
    were let in do not write any more.
    """
    above = {rule.id: rule for rule in inherited if not rule.is_role}
    theirs = [rule for rule in rules if not rule.is_role and (closed or rule not in above.values())]
    nothing = Overwrite(0, is_role=False)
    found = {rule.id: _access_of(rule, above.get(rule.id, nothing), may) for rule in theirs}
    return {member: access for member, access in found.items() if access is not None}


def listening(
    rules: Iterable[Overwrite], inherited: Iterable[Overwrite], may: discord.Permissions
) -> frozenset[int]:
    """Name those whom we have let into a room to listen, by the rules' shape."""
    above = {rule.id: rule for rule in inherited if not rule.is_role}
    return frozenset(
        rule.id
        for rule in rules
        if not rule.is_role and _bits(rule) == _bits(_listens(rule.id, above, may))
    )


def let_in_as(inherited: Overwrite, may: discord.Permissions, *, writes: bool = True) -> Overwrite:
    """Give the overwrite of somebody who was let in, on top of what the category says of them."""
    inside = inherited.letting((MEMBER & may).value)
    return (inside if writes else inside.keeping_from(TAKING_PART.value)).within(may)


def _listens(member: int, above: dict[int, Overwrite], may: discord.Permissions) -> Overwrite:
    known = above.get(member, Overwrite(member, is_role=False))
    return let_in_as(known, may, writes=False)


def _bits(rule: Overwrite) -> tuple[int, int]:
    return rule.allow, rule.deny


def _access_of(
    rule: Overwrite, inherited: Overwrite, may: discord.Permissions
) -> MemberAccess | None:
    let_in = let_in_as(inherited, may)
    shapes = {
        _bits(let_in): MemberAccess.LET_IN,
        _bits(let_in.keeping_from((WRITING & may).value)): MemberAccess.LET_IN,
        _bits(let_in_as(inherited, may, writes=False)): MemberAccess.LET_IN,
        (0, BARRED.value): MemberAccess.KEPT_OUT,
    }
    return shapes.get((rule.allow, rule.deny))


def from_wire(channel: Mapping[str, object]) -> tuple[Overwrite, ...]:
    """Read the overwrites of a channel as REST gives it."""
    listed = channel.get("permission_overwrites")
    rules = [rule for rule in listed if isinstance(rule, dict)] if isinstance(listed, list) else []
    return tuple(
        Overwrite(
            int(rule["id"]),
            int(rule["allow"]),
            int(rule["deny"]),
            is_role=str(rule["type"]) in {"0", "role"},
        )
        for rule in rules
    )


def of_channel(channel: discord.abc.GuildChannel) -> tuple[Overwrite, ...]:
    """Read the overwrites of a channel that discord.py knows."""
    # `channel.overwrites` looks up who each is for and takes every bit apart: a third of what an
    # evening costs the processor, for what stands here as Discord sent it.
    kept = channel._overwrites  # noqa: SLF001
    return tuple(Overwrite(one.id, one.allow, one.deny, one.is_role()) for one in kept)


def for_open_room(
    category: Iterable[Overwrite], me: int, may: discord.Permissions, facilitators: int | None
) -> tuple[Overwrite, ...] | None:
    """Give a new room the rules of its category, the bot's own and the facilitators'.

    `may` is what the bot may do in the server: it can grant and deny nothing else. None where the
    category's rules cannot be repeated in full: then the room is to inherit them.
    """
    rules = {rule.id: rule for rule in category}
    grantable = (INVITE & may).value
    if any(rule.allow & ~grantable or rule.deny & ~may.value for rule in rules.values()):
        return None
    own = rules.pop(me, Overwrite(me, is_role=False))
    if facilitators is not None:
        known = rules.get(facilitators, Overwrite(facilitators))
        rules[facilitators] = known.letting((MEMBER & may).value)
    return (*rules.values(), own.letting((OWN_ROOM & may).value))


def locked(
    rules: Iterable[Overwrite],
    everyone: int,
    me: int,
    mine: frozenset[int],
    may: discord.Permissions,
) -> tuple[Overwrite, ...]:
    """Give the rules to change so that nobody but the bot writes in a room, the bot's first.

    `me` is the bot, `mine` its roles, `may` what it may do in the server: it denies nothing else.
    """
    send, writing = discord.Permissions(send_messages=True).value, (WRITING & may).value
    known = {rule.id: rule for rule in rules}
    own = known.pop(me, Overwrite(me, is_role=False)).letting(send)
    known.setdefault(everyone, Overwrite(everyone))
    silenced = (
        rule.keeping_from(writing)
        for rule in known.values()
        if rule.id == everyone or (rule.allow & writing and rule.id not in mine)
    )
    return (own, *silenced)
