"""Questions worth asking and ways to respond: what they are, and which three come next."""

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from bot.domain.ids import PromptId
from bot.domain.language.registry import FALLBACK
from bot.domain.prompts.circumstance import Circumstance, circumstances_in
from bot.domain.prompts.theme import Theme, themes_in
from bot.domain.prompts.topic_fit import topic_fits
from bot.domain.template import StageKey


class Point(StrEnum):
    """The four points a meeting works on (docs/questions.md#what-a-prompt-is)."""

    MOTIVATION = "motivation"
    URGES = "urges"
    THOUGHTS = "thoughts"
    BALANCE = "balance"


class Purpose(StrEnum):
    """What a prompt does in a talk (docs/questions.md#what-a-prompt-is)."""

    OPEN_QUESTION = "open_question"
    AFFIRMATION = "affirmation"
    REFLECTION = "reflection"
    SUMMARY = "summary"
    SCALING = "scaling"
    CLOSING = "closing"
    LINKING = "linking"
    """Hands something that was said to the whole group."""


class ChangeTalk(StrEnum):
    """What a prompt invites people to talk about (docs/questions.md#what-a-prompt-is)."""

    DESIRE = "desire"
    ABILITY = "ability"
    REASON = "reason"
    NEED = "need"
    COMMITMENT = "commitment"
    ACTIVATION = "activation"
    TAKING_STEPS = "taking_steps"
    NONE = "none"


class ChangeStage(StrEnum):
    """Where the person it suits stands with a change (docs/questions.md#what-a-prompt-is)."""

    NOT_YET = "not_yet"
    THINKING = "thinking"
    PREPARING = "preparing"
    DOING = "doing"
    KEEPING_UP = "keeping_up"
    AFTER_A_LAPSE = "after_a_lapse"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question to ask or a sentence to complete, with one line on why for the facilitator."""

    id: PromptId
    text: str
    point: Point
    purpose: Purpose
    change_talk: ChangeTalk
    stage: ChangeStage
    themes: frozenset[Theme]
    why: str
    avoid_with: frozenset[Theme] = frozenset()
    """Themes of the talk beside which this would hurt or fall flat."""
    when: tuple[str, ...] = ()
    """What facilitators would type when this is the one they want."""
    assumes: frozenset[Circumstance] = frozenset()
    """What its words take for granted: it is offered only where that was said."""
    not_when: frozenset[Circumstance] = frozenset()
    """What must not have been said, or it would hurt."""
    listen_for: str = ""
    """What to listen for in the answers; one line, for the facilitator."""
    reflect: str = ""
    """A reflection to offer next."""
    follow_up: str = ""
    """A question to ask after that."""


ENDINGS = frozenset({StageKey.CHECK_OUT, StageKey.CLOSE})
"""The stages of the evening in which a closing question belongs."""
OPEN_AMONG_THREE = 2
"""So many of three suggestions are open, at least."""
HABITS = frozenset(
    {
        Theme.GAMBLING,
        Theme.FOOD,
        Theme.SCREENS,
        Theme.NICOTINE,
        Theme.ALCOHOL,
        Theme.CANNABIS,
        Theme.OPIOIDS,
        Theme.STIMULANTS,
    }
)
"""Themes that a question may be on only where somebody named that habit."""
PARTICULAR = HABITS | frozenset(
    {
        Theme.PARTNER,
        Theme.ANGER,
        Theme.GRIEF,
        Theme.LAPSE_LEARNING,
        Theme.SILENCE_AND_TENSION,
        Theme.TRAVEL,
        Theme.PAIN_AND_HEALTH,
        Theme.MEDICATION_AND_THERAPY,
        Theme.CELEBRATIONS,
    }
)
"""Themes that take for granted what is not so for everyone; the talk brings them up, or nobody."""
_OPEN = frozenset({Purpose.OPEN_QUESTION, Purpose.CLOSING})


def draw(
    prompts: Iterable[Prompt],
    *,
    heard: Collection[PromptId],
    already_offered: Collection[PromptId],
    stage_key: StageKey,
    topic: str | None,
    pick: int,
    count: int = 3,
    language: str = FALLBACK,
) -> tuple[Prompt, ...]:
    """Suggest `count` varied questions for this moment; the same `pick` gives the same ones.

    `heard` (the last eight meetings) and `already_offered` (this evening) run from the oldest to
    the newest: when nothing else is left, the oldest comes back first.
    """
    about = themes_in(topic, language)
    asked = _asked_in(stage_key)
    told = circumstances_in(topic or "", language)
    pool = [p for p in prompts if p.purpose in asked and not hurts_beside(p, about, told)]
    fits = topic_fits(topic, ((p.text, p.when, p.themes) for p in pool), language)
    fit = {p.id: one for p, one in zip(pool, fits, strict=True)}
    rank = _Rank(_ages(already_offered), _ages(heard), asked[0], fit, about, told, pick)
    chosen: list[Prompt] = []
    scales_left = max(0, count - OPEN_AMONG_THREE)
    while pool and len(chosen) < count:
        best = rank.soonest(pool, chosen, scales_left)
        pool.remove(best)
        chosen.append(best)
        scales_left -= best.purpose not in _OPEN
    return tuple(chosen)


def stems(
    prompts: Iterable[Prompt], purpose: Purpose, *, pick: int = 0, count: int | None = None
) -> tuple[Prompt, ...]:
    """Give sentences of one purpose for `Ways to respond`; all of them unless `count` says less."""
    found = sorted((p for p in prompts if p.purpose is purpose), key=lambda p: lot(pick, p.id))
    return tuple(found[:count])


def hurts_beside(prompt: Prompt, about: frozenset[Theme], told: frozenset[Circumstance]) -> bool:
    """Tell whether a prompt would hurt beside what a talk is about and what was told."""
    return bool(prompt.avoid_with & about or prompt.not_when & told)


def takes_for_granted(
    prompt: Prompt, about: AbstractSet[Theme], told: frozenset[Circumstance] = frozenset()
) -> bool:
    """Tell whether a prompt takes something for granted that nobody brought up."""
    return bool((prompt.themes & PARTICULAR) - about or prompt.assumes - told)


@dataclass(frozen=True, slots=True)
class _Rank:
    offered: dict[PromptId, int]
    heard: dict[PromptId, int]
    first: Purpose
    fit: dict[PromptId, int]
    about: frozenset[Theme]
    told: frozenset[Circumstance]
    pick: int

    def soonest(self, pool: Sequence[Prompt], chosen: Sequence[Prompt], scales_left: int) -> Prompt:
        """Give the one that is offered soonest; lots are drawn only for those that are equal."""
        ranks = [self.of(one, chosen, scales_left) for one in pool]
        least = min(ranks)
        equal = (one for one, rank in zip(pool, ranks, strict=True) if rank == least)
        return min(equal, key=lambda one: lot(self.pick, one.id))

    def of(self, prompt: Prompt, chosen: Sequence[Prompt], scales_left: int) -> tuple[int, ...]:
        """Give a sort key: smaller is offered sooner."""
        return (
            self.offered.get(prompt.id, 0),
            prompt.purpose not in _OPEN and scales_left < 1,
            self.heard.get(prompt.id, 0),
            self.first is Purpose.CLOSING is not prompt.purpose,
            takes_for_granted(prompt, self.about, self.told),
            -self.fit[prompt.id],
            sum(self._likeness(prompt, other) for other in chosen),
        )

    def _likeness(self, one: Prompt, other: Prompt) -> int:
        shared = len((one.themes & other.themes) - self.about)
        return 2 * (one.point is other.point) + shared + (one.change_talk is other.change_talk)


def _asked_in(stage_key: StageKey) -> tuple[Purpose, ...]:
    if stage_key in ENDINGS:
        return (Purpose.CLOSING, Purpose.OPEN_QUESTION)
    return (Purpose.OPEN_QUESTION, Purpose.SCALING)


def _ages(ids: Collection[PromptId]) -> dict[PromptId, int]:
    return {prompt: age for age, prompt in enumerate(ids, start=1)}


def lot(pick: int, prompt: PromptId) -> int:
    """Draw a prompt's lot: the same for the same `pick`, in no order that anyone can see."""
    return int.from_bytes(blake2b(f"{pick}:{prompt}".encode(), digest_size=8).digest(), "big")
