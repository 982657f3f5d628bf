"""S-AUTHZ: every role presses everything, sends every form and uses every command."""

from collections.abc import Awaitable, Callable

import pytest
from discord import app_commands

from bot.rehearsal import cast
from cogs.ui.kit.button import Item
from tests.cogs import authority as who
from tests.cogs.authority import Row
from tests.cogs.authority_guidance import GUIDANCE
from tests.cogs.authority_help import HELP
from tests.cogs.authority_journal import JOURNAL
from tests.cogs.authority_letters import LETTERS
from tests.cogs.authority_questions import QUESTIONS
from tests.cogs.authority_reminders import REMINDERS
from tests.cogs.authority_templates import TEMPLATES
from tests.cogs.commands import COMMANDS
from tests.cogs.group import Group
from tests.cogs.handles import kept, outcome, put_back, shown, use

NAMES = {
    who.STRANGER: "Hana",
    who.LISTENER: "Farid",
    who.MEMBER: "Ana",
    who.CO: "Ben",
    who.HOLDER: "Ivy",
    who.LEAD: "Fran",
    who.PLANNER: "Pia",
    who.ORGANISER: "Olu",
    who.ELSEWHERE: "Zoe",
}
"""Who plays which role."""
CALLS = "What would you like to say?"

Scenario = Callable[[Group], Awaitable[None]]


async def lobby(group: Group) -> None:
    """Nothing more has to happen."""
    assert group.stage == "lobby"


async def check_in(group: Group) -> None:
    """The round is open, words without a name and a request wait, the facilitator has the floor."""
    await group.go_to("check_in")
    await group.more("Add co-facilitator")
    await cast.choose(group["Fran"], "Choose a person", "Ben")
    for _ in range(2):
        await group.write("Chi", "Type instead", {CALLS: "Secret", "Without my name": True})
    help_me = await group.press("Chi", "Private help")
    await cast.press(group["Chi"], "Ask the facilitator for a private word", on=help_me.message)


async def paused(group: Group) -> None:
    """The clock stands still."""
    await check_in(group)
    await group.more("Pause")


async def agenda(group: Group) -> None:
    """There are four topics, so there is a vote."""
    await check_in(group)
    await group.go_to("agenda")
    for topic in ("Sleep", "Boredom", "Friends", "Weekends"):
        await group.write("Ana", "Suggest a topic", topic)


async def discussion(group: Group) -> None:
    """There is a topic, and three questions are suggested."""
    await agenda(group)
    await group.go_to("discussion")
    await group.console()


async def hands(group: Group) -> None:
    """A hand is up in the discussion."""
    await discussion(group)
    await group.press("Ana", "Raise hand")


async def called(group: Group) -> None:
    """Somebody was called in the discussion, and no other hand is up."""
    await hands(group)
    await group.lead("Call next hand")


async def working(group: Group) -> None:
    """An exercise is chosen, and the board is open."""
    await check_in(group)
    await group.go_to("working")
    chooser = await group.lead("Choose worksheet")
    await cast.choose(group["Fran"], "Choose a worksheet", "Pros and cons", on=chooser.message)


async def away(group: Group) -> None:
    """The facilitator has been away for more than three minutes."""
    await check_in(group)
    await cast.go_out(group["Fran"])
    await group.wait(200)


ROWS: tuple[tuple[Scenario, tuple[Row, ...]], ...] = (
    (lobby, who.LOBBY),
    (check_in, who.CHECK_IN),
    (check_in, HELP),
    (check_in, JOURNAL),
    (check_in, LETTERS),
    (check_in, REMINDERS),
    (check_in, TEMPLATES),
    (check_in, who.MORE),
    (check_in, QUESTIONS),
    (paused, who.PAUSED),
    (agenda, who.AGENDA),
    (discussion, who.DISCUSSION),
    (discussion, GUIDANCE),
    (hands, who.HANDS),
    (called, who.CALLED),
    (working, who.WORKING),
    (away, who.AWAY),
)


ALL_TOLD = 61
"""Seconds after which whoever leads has been told of words without a name."""


@pytest.fixture
async def full_house(evening) -> Group:
    """Everybody is there; one of them is the owner of another server, where the bot is too."""
    group = await evening()
    group.newly_in_the_server("Ivy", group.world.facilitators)
    group.newly_in_the_server("Pia", group.planners())
    await group.come("Ana", "Ben", "Chi", "Ivy")
    await group.come("Farid", way="Just listening")
    return group


@pytest.mark.parametrize(("scenario", "rows"), ROWS, ids=lambda one: getattr(one, "__name__", ""))
async def test_everyone_may_press_what_is_theirs_and_hears_kindly_what_is_not(
    full_house, elsewhere, scenario, rows
):
    group = full_house
    await scenario(group)
    await group.wait(ALL_TOLD)
    wrong = [found for row in rows async for found in _all_roles(group, elsewhere, row)]
    assert wrong == []


async def _all_roles(group: Group, elsewhere, row: Row):
    before = await kept(group)
    custom_id, values = row.custom_id(before), row.values(before)
    message = await shown(group, group.world.announcements, custom_id, *values)
    foreign = await shown(group, elsewhere.place, custom_id, *values)
    done = False
    for role in who.ROLES:
        if row.kind == "erase":
            message = await shown(group, group.world.announcements, custom_id)
        someone = elsewhere.member if role == who.ELSEWHERE else group[NAMES[role]]
        found = await use(
            someone, foreign if role == who.ELSEWHERE else message, custom_id, *values
        )
        expected = row.expected(role, first=not done)
        if found != expected:
            yield f"{role} · {row.kind} {row.choice}: {found}, not {expected}"
        await group.wait(1)  # the bot paces what it sends, and time stands still in a press
        after = await kept(group)
        if role not in row.may:
            assert after == before, f"{role} · {row.kind} changed the meeting"
        elif after.cards == before.cards and not row.again:
            await put_back(group, before)
            before = await kept(group)
        else:
            before, done = after, True


def test_every_kind_of_press_has_a_row():
    rows = {row.kind for _, rows in ROWS for row in rows}
    assert set(Item.presses) == rows


def test_every_command_has_a_row(make_bot, group):
    commands = {
        one.qualified_name
        for one in group.bot.tree.walk_commands()
        if isinstance(one, app_commands.Command)
    }
    assert commands == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
async def test_everyone_may_use_the_commands_that_are_theirs(full_house, name):
    group, row = full_house, COMMANDS[name]
    world = group.world
    await check_in(group)
    await _shown_to_everyone(group, name.partition(" ")[0])
    place = group.room if row.in_room else world.announcements
    not_in = {who.STRANGER, who.PLANNER, who.ORGANISER} if row.in_room else set()
    outside = {who.ELSEWHERE} | not_in
    done = row.done
    for role in [one for one in who.ROLES if one not in outside]:
        answer = await cast.say(group[NAMES[role]], name, place, **dict(row.options))
        assert answer.private
        assert outcome(answer) == (done if role in row.may else who.heard_by(role, row.refused)), (
            role
        )
        done = (row.again or row.done) if role in row.may else done


async def _shown_to_everyone(group: Group, name: str) -> None:
    """Let Discord show a command to everyone, so that the bot itself has to refuse."""
    guild = group.world.guild
    found = await group.bot.tree.fetch_commands()
    command = next(one for one in found if one.name == name)
    guild.set_command_permissions(command.id, {guild.default_role: True})
