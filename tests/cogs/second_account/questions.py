"""Everything that the client of an account can ask, by name."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from simcord import ChannelHandle, MemberActor, ResponseMessage

from bot.domain.ids import MemberId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.members.member_token import member_token
from bot.rehearsal import chance, simkit
from cogs.help import TOPICS
from cogs.ui.kit.button import Item
from cogs.ui.kit.form import _SENT
from cogs.ui.kit.ids import id_for
from tests.cogs.authority import MORE
from tests.cogs.commands import COMMANDS
from tests.cogs.group import Group
from tests.cogs.handles import kept
from tests.cogs.second_account.client import Client, Lines
from tests.cogs.second_account.worlds import OTHER_NAME, TOPIC, WORDS, X

Ask = Callable[[], Awaitable[Lines]]
PACE = 2.0
"""Seconds between two presses or forms, so that none is refused for coming too soon."""
PACED = ("press ", "form ")
LAST = {"leave": "", "erase": "here", "agree": "speaking"}
"""Kinds of press after which an account sees less, or more."""
OF_A_PERSON = (
    "add_co_pick", "drop_co_pick", "hand_over_pick", "remove_pick", "let_back", "let_back_pick",
)  # fmt: skip
"""Kinds of press that mean somebody."""
GUESS = "1"
BEGINNINGS = ("", "a", "ana", "blue", "my", "tomorrow 19:00")
COMPLETED = (
    ("prompt find", "text"),
    ("prompt find", "theme"),
    ("prompt add", "theme"),
    ("prompt edit", "theme"),
    ("prompt edit", "prompt"),
    ("prompt retire", "prompt"),
    ("meeting schedule", "when"),
    ("meeting schedule", "template"),
    ("meeting start", "template"),
    ("meeting edit", "template"),
    ("crisis", "country"),
    ("setup server", "timezone"),
    ("setup server", "country"),
    ("setup server", "language"),
)
NAMES = (X, "ana", "\u0410na", "Ana 2", "A n a", OTHER_NAME, "blue heron", "Ben", "Fran", "")


@dataclass(frozen=True, slots=True)
class Asker:
    """One account with what it asks about, and where."""

    group: Group
    client: Client
    meeting: LiveMeeting

    @property
    def on(self) -> ResponseMessage:
        """The message of ours in its sight: the card for whoever is in, else the door."""
        simkit.dismiss_private(self.group.env)  # or each look goes through hundreds of answers
        inside = self.client.sees(self.group.room.id)
        return self.group.card(self.name) if inside else self.group.door(self.name)

    @property
    def name(self) -> str:
        """Whose account it is."""
        return self.group.world.name_of(self.client.member.id)

    @property
    def x(self) -> MemberActor:
        return self.group[X]

    @property
    def somebody(self) -> str:
        """What stands in the buttons that mean Ana; where none does, what somebody may guess."""
        return member_token(self.meeting, MemberId(self.x.id)) or GUESS

    def questions(self) -> Iterator[tuple[str, Ask]]:
        """Every question by its name, those first after which it can ask the others still."""
        for name, look in sights(self.client).items():
            yield name, self._now(look)
        yield from self._commands()
        yield from self._completions()
        yield from self._forms()
        yield from self._presses()
        for kind, more in LAST.items():
            yield f"press {kind} {more}".strip(), self._press(kind, more)

    async def all(self) -> dict[str, Lines]:
        """Ask everything."""
        told: dict[str, Lines] = {}
        for number, (name, ask) in enumerate(self.questions()):
            assert name not in told, name
            with chance.drawn_from(number):
                told[name] = await ask()
            if name.startswith(PACED):
                await self.group.wait(PACE)
        return told

    def _commands(self) -> Iterator[tuple[str, Ask]]:
        for name, row in COMMANDS.items():
            yield self._command(name, **dict(row.options))
        for topic in TOPICS:
            yield self._command("help", topic=topic)
        for country in ("GB", "us", "Ana", "Atlantis"):
            yield self._command("crisis", country=country)
        for days in (1, 14):
            yield self._command("meeting list", days=days)
        for topic in (X, TOPIC, "sleep"):
            yield self._command("meeting list", topic=topic)
        for room in ("voice", "text"):
            yield self._command("meeting list", room=room)
        for text in (X, TOPIC, WORDS, "cannot sleep", "cravings at night"):
            yield self._command("prompt find", text=text)
        who = {"title": "Friday", "when": "Friday 19:00", "facilitator": self.x}
        yield self._command("meeting schedule", **who)

    def _completions(self) -> Iterator[tuple[str, Ask]]:
        for name, option in COMPLETED:
            for typed in BEGINNINGS:
                yield f"/{name} {option}: {typed}", self._complete(name, option, typed)

    def _forms(self) -> Iterator[tuple[str, Ask]]:
        for name in NAMES:
            yield f"form rename: {name}", self._submit("rename", text=name)
        for kind in sorted(_SENT):
            yield f"form {kind}", self._submit(kind, text=WORDS)

    def _presses(self) -> Iterator[tuple[str, Ask]]:
        for kind in sorted(set(Item.presses) - set(LAST)):
            yield f"press {kind}", self._press(kind)
            yield f"press {kind} with a guess", self._press(kind, GUESS, GUESS)
        for kind in OF_A_PERSON:
            yield f"press {kind} of Ana", self._press(kind, self.somebody, self.somebody)
        removal = f"remove.{self.somebody}"
        yield "press sure: to remove Ana", self._press("sure", removal)
        for row in MORE:
            yield f"press more: {row.choice}", self._press("more", "", row.choice)

    # ---------------------------------------------------------------------------- one question

    def _now(self, look: Callable[[], Lines]) -> Ask:
        async def ask() -> Lines:
            return look()

        return ask

    def _command(self, name: str, **options: object) -> tuple[str, Ask]:
        async def ask() -> Lines:
            return await self.client.command(self._place, name, **options)

        given = ", ".join(f"{one}={value}" for one, value in options.items())
        return f"/{name} {self.client.plain(given)}".strip(), ask

    def _complete(self, name: str, option: str, typed: str) -> Ask:
        async def ask() -> Lines:
            return await self.client.complete(self._place, name, option, typed)

        return ask

    def _submit(self, kind: str, **given: str) -> Ask:
        async def ask() -> Lines:
            now = await kept(self.group)
            return await self.client.submit(self.on, id_for(kind, now).text, **given)

        return ask

    def _press(self, kind: str, more: str = "", *values: str) -> Ask:
        async def ask() -> Lines:
            now = await kept(self.group)
            return await self.client.press(self.on, id_for(kind, now, more).text, *values)

        return ask

    @property
    def _place(self) -> ChannelHandle:
        return self.group.world.announcements


def sights(client: Client) -> dict[str, Callable[[], Lines]]:
    """What an account sees without asking the bot."""
    return {
        "channels": client.channels,
        "hidden channels": lambda: client.channels(open_to_me=False),
        "voice rooms": client.voices,
        "members": client.members,
        "messages": client.messages,
        "what was heard": lambda: list(client.heard),
    }
