"""The gateway may tell of an interaction more than once: it acts once.

See docs/discord.md#interactions.
"""

from types import SimpleNamespace
from typing import Any

from bot.discordio.gateway import quirks
from tests.discordio.messages.card_story import press


async def test_a_press_that_the_gateway_delivers_twice_acts_once(group):
    await group.a_card()
    quirks.deduplicate_interactions(group.bot)
    told, parsers = [], group.bot._connection.parsers
    hand_on = parsers["INTERACTION_CREATE"]

    def heard(data):
        told.append(data)
        hand_on(data)

    parsers["INTERACTION_CREATE"] = heard
    await press(group, "Ana")
    hand_on(told[0])
    await group.env.settle()
    assert group.bot.pressed == 1
    await press(group, "Ana")
    assert group.bot.pressed == 2


async def test_what_is_known_about_presses_does_not_grow_for_ever():
    told: list[dict[str, str]] = []
    parsers = {"INTERACTION_CREATE": told.append}
    client: Any = SimpleNamespace(_connection=SimpleNamespace(parsers=parsers))
    quirks.deduplicate_interactions(client)
    numbers = [*range(quirks.REMEMBERED + 1), quirks.REMEMBERED, 0]
    for number in numbers:
        parsers["INTERACTION_CREATE"]({"id": str(number)})
    assert [int(one["id"]) for one in told] == [*range(quirks.REMEMBERED + 1), 0]
