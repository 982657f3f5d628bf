"""Where a scripted evening stands, read from what people see, and what the script can do in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.content import templates
from bot.domain.meeting.talk.agenda import to_come
from bot.domain.meeting.talk.hands import has_floor
from bot.domain.template import StageKey
from bot.rehearsal import cast, simkit
from bot.rehearsal.plain_text import plain
from bot.rehearsal.script.home import LONDON
from bot.text.catalog import speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    import discord
    from simcord import ChannelHandle, MemberActor, ResponseMessage

    from bot.rehearsal.cast import Answer
    from bot.rehearsal.script.home import Home
    from bot.rehearsal.script.parts import Parts
    from bot.rehearsal.simulation_speed import SimulationSpeed
    from bot.rehearsal.world import World

SEVEN = time(19, 0)
MINUTE = 60.0
"""Seconds."""
_BREATH = 2.0
"""Seconds after a press, in which cards are drawn anew."""
_SAY = speaker("en")
_STAGES = {_SAY(f"stage.{key}"): str(key) for key in StageKey}
_FLOOR = re.compile(r"^(.+?)(?: \((?:leads|helps to lead)\))? has the floor", re.MULTILINE)
_SOMEBODY_NEXT = re.compile(r" has the floor · ")
_HANDS_UP = re.compile(r"^Raised hands: ", re.MULTILINE)
_WORDS_TO_SAY = re.compile(r"^Say: [\"“]?(.+?)[\"”]?$", re.MULTILINE)
_ONWARD: dict[str, str] = {StageKey.LOBBY: "Begin", StageKey.CLOSE: "End meeting"}
"""What leads on from a stage, where it isn't *Next stage*."""

Heard = Callable[[str, str], None]
"""Told who says what aloud."""


def _nobody_hears(_: str, __: str) -> None:
    return


@dataclass(slots=True)
class Scene:
    """The script's hands and eyes. Everything in it goes through what people can see and press.

    Only whose name stands on the card is asked of the bot, as people may choose another one, and
    how many topics are to come.
    """

    world: World
    pace: SimulationSpeed
    rng: Random
    parts: Parts
    home: Home = LONDON
    heard: Heard = _nobody_hears
    template: str = "standard-90"
    """The evening that is planned."""
    found: dict[str, int] = field(default_factory=dict)
    """What the script finds out by itself, by the name it has among the figures."""
    reader: str = ""
    """Through whose eyes it is told afterwards; nobody's while empty."""
    another_bot: Callable[[], discord.Client] | None = None
    """Builds the bot that comes back after an absence; None where it can't be away."""
    _console: Sequence[str] = ()
    """The buttons of the console that was in sight last: another sheet may stand in its place."""

    def card(self) -> ResponseMessage | None:
        """The meeting's newest card, as the facilitator sees it; None while there is none."""
        room, elsewhere = self.room(), None
        for message in simkit.visible(self.world.facilitator):
            if message.ephemeral or "My options" not in plain(message.components).buttons:
                continue
            if room is None or message.channel_id == room.id:
                return message
            elsewhere = elsewhere or message
        return elsewhere

    def words(self) -> str:
        """The words of the newest card."""
        card = self.card()
        return "" if card is None else plain(card.components).text

    def stage(self) -> str:
        """The stage key of the newest card; empty when no meeting runs."""
        heading = self.words().partition("\n")[0].partition(" · ")[0]
        return _STAGES.get(heading, "")

    def speaker(self) -> str:
        """Whoever has the floor according to the card, by any name; empty for nobody."""
        card, found = self.card(), _FLOOR.search(self.words())
        if card is None or found is None:
            return ""
        meeting = self.world.meeting_in(card.channel_id)
        member = has_floor(meeting) if meeting else None
        name = self.world.name_of(member) if member else found[1]
        return name if name in self.world.people else ""

    def hands_up(self) -> bool:
        """Whether somebody waits with a raised hand, according to the card."""
        return _HANDS_UP.search(self.words()) is not None

    def worksheet_chosen(self) -> bool:
        """Whether the card offers a worksheet to open."""
        return "Open worksheet" in self._on_the_card()

    def takes_votes(self) -> bool:
        """Whether the card offers to vote."""
        return any(label.startswith("Vote") for label in self._on_the_card())

    def _on_the_card(self) -> Sequence[str]:
        card = self.card()
        return () if card is None else plain(card.components).buttons

    def words_wait(self) -> bool:
        """Whether the newest console shows words without a name that wait for whoever leads."""
        return "Show it" in self._on_the_console()

    def topics_wait(self) -> int:
        """How many topics are still to come, once the newest console leads to the next."""
        if not any(label.startswith("Next topic") for label in self._on_the_console()):
            return 0
        card = self.card()
        meeting = self.world.meeting_in(card.channel_id) if card else None
        return len(to_come(meeting)) if meeting else 0

    def _on_the_console(self) -> Sequence[str]:
        consoles = (one for one in self._alone() if any(each[:10] == "Next stage" for each in one))
        self._console = next(consoles, self._console)
        return self._console

    def somebody_next(self) -> bool:
        """Whether the card names anybody behind whoever has the floor."""
        return _SOMEBODY_NEXT.search(self.words()) is not None

    def _alone(self) -> Iterator[Sequence[str]]:
        """Give the buttons of what the facilitator alone sees, the newest message first."""
        for one in simkit.visible(self.world.facilitator):
            if one.ephemeral:
                yield plain(one.components).buttons

    def room(self) -> ChannelHandle | None:
        """The meeting's room."""
        return self.world.voice_room()

    def in_voice(self) -> list[MemberActor]:
        """Everyone who is in the meeting's room, in the order of the list."""
        room, inside = self.room(), simkit.where(self.world.guild)
        people = self.world.people.values()
        return [each for each in people if room is not None and inside.get(each.id) == room.id]

    def today(self) -> date:
        """The group's date."""
        return self.home.today(self.world.env.now())

    def begins(self) -> datetime:
        """The instant of today's meeting."""
        return self.home.at(self.today(), SEVEN)

    def part_of(self, stage: str, share: float) -> timedelta:
        """So much of a stage's time; `share` is 0 to 1."""
        stages = templates.load()[self.template].stages
        return next(timedelta(minutes=each.minutes) * share for each in stages if each.key == stage)

    async def linger(self, least: float, most: float) -> None:
        """Let somebody take between `least` and `most` simulated seconds."""
        await self.pace.wait(self.rng.uniform(least, most))

    async def press(
        self, member: MemberActor, label: str, *, on: ResponseMessage | None = None
    ) -> Answer:
        """Press, and give the cards a breath to be drawn anew."""
        answer = await cast.press(member, label, on=on)
        await self.pace.wait(_BREATH)
        return answer

    async def write(
        self,
        member: MemberActor,
        form: Answer,
        words: dict[str, object] | str,
    ) -> Answer:
        """Take the time to write, and send the form."""
        await self.linger(10, 30)
        answer = await cast.fill(member, form, words)
        await self.pace.wait(_BREATH)
        return answer

    async def say_aloud(self, member: MemberActor, words: str, seconds: float) -> None:
        """Let somebody speak for so long; the bot hears nothing of it."""
        self.heard(self.world.name_of(member.id), words)
        await self.pace.wait(seconds)

    async def console(self) -> Answer:
        """Open a fresh console for the facilitator."""
        card = self.card()
        if card is None:
            raise cast.NotThere("No meeting is running.")
        return await cast.press(self.world.facilitator, "My options", on=card)

    async def read_out(self) -> Answer:
        """Let the facilitator open the console and say what it proposes."""
        console = await self.console()
        found = _WORDS_TO_SAY.search(console.text)
        if found is not None:
            await self.say_aloud(self.world.facilitator, found[1], 10)
        return console

    async def lead(self, label: str, *, on: ResponseMessage | None = None) -> Answer:
        """Let the facilitator press something on the console; asked once, they are sure."""
        if on is None:
            on = (await self.console()).message
        done = await self.press(self.world.facilitator, label, on=on)
        if done.message is not None and done.asks:
            return await self.press(self.world.facilitator, cast.YES, on=done.message)
        return done

    async def next_speaker(self) -> None:
        """Let the facilitator call the next person of a round, or the next hand."""
        await self.lead("Call next hand" if self.hands_up() else "Next speaker")

    async def finish(self) -> None:
        """Let the facilitator end the meeting, and be sure of it."""
        console = await self.console()
        done = await cast.choose(self.world.facilitator, "More", "End meeting", on=console.message)
        if done.message is not None and done.asks:
            await cast.press(self.world.facilitator, cast.YES, on=done.message)
        await self.pace.wait(_BREATH)

    async def next_stage(self) -> str:
        """Let the facilitator begin, go on, or end; says where the meeting is now."""
        await self.lead(_ONWARD.get(self.stage(), "Next stage"))
        stage = self.stage()
        if not stage:
            return _SAY("rehearsal.ended")
        return _SAY("rehearsal.moved", stage=_SAY(f"stage.{stage}"))
