"""The group's own templates as organisers see them: listed, added, refused, removed."""

from collections.abc import Sequence

from discord import ui

from bot.content.templates import ENDING
from bot.content.templates.reading import example
from bot.domain.calendar.own_template import OwnTemplate
from bot.domain.finding import Finding
from bot.domain.ids import short
from bot.domain.template import Template
from bot.services.calendar.own_templates import InUse, TemplateAdded
from bot.text.catalog import Say, Shown, escaped
from bot.text.plain import plain
from cogs.ui.kit.button import Choice, button, menu
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import title
from cogs.ui.kit.sheet import lines, paragraphs, row, sheet
from cogs.ui.meetings.template_choices import template_shown

FINDINGS = 8
"""So many are told at once; the rest are told with the next try."""
MEETINGS = 8


def listed(own: Sequence[OwnTemplate], say: Say, note: str = "") -> ui.LayoutView:
    """Draw the group's own, with a way to remove one, and how a file looks."""
    choices = [Choice(short(one.id), one.name) for one in own]
    which = menu(CustomId("template_remove"), say("templates.which"), choices) if own else None
    return sheet(
        paragraphs(
            say("templates.heading"),
            note,
            lines(*(_line(one.template, say) for one in own)) or say("templates.none"),
            say("templates.about"),
            Shown(f"```{ENDING}\n{example()}```"),
        ),
        row(which),
    )


def added(outcome: TemplateAdded, own: Sequence[OwnTemplate], say: Say) -> ui.LayoutView:
    """Say what became of a file."""
    if outcome.kept is None:
        return _refused(outcome.findings, say)
    key = "templates.replaced" if outcome.replaced else "templates.added"
    return listed(own, say, say(key, name=outcome.kept.name))


def asked(found: InUse, say: Say) -> ui.LayoutView:
    """Ask before one is removed, and say what the meetings that go by it do then."""
    yes = CustomId("template_gone", argument=short(found.own.id))
    words = paragraphs(say("templates.remove", name=found.own.name), _in_use(found, say))
    return sheet(words, row(button(yes, say, main=True), button(CustomId("leave_it"), say)))


def removed(found: InUse, own: Sequence[OwnTemplate], say: Say) -> ui.LayoutView:
    """Say that one was removed, and what that means for meetings."""
    done = say("templates.removed", name=found.own.name)
    return listed(own, say, paragraphs(done, _in_use(found, say)))


def _in_use(found: InUse, say: Say) -> str:
    if not found.series:
        return say("templates.unused")
    instead = template_shown(found.instead.name, say)
    titles = [f"• {title(one.title, say)}" for one in found.series[:MEETINGS]]
    rest = len(found.series) - MEETINGS
    more = say("templates.more", count=rest) if rest > 0 else ""
    return lines(say("templates.used", instead=instead, count=len(found.series)), *titles, more)


def _line(template: Template, say: Say) -> str:
    stages = (
        say("templates.stage", stage=Shown(say(f"stage.{one.key}")), minutes=one.minutes)
        for one in template.stages
    )
    facts = {"name": template.name, "minutes": template.total_minutes}
    return say("templates.line", **facts, stages=Shown(", ".join(stages)))


def _refused(findings: Sequence[Finding], say: Say) -> ui.LayoutView:
    told = [
        say(
            "templates.finding",
            line=one.facts["line"],
            what=escaped(plain(one.what, say)),
            mend=escaped(plain(one.mend, say)),
        )
        for one in findings[:FINDINGS]
    ]
    rest = len(findings) - FINDINGS
    more = say("templates.more", count=rest) if rest > 0 else ""
    return sheet(lines(say("templates.refused"), *told, more))
