"""What stands in the list of events of these stories, and what people do there by hand."""

from dataclasses import replace

from bot.domain.calendar.announced.meeting_event import (
    EventShown,
    EventStatus,
    EventWords,
    StandingEvent,
)
from bot.domain.ids import EventId
from tests.services.calendar.announced.weeks import DAY, HOUR, looked
from tests.services.calendar.changing import weekly
from tests.services.conftest import GUILD, ORGANISERS, lead


async def switched_on(story, **changes):
    """A weekly group whose organiser wants events; its next date stands in the list."""
    series = await weekly(story)
    await story.setup.save(GUILD, lead(), events=True, **changes)
    await looked(story, seconds=40)
    return series


def standing(story):
    """The events in the list, by their start."""
    listed = (one for one in story.discord.events.values() if one.stands)
    return sorted(listed, key=lambda one: one.shown.starts_at)


def the_one(story):
    [event] = standing(story)
    return event


def told(story):
    """What the organisers were told and asked about events."""
    keys = story.discord.keys(ORGANISERS)
    return [key for key in keys if key.startswith("organisers.event")]


async def by_hand(story, event, **shown):
    """Somebody deletes an event, or changes what it shows; Discord tells the bot of it."""
    if shown:
        changed = replace(event, shown=replace(event.shown, **shown))
        story.discord.events[event.id] = changed
        await story.events.changed(GUILD, event.id, changed.shown.digest)
    else:
        del story.discord.events[event.id]
        await story.events.changed(GUILD, event.id)


def renamed(event, name):
    return {"words": replace(event.shown.words, name=name)}


def of_others(story, number, *, is_ours=False, after=DAY * 90):
    """Fill the list with events that nobody here knows of."""
    at = story.clock.at + after
    shown = EventShown(EventWords("Games", "", "here"), at, at + HOUR)
    for _ in range(number):
        event = EventId(story.discord.new_id())
        made = StandingEvent(event, shown, EventStatus.SCHEDULED, is_ours)
        story.discord.events[event] = made
