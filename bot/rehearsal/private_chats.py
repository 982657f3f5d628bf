"""Private messages between two people: the page's own, of which the bot hears nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.text.catalog import FALLBACK, Shown, speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

_SAY = speaker(FALLBACK)
_SIGN = "@"
"""Begins the id of a private chat, where a channel of the server has a number."""
_ANSWERS = tuple(f"rehearsal.chat.answer.{place}" for place in ("first", "second", "third"))
"""What an invented person writes back, by how often they've written in this chat."""


@dataclass(frozen=True, slots=True)
class ChatLine:
    """One message: who wrote what, when; `invented` where nobody at the page wrote it."""

    id: str
    author: str
    words: str
    at: float
    invented: bool = False


@dataclass(slots=True)
class PrivateChats:
    """Who has a chat with whom, and what stands in it: kept nowhere, gone with the evening."""

    _with: dict[str, list[str]] = field(default_factory=dict)
    _lines: dict[frozenset[str], list[ChatLine]] = field(default_factory=dict)
    _count: int = 0

    def open(self, name: str, other: str) -> str:
        """Give somebody a chat with another, and its id for them."""
        known = self._with.setdefault(name, [])
        if other not in known:
            known.append(other)
        return f"{_SIGN}{other}"

    def other(self, at: str) -> str:
        """With whom a chat is, by its id; empty for a channel."""
        return at.removeprefix(_SIGN) if at.startswith(_SIGN) else ""

    def write(self, name: str, other: str, words: str, at: float, *, answers: bool = False) -> str:
        """Write to somebody, who has the chat from now on too; gives the message's id.

        `answers`: they write back, something else each time while there's something left to say,
        and nothing once somebody at the page has written as them.
        """
        written = self._add(name, other, words, at)
        said = [each for each in self._between(name, other) if each.author == other]
        if answers and len(said) < len(_ANSWERS) and all(each.invented for each in said):
            self._add(other, name, _SAY(_ANSWERS[len(said)]), at, invented=True)
        return written

    def channels(self, name: str) -> list[dict[str, str]]:
        """Somebody's chats; `newest` is what the other wrote last and they have not answered."""
        return [
            {
                "id": f"{_SIGN}{other}",
                "name": other,
                "kind": "chat",
                "newest": self._unanswered(other, name),
            }
            for other in self._with.get(name, ())
        ]

    def messages(self, name: str, other: str) -> list[dict[str, Any]]:
        """What stands in a chat, as the page draws messages."""
        return [
            {
                "id": each.id,
                "author": each.author,
                "bot": False,
                "at": each.at,
                "private": False,
                "content": each.words,
                "components": [],
                "note": _note(each),
                "files": [],
            }
            for each in self._between(name, other)
        ]

    def _add(
        self, author: str, reader: str, words: str, at: float, *, invented: bool = False
    ) -> str:
        self.open(author, reader)
        self.open(reader, author)
        self._count += 1
        line = ChatLine(str(self._count), author, words, at, invented)
        self._lines.setdefault(frozenset((author, reader)), []).append(line)
        return line.id

    def _unanswered(self, author: str, reader: str) -> str:
        """Give the id of the last message, if it is the author's; whoever answered has read."""
        last = next(reversed(self._between(author, reader)), None)
        return last.id if last is not None and last.author == author else ""

    def _between(self, name: str, other: str) -> Sequence[ChatLine]:
        return self._lines.get(frozenset((name, other)), ())


def _note(line: ChatLine) -> str:
    return _SAY("rehearsal.chat.note", name=Shown(line.author)) if line.invented else ""
