"""How an evening went, as the one who led it is told in private."""

from discord import ui

from bot.domain.meeting.summary import COUNTED_FROM, StageTime, Summary
from bot.services.ports.drawings import EveningSummed
from bot.text.catalog import Say, Shown
from cogs.ui.kit.names import title
from cogs.ui.kit.sheet import day, lines, paragraphs, row, sheet
from cogs.ui.meetings.next_time import note_button


def summed(drawing: EveningSummed, say: Say) -> ui.LayoutView:
    """Draw the figures: who came in which way, questions, and minutes beside what was planned."""
    found = drawing.summary
    return sheet(
        paragraphs(
            say("summary.heading", title=title(drawing.title, say)),
            say("summary.ended", ended=day(drawing.ended)),
            say("summary.private", count=found.private) if found.private else "",
            _people(found, say),
            say("summary.questions", count=found.questions) if found.questions else "",
            lines(say("summary.minutes"), *(_stage(one, say) for one in found.stages)),
            say("summary.only_you"),
        ),
        say("next_time.asked") if drawing.series else "",
        row(note_button(drawing.series, say)) if drawing.series else None,
    )


def _people(found: Summary, say: Say) -> str:
    if not found.counts:
        return say("summary.took_place", least=COUNTED_FROM)
    ways = [Shown(f"• {say(f'summary.{way}', count=count)}") for way, count in found.counts]
    both = sum(count for _, count in found.counts) - found.people
    twice = say("summary.in_both", count=both) if both > 0 else ""
    return lines(say("summary.came", count=found.people), *ways, twice)


def _stage(one: StageTime, say: Say) -> str:
    stage = Shown(say(f"stage.{one.stage}"))
    return say("summary.stage", stage=stage, took=one.took, planned=one.planned)
