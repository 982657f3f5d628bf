"""T-OUT-1: a server that is unavailable again and again all evening has removed nobody."""

from typing import Any

from simcord.backend import serializers

from tests.cogs.group import Group

TIMES = 1000
"""So often in one evening."""


def goes(group: Group) -> None:
    told = {"id": str(group.world.guild.id), "unavailable": True}
    group.env.backend.emit("GUILD_DELETE", told)


def comes(group: Group) -> None:
    backend: Any = group.env.backend
    guild = backend.guilds[group.world.guild.id]
    backend.emit("GUILD_CREATE", serializers.guild_create_payload(backend, guild))


async def as_it_is(group: Group) -> dict[str, Any]:
    """Everything that is kept of the evening, and what stands in Discord."""
    store: Any = group.bot.services.departures.store
    guild = group.world.guild.id
    backend: Any = group.env.backend
    return {
        "dated": await store.run(
            lambda tx: [(one.id, one.phase, one.room) for one in tx.occurrences.of(guild)]
        ),
        "running": await store.run(
            lambda tx: [
                (one.people, one.facilitators, one.place, one.closed_door, one.in_voice)
                for one in tx.live_meetings.all()
            ]
        ),
        "settings": await store.run(lambda tx: tx.servers.get(guild)),
        "left": await store.run(lambda tx: tx.departures.all()),
        "channels": sorted(backend.channels),
        "messages": {place: list(known) for place, known in backend.messages.items()},
    }


async def test_a_server_that_goes_and_comes_a_thousand_times_keeps_its_evening(evening):
    group = await evening("Ana", "Ben", "Chi", "Esi", stage="check_in")
    await group.wait(65)
    clean = await as_it_is(group)
    for number in range(TIMES):
        goes(group)
        if number % 100 == 0:
            await group.wait(2)  # the tick comes while it is away
        comes(group)
        if number % 10 == 0:
            await group.env.settle()
    await group.wait(65)
    assert await as_it_is(group) == clean
    assert clean["left"] == ()
    await group.go_on()
    assert group.stage != "check_in"


async def test_a_server_that_is_really_left_is_another_matter(evening):
    """The same events without that one word stop the evening, so the story above can fail."""
    group = await evening("Ana", "Ben", stage="check_in")
    group.bot.dispatch("guild_remove", group.bot.get_guild(group.world.guild.id))
    await group.wait(2)
    assert (await as_it_is(group))["running"] == []
