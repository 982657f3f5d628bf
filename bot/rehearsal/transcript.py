"""What happened in a rehearsal, as plain text that a facilitator would recognise."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.rehearsal import simkit
from bot.rehearsal.actions_in_words import DOINGS
from bot.rehearsal.plain_text import Plain, plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.rehearsal.simkit import Sighting, Wire
    from bot.rehearsal.world import World

_ROUNDS = ("check_in", "check_out")
EVERYONE = ("everyone",)


@dataclass(frozen=True, slots=True)
class TranscriptEntry:
    """One thing that was said, shown or done."""

    time: str
    """UTC, ISO 8601, to the second."""
    room: str
    stage: str
    """The stage key of the meeting then; empty outside a meeting."""
    seen_by: tuple[str, ...]
    """The names of those who may see it, or `everyone`."""
    author: str
    kind: str
    """message, edit, gone, form, press, command, filled, aloud, came, left, opened, closed."""
    text: str
    buttons: tuple[str, ...] = ()


@dataclass(slots=True)
class Transcript:
    """Collects entries from the moment it is made until it is written."""

    world: World
    stage: Callable[[], str] = lambda: ""
    entries: list[TranscriptEntry] = field(default_factory=list)
    rooms_opened: int = 0
    rooms_closed: int = 0
    _said: dict[int, Plain] = field(default_factory=dict)
    _voices: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin to listen."""
        simkit.watch(self.world.env, self._message)
        simkit.watch_forms(self.world.env, self._form)
        simkit.listen(self.world.env, self._event)

    def write(self, path: Path, summary: dict[str, Any]) -> None:
        """Write everything as JSON, `summary` first."""
        entries = [asdict(each) for each in self.entries]
        text = json.dumps({"summary": summary, "entries": entries}, indent=1, ensure_ascii=False)
        path.write_text(text + "\n", encoding="utf-8")

    def heard(self, name: str, words: str) -> None:
        """Write down what an invented person says aloud; the bot hears nothing of it."""
        time = self.world.env.now().isoformat(timespec="seconds")
        room = self.world.voice_room()
        where = (room.name or "") if room is not None else ""
        self.entries.append(
            TranscriptEntry(time, where, self.stage(), EVERYONE, name, "aloud", words)
        )

    def summary(self) -> dict[str, Any]:
        """Count what a facilitator would ask about, from what was seen and pressed."""
        told = [each for each in self.entries if each.stage]
        begun = [datetime.fromisoformat(each.time) for each in told if each.stage != "lobby"]
        length = begun[-1] - begun[0] if begun else timedelta()
        done = len(self._presses("I've finished")) + len(self._presses("Next speaker"))
        return {
            "stages": list(dict.fromkeys(each.stage for each in told)),
            "turns": done + self._typed_turns(),
            "passes": len(self._presses("Pass")),
            "listening": len({each.author for each in self._presses("Just listening")}),
            "questions": len(self._presses("Ask")),
            "rooms_opened": self.rooms_opened,
            "rooms_closed": self.rooms_closed,
            "duration_minutes": round(length.total_seconds() / 60),
        }

    def _typed_turns(self) -> int:
        """Count the forms of `Type instead` that were sent in a round."""
        opened: dict[str, str] = {}
        turns = 0
        for each in self.entries:
            if each.kind == "press":
                opened[each.author] = each.text
            elif each.kind == "filled" and each.stage in _ROUNDS:
                turns += opened.get(each.author) == "[Type instead]"
        return turns

    def _presses(self, label: str) -> list[TranscriptEntry]:
        presses = [each for each in self.entries if each.kind == "press"]
        words = [(each, each.text.strip("[]")) for each in presses]
        return [each for each, said in words if said == label or said.startswith(f"{label} ·")]

    def lines(self, reader: str = "") -> list[str]:
        """Everything as lines to read aloud, day by day: time, room, who, what.

        With a name in `reader` only what that person could see.
        """
        told = list[str]()
        day = ""
        for each in self.entries:
            if reader and not _may_read(each, reader):
                continue
            if day != each.time[:10]:
                day = each.time[:10]
                told.append(f"{datetime.fromisoformat(day):%A %d %B}")
            told.append(_line(each))
        return told

    def _message(self, seen: Sighting) -> None:
        shown = self._read(seen.components, seen.content)
        if seen.what == "deleted":
            self._said.pop(seen.message_id, None)
            self._note("gone", seen.channel_id, seen.author_id, shown, seen.only_for)
            return
        if self._said.get(seen.message_id) == shown or not (
            shown.text or shown.buttons or shown.files
        ):
            return
        kind = "edit" if seen.message_id in self._said else "message"
        self._said[seen.message_id] = shown
        self._note(kind, seen.channel_id, seen.author_id, shown, seen.only_for)

    def _form(self, channel_id: int, member_id: int, form: Wire) -> None:
        shown = self._read(form.get("components", []), str(form.get("title", "")))
        bot = self.world.env.backend.bot_user.id
        text = "\n".join(each for each in (shown.text, *shown.selects) if each)
        self._note("form", channel_id, bot, Plain(text, ()), member_id)

    def _event(self, event: str, payload: Wire) -> None:
        if event == "INTERACTION_CREATE":
            self._interaction(payload)
        elif event == "VOICE_STATE_UPDATE":
            self._voice(payload)
        elif event in ("CHANNEL_CREATE", "CHANNEL_DELETE") and payload.get("guild_id"):
            self._channel(event, payload)

    def _interaction(self, payload: Wire) -> None:
        person = payload.get("user") or payload["member"]["user"]
        member_id, channel_id = int(person["id"]), int(payload["channel_id"])
        done = DOINGS.get(int(payload["type"]))
        if done is not None:
            kind, words = done
            told = Plain(words(payload, self.world.offered), ())
            self._note(kind, channel_id, member_id, told, member_id)

    def _voice(self, payload: Wire) -> None:
        member_id = int(payload["user_id"])
        room = payload.get("channel_id")
        now = simkit.channel_name(self.world.env, int(room)) if room else None
        before = self._voices.pop(member_id, None)
        if now is not None:
            self._voices[member_id] = now
        if before != now:
            kind = "came" if now is not None else "left"
            words = f"came into {now}" if now is not None else f"left {before}"
            self._add(kind, now or before or "", EVERYONE, member_id, Plain(words, ()))

    def _channel(self, event: str, payload: Wire) -> None:
        opened = event == "CHANNEL_CREATE"
        self.rooms_opened += opened
        self.rooms_closed += not opened
        name = str(payload.get("name"))
        bot = self.world.env.backend.bot_user.id
        words = f"{'opened' if opened else 'closed'} the room {name}"
        self._add("opened" if opened else "closed", name, EVERYONE, bot, Plain(words, ()))

    def _note(
        self, kind: str, channel_id: int, author: int, shown: Plain, only_for: int | None
    ) -> None:
        env = self.world.env
        reader = simkit.correspondent(env, channel_id)
        room = simkit.channel_name(env, channel_id)
        if reader is not None:
            room, only_for = f"direct message to {self.world.name_of(reader)}", reader
        names = (self.world.name_of(only_for),) if only_for is not None else self._seen(channel_id)
        self._add(kind, room or "", names, author, shown)

    def _seen(self, channel_id: int) -> tuple[str, ...]:
        people = self.world.people.items()
        names = tuple(n for n, who in people if simkit.may_see(self.world.env, channel_id, who.id))
        return EVERYONE if len(names) == len(people) else names

    def _add(
        self, kind: str, room: str, seen_by: tuple[str, ...], author: int, shown: Plain
    ) -> None:
        time = self.world.env.now().isoformat(timespec="seconds")
        text = "\n".join(each for each in (shown.text, *shown.files, *shown.selects) if each)
        name = self.world.name_of(author)
        self.entries.append(
            TranscriptEntry(time, room, self.stage(), seen_by, name, kind, text, shown.buttons)
        )

    def _read(self, components: list[Wire], content: str) -> Plain:
        return plain(components, content, name=self._name, time=_clock)

    def _name(self, kind: str, which: int) -> str:
        if kind == "#":
            return f"#{simkit.channel_name(self.world.env, which) or 'a room that is gone'}"
        if kind == "@&":
            role = next((r for r in self.world.guild.roles.values() if r.id == which), None)
            return f"@{role.name if role else 'a role'}"
        return self.world.name_of(which)


def _clock(seconds: int, style: str) -> str:
    at = datetime.fromtimestamp(seconds, UTC)
    return f"{at:%H:%M}" if style in "tT" else f"{at:%a %d %b %H:%M}"


def _may_read(entry: TranscriptEntry, name: str) -> bool:
    return entry.seen_by == EVERYONE or name in entry.seen_by


def _line(entry: TranscriptEntry) -> str:
    who = "" if entry.seen_by == EVERYONE else f" (seen by {', '.join(entry.seen_by)})"
    head = f"{entry.time[11:16]} #{entry.room}{who} {entry.author}"
    plainly = ("message", "press", "command", "came", "left")
    verb = "" if entry.kind in plainly else f" {entry.kind}"
    presses = " ".join(f"[{each}]" for each in entry.buttons)
    return "\n    ".join([f"{head}{verb}:", *filter(None, [*entry.text.splitlines(), presses])])
