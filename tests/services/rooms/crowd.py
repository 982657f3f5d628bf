"""Many meetings of one instant, and a Discord that takes one request after the other."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain.ids import GuildId, OccurrenceId
from bot.domain.rooms import crowded
from tests.services.conftest import GUILD, MINUTE, START, Story
from tests.services.small_discord import Discord

DOORS = START - 10 * MINUTE
SECOND = timedelta(seconds=1)
FEW = crowded.A_SECOND + 5
"""As many as just make a crowd."""
REQUEST = SECOND / crowded.A_SECOND


@dataclass
class BusyDiscord(Discord):
    """Takes as many requests a second as the bot may send, one after the other."""

    async def asked(self, call, room=None):
        self.clock.at += REQUEST
        return await super().asked(call, room)


def another(one, number):
    elsewhere = GuildId(GUILD + number)
    return replace(one, id=OccurrenceId(one.id + number), guild=elsewhere, series=None)


async def crowd(story: Story, rooms: int, **wish) -> None:
    """Let so many servers have a meeting at one instant; the first is planned by hand."""
    await story.settle_server()
    await story.plan(**wish)
    one = await story.occurrence()

    def keep(tx):
        server = tx.servers.get(GUILD)
        for number in range(1, rooms):
            tx.servers.put(replace(server, id=GuildId(GUILD + number)))
            tx.occurrences.add(another(one, number))

    await story.kept.run(keep)
    await story.until(DOORS - 2 * MINUTE)  # the scheduler wakes at least twice a minute


async def everyone(story: Story):
    return await story.kept.run(lambda tx: tx.occurrences.live())


async def early(story: Story, **wish) -> None:
    """Come to the moment before the doors of a crowd."""
    await crowd(story, FEW, **wish)
    await story.until(DOORS - SECOND / 2)
    assert (await story.occurrence()).has_early_room
