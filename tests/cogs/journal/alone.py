"""One person with what they write for themselves, in the server or in a private message."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from typing import cast as typed

from bot.rehearsal import cast, simkit
from bot.rehearsal.cast import Answer
from tests.cogs.group import Group

if TYPE_CHECKING:
    from simcord import MemberActor


class Alone:
    """What one person does on their own, with answers that only they see."""

    def __init__(self, group: Group, name: str = "Ana", *, private: bool = False) -> None:
        self.group, self.name, self.private = group, name, private

    @property
    def me(self) -> "MemberActor":
        """Whoever presses: in a private message a person without a server."""
        member = self.group[self.name]
        return typed("MemberActor", member.user) if self.private else member

    async def say(self, command: str, **options: object) -> Answer:
        """Use a slash command."""
        if not self.private:
            return await cast.say(self.me, command, self.group.world.announcements, **options)
        await simkit.turn(self.group.env)
        done: Any = await self.group[self.name].user.slash(command, **options)
        return cast.answered(done, f"{self.name} used /{command} in private")

    async def press(self, label: str, on: Answer) -> Answer:
        """Press a button of an answer."""
        return await cast.press(self.me, label, on=on.message)

    async def choose(self, menu: str, choice: str, on: Answer) -> Answer:
        """Choose in a menu of an answer."""
        return await cast.choose(self.me, menu, choice, on=on.message)

    async def fill(self, form: Answer, words: Mapping[str, object] | str) -> Answer:
        """Send a form."""
        return await cast.fill(self.me, form, words)
