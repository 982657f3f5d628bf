"""One question at a time with the reason to ask it, and ways to respond."""

from collections.abc import Mapping, Sequence

from discord import ui

from bot.domain.meeting.live_meeting import LiveMeeting
from bot.domain.meeting.round.seating import all_heard
from bot.domain.meeting.talk.questions import ASKED_IN, shown, tally
from bot.domain.prompts.prompt import Prompt, Purpose
from bot.domain.template import StageKey
from bot.text.catalog import Say, Shown, escaped
from cogs.ui.console.suggested_words import say_after_speaker
from cogs.ui.kit.button import button
from cogs.ui.kit.content import prompt
from cogs.ui.kit.ids import id_for
from cogs.ui.kit.names import shown_name
from cogs.ui.kit.sheet import Block, lines, paragraphs, row, sheet

WAYS = (Purpose.AFFIRMATION, Purpose.REFLECTION, Purpose.LINKING, Purpose.SUMMARY)
BESIDE = (Purpose.AFFIRMATION, Purpose.LINKING, Purpose.SUMMARY)
"""Those besides the reflection that belongs to a question."""
STEMS, FEWER = 3, 1


def suggestion(meeting: LiveMeeting, say: Say) -> list[str | Block | None]:
    """Show one question and why to ask it, with `Ask` and `Another`; else what `Another` does.

    A round in which everyone has been heard asks nothing any more.
    """
    if meeting.now_in not in ASKED_IN or meeting.stage == 0:
        return []
    if all_heard(meeting):
        return [row(button(id_for("respond", meeting), say))]
    one = prompt(meeting, shown(meeting)) if meeting.suggested else None
    words = _suggested(meeting, one, say) if one else say(f"console.{_without(meeting)}")
    on_card = say("console.on_card")
    asking = button(id_for("ask", meeting, one.id), say, tail=on_card) if one else None
    others = (button(id_for(kind, meeting), say) for kind in ("another", "respond"))
    return [words, row(asking, *others)]


def _suggested(meeting: LiveMeeting, one: Prompt, say: Say) -> str:
    """Give a question with the reason to ask it; while somebody speaks it is for afterwards."""
    question = escaped(one.text)
    if meeting.called:
        name = shown_name(meeting, meeting.called, say)
        return say("console.question_later", question=question, name=name)
    return say("console.question", question=question, why=escaped(one.why))


def found_is_asked(meeting: LiveMeeting, say: Say) -> ui.LayoutView:
    """Say that a question found elsewhere is on the card: short, so that all of it is in sight."""
    one = prompt(meeting, meeting.question)
    asked = say("say.asked", question=escaped(one.text)) if one else ""
    to_say = say_after_speaker(meeting, say, Shown(asked)) if asked else ""
    return sheet(
        lines(say("done.asked"), to_say),
        row(*(button(id_for(kind, meeting), say) for kind in ("respond", "console"))),
    )


def _without(meeting: LiveMeeting) -> str:
    """Name the sentence that stands where no question is suggested."""
    if meeting.question is not None:
        return "question_asked"
    return "no_question" if meeting.now_in is StageKey.DISCUSSION else "question_of_round"


def other_kinds(meeting: LiveMeeting, say: Say) -> ui.LayoutView:
    """Offer other kinds of questions; a short run is for the talk, and not for a round."""
    run = ["short_run"] if meeting.round is None else []
    kinds = ["own_words", *run, "surprise", "favourites"]
    told = (
        say("more_questions.kind", kind=say(f"more.{one}"), help=say(f"more_help.{one}"))
        for one in kinds
    )
    return sheet(
        lines(say("more_questions.heading"), *told),
        row(
            *(
                button(id_for("question_kind", meeting, one), say, words=say(f"more.{one}"))
                for one in kinds
            )
        ),
        row(button(id_for("console", meeting), say)),
    )


def stems_wanted(meeting: LiveMeeting) -> tuple[Sequence[Purpose], int]:
    """Name the ways and say how many stems of each fit on one screen of a phone.

    Below what comes after the question on the card, which has a reflection, it is fewer.
    """
    asked = prompt(meeting, meeting.question)
    return (BESIDE, FEWER) if asked and _guides(asked) else (WAYS, STEMS)


def ways_to_respond(
    meeting: LiveMeeting, stems: Mapping[Purpose, Sequence[Prompt]], say: Say
) -> ui.LayoutView:
    """Draw what comes after the question on the card, stems, and the facilitator's own tally."""
    asked = prompt(meeting, meeting.question)
    parts = _after(meeting, asked, stems, say) if asked and _guides(asked) else None
    return sheet(
        *(parts or _stems(meeting, stems, say)),
        row(
            *(
                button(id_for("responded", meeting, way), say, label=f"responded_{way}")
                for way in WAYS
            ),
            button(id_for("console", meeting), say),
        ),
    )


def _stems(
    meeting: LiveMeeting, stems: Mapping[Purpose, Sequence[Prompt]], say: Say
) -> tuple[str, ...]:
    parts = [
        lines(
            say(f"respond.{purpose}"),
            *(say("respond.stem", stem=escaped(one.text)) for one in found),
        )
        for purpose, found in stems.items()
        if found
    ]
    return (
        lines(say("respond.heading"), say("respond.hint")),
        paragraphs(*parts),
        lines(mirror(meeting, say), say("respond.mirror_hint")),
    )


def _guides(asked: Prompt) -> bool:
    return bool(asked.listen_for or asked.reflect or asked.follow_up)


def _after(
    meeting: LiveMeeting, asked: Prompt, stems: Mapping[Purpose, Sequence[Prompt]], say: Say
) -> tuple[str, ...]:
    """Say what to listen for after a question, what to offer and ask next, and other ways."""
    told = {
        "listen_for": asked.listen_for,
        "you_could_say": asked.reflect,
        "then_ask": asked.follow_up,
    }
    others = [(purpose, one.text) for purpose, found in stems.items() for one in found]
    return (
        lines(
            say("respond.heading"),
            say("respond.after", question=escaped(asked.text)),
            *(say(f"respond.{key}", words=escaped(words)) for key, words in told.items() if words),
        ),
        lines(*(say(f"respond.or_{way}", stem=escaped(words)) for way, words in others)),
        lines(mirror(meeting, say), say("respond.mirror_hint")),
    )


def mirror(meeting: LiveMeeting, say: Say) -> str:
    """Say what the facilitators asked and answered so far; it counts nobody else."""
    counted = tally(meeting)
    kinds = (Purpose.OPEN_QUESTION, *WAYS)
    counts = [say(f"respond.count_{kind}", count=counted[kind]) for kind in kinds if counted[kind]]
    if not counts:
        return say("respond.mirror_none")
    return say("respond.mirror", counts=Shown(" · ".join(counts)))
