"""One member with the bot alone: in the server, where only they see the answers, or in private."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import cast as typed

from bot.rehearsal import cast, simkit

if TYPE_CHECKING:
    from datetime import datetime

    from simcord import MemberActor

    from bot.rehearsal.cast import Answer
    from bot.rehearsal.script.scene import Scene


@dataclass(frozen=True, slots=True)
class Alone:
    """What a member does between two meetings."""

    scene: Scene
    name: str

    @property
    def member(self) -> MemberActor:
        """The member in the server."""
        return self.scene.world[self.name]

    @property
    def in_private(self) -> MemberActor:
        """The same person in a private message, who presses there like a member in a server."""
        return typed("MemberActor", self.member.user)

    async def say(self, command: str, **options: object) -> Answer:
        """Use a slash command in the server."""
        place = self.scene.world.announcements
        return await cast.say(self.member, command, place, **options)

    async def write(self, command: str, **options: object) -> Answer:
        """Use a slash command in a private message to the bot."""
        await simkit.turn(self.scene.world.env)
        done = await self.member.user.slash(command, **options)
        return cast.answered(done, f"{self.name} used /{command} in private")


async def be_away(scene: Scene, until: datetime) -> None:
    """Switch the bot off, as a computer at home is, and on again at this instant.

    Raises NotThere where no bot could come back.
    """
    if scene.another_bot is None:
        raise cast.NotThere("No bot could come back.")
    env = scene.world.env
    await simkit.turn(env)
    await env.bot.close()
    await scene.pace.skip(until)
    await simkit.turn(env)
    await env.restart_bot(scene.another_bot())
