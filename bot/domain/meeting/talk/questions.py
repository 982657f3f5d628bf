"""Questions of the evening: suggestions for the facilitator, one at a time, and one on the card."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from bot.domain.ids import PromptId
from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.rights import leads, must_be_at, must_lead
from bot.domain.meeting.round_state import Place
from bot.domain.meeting.talk import agenda
from bot.domain.person import Actor
from bot.domain.prompts.own_prompt import is_own
from bot.domain.prompts.prompt import Prompt, Purpose, draw
from bot.domain.template import StageKey

ASKED_IN = frozenset({StageKey.CHECK_IN, StageKey.DISCUSSION, StageKey.CHECK_OUT})
"""The stages in which the console offers questions."""
SUGGESTIONS = 3
"""So many are drawn at once, so that they differ; they are shown one after the other."""
MOST_TICKS = 200
"""Ways to respond counted in one evening."""


def lacks(meeting: LiveMeeting) -> bool:
    """Tell whether this is a discussion for which nothing is suggested yet."""
    return meeting.now_in is StageKey.DISCUSSION and not meeting.suggested


def lacks_for(meeting: LiveMeeting, by: Actor) -> bool:
    """Tell whether `by` leads a discussion for which nothing is suggested yet."""
    return leads(meeting, by) and lacks(meeting)


def suggest(
    meeting: LiveMeeting,
    by: Actor,
    library: Sequence[Prompt],
    heard: Sequence[PromptId],
    sure: Sequence[PromptId] = (),
) -> LiveMeeting:
    """Suggest three questions for this moment that were not suggested this evening.

    `heard` is what this group was asked in its last eight meetings, the oldest first; for the
    talk and the rounds alike; `sure` is what a search for the topic found. Raises NotFacilitator.
    """
    must_lead(meeting, by)
    return suggested(meeting, library, heard, sure)


def suggested(
    meeting: LiveMeeting,
    library: Sequence[Prompt],
    heard: Sequence[PromptId],
    sure: Sequence[PromptId] = (),
) -> LiveMeeting:
    """Give the meeting with three such questions, whoever wants them; what is `sure` first."""
    known = (*heard, *meeting.asked)
    drawing = partial(
        draw,
        heard=known,
        already_offered=_last(meeting.offered, meeting.asked),
        stage_key=meeting.now_in,
        topic=agenda.topic_now(meeting) or None,
        pick=meeting.id + len(meeting.offered),
        language=meeting.language,
    )
    fresh = [one for one in library if one.id in sure and one.id not in {*known, *meeting.offered}]
    fits = sorted(drawing(fresh, count=SUGGESTIONS), key=lambda one: sure.index(one.id))
    others = [one for one in library if one not in fits]
    drawn = (*fits, *drawing(others, count=SUGGESTIONS - len(fits)))
    ids = tuple(prompt.id for prompt in drawn)
    shown = replace(meeting, suggested=ids, offered=_last(meeting.offered, ids))
    return _with_words(shown, drawn)


def shown(meeting: LiveMeeting) -> PromptId | None:
    """Give the suggestion that is shown now; None where it is on the card already."""
    first = meeting.suggested[0] if meeting.suggested else None
    return None if first == meeting.question else first


def has_next(meeting: LiveMeeting) -> bool:
    """Tell whether one more is left of those that were drawn."""
    return len(meeting.suggested) > 1


def next_shown(meeting: LiveMeeting, by: Actor) -> LiveMeeting:
    """Show the next of those that were drawn; there must be one. Raises NotFacilitator."""
    must_lead(meeting, by)
    return _with_words(replace(meeting, suggested=meeting.suggested[1:]), ())


def offer(meeting: LiveMeeting, by: Actor, prompts: Sequence[PromptId]) -> LiveMeeting:
    """Remember questions that were shown to a facilitator elsewhere. Raises NotFacilitator."""
    must_lead(meeting, by)
    return replace(meeting, offered=_last(meeting.offered, tuple(prompts)))


def ask(
    meeting: LiveMeeting,
    by: Actor,
    place: Place,
    prompt: PromptId,
    own: Prompt | None = None,
    *,
    looked_up: bool = False,
) -> LiveMeeting:
    """Put a question on the card; whoever was called keeps the word, and ends it themselves.

    `own` are the words where it is one of the group's own. One that was `looked_up` can be asked
    later, too, wherever one asks. Raises NotFacilitator, StageOver.
    """
    must_lead(meeting, by)
    if not (looked_up and meeting.stage > 0 and meeting.now_in in ASKED_IN):
        must_be_at(meeting, place)
    return with_question(meeting, prompt, own)


def with_question(meeting: LiveMeeting, prompt: PromptId, own: Prompt | None = None) -> LiveMeeting:
    """Give the meeting with a question on the card, whoever puts it there.

    It isn't offered again, nor is the one that stood there; the console keeps what it showed.
    """
    asked = _last(meeting.asked, (prompt,))
    left = tuple(one for one in meeting.suggested[1:] if one not in asked)
    first = tuple(one for one in meeting.suggested[:1] if one == prompt or one not in asked)
    kept = (*first, *left) or (meeting.suggested and (prompt,))
    after = replace(meeting, question=prompt, asked=asked, suggested=kept)
    return _with_words(replace(after, spoke_last=meeting.called), (own,) if own else ())


def respond(meeting: LiveMeeting, by: Actor, purpose: Purpose) -> LiveMeeting:
    """Count an affirmation, a reflection, a linking line or a summary that a facilitator gave.

    Raises NotFacilitator.
    """
    must_lead(meeting, by)
    return replace(meeting, responded=(*meeting.responded, purpose)[-MOST_TICKS:])


def tally(meeting: LiveMeeting) -> Counter[Purpose]:
    """Count what the facilitators did this evening: a mirror for them, never a score of anyone.

    Everything that was put on the card counts as a question.
    """
    counted = Counter(meeting.responded)
    counted[Purpose.OPEN_QUESTION] = len(meeting.asked)
    return counted


def _last(known: Iterable[PromptId], newest: tuple[PromptId, ...]) -> tuple[PromptId, ...]:
    return (*(one for one in known if one not in newest), *newest)


def _with_words(meeting: LiveMeeting, prompts: Sequence[Prompt]) -> LiveMeeting:
    """Keep the words of own questions while they are shown: the card is drawn from the meeting."""
    shown = {*meeting.suggested, meeting.question}
    found = {one.id: one for one in (*meeting.own, *prompts) if is_own(one.id)}
    return replace(meeting, own=tuple(one for one in found.values() if one.id in shown))
