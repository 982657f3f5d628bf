"""A group of people who press what they see, and press again when nothing came back."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from bot.domain.ids import MemberId, short
from bot.text.catalog import speaker
from tests.faults.group.hands import RefusedError
from tests.faults.group.people import Answer, People

Json = dict[str, Any]
SOON = 0.05
"""Seconds until somebody presses again."""
AGAIN = 3
"""Times somebody sends the same form again when nothing came back."""
FAULT = speaker("en")("refusal.fault", id="").split("{")[0].split(".")[0]
"""How the sentence begins that nobody should ever read."""


@dataclass
class Tally:
    """What came of all the presses of a run."""

    pressed: int = 0
    answered: int = 0
    faults: list[str] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)

    def add(self, answer: Answer, what: str) -> None:
        """Count one press."""
        self.pressed += 1
        if not answer.ok:
            return
        self.answered += 1
        if answer.latency is not None:
            self.latencies.append(answer.latency)
        if answer.text.startswith(FAULT):
            self.faults.append(f"{what}: {answer.text}")


@dataclass
class Group:
    """The people of one server, by short names; `prefix` keeps them apart from other servers'."""

    people: People
    tally: Tally
    prefix: str
    members: tuple[str, ...] = ("fay", "ana", "ben", "chi", "dev")
    places: Json = field(default_factory=dict)
    ids: dict[str, MemberId] = field(default_factory=dict)
    guild: int = 0

    def name(self, who: str) -> str:
        """Give somebody's name in this server."""
        return f"{self.prefix}{who}"

    async def found(self, *, private: bool = True) -> None:
        """Make the server, with a closed door or (not `private`) an open one."""
        mine = ["view_channel", "connect", "manage_channels", "manage_roles"]
        category: Json = {"private": True, "bot": mine} if private else {}
        roles = {self.name(who): ["Facilitator"] if who == "fay" else [] for who in self.members}
        made = await self.people.found(
            name=f"Group {self.prefix}", owner=self.name("olga"),
            roles={"Facilitator": [], "Organiser": ["manage_guild"]},
            members={**roles, self.name("olga"): ["Organiser"]},
            text=[f"{self.prefix}doors", f"{self.prefix}organisers"],
            categories={f"{self.prefix}Meetings": category},
        )  # fmt: skip
        self.guild = int(made["id"])
        self.places = {name.removeprefix(self.prefix): one
                       for name, one in made["channels"].items()}  # fmt: skip
        self.ids = {name.removeprefix(self.prefix): MemberId(int(one))
                    for name, one in made["members"].items()}  # fmt: skip

    async def set_up(self, **more: object) -> Answer | None:
        """Let the organiser settle what a server needs."""
        options = {"rooms": self.places["Meetings"], "announcements": self.places["doors"],
                   "organisers": self.places["organisers"], "timezone": "Europe/London",
                   "country": "GB", "facilitators": "Facilitator"}  # fmt: skip
        return await self.command("olga", "setup server", **options | more)

    async def command(
        self, who: str, path: str, channel: str = "organisers", **options: object
    ) -> Answer | None:
        """Call a command; None when nothing came back."""
        place = self.places.get(channel, channel)
        try:
            answer = await self.people.command(self.name(who), place, path, **options)
        except RefusedError:
            return await self._nothing()
        self.tally.add(answer, path)
        return answer if answer.ok else await self._nothing()

    async def press(self, who: str, channel: str, kind: str, meeting: int = 0) -> Answer | None:
        """Press the newest button of a kind that somebody sees; None when nothing came back.

        One that goes out of sight just then is looked for once more, as anybody would.
        """
        place = self.places.get(channel, channel)
        for _ in range(2):
            with suppress(RefusedError):
                found = await self.find(who, place, kind, meeting)
                if found is None:
                    break
                answer = await self.people.press(self.name(who), found[0], custom_id=found[1])
                self.tally.add(answer, kind)
                return answer if answer.ok else await self._nothing()
        return await self._nothing()

    async def fill(self, who: str, form: Answer | None, fields: Json) -> Answer | None:
        """Fill in a form; None when none was opened or nothing came back."""
        if form is None or form.modal is None:
            return None
        try:
            answer = await self.people.submit(self.name(who), form, fields)
        except RefusedError:
            return await self._nothing()
        self.tally.add(answer, "form")
        return answer if answer.ok else await self._nothing()

    async def write(self, who: str, room: str, words: str, meeting: int = 0) -> Answer | None:
        """Write words for a turn; where nothing comes back, send the open form again."""
        form = await self.press(who, room, "type", meeting)
        answer = await self.fill(who, form, {"text": words})
        for _ in range(AGAIN if form is not None else 0):
            if answer is not None:
                break
            answer = await self.fill(who, form, {"text": words})
        return answer

    async def choose(self, who: str, shown: Answer | None, value: str) -> Answer | None:
        """Choose in the menu of an answer that offers this, or in the first."""
        if shown is None or shown.message is None:
            return None
        menus = [one["custom_id"] for one in shown.message.menus if value in values_of(one)]
        try:
            answer = await self.people.select(
                self.name(who), shown, value, custom_id=next(iter(menus), None)
            )
        except RefusedError:
            return await self._nothing()
        self.tally.add(answer, "choice")
        return answer if answer.ok else await self._nothing()

    async def find(
        self, who: str, channel: str, kind: str, meeting: int = 0
    ) -> tuple[str, str] | None:
        """Find message and custom id of the newest button of a kind."""
        for seen in reversed(await self.people.messages(channel, self.name(who))):
            for one in seen.buttons:
                parts = str(one["custom_id"] or "").split(":")
                right = len(parts) > 2 and parts[1] == kind and not one["disabled"]
                if right and (not meeting or parts[2] == short(meeting)):
                    return seen.id, one["custom_id"]
        return None

    async def _nothing(self) -> Answer | None:
        await asyncio.sleep(SOON)
        return None

    async def sit(self, who: str, room: int) -> None:
        """Enter the voice room; not being let in is no fault of the group's."""
        with suppress(RefusedError):
            await self.people.join_voice(self.name(who), str(room))

    async def stand_up(self, who: str) -> None:
        """Leave whatever voice room somebody is in."""
        with suppress(RefusedError):
            await self.people.leave_voice(self.name(who))


def values_of(menu: Json) -> set[str]:
    """Give what a menu offers; nothing where Discord itself fills it, with people or channels."""
    return {option["value"] for option in menu.get("options") or ()}
