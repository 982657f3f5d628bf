"""What people see of the standing message, and how time goes by beside it."""

from datetime import timedelta

from tests.services.calendar.changing import weekly

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def looked(story, **span):
    """Let time go by, until somebody has looked and what they want is done."""
    await story.wait(**span)
    await story.wait(seconds=3)


async def hours(story, number):
    """Let hours go by, each with its look at the channel."""
    for _ in range(number):
        await looked(story, hours=1)


async def planned(story):
    series = await weekly(story)
    await looked(story, seconds=40)
    return series


def the_one(story):
    """The standing message: there is exactly one."""
    [(at, message)] = story.discord.standing().items()
    return at, message


def lines(story):
    return [(one.standing, one.starts_at) for one in the_one(story)[1].shown.week.lines]
