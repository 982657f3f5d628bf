"""Where a scripted evening stands, read from what people see, and what the script can do in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.template import StageKey
from bot.rehearsal import cast, simkit
from bot.rehearsal.plain import plain
from bot.text.catalog import speaker

if TYPE_CHECKING:
    from random import Random

    from simcord import ChannelHandle, MemberActor, ResponseMessage

    from bot.rehearsal.cast import Answer
    from bot.rehearsal.pace import Pace
    from bot.rehearsal.world import World

ZONE = ZoneInfo("Europe/London")
"""Where the invented group lives."""
SEVEN = time(19, 0)
SURE = "Yes, go on"
_SAY = speaker("en")
_STAGES = {_SAY(f"stage.{key}"): key for key in StageKey}
_FLOOR = re.compile(r"^(\w+) has the floor", re.MULTILINE)


@dataclass(slots=True)
class Scene:
    """The script's hands and eyes. Everything in it goes through what people can see and press."""

    world: World
    pace: Pace
    rng: Random

    def card(self) -> ResponseMessage | None:
        """The meeting's newest card, as the facilitator sees it; None while there is none."""
        for message in simkit.visible(self.world.facilitator):
            shown = plain(message.components)
            if not message.ephemeral and "My options" in shown.buttons:
                return message
        return None

    def words(self) -> str:
        """The words of the newest card."""
        card = self.card()
        return "" if card is None else plain(card.components).text

    def stage(self) -> str:
        """The stage key of the newest card; empty when no meeting runs."""
        heading = self.words().partition("\n")[0].partition(" · ")[0]
        return _STAGES.get(heading, "")

    def speaker(self) -> MemberActor | None:
        """Who has the floor according to the card."""
        found = _FLOOR.search(self.words())
        return self.world.people.get(found[1]) if found is not None else None

    def room(self) -> ChannelHandle | None:
        """The meeting's room."""
        return self.world.voice_room()

    def in_voice(self) -> list[MemberActor]:
        """Everyone who is in the meeting's room, in the order of the list."""
        room, inside = self.room(), simkit.where(self.world.guild)
        people = self.world.people.values()
        return [each for each in people if room is not None and inside.get(each.id) == room.id]

    def begins(self) -> datetime:
        """The instant of today's meeting."""
        today = self.world.env.now().astimezone(ZONE).date()
        return datetime.combine(today, SEVEN, ZONE)

    async def linger(self, least: float, most: float) -> None:
        """Let somebody take between `least` and `most` simulated seconds."""
        await self.pace.wait(self.rng.uniform(least, most))

    async def console(self) -> Answer:
        """Open a fresh console for the facilitator."""
        card = self.card()
        if card is None:
            raise cast.NotThere("No meeting is running.")
        return await cast.press(self.world.facilitator, "My options", on=card)

    async def lead(self, label: str) -> Answer:
        """Let the facilitator press something on a fresh console; asked once, they are sure."""
        console = await self.console()
        done = await cast.press(self.world.facilitator, label, on=console.message)
        if done.message is not None and SURE in done.shown.buttons:
            return await cast.press(self.world.facilitator, SURE, on=done.message)
        return done

    async def finish(self) -> None:
        """Let the facilitator end the meeting, and be sure of it."""
        console = await self.console()
        done = await cast.choose(self.world.facilitator, "More", "End meeting", on=console.message)
        if done.message is not None and SURE in done.shown.buttons:
            await cast.press(self.world.facilitator, SURE, on=done.message)

    async def next_stage(self) -> str:
        """Let the facilitator begin, or go to the next stage; says where the meeting is now."""
        await self.lead("Begin" if self.stage() == StageKey.LOBBY else "Next stage")
        return f"The meeting is in: {_SAY(f'stage.{self.stage()}')}." if self.stage() else "Over."
