"""How people of these stories change planned meetings."""

from datetime import datetime
from typing import Any

from bot.rehearsal import cast
from tests.cogs.group import Group

YES = cast.YES
BOTH = "Yes, plan both"
TITLE = "Tuesday group"


async def meeting(group: Group, command: str, name: str = "Fran", **options: object) -> cast.Answer:
    place = group.world.facilitators_channel if name == "Fran" else group.world.announcements
    return await cast.say(group[name], f"meeting {command}", place, **options)


async def planned(group: Group, title: str = TITLE, **options: object) -> None:
    said: dict[str, Any] = {"title": title, "when": "Tuesday 19:00", "repeat": "weekly"} | options
    answer = await meeting(group, "schedule", **said)
    if BOTH in answer.shown.buttons:
        answer = await cast.press(group["Fran"], BOTH, on=answer.message)
    assert "is planned" in answer.text


async def agreed(group: Group, answer: cast.Answer, name: str = "Fran") -> cast.Answer:
    assert answer.private
    return await cast.press(group[name], YES, on=answer.message)


async def listed(
    group: Group, command: str, name: str = "Fran", **filled: object
) -> dict[str, str]:
    """Give what the list of meetings offers, by the words that are shown."""
    place = group.world.facilitators_channel if name == "Fran" else group.world.announcements
    found = await group[name].autocomplete(place, f"meeting {command}", "meeting", "", **filled)
    return {one["name"]: one["value"] for one in found}


async def shown(group: Group, name: str = "Fran") -> str:
    return (await meeting(group, "show", name, meeting=TITLE)).text


def at(text: str) -> str:
    return f"<t:{int(datetime.fromisoformat(text + '+00:00').timestamp())}:F>"


FIRST, SECOND, THIRD = (f"2026-12-{day}T19:00" for day in ("01", "08", "15"))
