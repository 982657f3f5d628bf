"""Two people lead one evening, each with a console of their own: what both see, and how soon.

`scripts/look devices TABLE` writes the table of it.
"""

from collections import Counter
from collections.abc import Awaitable
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.domain.ids import ChannelId, MemberId
from bot.rehearsal import cast
from bot.rehearsal.plain_text import Plain, plain
from bot.text.catalog import speaker
from cogs.ui.console.draw import console
from tests.cogs.group import LEAD, SURE, Group

FOUR = ("Ana", "Ben", "Chi", "Esi")
HELPS = "Ivy"
TOKEN = 15 * 60
"""Seconds for which Discord lets a private message be edited."""
READY = "6 people here · 1 ready to go on"
STEP = 0.25
"""Seconds between two looks at the screens."""
PATIENCE = 5
"""Seconds after which a console that is wrong is not waited for any more."""


class Screen:
    """One private console on somebody's device."""

    def __init__(self, group: Group, name: str, answer: cast.Answer):
        self.group, self.name, self.message = group, name, answer.message
        self.token = token_of_the_last_press(group)

    @property
    def shown(self) -> Plain:
        """What stands there now."""
        found = [
            one for one in self.group.seen(self.name) if one.message.id == self.message.message.id
        ]
        return without_seconds(plain(found[0].components))

    @property
    def is_in_sight(self) -> bool:
        """Whether it is still there."""
        return self.message.message.id in [one.message.id for one in self.group.seen(self.name)]

    async def due(self) -> Plain:
        """What a console would show that is opened now."""
        meetings, say = self.group.bot.services.meetings, speaker("en")
        running = meetings.in_room(ChannelId(self.group.room.id))
        assert running is not None
        meeting = await meetings.get(running)
        me = MemberId(self.group[self.name].id)
        drawn = console(meeting, self.group.env.now(), say, me=me)
        return without_seconds(plain(drawn.to_components()))

    async def press(self, label: str) -> cast.Answer:
        """Press something on it, sure of it; from then on it is edited with that press's token."""
        done = await cast.press(self.group[self.name], label, on=self.message)
        if done.asks:
            done = await cast.press(self.group[self.name], SURE, on=done.message)
        self.token = token_of_the_last_press(self.group)
        return done


def token_of_the_last_press(group: Group) -> str:
    """Give the token with which the last press was answered."""
    paths = [one.path.split("/") for one in group.env.http_requests]
    return next(path[3] for path in reversed(paths) if path[1] == "interactions")


def without_seconds(shown: Plain) -> Plain:
    """Leave out how long each has spoken: no console is drawn anew for another second of that."""
    lines = [one for one in shown.text.split("\n") if not one.startswith("Longest turns")]
    return replace(shown, text="\n".join(lines))


def edits(group: Group) -> Counter[str]:
    """How often each private message was edited by itself, by the token it is edited with."""
    found = [one for one in group.env.http_requests if one.method == "PATCH"]
    return Counter(one.path.split("/")[3] for one in found if one.path.startswith("/webhooks/"))


@dataclass(frozen=True, slots=True)
class Seen:
    """What one console shows after one press of a member."""

    changed: tuple[str, ...]
    """The lines and buttons that were not there before."""
    delay: float
    """Seconds of the simulated clock until it shows what is so."""
    edits: int


class Log:
    """What happened on both screens: how soon they were right, and how often they were edited."""

    def __init__(self, group: Group, screens: tuple[Screen, Screen]):
        self.group, self.screens = group, screens
        self.rows: list[tuple[str, tuple[Seen, ...]]] = []
        self.edited_at: dict[str, list[float]] = {}
        """When each message was edited by itself, by its token."""
        self._counted = edits(group)

    async def after(self, what: str, press: Awaitable[object], shows: str = "") -> None:
        """Let a member press, and watch both screens until they are right and a second longer."""
        before, edited = [str(one.shown) for one in self.screens], edits(self.group)
        await press
        delays = await self._until_both_are_right()
        await self._go_on(1)
        more = edits(self.group) - edited
        seen = []
        for screen, old, delay in zip(self.screens, before, delays, strict=True):
            assert shows in str(screen.shown)
            changed = tuple(one for one in parts(screen.shown) if one not in old)
            seen.append(Seen(changed, delay, more[screen.token]))
        self.rows.append((what, tuple(seen)))

    async def stage(self, *names: str) -> None:
        """Let whoever leads go on to each of these stages, on their own console."""
        for name in names:
            await self.screens[0].press("Next stage")
            await self._until_both_are_right()
            assert all(name in screen.shown.text for screen in self.screens)

    async def _until_both_are_right(self) -> list[float]:
        """Let time go by until both show what is so; gives how long each took."""
        took, right = 0.0, dict[Screen, float]()
        while len(right) < len(self.screens):
            assert took < PATIENCE, [(one.shown, await one.due()) for one in self.screens]
            for screen in self.screens:
                if screen.shown != await screen.due():
                    right.pop(screen, None)
                else:
                    right.setdefault(screen, took)
            if len(right) < len(self.screens):
                await self._go_on(STEP)
                took += STEP
        return [right[screen] for screen in self.screens]

    async def _go_on(self, seconds: float) -> None:
        """Let time go by, and note which messages are edited when."""
        while seconds > 0:
            await self.group.wait(STEP)
            seconds -= STEP
            counted = edits(self.group)
            for token, times in (counted - self._counted).items():
                at = [self.group.env.now().timestamp()] * times
                self.edited_at.setdefault(token, []).extend(at)
            self._counted = counted

    def shortest_gap(self) -> float:
        """Seconds between the two edits of one message that came soonest one after the other."""
        gaps = [
            after - before for times in self.edited_at.values() for before, after in pairwise(times)
        ]
        return min(gaps, default=float("inf"))


def parts(shown: Plain) -> list[str]:
    """Give the lines, menus and buttons of a console, each by itself."""
    return [*shown.text.split("\n"), *shown.selects, *(f"[{one}]" for one in shown.buttons)]


async def two_who_lead(evening, stage: str) -> tuple[Group, Screen, Screen]:
    """Bring an evening with four members to a stage; two lead it, each with a console."""
    group = await evening(*FOUR)
    group.newly_in_the_server(HELPS, group.world.facilitators)
    await group.come(HELPS)
    await group.lead("Begin")
    await group.wait(2)
    chooser = await group.more("Add co-facilitator")
    await cast.choose(group[LEAD], "Choose a person", HELPS, on=chooser.message)
    await group.go_to(stage)
    screens = [Screen(group, name, await group.console(name)) for name in (LEAD, HELPS)]
    await group.wait(2)
    return group, screens[0], screens[1]


async def ask_for_a_word(group: Group, name: str) -> None:
    """Let somebody ask in private for a word with whoever leads."""
    helped = await group.press(name, "Private help")
    ask = "Ask the facilitator for a private word"
    await cast.press(group[name], ask, on=helped.message)


async def ten_presses(evening) -> Log:
    """Let members press ten times from the check-in to the talk, while both screens are watched."""
    group, fran, ivy = await two_who_lead(evening, "check_in")
    await fran.press("Next speaker")
    await group.wait(2)
    log, on = Log(group, (fran, ivy)), "Next speaker"
    first = group.floor
    await log.after(f"{first}: I've finished", group.press(first, "I've finished"), on)
    await log.after("Esi: Pass", group.press("Esi", "Pass"), on)
    typed = group.write("Chi", "Type instead", "It was a good week")
    await log.after("Chi: Type instead", typed, on)
    asks = "Ana asks for a private word."
    await log.after("Ana: asks for a private word", ask_for_a_word(group, "Ana"), asks)
    await log.after("Esi: Leave", group.options("Esi", "Leave"), "5 people here")
    await log.after("Esi: Join", group.options("Esi", "Join"), "6 people here")
    await log.stage("Agenda", "Discussion")
    await log.after("Ana: Raise hand", group.press("Ana", "Raise hand"), "Call next hand · Ana")
    await log.after("Ben: Raise hand", group.press("Ben", "Raise hand"), "• Ben")
    await log.after("Chi: Ready to move on", group.press("Chi", "Ready to move on"), READY)
    without = {"What would you like to say?": "Not today", "Without my name": True}
    unnamed = group.write("Esi", "Type instead", without)
    await log.after("Esi: Type instead, without a name", unnamed, "Words without a name.")
    return log
