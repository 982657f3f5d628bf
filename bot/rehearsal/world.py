"""The simulated server: one peer group with its rooms, its people and the bot's permissions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import discord

from bot.domain.ids import ChannelId
from bot.rehearsal import simkit
from bot.rehearsal.private_chats import PrivateChats

if TYPE_CHECKING:
    from simcord import ChannelHandle, Env, GuildHandle, MemberActor, RoleHandle

    from bot.domain.meeting.live_meeting import LiveMeeting

ORGANISER = "Olu"
FACILITATOR = "Fran"
MEMBERS = ("Ana", "Ben", "Chi", "Dmitri", "Esi", "Farid", "Greta", "Hana")
"""Invented people; the first eight letters make them easy to tell apart."""

_Overwrites = dict[Any, discord.PermissionOverwrite]
_INSIDE = discord.PermissionOverwrite(view_channel=True, connect=True)
_KEEPER = discord.PermissionOverwrite(
    view_channel=True, connect=True, manage_channels=True, manage_roles=True
)
"""What the closed door needs on its category: with it the bot lets single members in."""
_OUTSIDE = discord.PermissionOverwrite(view_channel=False)


@dataclass(frozen=True, slots=True)
class World:
    """Everything a story or a rehearsal needs to hand."""

    env: Env
    guild: GuildHandle
    category: ChannelHandle
    announcements: ChannelHandle
    organisers: ChannelHandle
    facilitators_channel: ChannelHandle
    facilitators: RoleHandle
    organiser: MemberActor
    facilitator: MemberActor
    members: dict[str, MemberActor]
    offered: dict[str, str] = field(default_factory=dict)
    """How values that the bot offered while somebody typed were shown."""
    chats: PrivateChats = field(default_factory=PrivateChats)

    @property
    def people(self) -> dict[str, MemberActor]:
        """Everyone by name: organiser, facilitator, then the members."""
        named = {ORGANISER: self.organiser, FACILITATOR: self.facilitator}
        return named | self.members

    def __getitem__(self, name: str) -> MemberActor:
        """One person by name."""
        return self.people[name]

    def name_of(self, member_id: int) -> str:
        """The name of a person or of the bot; "somebody" for anyone else."""
        if member_id == self.env.backend.bot_user.id:
            return self.env.backend.bot_user.name
        names = {each.id: name for name, each in self.people.items()}
        return names.get(member_id, "somebody")

    def room(self, name: str) -> ChannelHandle:
        """A channel by its name; raises KeyError when there is none."""
        found = {each.name: each for each in simkit.rooms(self.guild)}
        return found[name]

    def voice_room(self) -> ChannelHandle | None:
        """The meeting's voice room: of the evening that has begun, else the newest there is."""
        voice = [each for each in simkit.rooms(self.guild) if simkit.is_voice(each)]
        held = ((each, self.meeting_in(each.id)) for each in voice)
        begun = (each for each, on in held if on and on.stage and on.room == each.id)
        return next(begun, voice[-1] if voice else None)

    def is_open(self) -> bool:
        """Whether there is a meeting's room, for voice or for text."""
        text = (each.id for each in simkit.rooms(self.guild) if not simkit.is_voice(each))
        return self.voice_room() is not None or any(map(self.meeting_in, text))

    def meeting_in(self, room: int) -> LiveMeeting | None:
        """The meeting that runs in a room, by its id, as the bot knows it; None when none does."""
        services: Any = getattr(self.env.bot, "services", None)
        found = services and services.meetings.in_room(ChannelId(room))
        return services.schedule.store.latest(found) if found else None

    def viewers(self, channel: ChannelHandle) -> list[MemberActor]:
        """Who can see the channel, the facilitator first and the organiser last."""
        order = [self.facilitator, *self.members.values(), self.organiser]
        return [each for each in order if simkit.may_see(self.env, channel.id, each.id)]


def build(
    env: Env,
    permissions: discord.Permissions,
    *,
    name: str = "Tuesday group",
    private: bool = True,
    members: tuple[str, ...] = MEMBERS,
) -> World:
    """Build the group's server. The bot gets exactly `permissions`.

    With `private` the category "Meetings" is one that only facilitators and the bot see, which is
    what the closed door needs; without it everyone sees the rooms and the door is open.
    """
    owner = env.create_user("olu", global_name=ORGANISER)
    guild = env.create_guild(name, owner=owner)
    bot, role = simkit.grant_bot(guild, permissions), guild.create_role("Facilitators")
    facilitator = env.create_user("fran", global_name=FACILITATOR)
    people = [(each, env.create_user(each.lower(), global_name=each)) for each in members]
    closed: _Overwrites = {guild.default_role: _OUTSIDE, bot: _INSIDE}
    staff: _Overwrites = {**closed, role: _INSIDE}
    return World(
        env=env,
        guild=guild,
        category=_category(guild, bot, role, private=private),
        announcements=guild.create_text_channel("announcements"),
        organisers=guild.create_text_channel("organisers", overwrites=closed),
        facilitators_channel=guild.create_text_channel("facilitators", overwrites=staff),
        facilitators=role,
        organiser=simkit.actor(env, guild, owner),
        facilitator=guild.add_member(facilitator, roles=[role]),
        members={each: guild.add_member(user) for each, user in people},
    )


def _category(
    guild: GuildHandle, bot: RoleHandle, role: RoleHandle, *, private: bool
) -> ChannelHandle:
    category = guild.create_category("Meetings")
    if private:
        simkit.overwrite(category, guild.default_role, _OUTSIDE)
        simkit.overwrite(category, bot, _KEEPER)
        simkit.overwrite(category, role, _INSIDE)
    return category
