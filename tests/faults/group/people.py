"""People in the stand-in: what they do, and what they see. See `bots.py` for a whole example."""

from dataclasses import dataclass, field
from typing import Any

from tests.faults.group.hands import Hands, RefusedError
from tests.waiting import HANGS

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as a person sees it, in plain lines."""

    id: str
    channel: str
    author: str
    lines: list[str]
    buttons: list[Json]
    menus: list[Json]
    private: bool
    flags: int
    deleted: bool

    @property
    def text(self) -> str:
        """Give the lines as one text."""
        return "\n".join(self.lines)

    @property
    def labels(self) -> list[str]:
        """List the labels of the buttons that can be pressed."""
        return [str(one["label"]) for one in self.buttons if not one["disabled"]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for a command, press, choice or form.

    `kind` is message, update (the pressed message was redrawn), modal, choices or none; `why`
    says what went wrong when `ok` is false: `offline` (no bot), `no answer` (in time).
    `latency` is in seconds of real time, from the event to the callback.
    """

    interaction: str
    ok: bool
    why: str
    kind: str
    latency: float | None
    deferred: bool
    message: Seen | None
    modal: Json | None
    choices: list[Json]
    followups: list[Seen] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Give what was answered as one text; a form's title and parts too."""
        if self.modal is not None:
            return "\n".join([self.modal["title"], *self.modal["lines"]])
        return self.message.text if self.message else ""

    @property
    def ephemeral(self) -> bool:
        """Say whether only the person sees it."""
        return self.message is not None and self.message.private

    @property
    def labels(self) -> list[str]:
        """List the labels of the buttons that can be pressed."""
        return self.message.labels if self.message else []


class People(Hands):
    """Everyone in the made-up Discord, by name; with them the hands that break things."""

    patience: float | None = None
    """Real seconds until they take a press for lost; by default as long as it may be answered."""

    async def _act(self, verb: str, **what: object) -> Answer:
        return _answer(await self.ask(verb, patience=self.patience, **what))

    # ---- acts ---------------------------------------------------------------------------------
    async def command(self, member: str, channel: str, path: str, **options: object) -> Answer:
        """Call a slash command such as `meeting start`; people, roles, channels by name."""
        return await self._act(
            "command", member=member, channel=channel, path=path, options=options
        )

    async def autocomplete(
        self, member: str, channel: str, path: str, option: str, text: str
    ) -> Answer:
        """Type `text` into an option and read `choices`."""
        return await self._act("autocomplete", member=member, channel=channel, path=path,
                               option=option, text=text)  # fmt: skip

    async def press(
        self, member: str, message: "Seen | Answer | str", custom_id: str | None = None,
        label: str | None = None,
    ) -> Answer:  # fmt: skip
        """Press a button of one message, private ones of that member too."""
        return await self._act("press", member=member, message=_id(message), custom_id=custom_id,
                               label=label)  # fmt: skip

    async def press_label(self, member: str, channel: str, label: str) -> Answer:
        """Press the newest button the member sees there whose label begins with these words."""
        return await self._act("press", member=member, channel=channel, label=label)

    async def forge(self, member: str, message: "Seen | Answer | str", custom_id: str) -> Answer:
        """Press a button that is not there, as an attacker or an out-of-date screen would."""
        return await self._act("forge", member=member, message=_id(message), custom_id=custom_id)

    async def select(
        self, member: str, message: "Seen | Answer | str", *values: str,
        custom_id: str | None = None,
    ) -> Answer:  # fmt: skip
        """Choose in a menu by label, value or name."""
        return await self._act("select", member=member, message=_id(message), values=values,
                               custom_id=custom_id)  # fmt: skip

    async def submit(self, member: str, opened: Answer, fields: dict[str, object]) -> Answer:
        """Send the form an answer opened; fields by label or custom id."""
        return await self._act("submit", member=member, interaction=opened.interaction,
                               fields=fields)  # fmt: skip

    async def again(self, answer: Answer) -> Answer:
        """Look at an answer again: what it says now, what followed it."""
        return await self._act("answer", interaction=answer.interaction)

    async def say(self, member: str, channel: str, text: str) -> Seen:
        """Write a message by hand."""
        return Seen(**await self.ask("say", member=member, channel=channel, text=text))

    async def delete(self, message: Seen) -> None:
        """Delete a message by hand, as a moderator may."""
        await self.ask("delete", message=message.id)

    async def join_voice(self, member: str, channel: str) -> None:
        """Enter a voice channel; refused without View and Connect."""
        await self.ask("voice", member=member, channel=channel)

    async def leave_voice(self, member: str) -> None:
        """Leave whatever voice channel the member is in."""
        await self.ask("voice", member=member)

    # ---- looks --------------------------------------------------------------------------------
    async def messages(self, channel: str, member: str | None = None) -> list[Seen]:
        """List the messages of a channel, oldest first, as that member sees it (or all)."""
        found = await self.ask("messages", channel=channel, member=member)
        return [Seen(**one) for one in found["messages"]]

    async def transcript(self, channel: str, member: str | None = None) -> list[str]:
        """Write a channel down: `author: line`, as that member sees it (or all)."""
        seen = await self.messages(channel, member)
        return [f"{one.author}: {line}" for one in seen for line in one.lines]

    async def message(self, message: "Seen | Answer | str") -> Seen:
        """Look at one message again."""
        return Seen(**await self.ask("message", message=_id(message)))

    async def channels(self, guild: str | None = None) -> list[Json]:
        """List the channels of a guild in Discord's form, with `inside`: who is in voice."""
        found: list[Json] = (await self.ask("channels", guild=guild))["channels"]
        return found

    async def can(self, member: str, channel: str) -> list[str]:
        """Name the rights a member has in a channel (the bot is called `openround`)."""
        found: list[str] = (await self.ask("can", member=member, channel=channel))["can"]
        return found

    async def state(self) -> Json:
        """Give `now`, `violations`, `identified`, `sessions`, `commands`, `bot`."""
        return await self.ask("state")

    async def ready(self, *, after: int = 0, timeout: float = HANGS) -> int:  # noqa: ASYNC109 -- kept by the stand-in
        """Wait until the bot identified more than `after` times and has commands; say how many."""
        return int((await self.ask("ready", after=after, timeout=timeout))["identified"])


def _id(message: "Seen | Answer | str") -> str:
    if isinstance(message, str):
        return message
    if isinstance(message, Seen):
        return message.id
    if message.message is None:
        raise RefusedError(f"there is no message to touch: {message}")
    return message.message.id


def _answer(found: Json) -> Answer:
    seen = found.pop("message")
    followups = [Seen(**one) for one in found.pop("followups")]
    return Answer(message=Seen(**seen) if seen else None, followups=followups, **found)
