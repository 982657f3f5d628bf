"""A shelf: all that one group can be offered, with what answers from memory."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Protocol

from bot.domain.ids import PromptId
from bot.domain.prompts.browsing import Wanted
from bot.domain.prompts.own_prompt import OwnPrompt, State
from bot.domain.prompts.prompt import Prompt
from bot.domain.prompts.situation_note import HelpNeed
from bot.domain.prompts.theme import words_in
from bot.domain.search.note_finder import NotesFound

FEWEST_WORDS = 2
MOST_NAMED = 3
"""From so many words on, so many prompts are given in which they stand as typed."""


class Found(Protocol):
    """One result of a search."""

    @property
    def prompt(self) -> Prompt:
        """What was found."""
        ...

    @property
    def sure(self) -> bool:
        """Whether it fits; else it never hurts."""
        ...


class Finder(Protocol):
    """An index over some prompts; answers from memory."""

    def find(
        self,
        text: str,
        wanted: Wanted,
        *,
        limit: int = 5,
        heard: Collection[PromptId] = (),
        apart: bool = False,
        beside_note: bool = False,
    ) -> Sequence[Found]:
        """Give the best `limit` prompts for plain words, the best first.

        `apart` leaves out what pushes closeness, thanks or an apology; `beside_note` all that does
        not fit very well.
        """
        ...

    def complete(self, prefix: str, limit: int, *, apart: bool = False) -> Sequence[Found]:
        """Do the same while somebody types: the last word may be unfinished."""
        ...

    def notes(self, text: str, need: HelpNeed | None = None) -> NotesFound:
        """Give the note on what happens in the room, and those that it may be."""
        ...


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that one group can be offered, in its language."""

    language: str
    own: tuple[OwnPrompt, ...]
    """The group's own in every language and state."""
    prompts: tuple[Prompt, ...]
    """The library and the group's own that are active."""
    by_id: Mapping[PromptId, Prompt]
    words: tuple[str, ...]
    """The words of each of `prompts`, without marks."""
    finder: Finder

    @property
    def waiting(self) -> tuple[OwnPrompt, ...]:
        """Own prompts that wait for a second facilitator, the oldest first."""
        found = (one for one in self.own if one.state is State.WAITING_REVIEW)
        return tuple(sorted(found, key=lambda one: (one.changed_at, one.id)))

    def named(self, text: str) -> tuple[Prompt, ...]:
        """Give the prompt of that id, or up to three in which the words stand as they are typed."""
        chosen = self.by_id.get(PromptId(text))
        if chosen:
            return (chosen,)
        typed = words_in(text)
        if len(typed) < FEWEST_WORDS:
            return ()
        phrase, both = " ".join(typed), zip(self.words, self.prompts, strict=True)
        return tuple(islice((one for words, one in both if phrase in words), MOST_NAMED))


def shelf_of(
    language: str,
    own: tuple[OwnPrompt, ...],
    prompts: tuple[Prompt, ...],
    finder: Finder,
) -> Shelf:
    """Put a shelf together; takes a moment, so not on the loop."""
    by_id = MappingProxyType({one.id: one for one in prompts})
    words = tuple(" ".join(words_in(one.text)) for one in prompts)
    return Shelf(language, own, prompts, by_id, words, finder)


def first(named: Iterable[Prompt], found: Iterable[Prompt], most: int) -> tuple[Prompt, ...]:
    """Put what was named before what was found, each once."""
    return tuple({one.id: one for one in (*named, *found)}.values())[:most]
