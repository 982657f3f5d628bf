"""Who presses is looked up once for each press, on every surface, however many ask for it."""

import pytest

from bot import client
from bot.discordio.overwrites.roles import may_lead
from bot.rehearsal import cast


@pytest.fixture
def looked_up(monkeypatch) -> list[str]:
    """Every time that somebody's role was looked at, by name."""
    found: list[str] = []

    def noted(user, *rest):
        found.append(user.display_name)
        return may_lead(user, *rest)

    monkeypatch.setattr(client, "may_lead", noted)
    return found


async def test_on_the_console_on_the_card_in_ones_options_and_after_a_command(evening, looked_up):
    group = await evening("Ana", "Ben", "Chi", "Esi", stage="check_in")
    console, place = await group.console(), group.world.facilitators_channel
    presses = {
        "console": lambda: cast.press(group["Fran"], "Next speaker", on=console.message),
        "more": lambda: cast.choose(group["Fran"], "More", "Pause", on=console.message),
        "card": lambda: group.press("Ana", "I've finished"),
        "options": lambda: group.press("Ben", "My options"),
        "command": lambda: cast.say(group["Fran"], "prompt find", place, text="a hard week"),
        "overview": lambda: cast.say(group["Fran"], "meeting console", group.room),
    }
    times = {}
    for name, press in presses.items():
        looked_up.clear()
        await press()
        times[name] = len(looked_up)
    assert times == dict.fromkeys(presses, 1)


async def test_two_presses_are_two_looks(evening, looked_up):
    group = await evening("Ana", "Ben", "Chi", "Esi", stage="check_in")
    looked_up.clear()
    await group.press("Ana", "My options")
    await group.press("Ben", "My options")
    await group.press("Ana", "My options")
    assert looked_up == ["Ana", "Ben", "Ana"]
