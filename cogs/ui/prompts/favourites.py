"""Somebody's favourites: three at a time, a menu to keep one more, and one to let one go."""

from collections.abc import Sequence
from dataclasses import replace

from discord import ui

from bot.domain.prompts.browsing import THREE
from bot.domain.prompts.prompt import Prompt
from bot.services.prompts.favourites import FavouritesSeen
from bot.text.catalog import Say
from cogs.ui.kit.button import OPTION, Choice, Item, button, menu
from cogs.ui.kit.ids import NO_MEETING, CustomId
from cogs.ui.kit.names import one_line
from cogs.ui.kit.sheet import lines, row, sheet
from cogs.ui.prompts.draw import ids_tag, result


def page(
    seen: FavouritesSeen, at: CustomId, number: int, offered: Sequence[Prompt], say: Say
) -> ui.LayoutView:
    """Draw one page; `at` is any button of it, `offered` were seen just before and can be kept."""
    none = "" if seen.every else say("favourites.none")
    following = replace(at, action="favourites_page", argument=str(number + 1))
    return sheet(
        lines(say("favourites.heading"), none),
        *(block for one in seen.offer.prompts for block in result(seen.offer, one, say)),
        row(_keep(seen, at, offered, say)),
        row(_let_go(seen, at, number, say)),
        row(
            button(following, say, label="more_favourites") if seen.more else None,
            _back(at, offered, say),
        ),
    )


def _back(at: CustomId, offered: Sequence[Prompt], say: Say) -> Item | None:
    """Lead to the console, or to the questions that were seen before."""
    if at.meeting != NO_MEETING:
        return button(replace(at, action="console", argument=""), say)
    tag = ids_tag("found_more", offered)
    return button(tag, say, label="back_to_questions") if tag else None


def _keep(seen: FavouritesSeen, at: CustomId, offered: Sequence[Prompt], say: Say) -> Item | None:
    kept = {one.id for one in seen.every}
    others = [one for one in offered if one.id not in kept][:THREE]
    tag = ids_tag("favourite_keep", others)
    if tag is None:
        return None
    custom_id = replace(at, action=tag.action, argument=tag.argument)
    return menu(custom_id, say("favourites.keep"), _choices(others))


def _let_go(seen: FavouritesSeen, at: CustomId, number: int, say: Say) -> Item | None:
    shown = seen.offer.prompts
    if not shown:
        return None
    custom_id = replace(at, action="favourite_let_go", argument=str(number))
    return menu(custom_id, say("favourites.let_go"), _choices(shown))


def _choices(prompts: Sequence[Prompt]) -> list[Choice]:
    return [Choice(one.id, one_line(one.text, OPTION) or one.id) for one in prompts]
