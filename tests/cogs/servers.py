"""Servers of every make, and what the client of somebody who stays outside shows there."""

from dataclasses import dataclass, field
from typing import Any

import discord
from simcord import RoleHandle

from bot.discordio.overwrites.permissions import INVITE, MEMBER
from bot.rehearsal import simkit
from bot.rehearsal import world as worlds
from bot.rehearsal.world import World
from tests.cogs.group import Group

SEES = discord.PermissionOverwrite(view_channel=True, connect=True)
HIDDEN = discord.PermissionOverwrite(view_channel=False)
KEEPER = discord.PermissionOverwrite(
    view_channel=True, connect=True, manage_channels=True, manage_roles=True
)
GUEST = discord.PermissionOverwrite(view_channel=True, connect=True, manage_channels=True)
"""What lets the bot open rooms there, but close none."""
STRANGER = "Hana"
"""She never presses anything."""


def hold(world: World, role: RoleHandle, *names: str) -> None:
    for name in names:
        guild = world.guild._guild
        guild.members[world[name].id].role_ids.append(role.id)


def shown_to_a_role(world: World) -> RoleHandle:
    """The category denies @everyone and allows a role that all members hold."""
    role = world.guild.create_role("Verified")
    simkit.overwrite(world.category, world.guild.default_role, HIDDEN)
    simkit.overwrite(world.category, role, SEES)
    return role


def hidden_server_wide(world: World) -> RoleHandle:
    """@everyone sees nothing anywhere; a role that all members hold sees everything."""
    guild = world.guild
    world.env.backend.edit_role(guild.id, guild.id, {"permissions": 0})
    usual = MEMBER | discord.Permissions(use_application_commands=True)
    return guild.create_role("Verified", permissions=usual)


def private(world: World) -> RoleHandle:
    """The category is for facilitators alone."""
    simkit.overwrite(world.category, world.guild.default_role, HIDDEN)
    simkit.overwrite(world.category, world.facilitators, SEES)
    return world.guild.create_role("Verified")


def open_to_all(world: World) -> RoleHandle:
    """Nobody hides the category from anyone."""
    return world.guild.create_role("Verified")


SERVERS = {
    make.__name__: make for make in (shown_to_a_role, hidden_server_wide, private, open_to_all)
}


@dataclass
class Client:
    """What the client of somebody who stays outside shows, at every event that Discord sends."""

    group: Group
    saw: list[str] = field(default_factory=list)
    posted: list[str] = field(default_factory=list)

    def watch(self) -> None:
        backend: Any = self.group.env.backend
        emit = backend.emit

        def seen(name, *args, **kwargs):
            done = emit(name, *args, **kwargs)
            self.look(name)
            return done

        backend.emit = seen

    def look(self, event: str) -> None:
        world, room = self.group.world, self.group.world.voice_room()
        if room is None:
            return
        sees = simkit.may_see(world.env, room.id, world[STRANGER].id)
        in_room = bool(world.env.backend.messages.get(room.id))
        announced = world.env.backend.messages.get(world.announcements.id) or {}
        at_door = any("or:join:" in str(one) for one in announced.values())  # not the week's
        named = any(one.type == 1 for one in room._channel.overwrites if one.target_id != self.bot)
        if in_room or at_door or named:
            self.posted.append(event)
            self.saw += [event] if sees else []

    @property
    def bot(self) -> int:
        return self.group.env.backend.bot_user.id


async def a_server(env, make, *, keeper: bool = True) -> Group:
    """A server in which everyone but the organiser is *Verified*; the bot may close rooms."""
    world = worlds.build(env, INVITE, private=False)
    role = make(world)
    bot = simkit.grant_bot(world.guild, INVITE)
    simkit.overwrite(world.category, bot, KEEPER if keeper else GUEST)
    hold(world, role, "Fran", *world.members)
    await env.settle()
    group = Group(world)
    await group.set_up()
    await group.wait(31)
    return group
