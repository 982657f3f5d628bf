"""Three questions with the reason to ask them, and ways to respond."""

from collections.abc import Mapping, Sequence

from discord import ui

from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.talk.questions import ASKED_IN, tally
from bot.domain.prompts.prompt import Prompt, Purpose
from bot.domain.template import StageKey
from bot.text.catalog import Say, Shown, escaped
from cogs.ui.kit.button import button
from cogs.ui.kit.content import prompt
from cogs.ui.kit.ids import id_for
from cogs.ui.kit.sheet import Block, beside, lines, paragraphs, row, sheet

WAYS = (Purpose.AFFIRMATION, Purpose.REFLECTION, Purpose.SUMMARY)


def suggestions(meeting: LiveMeeting, say: Say) -> list[str | Block]:
    """Show what was suggested, each question with `Ask`."""
    if meeting.now_in not in ASKED_IN or meeting.stage == 0:
        return []
    left = [one for one in meeting.suggested if one != meeting.question]
    found = [one for one in (prompt(meeting, p) for p in left) if one]
    if not found:
        hint = meeting.now_in is StageKey.DISCUSSION and not meeting.suggested
        return [say("console.no_questions")] if hint else []
    return [say("console.questions"), *(_question(meeting, one, say) for one in found)]


def ways_to_respond(
    meeting: LiveMeeting, stems: Mapping[Purpose, Sequence[Prompt]], say: Say
) -> ui.LayoutView:
    """Draw stems for affirming, reflecting and summing up, and the facilitator's own tally."""
    parts = [
        lines(
            say(f"respond.{purpose}"),
            *(say("respond.stem", stem=escaped(one.text)) for one in found),
        )
        for purpose, found in stems.items()
    ]
    return sheet(
        lines(say("respond.heading"), say("respond.hint")),
        paragraphs(*parts),
        lines(mirror(meeting, say), say("respond.mirror_hint")),
        row(
            *(
                button(id_for("responded", meeting, way), say, label=f"responded_{way}")
                for way in stems
            ),
            button(id_for("console", meeting), say),
        ),
    )


def mirror(meeting: LiveMeeting, say: Say) -> str:
    """Say what the facilitators asked and answered so far; it counts nobody else."""
    counted = tally(meeting)
    kinds = (Purpose.OPEN_QUESTION, *WAYS)
    counts = [say(f"respond.count_{kind}", count=counted[kind]) for kind in kinds if counted[kind]]
    if not counts:
        return say("respond.mirror_none")
    return say("respond.mirror", counts=Shown(" · ".join(counts)))


def _question(meeting: LiveMeeting, one: Prompt, say: Say) -> Block:
    words = say("console.question", question=escaped(one.text), why=escaped(one.why))
    return beside(words, button(id_for("ask", meeting, one.id), say))
