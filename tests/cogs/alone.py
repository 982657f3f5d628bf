"""Somebody with the bot alone, in the server or in a private message: the same stories in both."""

from collections.abc import Mapping
from typing import cast

from simcord import MemberActor

from bot.domain.ids import MemberId
from bot.rehearsal import cast as people
from bot.rehearsal.cast import Answer
from bot.rehearsal.plain_text import plain
from bot.text.catalog import speaker
from tests.cogs.group import Group

SAY = speaker("en")
PLACES = ("server", "private")


def seen_as(key: str, **facts: object) -> str:
    """What people see of one of our sentences."""
    return plain([], SAY(key, **facts)).text


class Alone:
    """One person, what they type and press, and what comes back."""

    def __init__(self, group: Group, name: str, where: str) -> None:
        self.group, self.name, self.member = group, name, group[name]
        self.in_private = where == "private"
        # A user presses in a private message as a member does in a server.
        acts = self.member.user if self.in_private else self.member
        self.acts = cast("MemberActor", acts)
        self._last: Answer | None = None

    @property
    def last(self) -> Answer:
        """What came back last."""
        assert self._last is not None
        return self._last

    @property
    def id(self) -> MemberId:
        return MemberId(self.member.id)

    async def say(self, command: str, **options: object) -> Answer:
        """Use a command."""
        if self.in_private:
            done = await self.member.user.slash(command, **options)
            self._last = people.answered(done, f"{self.member.name} used /{command} in private")
        else:
            place = self.group.world.announcements
            self._last = await people.say(self.member, command, place, **options)
        return self._last

    async def press(self, label: str, on: Answer | None = None) -> Answer:
        """Press something in the last answer."""
        self._last = await people.press(self.acts, label, on=(on or self.last).message)
        return self._last

    async def choose(self, menu: str, choice: str, on: Answer | None = None) -> Answer:
        """Choose in a menu of the last answer."""
        self._last = await people.choose(self.acts, menu, choice, on=(on or self.last).message)
        return self._last

    async def fill(self, values: Mapping[str, object] | str, form: Answer | None = None) -> Answer:
        """Fill in the form of the last answer."""
        self._last = await people.fill(self.acts, form or self.last, values)
        return self._last
