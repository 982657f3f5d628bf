"""Commands, buttons and menus as they were before an update, or as nobody ever drew them.

Discord shows them for a while; whoever uses one hears what to do, and no fault of ours is logged
(`no_fault` in the folder's conftest looks at every story).
"""

from types import SimpleNamespace
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.discordio.gateway import older_commands
from bot.domain.errors import BeforeUpdate, ChoiceGone
from bot.rehearsal import cast
from cogs.ui.kit.button import Item, NothingChosen, chosen
from cogs.ui.kit.ids import id_for
from tests.cogs.handles import kept, outcome, put_back, shown, use

ODD = ("zz", "9" * 20, "topic.x", "remove.zz", "-")
ENDS = {"erase", "leave"}
"""Presses that do the same whatever stands behind them, and leave nobody to press the next."""


@app_commands.command(name="crisis")
async def another_crisis(interaction, land: str) -> None:
    """The command as it is after an update: what was chosen freely is needed now."""
    raise AssertionError(interaction, land)


@pytest.fixture
def updated(group):
    """`updated(…)`: the bot has these commands in place of `/crisis`; Discord shows the old one."""

    def change(*commands):
        group.env.bot.tree.remove_command("crisis")
        for one in commands:
            group.env.bot.tree.add_command(one)
        return group

    return change


@pytest.mark.parametrize("now", [(), (another_crisis,)], ids=["gone", "with-other-options"])
async def test_a_command_from_before_an_update_says_to_open_discord_again(updated, now):
    group = updated(*now)
    answer = await cast.say(group["Ana"], "crisis", group.world.announcements, country="GB")
    assert answer.private
    assert outcome(answer) == "before_update"
    assert answer.text.startswith("Discord still shows you an older form of this")
    assert "Close Discord, open it again" in answer.text


@pytest.mark.parametrize("now", [(), (another_crisis,)], ids=["gone", "with-other-options"])
async def test_what_an_older_form_completes_is_an_empty_list(updated, now):
    group = updated(*now)
    place = group.world.announcements
    assert await group["Ana"].autocomplete(place, "crisis", "country", "uni") == []


CHOICE = discord.AppCommandOptionType


@pytest.mark.parametrize(
    ("kind", "meant"),
    [(CHOICE.channel, ChoiceGone), (CHOICE.role, ChoiceGone), (CHOICE.string, BeforeUpdate)],
)
def test_an_option_that_cannot_be_read_is_gone_or_from_before_an_update(kind, meant):
    transformer: Any = SimpleNamespace(_error_display_name="a place")
    unread = app_commands.TransformerError("12", kind, transformer)
    assert isinstance(older_commands.meant_by(unread), meant)


@pytest.mark.parametrize("odd", ODD)
async def test_a_handle_that_nobody_drew_is_answered_and_no_fault_of_ours(evening, odd):
    group = await evening("Ana", "Ben", "Chi", "Esi", stage="check_in")
    before = await kept(group)
    for kind in sorted(set(Item.presses) - ENDS):
        handle = id_for(kind, before, odd)
        button = await shown(group, group.world.announcements, handle)
        assert await use(group["Fran"], button, handle) != "fault"
        menu = await shown(group, group.world.announcements, handle, odd)
        assert await use(group["Fran"], menu, handle, odd) != "fault"
        await group.wait(1)
        await put_back(group, before)
        before = await kept(group)


async def test_a_button_of_a_kind_that_is_no_more_says_so(evening):
    group = await evening("Ana")
    handle = id_for("gone_since", await kept(group))
    button = await shown(group, group.world.announcements, handle)
    assert await use(group["Ana"], button, handle) == "before_update"


@pytest.mark.parametrize("data", [{}, {"values": []}, {"values": [""]}, {"values": None}])
def test_a_menu_that_comes_without_a_choice_says_so(data):
    interaction: Any = SimpleNamespace(data=data)
    with pytest.raises(NothingChosen):
        chosen(interaction)
