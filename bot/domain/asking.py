"""Questions of the evening: three suggestions for the facilitator, one on the card."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain import agenda
from bot.domain.ids import PromptId
from bot.domain.meeting import Meeting, must_be_at, must_lead
from bot.domain.person import Actor
from bot.domain.prompt import Prompt, draw
from bot.domain.turn import Place

SUGGESTIONS = 3


def suggest(
    meeting: Meeting, by: Actor, library: Sequence[Prompt], heard: Sequence[PromptId]
) -> Meeting:
    """Suggest three questions for this moment that were not suggested this evening.

    `heard` is what this group was asked in its last eight meetings, the oldest first; for the
    talk and the rounds alike. Raises NotFacilitator.
    """
    must_lead(meeting, by)
    drawn = draw(
        library,
        heard=(*heard, *meeting.asked),
        already_offered=meeting.offered,
        stage_key=meeting.now_in,
        topic=agenda.topic_now(meeting) or None,
        pick=meeting.id + len(meeting.offered),
        count=SUGGESTIONS,
    )
    ids = tuple(prompt.id for prompt in drawn)
    kept = tuple(one for one in meeting.offered if one not in ids)
    return replace(meeting, suggested=ids, offered=(*kept, *ids))


def ask(meeting: Meeting, by: Actor, place: Place, prompt: PromptId) -> Meeting:
    """Put a question on the card; whoever was called has had the word.

    Raises NotFacilitator, StageOver.
    """
    must_lead(meeting, by)
    must_be_at(meeting, place)
    asked = tuple(one for one in meeting.asked if one != prompt)
    return replace(meeting, question=prompt, asked=(*asked, prompt), called=None)
