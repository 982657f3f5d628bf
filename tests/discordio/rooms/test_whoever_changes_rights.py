"""Whatever anybody changes by hand, those who belong in a closed room see it, and nobody else."""

import random

import discord
import pytest

from bot.discordio.overwrites.permissions import MEMBER
from bot.domain.ids import MemberId
from bot.rehearsal import simkit
from bot.services.ports.room_access import MemberAccess
from tests.discordio.conftest import Group

STEPS = 25
SEES = discord.PermissionOverwrite(view_channel=True, connect=True)
NEUTRAL = discord.PermissionOverwrite()


class Evening:
    """One closed room, who came through its door and who was removed, as the house keeps it."""

    def __init__(self, group: Group, seed: int) -> None:
        self.group, self.chance = group, random.Random(seed)
        self.inside: set[MemberId] = set()
        self.removed: set[MemberId] = set()
        guild = group.world.guild
        self.verified = guild.create_role("Verified")
        self.roles = (self.verified, guild.create_role("Team"), group.world.facilitators)

    @property
    def rooms(self):
        return self.group.bot.rooms

    async def open(self) -> None:
        simkit.overwrite(self.group.world.category, self.verified, SEES)
        await self.group.env.settle()
        self.room = await self.rooms.create(self.group.server, self.group.occurrence())
        await self.rooms.keep_closed(self.group.server, self.room, self.came_in, fresh=True)
        await self.group.env.settle()

    async def came_in(self):
        return self.inside

    # ------------------------------------------------------------------- what anybody does

    def somebody(self) -> MemberId:
        return MemberId(self.chance.choice(list(self.group.world.members.values())).id)

    async def comes_in(self) -> None:
        member = self.somebody()
        if member not in self.removed:
            self.inside.add(member)
            await self.rooms.admit(self.room, member)

    async def leaves(self) -> None:
        member = self.somebody()
        if member in self.inside:
            self.inside.discard(member)
            await self.rooms.unbar(self.room, member)

    async def is_removed(self) -> None:
        member = self.somebody()
        self.inside.discard(member)
        self.removed.add(member)
        await self.rooms.bar(self.room, member)

    async def is_let_back(self) -> None:
        member = self.somebody()
        if member in self.removed:
            self.removed.discard(member)
            await self.rooms.unbar(self.room, member)

    async def gets_or_loses_a_role(self) -> None:
        roles = self.chance.sample([role.id for role in self.roles], self.chance.randrange(3))
        guild, backend = self.group.world.guild.id, self.group.env.backend
        backend.edit_member(guild, self.somebody(), {"role_ids": roles})

    async def a_role_is_let_into_the_room(self) -> None:
        self.by_hand(self.chance.choice(self.roles))

    async def a_person_is_added_by_hand(self) -> None:
        names = list(self.group.world.members)
        self.by_hand(self.group.world[self.chance.choice(names)])

    async def a_role_sees_every_channel(self) -> None:
        role = self.chance.choice(self.roles)
        rights = self.chance.choice([0, MEMBER.value])
        guild = self.group.world.guild.id
        self.group.env.backend.edit_role(guild, role.id, {"permissions": rights})

    async def the_room_is_made_like_its_category(self) -> None:
        inherited = list(self.group.world.category._channel.overwrites)
        self.group.env.backend.edit_channel(self.room, {}, overwrites=inherited)

    def by_hand(self, target) -> None:
        channel = simkit.channel(self.group.env, self.room)
        simkit.overwrite(channel, target, self.chance.choice([SEES, NEUTRAL]))

    # ------------------------------------------------------------------- what the house does

    async def look(self) -> None:
        """Do what the house does at a look, and, as it does now and then, doubt all roles."""
        await self.group.env.advance_time(2)
        self.rooms.doubt_roles(self.room)
        await self.rooms.keep_closed(self.group.server, self.room, self.came_in)
        await self.group.env.settle()
        known = self.rooms.our_overwrites(self.group.server.id, self.room)
        for member in self.removed:
            if known.get(member) is not MemberAccess.KEPT_OUT:
                await self.rooms.bar(self.room, member)
        for member in self.inside:
            if known.get(member) is not MemberAccess.LET_IN:
                await self.rooms.admit(self.room, member)
        await self.group.env.settle()

    def who_should_see(self) -> set[int]:
        world = self.group.world
        role = world.facilitators.id
        members = world.guild._guild.members
        leads = {one.id for one in world.people.values() if role in members[one.id].role_ids}
        return (self.inside | leads | {world.organiser.id}) - self.removed


DEEDS = (
    Evening.comes_in,
    Evening.comes_in,
    Evening.leaves,
    Evening.is_removed,
    Evening.is_let_back,
    Evening.gets_or_loses_a_role,
    Evening.a_role_is_let_into_the_room,
    Evening.a_person_is_added_by_hand,
    Evening.a_role_sees_every_channel,
    Evening.the_room_is_made_like_its_category,
)


@pytest.mark.parametrize("seed", range(6))
async def test_a_closed_room_is_seen_by_those_who_belong_there_alone(group, seed):
    evening = Evening(group, seed)
    await evening.open()
    done = []
    for _ in range(STEPS):
        deed = evening.chance.choice(DEEDS)
        done.append(deed.__name__)
        await deed(evening)
        await evening.look()
        people = group.world.people.values()
        seen = {one.id for one in people if simkit.may_see(group.env, evening.room, one.id)}
        assert seen == evening.who_should_see(), done
