"""One group in its simulated server, driven by what its people can see and press."""

import re
from collections.abc import Mapping

import discord
from simcord import ChannelHandle, Env, MemberActor, ResponseMessage, RoleHandle

from bot.client import OpenRound
from bot.domain.template import StageKey
from bot.rehearsal import cast, simkit
from bot.rehearsal.cast import Answer
from bot.rehearsal.plain_text import plain
from bot.rehearsal.world import World
from bot.text.catalog import speaker

LEAD = "Fran"
"""Who leads the evenings of these stories."""
SURE = cast.YES
BEHIND = {
    "A short run": "More questions",
    "A surprise question": "More questions",
    "Saved questions": "More questions",
    "Remove everyone who just came in": "If people come to disrupt",
    "Only those already here may write": "If people come to disrupt",
    "Everyone may write again": "If people come to disrupt",
    "Let somebody back in": "Remove from meeting",
}
"""What stands behind a line of the two menus `More`."""
MINUTE = 60.0
_STAGES = {speaker("en")(f"stage.{key}"): str(key) for key in StageKey}
_FLOOR = re.compile(r"^(.+?)(?: \((?:leads|helps to lead)\))? has the floor", re.MULTILINE)


class Group:
    """The people of one server, the meeting that runs there, and what they can do."""

    def __init__(self, world: World) -> None:
        self.world = world

    @property
    def env(self) -> Env:
        return self.world.env

    @property
    def bot(self) -> OpenRound:
        """The bot of these stories, as it is since it was started last."""
        assert isinstance(self.env.bot, OpenRound)
        return self.env.bot

    def __getitem__(self, name: str) -> MemberActor:
        return self.world[name]

    # ------------------------------------------------------------------- before the evening

    async def set_up(self, **changed: object) -> Answer:
        """Let the organiser settle everything, as a complete `/setup server` does.

        What is changed to None is left out.
        """
        world = self.world
        options = {
            "rooms": world.category,
            "announcements": world.announcements,
            "organisers": world.organisers,
            "facilitators": world.facilitators,
            "facilitators_channel": world.facilitators_channel,
            "timezone": "Europe/London",
            "country": "GB",
            "adults_only": False,
        }
        given = {name: one for name, one in (options | changed).items() if one is not None}
        return await cast.say(world.organiser, "setup server", world.organisers, **given)

    async def start(self, **options: object) -> Answer:
        """Let the facilitator open a meeting now, and wait for its room."""
        place = self.world.facilitators_channel
        answer = await cast.say(self.world.facilitator, "meeting start", place, **options)
        await self.wait(20)
        return answer

    def newly_in_the_server(
        self, name: str, *roles: RoleHandle, bot: bool = False, called: str = ""
    ) -> None:
        """Let somebody come to the server who was not there before; Discord may call them else."""
        user = self.env.create_user(name.lower(), global_name=called or name, bot=bot)
        self.world.members[name] = self.world.guild.add_member(user, roles=list(roles))

    def planners(self) -> RoleHandle:
        """Make a role whose holders may manage events, and nothing else."""
        may = discord.Permissions(manage_events=True)
        return self.world.guild.create_role("Planners", permissions=may)

    async def come(self, *names: str, way: str = "Join") -> None:
        """Let people through the door, and into the voice room unless they type."""
        for name in names:
            answer = await cast.press(self[name], way, on=self.door(name))
            if "I agree" in answer.shown.buttons:
                await cast.press(self[name], "I agree", on=answer.message)
            if way != "Join by typing":
                await cast.come_in(self[name], self.room)
            await self.wait(1)

    # ---------------------------------------------------------------------- in the evening

    async def wait(self, seconds: float) -> None:
        """Let time go by."""
        while seconds > 0:
            await self.env.advance_time(min(seconds, MINUTE))
            seconds -= MINUTE

    async def console(self, name: str = LEAD) -> Answer:
        """Open a fresh console."""
        return await cast.press(self[name], "My options", on=self.card())

    async def console_left(self, name: str = LEAD) -> Answer:
        """Open a console that nothing redraws any more, as after a restart."""
        answer = await self.console(name)
        assert answer.message is not None
        await self.bot.live.leave(answer.message.message.id)
        return answer

    async def lead(self, label: str, name: str = LEAD) -> Answer:
        """Press something on a fresh console, without being sure of it yet."""
        console = await self.console(name)
        return await cast.press(self[name], label, on=console.message)

    async def more(self, label: str, name: str = LEAD) -> Answer:
        """Choose something under `More` on a fresh console, or press it behind a line there."""
        console, line = await self.console(name), BEHIND.get(label, label)
        shown = await cast.choose(self[name], "More", line, on=console.message)
        return shown if line == label else await cast.press(self[name], label, on=shown.message)

    async def go_on(self) -> None:
        """Go to the next stage, sure of it, and wait for its card."""
        answer = await self.lead("Begin" if self.stage == "lobby" else "Next stage")
        if answer.asks:
            await cast.press(self[LEAD], SURE, on=answer.message)
        await self.wait(2)

    async def go_to(self, stage: str) -> None:
        """Go on until the card is that of this stage."""
        while self.stage != stage:
            before = self.stage
            await self.go_on()
            assert self.stage != before, f"the evening is stuck in {before}: {self.words}"

    async def press(self, name: str, label: str) -> Answer:
        """Press a button of the card."""
        return await cast.press(self[name], label, on=self.card())

    async def write(self, name: str, label: str, words: Mapping[str, object] | str) -> Answer:
        """Press a button of the card that opens a form, and send the form."""
        return await cast.fill(self[name], await self.press(name, label), words)

    async def options(self, name: str, label: str) -> Answer:
        """Press something in one's own `My options`."""
        mine = await self.press(name, "My options")
        return await cast.press(self[name], label, on=mine.message)

    async def end(self) -> Answer:
        """End the meeting, sure of it."""
        asked = await self.more("End meeting")
        done = await cast.press(self[LEAD], SURE, on=asked.message)
        await self.wait(3)
        return done

    # ---------------------------------------------------------------------- what can be seen

    def card(self, name: str = LEAD) -> ResponseMessage:
        """The newest card."""
        for message in self.seen(name):
            if not message.ephemeral and "My options" in plain(message.components).buttons:
                return message
        raise cast.NotThere("There is no card.")

    @property
    def words(self) -> str:
        """The words of the newest card."""
        return plain(self.card().components).text

    @property
    def stage(self) -> str:
        """The key of the stage on the newest card."""
        return _STAGES[self.words.partition("\n")[0].partition(" · ")[0]]

    @property
    def floor(self) -> str:
        """Who has the floor according to the card; empty for nobody."""
        found = _FLOOR.search(self.words)
        return found[1] if found else ""

    @property
    def room(self) -> ChannelHandle:
        """The voice room of the meeting."""
        room = self.world.voice_room()
        assert room is not None, "there is no room"
        return room

    def door(self, name: str) -> ResponseMessage:
        """The door, as this person sees it in the announcements channel."""
        for message in self.seen(name, self.world.announcements.id):
            ways = {"Join by typing", "Join again"} & set(plain(message.components).buttons)
            if not message.ephemeral and ways:
                return message
        raise cast.NotThere("There is no door.")

    def seen(self, name: str, channel: int | None = None) -> list[ResponseMessage]:
        """Everything this person sees, newest first, or what they see in one channel."""
        found = simkit.visible(self[name])
        return [one for one in found if channel in {None, one.channel_id}]

    def room_words(self, name: str) -> str:
        """Everything that stands in the meeting's room for this person."""
        room = self.room
        return "\n".join(plain(one.components).text for one in self.seen(name, room.id))
