"""A group's own questions: who may change them, how many there are, what becomes of them.

No name stands beside a question: it is the group's, whoever wrote it.
Only while one waits for a second facilitator is its writer remembered, and nobody is shown it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import Refusal
from bot.domain.ids import GuildId, MemberId, PromptId
from bot.domain.person import Actor
from bot.domain.prompts.lint.wanted import LONGEST_WHEN, MOST_WHEN
from bot.domain.prompts.prompt import Prompt
from bot.domain.prompts.supposed import supposed
from bot.domain.prompts.verdict import each_once

MOST = 500
"""Questions of one group, the retired ones that are still kept among them."""
_OWN = "g"
"""Ids of groups' own prompts begin so, and no id of the library does."""


class State(StrEnum):
    """Where one of the group's own questions stands."""

    WAITING_REVIEW = "waiting_review"
    """A second facilitator has not looked at it yet, so nobody is offered it."""
    ACTIVE = "active"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class OwnPrompt:
    """One of a group's own prompts, in one language."""

    guild: GuildId
    language: str
    prompt: Prompt
    state: State
    changed_at: datetime
    """When it was written or last changed (aware UTC)."""
    writer: MemberId | None = None
    """Who wrote it, while it waits for somebody else; nobody before that, and nobody after."""

    @property
    def id(self) -> PromptId:
        """The id of the prompt; a group's is `g` and some letters."""
        return self.prompt.id


class NotForYou(Refusal):
    """Only facilitators write, change and exchange the group's own questions."""

    key = "refusal.prompts_not_yours"


class TooManyPrompts(Refusal):
    """The group has as many questions of its own as it may."""

    key = "refusal.too_many_prompts"


class NoSuchOwnPrompt(Refusal):
    """The group has no such question of its own."""

    key = "refusal.no_such_own_prompt"


class NotWaiting(Refusal):
    """Somebody has looked at this question already."""

    key = "refusal.prompt_not_waiting"


class NeedsSomeoneElse(Refusal):
    """Whoever wrote a question is not the second facilitator who looks at it."""

    key = "refusal.prompt_needs_someone_else"


class TooManyLines(Refusal):
    """There are more lines on when a question is wanted than are kept, or longer ones."""

    key = "refusal.too_many_lines"


def is_own(prompt: PromptId) -> bool:
    """Tell a group's own prompt from one of the library by its id."""
    return prompt.startswith(_OWN)


def own_id(letters: str) -> PromptId:
    """Make the id of an own prompt from letters drawn at random."""
    return PromptId(f"{_OWN}{letters}")


def must_write(by: Actor) -> None:
    """Raise NotForYou unless `by` is a facilitator here."""
    if not by.leads:
        raise NotForYou


def add(
    own: Sequence[OwnPrompt], written: Sequence[OwnPrompt]
) -> tuple[tuple[OwnPrompt, ...], tuple[PromptId, ...]]:
    """Give what to keep and which retired questions make room for it.

    Raises TooManyPrompts when the group had more than `MOST` without them.
    """
    too_many = len(own) + len(written) - MOST
    retired = [one for one in own if one.state is State.RETIRED]
    if too_many > len(retired):
        raise TooManyPrompts(most=MOST)
    oldest_first = sorted(retired, key=lambda one: (one.changed_at, one.id))
    return tuple(written), tuple(one.id for one in oldest_first[: max(0, too_many)])


def write(
    guild: GuildId, language: str, prompt: Prompt, now: datetime, *, reviewed_after: MemberId | None
) -> OwnPrompt:
    """Make a question the group's own; `reviewed_after` its writer somebody else looks at it."""
    return OwnPrompt(guild, language, prompt, _state(reviewed_after), now, reviewed_after)


def edit(
    known: OwnPrompt, prompt: Prompt, now: datetime, *, reviewed_after: MemberId | None
) -> OwnPrompt:
    """Change a question; one that says something else is looked at again, a retired one is back."""
    if prompt == known.prompt and known.state is not State.RETIRED:
        return known
    state = _state(reviewed_after)
    return replace(known, prompt=prompt, state=state, changed_at=now, writer=reviewed_after)


def want(
    known: OwnPrompt, lines: Iterable[str], now: datetime, *, only_then: bool | None = None
) -> OwnPrompt:
    """Keep when a question is wanted, and that it is offered only where that was said.

    Nobody is shown these lines, so nobody looks at them a second time. Raises TooManyLines.
    """
    when = each_once(lines)
    if len(when) > MOST_WHEN or any(len(line) > LONGEST_WHEN for line in when):
        raise TooManyLines(most=MOST_WHEN, longest=LONGEST_WHEN)
    assumes = known.prompt.assumes
    if only_then is not None:
        guessed = supposed(known.prompt.text, known.language) - known.prompt.not_when
        assumes = assumes | guessed if only_then else assumes - guessed
    prompt = replace(known.prompt, when=when, assumes=assumes)
    if prompt == known.prompt:
        return known
    at = known.changed_at if known.state is State.RETIRED else now
    return replace(known, prompt=prompt, changed_at=at)


def retire(known: OwnPrompt, now: datetime) -> OwnPrompt:
    """Offer a question no longer; it can be brought back by changing it."""
    if known.state is State.RETIRED:
        return known
    return replace(known, state=State.RETIRED, changed_at=now, writer=None)


def approve(known: OwnPrompt, by: Actor, now: datetime) -> OwnPrompt:
    """Let a question that waited be offered. Raises NotWaiting, NeedsSomeoneElse."""
    _must_wait(known)
    if by.id == known.writer:
        raise NeedsSomeoneElse
    return replace(known, state=State.ACTIVE, changed_at=now, writer=None)


def decline(known: OwnPrompt, now: datetime) -> OwnPrompt:
    """Put a question that waited aside, also one's own. Raises NotWaiting."""
    _must_wait(known)
    return retire(known, now)


def active(own: Sequence[OwnPrompt], language: str) -> tuple[Prompt, ...]:
    """Give the questions that may be offered in one language."""
    return tuple(
        one.prompt for one in own if one.state is State.ACTIVE and one.language == language
    )


def _must_wait(known: OwnPrompt) -> None:
    if known.state is not State.WAITING_REVIEW:
        raise NotWaiting


def _state(reviewed_after: MemberId | None) -> State:
    return State.ACTIVE if reviewed_after is None else State.WAITING_REVIEW
