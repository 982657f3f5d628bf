"""One group in its simulated server, driven by what its people can see and press."""

from random import Random

from simcord import Env, MemberActor, ResponseMessage

from bot.rehearsal import cast, simkit
from bot.rehearsal.cast import Answer
from bot.rehearsal.pace import Pace
from bot.rehearsal.plain import plain
from bot.rehearsal.scene import Scene
from bot.rehearsal.world import World

LEAD = "Fran"
"""Who leads the evenings of these stories."""
SURE = "Yes, go on"


class Group:
    """The people of one server, the meeting that runs there, and what they can do."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.scene = Scene(world, Pace(world.env), Random(1))

    @property
    def env(self) -> Env:
        return self.world.env

    def __getitem__(self, name: str) -> MemberActor:
        return self.world[name]

    # ------------------------------------------------------------------- before the evening

    async def set_up(self, **changed: object) -> Answer:
        """Let the organiser settle everything, as a complete `/setup server` does."""
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
        return await cast.say(
            world.organiser, "setup server", world.organisers, **(options | changed)
        )

    async def start(self, **options: object) -> Answer:
        """Let the facilitator open a meeting now, and wait for its room."""
        place = self.world.facilitators_channel
        answer = await cast.say(self.world.facilitator, "meeting start", place, **options)
        await self.wait(20)
        return answer

    async def come(self, *names: str, way: str = "Join") -> None:
        """Let people through the door, and into the voice room unless they type."""
        for name in names:
            answer = await cast.press(self[name], way, on=self.door(name))
            if "I agree" in answer.shown.buttons:
                await cast.press(self[name], "I agree", on=answer.message)
            room = self.scene.room()
            if way != "Join by typing" and room is not None:
                await cast.come_in(self[name], room)
            await self.wait(1)

    # ---------------------------------------------------------------------- in the evening

    async def wait(self, seconds: float) -> None:
        """Let time go by."""
        await self.scene.pace.wait(seconds)

    async def console(self, name: str = LEAD) -> Answer:
        """Open a fresh console."""
        return await cast.press(self[name], "My options", on=self.card())

    async def lead(self, label: str, name: str = LEAD) -> Answer:
        """Press something on a fresh console, without being sure of it yet."""
        console = await self.console(name)
        return await cast.press(self[name], label, on=console.message)

    async def more(self, label: str, name: str = LEAD) -> Answer:
        """Choose something under `More` on a fresh console."""
        console = await self.console(name)
        return await cast.choose(self[name], "More", label, on=console.message)

    async def go_on(self) -> None:
        """Go to the next stage, sure of it, and wait for its card."""
        answer = await self.lead("Begin" if self.stage == "lobby" else "Next stage")
        if SURE in answer.shown.buttons:
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

    async def write(self, name: str, label: str, words: dict[str, object] | str) -> Answer:
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

    @property
    def stage(self) -> str:
        """The key of the stage on the newest card; empty without one."""
        return self.scene.stage()

    @property
    def words(self) -> str:
        """The words of the newest card."""
        return self.scene.words()

    def card(self) -> ResponseMessage:
        """The newest card."""
        card = self.scene.card()
        assert card is not None, "there is no card"
        return card

    def door(self, name: str) -> ResponseMessage:
        """The door, as this person sees it in the announcements channel."""
        for message in self.seen(name, self.world.announcements.id):
            if "Join by typing" in plain(message.components).buttons:
                return message
        raise cast.NotThere("There is no door.")

    def seen(self, name: str, channel: int | None = None) -> list[ResponseMessage]:
        """Everything this person sees, newest first, or what they see in one channel."""
        found = simkit.visible(self[name])
        return [one for one in found if channel in {None, one.channel_id}]

    def room_words(self, name: str) -> str:
        """Everything that stands in the meeting's room for this person."""
        room = self.scene.room()
        assert room is not None, "there is no room"
        return "\n".join(plain(one.components).text for one in self.seen(name, room.id))
