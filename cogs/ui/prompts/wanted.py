"""When one of the group's own questions is wanted, in the words of those who would look for it."""

from collections.abc import Sequence

from discord import ui

from bot.domain.language.folding import tidy
from bot.domain.prompts.lint.wanted import LONGEST_WHEN, MOST_WHEN
from bot.domain.prompts.own_prompt import OwnPrompt
from bot.domain.prompts.supposed import supposed
from bot.text.catalog import Say, escaped
from cogs.ui.kit.button import Item, button
from cogs.ui.kit.form import Form, Given, form, text_field, text_value, tick
from cogs.ui.kit.ids import CustomId
from cogs.ui.kit.names import one_line
from cogs.ui.kit.sheet import lines, row, sheet

_LINES, _ONLY = "lines", "only"
_SHOWN = 400
"""Characters of the question above the lines."""


def opener(own: OwnPrompt, say: Say) -> Item:
    """Draw the button that opens the form."""
    return button(CustomId("wanted", argument=own.id), say)


def told(own: OwnPrompt, say: Say) -> str:
    """Say what a question seems to take for granted, and when it is wanted, as far as is known."""
    when = _listed("prompts.wanted_lines", own, say) or say("prompts.wanted_none")
    return lines(_supposes(own, say), _only(own, say), when)


def asked(own: OwnPrompt, say: Say) -> Form:
    """Draw the form: a field, and a box to tick where something is taken for granted."""
    box = text_field(
        _LINES,
        say("prompts.wanted_form.lines"),
        MOST_WHEN * (LONGEST_WHEN + 1),
        say("prompts.wanted_form.help", most=MOST_WHEN),
        known="\n".join(own.prompt.when),
        long=True,
        required=False,
    )
    fields = [box]
    if supposes := _supposes(own, say):
        only = say("prompts.wanted_form.only")
        fields.append(tick(_ONLY, only, supposes, known=bool(_granted(own))))
    sent = CustomId("wanted_kept", argument=own.id)
    return form(sent, say("prompts.wanted_form.title"), *fields)


def typed(filled: Given) -> Sequence[str]:
    """Read the lines from the form."""
    return tidy(text_value(filled, _LINES)).split("\n")


def ticked(filled: Given) -> bool | None:
    """Read the box; None where there was none."""
    return bool(filled[_ONLY]) if _ONLY in filled else None


def kept(own: OwnPrompt, say: Say) -> ui.LayoutView:
    """Show what was kept, with the way to change it."""
    when = _listed("prompts.wanted_kept", own, say) or say("prompts.wanted_cleared")
    return sheet(
        say("prompts.quoted", text=escaped(one_line(own.prompt.text, _SHOWN))),
        lines(when, _only(own, say)),
        row(opener(own, say)),
    )


def _listed(heading: str, own: OwnPrompt, say: Say) -> str:
    told = [say("prompts.wanted_line", line=escaped(line)) for line in own.prompt.when]
    return lines(say(heading), *told) if told else ""


def _supposes(own: OwnPrompt, say: Say) -> str:
    guessed = sorted(supposed(own.prompt.text, own.language))
    return say(f"prompts.supposes.{guessed[0]}") if guessed else ""


def _granted(own: OwnPrompt) -> bool:
    return bool(own.prompt.assumes & supposed(own.prompt.text, own.language))


def _only(own: OwnPrompt, say: Say) -> str:
    return say("prompts.wanted_only") if _granted(own) else ""
