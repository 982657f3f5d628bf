"""Help lines in words: the emergency number first, then one line, then what to do, or more."""

from collections.abc import Sequence

from discord import app_commands, ui

from bot.content import helplines
from bot.domain.ids import OccurrenceId
from bot.domain.support.danger.level import About, Addressed, Care, Level, steps
from bot.domain.support.helpline import (
    CountryHelp,
    HelpLine,
    completed,
    countries,
    young_lines,
)
from bot.text.catalog import Say, Shown
from cogs.ui.kit import names
from cogs.ui.kit.button import MOST_OPTIONS, Choice, button, menu
from cogs.ui.kit.content import help_for
from cogs.ui.kit.ids import NO_MEETING, STAYS, CustomId
from cogs.ui.kit.sheet import Block, lines, paragraphs, row, sheet

LONGEST_COUNTRY = 40
"""Characters of a country's name that are said back."""
ALSO = ("text", "chat", "whatsapp", "tty")
"""Ways that are named behind the first one."""
MORE = 6
"""Further lines shown for a country."""


def emergency(found: CountryHelp, say: Say) -> str:
    """Say which number to call in danger."""
    if found.emergency is None:
        return say("crisis.emergency_unknown")
    number = Shown(found.emergency)
    if found.country is None:
        return say("crisis.emergency", number=number)
    return say("crisis.emergency_in", number=number, country=Shown(found.country.name))


def numbers(found: Sequence[CountryHelp], say: Say) -> Shown:
    """Give the number to call in danger; of each country known with its name."""
    told = (
        say("crisis.number_in", number=Shown(_number(one, say)), country=Shown(one.country.name))
        if one.country
        else _number(one, say)
        for one in found
    )
    return Shown(", ".join(told))


def first_line(found: CountryHelp, say: Say) -> str:
    """Name one line, or the site for everywhere."""
    if found.first is None:
        return say("crisis.elsewhere", site=Shown(found.fallback))
    return say("crisis.first", line=one_line(found.first, say))


def young_line(country: str | None, say: Say) -> str:
    """Name a line for young people, else the first line of the country, and the site for all."""
    young = young_lines(helplines.load(), country)
    found = young if young.first else help_for(country)
    everywhere = say("crisis.elsewhere", site=Shown(found.fallback)) if found.first else ""
    return lines(first_line(found, say), everywhere)


def one_line(line: HelpLine, say: Say) -> str:
    """Say one help line with the ways to reach it, and its hours where it has some."""
    words = _ways(line, say)
    return say("line.hours", line=words, hours=Shown(line.hours)) if line.hours else words


def _ways(line: HelpLine, say: Say) -> str:
    """Say the first way to reach a line, then the others."""
    first = next(way for way in ("number", "text", "chat") if getattr(line, way))
    words = say(f"line.{first}", name=Shown(line.name), way=Shown(getattr(line, first)))
    for way in ALSO:
        if way != first and getattr(line, way):
            words = say(f"line.also_{way}", line=words, way=Shown(getattr(line, way)))
    return words


def crisis(
    country: str | None,
    say: Say,
    *,
    unknown: str = "",
    chosen: str | None = None,
    choosing: bool = False,
) -> ui.LayoutView:
    """Draw `/crisis`: the emergency number, one line, then more, and another country.

    `unknown` is what somebody typed for a country that we do not know: no number of another
    country stands above that. `chosen` is the country that was chosen in the menus, `choosing`
    that they are asked for; without a country they stand there at once.
    """
    found = help_for(country)
    asks = choosing or found.country is None
    typed = names.one_line(unknown, LONGEST_COUNTRY)
    return sheet(
        lines(
            say("crisis.heading"),
            say("crisis.unknown_country", typed=typed) if typed else "",
            emergency(found, say),
            first_line(found, say),
        ),
        more_lines(found, say),
        say("crisis.not_us"),
        numbers_chosen(chosen, say),
        *(country_menus(say) if asks else [other_country(say)]),
    )


def more_lines(found: CountryHelp, say: Say) -> str:
    """List further lines of the country, and the site for everywhere."""
    site = say("crisis.elsewhere", site=Shown(found.fallback)) if found.first else ""
    if found.country is None:
        return paragraphs(say("crisis.no_country"), site)
    others = [say("line.item", line=one_line(line, say)) for line in found.others[:MORE]]
    heading = say("crisis.more", country=Shown(found.country.name)) if others else ""
    return paragraphs(lines(heading, *others), site)


def numbers_chosen(country: str | None, say: Say) -> str:
    """Say the numbers just above the menus once one is chosen: the top may be off the screen."""
    found = help_for(country)
    if found.country is None:
        return ""
    name = Shown(found.country.name)
    return lines(
        say("crisis.chosen", country=name, number=_number(found, say)), first_line(found, say)
    )


def country_choices(typed: str) -> list[app_commands.Choice[str]]:
    """Offer countries while somebody types one; a country chosen is the one that was shown."""
    found = completed(helplines.load(), typed)[:MOST_OPTIONS]
    return [app_commands.Choice(name=one.name, value=one.code) for one in found]


def other_country(say: Say, meeting: OccurrenceId = NO_MEETING) -> Block | None:
    """Offer the menus of countries: few need them, and on a phone they are a long way."""
    return row(button(CustomId("countries", meeting), say))


def country_menus(say: Say, meeting: OccurrenceId = NO_MEETING) -> list[Block | None]:
    """Offer every country we know by name, in menus of 25 that say from which letter to which."""
    known = countries(helplines.load())
    parts = [known[at : at + MOST_OPTIONS] for at in range(0, len(known), MOST_OPTIONS)]
    return [
        row(
            menu(
                CustomId("country", meeting, argument=str(number)),
                say("crisis.choose", first=Shown(part[0].name[0]), last=Shown(part[-1].name[0])),
                [Choice(one.code, one.name) for one in part],
            )
        )
        for number, part in enumerate(parts)
    ]


def care_card(
    care: Care,
    whom: Addressed,
    country: str | None,
    say: Say,
    heading: str,
    *below: str | Block | None,
    screen: str = "",
) -> ui.LayoutView:
    """Draw whom to call, what to do in a few steps, and what else belongs `below`.

    `screen` is the last step where violence is told, if it is not the usual one.
    """
    found = help_for(country)
    told = _steps(care, whom, found, say)
    if screen and care.about is About.VIOLENCE:
        told[-1] = say("care.step", place=len(told), words=Shown(screen))
    return sheet(
        lines(heading, emergency(found, say), first_line(found, say)),
        lines(*told),
        more_help(say),
        *below,
    )


def more_help(say: Say) -> Block | None:
    """Offer every line; a message with this button stays when something in it is pressed."""
    return row(button(STAYS, say, main=True))


def line_above(care: Care | None, whom: Addressed, country: str | None, say: Say) -> str:
    """Give the line above an answer: whom to call, or a small one; none where nothing was heard."""
    if care is None or care.about is About.FIGURE:
        return ""
    found = help_for(country)
    line = Shown(first_line(found, say))
    if care.level is Level.PAST:
        return say("care.past", line=line)
    call = say("care.above", number=numbers([found], say), line=line)
    if care.level is Level.NOW:
        return call
    about = "guessed" if care.guessed else care.about
    return Shown(f"{say(f'care.maybe.{whom}.{about}')} {call}")


def _steps(care: Care, whom: Addressed, found: CountryHelp, say: Say) -> list[str]:
    number = _number(found, say)
    told = (Shown(say(key, number=number)) for key in steps(care, whom))
    return [say("care.step", place=at, words=words) for at, words in enumerate(told, start=1)]


def _number(found: CountryHelp, say: Say) -> str:
    return Shown(found.emergency or say("aid.your_number"))
