"""The ports as working fakes, on a small Discord and a real store."""

from datetime import datetime

from bot.domain.ids import ChannelId, MemberId, MessageId
from bot.services.ports.drawings import Line
from bot.services.ports.members import Standing
from bot.services.ports.rooms import FoundRoom, Need
from bot.services.ports.trouble import Gone, Trouble
from tests.services.fake_access import Access
from tests.services.small_discord import Channel, Discord, Late, Message


class Guests:
    """The port, on our small Discord."""

    def __init__(self, discord: Discord) -> None:
        self.discord = discord

    async def has_left(self, guild) -> bool:
        if guild not in self.discord.unheard_of:
            return False
        self.discord.answered(await self.discord.asked("server"))
        return True


class Members:
    """The port, on our small Discord: everybody is there, unless the story says otherwise."""

    def __init__(self, discord: Discord) -> None:
        self.discord = discord

    async def look(self, server, member) -> Standing | None:
        self.discord.answered(await self.discord.asked("look"))
        return self.discord.standings.get(member, Standing())

    def hosts(self, server, room) -> dict[MemberId, str]:
        inside = self.discord.channels[room].inside
        return {who: name for who, name in self.discord.may_lead.items() if who in inside}

    def owner(self, guild) -> tuple[MemberId, str] | None:
        owner = self.discord.owner
        return (owner, "Our server") if owner else None

    def facilitators_read(self, server, channel) -> bool:
        return channel == server.facilitators_channel

    def is_private(self, server, channel) -> bool:
        return channel not in self.discord.public

    def may_call_role(self, server, channel) -> bool:
        return self.discord.role_is_called

    def trusted(self, server, room) -> frozenset[MemberId]:
        inside = self.discord.channels[room].inside
        known = {one: self.discord.standings.get(one, Standing()) for one in inside}
        return frozenset(one for one, it in known.items() if it.leads or it.manages)

    def may_disconnect(self, guild, room) -> bool:
        return self.discord.may_move

    async def disconnect(self, guild, room, member) -> bool:
        known = self.discord.channels.get(room)
        if known is None or member not in known.inside:
            return True
        if not self.discord.may_move:
            return False
        try:
            outcome = await self.discord.asked("disconnect", room)
            known.inside.discard(member)
            self.discord.answered(outcome)
        except Trouble:
            return False
        return True


class Rooms(Access):
    """The port, on our small Discord."""

    def discord_now(self) -> datetime:
        return self.discord.clock.now()

    async def create(self, server, occurrence) -> ChannelId:
        outcome = await self.discord.asked("create")
        room, now = ChannelId(self.discord.new_id()), self.discord.clock.now()
        seen_from = now + outcome.after if isinstance(outcome, Late) else now
        self.discord.made += 1
        self.discord.channels[room] = Channel(
            server.id,
            occurrence.code,
            occurrence.room_kind,
            now,
            seen_from,
            onlookers=self.discord.sees_category,
        )
        self.discord.answered(outcome)
        return room

    async def find(self, server, occurrence) -> tuple[FoundRoom, ...]:
        outcome = await self.discord.asked("find")
        ours = [
            FoundRoom(room, empty=not one.inside and self.discord.sees_people)
            for room, one in self.discord.channels.items()
            if one in self.discord.rooms() and one.code == occurrence.code
            if one.guild == server.id
            if self.discord.blind != "rooms"
        ]
        self.discord.answered(outcome)
        return tuple(ours)

    async def exists(self, room) -> bool:
        try:
            self.discord.answered(await self.discord.asked("exists", room))
        except Gone:
            return False
        return True

    async def delete(self, room, reason) -> None:
        outcome = await self.discord.asked("delete", room)
        gone = self.discord.channels.pop(room)
        self.discord.deleted.append((room, frozenset(gone.inside)))
        self.discord.answered(outcome)

    async def show_stage(self, room, text) -> None:
        outcome = await self.discord.asked("show_stage", room)
        self.discord.channels[room].status = text
        self.discord.answered(outcome)

    def occupants(self, guild, room) -> frozenset[MemberId] | None:
        known = self.discord.channels.get(room)
        if known is None or not self.discord.sees_people:
            return None
        return frozenset(known.inside)

    def needs(self, server) -> tuple[Need, ...]:
        return tuple(self.discord.needs)


class Messages:
    """The port, on our small Discord, which drops a repeated nonce for a few minutes."""

    def __init__(self, discord: Discord) -> None:
        self.discord = discord

    async def send(self, drawing, channel, key, *, look_first, mark=None) -> MessageId:
        found = await self.find(channel, key, mark) if look_first else None
        if found is not None:
            return found
        outcome = await self.discord.asked("send", channel)
        self.discord.note(type(drawing).__name__)
        lately = self.discord.clock.now() - self.discord.nonce_window
        for known, one in self.discord.messages.items():
            if one.nonce == key.nonce and one.at >= lately:
                self.discord.answered(outcome)
                return known
        message = MessageId(self.discord.new_id())
        assert len(key.nonce) <= 25
        now = self.discord.clock.now()
        self.discord.messages[message] = Message(channel, key.nonce, drawing, now)
        self.discord.answered(outcome)
        return message

    async def find(self, channel, key, mark) -> MessageId | None:
        outcome = await self.discord.asked("find_message", channel)
        listed = self.discord.messages.items()
        sees = self.discord.blind != "messages"
        ours = [known for known, one in listed if sees and one.nonce == key.nonce]
        self.discord.answered(outcome)
        return ours[0] if ours else None

    def shown(self, line) -> str:
        return str(line.facts)

    async def read(self, guild, channel) -> dict[MessageId, str]:
        outcome = await self.discord.asked("read", channel)
        self.discord.answered(outcome)
        listed = self.discord.messages.items()
        lines = {known: one.shown for known, one in listed if one.channel == channel}
        return {known: str(one.facts) for known, one in lines.items() if isinstance(one, Line)}

    async def others_below(self, guild, channel, message) -> int | None:
        self.discord.answered(await self.discord.asked("others_below", channel))
        if message not in self.discord.messages:
            return None
        return sum(one > message for one in self.discord.chatter.get(channel, ()))

    async def edit(self, drawing, channel, message) -> None:
        outcome = await self.discord.asked("edit", channel)
        if message not in self.discord.messages:
            raise Gone
        self.discord.messages[message].edits.append(drawing)
        self.discord.answered(outcome)

    async def delete(self, channel, message) -> None:
        outcome = await self.discord.asked("delete_message", channel)
        if self.discord.messages.pop(message, None) is None:
            raise Gone
        self.discord.answered(outcome)

    async def whisper(self, drawing, member, once="") -> bool:
        return await self.hand(drawing, member, (), once)

    async def hand(self, drawing, member, papers, once="") -> bool:
        outcome = await self.discord.asked("whisper")
        if member in self.discord.closed_to:
            return False
        if once not in self.discord.nonces - {""}:
            self.discord.whispers.append((member, drawing))
            self.discord.handed += [(member, one) for one in papers]
        self.discord.nonces.add(once)
        self.discord.answered(outcome)
        return True

    async def take_back(self, member) -> bool:
        outcome = await self.discord.asked("take_back")
        mine = [one for one in self.discord.whispers if one[0] == member]
        for one in mine[:2]:
            self.discord.whispers.remove(one)
        self.discord.answered(outcome)
        return len(mine) > 2

    def redraw(self, meeting) -> None:
        self.discord.redrawn += 1


class MortalStore:
    """The real store, with a place to die before and after each commit."""

    def __init__(self, store, discord: Discord) -> None:
        self.store, self.discord = store, discord
        self.latest = store.latest

    async def prove(self):
        await self.store.prove()

    async def look_at_pages(self):
        await self.store.look_at_pages()

    async def run(self, work):
        self.discord.boundary()
        done = await self.store.run(work)
        self.discord.boundary()
        return done
