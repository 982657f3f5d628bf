"""Who sees a room, worked out as Discord does, and what to change so that nobody else does.

Base permissions of every role, then the room's overwrites: @everyone, roles, members. A room that
inherits has its category's overwrites as its own, so those need no looking at.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import discord

from bot.discordio.overwrites.permissions import INVITE, MEMBER, OUTSIDE, OWN_ROOM, Overwrite
from bot.domain.server.onlookers import Onlookers

VIEW = discord.Permissions.view_channel.flag
ADMINISTRATOR = discord.Permissions.administrator.flag
UNKNOWN = -1
TO_CLOSE = OUTSIDE | discord.Permissions(manage_roles=True)
"""What the bot needs in a room to close it."""


@dataclass(frozen=True, slots=True)
class RoleRights:
    """One role with what it allows its holders everywhere."""

    id: int
    name: str
    rights: int
    is_bot: bool = False
    """Another bot's own role, which no person has."""


@dataclass(frozen=True, slots=True)
class ServerRights:
    """Who may do what in a server at large, as far as it decides who sees a room."""

    everyone: RoleRights
    me: int
    """The bot."""
    mine: frozenset[int]
    """The bot's roles, @everyone left out; others may have them too."""
    own: frozenset[int]
    """Those of them that nobody else can have."""
    facilitators: int | None
    roles: tuple[RoleRights, ...] = ()
    """Every other role, the bot's and the facilitators' among them."""
    owner: int = UNKNOWN
    """The member whose server it is."""
    guests: int | None = None
    """The role for whose holders a room is, if it is for some only."""

    @property
    def may(self) -> int:
        """What the bot may do in the server at large."""
        return self.at_large(self.mine)

    def at_large(self, roles: Collection[int]) -> int:
        """Say what somebody with these roles may do in the server at large."""
        granted = self.everyone.rights
        for role in self.roles:
            granted |= role.rights if role.id in roles else 0
        return discord.Permissions.all().value if granted & ADMINISTRATOR else granted

    def beyond_us(self, bits: int) -> int:
        """Give which of these rights somebody may have whom the bot cannot take them from."""
        had = self.everyone.rights
        for role in self._others():
            had |= 0 if role.is_bot else role.rights
        return bits & had & ~self.may

    def in_room(self, rules: Iterable[Overwrite], roles: Collection[int], member: int) -> int:
        """Say what a member with these roles may do in a room with these overwrites."""
        granted = self.at_large(roles)
        if granted & ADMINISTRATOR or member == self.owner:
            return discord.Permissions.all().value
        known = {rule.id: rule for rule in rules}
        for ids in ((self.everyone.id,), tuple(roles), (member,)):
            found = [known[one] for one in ids if one in known]
            for rule in found:
                granted &= ~rule.deny
            for rule in found:
                granted |= rule.allow
        return granted

    def onlookers(self, rules: Iterable[Overwrite], inside: Collection[int]) -> Onlookers:
        """Say who sees a room with these overwrites, apart from those who may (`inside`)."""
        rules = tuple(rules)
        if self.everyone_sees(rules):
            return Onlookers(everyone=True)
        seeing = self.seeing(rules)
        named = [rule for rule in rules if self._is_stranger(rule, inside) and rule.allow & VIEW]
        return Onlookers(
            roles=tuple(role.name for role in seeing if not role.is_bot),
            bots=tuple(role.name for role in seeing if role.is_bot),
            people=len(named),
        )

    def everyone_sees(self, rules: Iterable[Overwrite]) -> bool:
        """Tell whether somebody without any role sees a room with these overwrites."""
        return bool(self.in_room(rules, (), 0) & VIEW)

    def seeing(self, rules: Iterable[Overwrite]) -> tuple[RoleRights, ...]:
        """Give the roles each of which is enough to see a room with these overwrites.

        Whoever sees it by several roles has one that is enough: roles only add what they allow.
        """
        rules = tuple(rules)
        return tuple(role for role in self._others() if self.in_room(rules, (role.id,), 0) & VIEW)

    def may_close(self, rules: Iterable[Overwrite]) -> bool:
        """Tell whether the bot may close a room with these overwrites."""
        may = self.in_room(rules, self.mine, self.me)
        return discord.Permissions(may) >= TO_CLOSE

    def to_close(
        self, rules: Iterable[Overwrite], inside: Collection[int]
    ) -> tuple[Overwrite, ...]:
        """Give the overwrites to change so that nobody but facilitators and `inside` sees a room.

        The bot's own comes first, for without it the bot would shut itself out; then those who are
        let in, then those who are not. An overwrite that is left with nothing is to be dropped.
        """
        known = {rule.id: rule for rule in rules}
        shut = {rule.id: rule for rule in self._shut(known, inside)}
        wanted = [*self._let_in(known | shut), *shut.values()]
        return tuple(rule for rule in wanted if rule != known.get(rule.id))

    def _let_in(self, rules: dict[int, Overwrite]) -> Iterator[Overwrite]:
        granted = 0
        for one in (self.me, *self.mine):
            granted |= rules[one].allow if one in rules else 0
        if OWN_ROOM.value & ~granted:
            own = rules.get(self.me, Overwrite(self.me, is_role=False))
            yield own.letting(INVITE.value & self.may)
        for role in (self.facilitators, self.guests):
            if role is not None:
                yield rules.get(role, Overwrite(role)).letting(MEMBER.value & self.may)

    def _shut(self, rules: dict[int, Overwrite], inside: Collection[int]) -> Iterator[Overwrite]:
        everyone = rules.get(self.everyone.id, Overwrite(self.everyone.id))
        yield everyone.keeping_from(OUTSIDE.value)
        for rule in rules.values():
            stranger = (
                rule.id not in self._let_in_roles
                if rule.is_role
                else self._is_stranger(rule, inside)
            )
            if stranger and rule.allow & OUTSIDE.value:
                yield rule.without(OUTSIDE.value)

    def _others(self) -> Iterator[RoleRights]:
        for role in self.roles:
            if role.id not in self._let_in_roles and not role.rights & ADMINISTRATOR:
                yield role

    @property
    def _let_in_roles(self) -> frozenset[int | None]:
        return frozenset({self.everyone.id, self.facilitators, self.guests, *self.own})

    def _is_stranger(self, rule: Overwrite, inside: Collection[int]) -> bool:
        let_in = rule.id in {self.me, self.owner} or rule.id in inside
        return not rule.is_role and not let_in


def changed(rules: Iterable[Overwrite], changes: Iterable[Overwrite]) -> tuple[Overwrite, ...]:
    """Give all overwrites of a room once some are changed; those left with nothing are gone."""
    now = {rule.id: rule for rule in rules} | {rule.id: rule for rule in changes}
    return tuple(rule for rule in now.values() if not rule.is_empty)


def of_guild(guild: discord.Guild, facilitators: int | None) -> ServerRights:
    """Read a server that the gateway has told us of."""
    mine = [role for role in guild.me.roles if not role.is_default()]
    listed = (
        RoleRights(role.id, role.name, role.permissions.value, role.is_bot_managed())
        for role in guild.roles
        if not role.is_default()
    )
    everyone = guild.default_role
    return ServerRights(
        RoleRights(everyone.id, everyone.name, everyone.permissions.value),
        guild.me.id,
        frozenset(role.id for role in mine),
        frozenset(role.id for role in mine if role.managed),
        facilitators,
        tuple(listed),
        guild.owner_id or UNKNOWN,
    )
