"""What a member chose for their own writing: keeping it or not, zone, strands, when to be asked."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.ids import GuildId
from bot.domain.journal.day import NO_ZONE, USUAL_HOUR, day_of
from bot.domain.journal.schedule import CheckInSchedule
from bot.domain.zones import to_local

HOURS = range(24)


@dataclass(frozen=True, slots=True)
class Strand:
    """Something a member follows, in their own words: evenings, wine, sleep, my phone."""

    number: int
    """Its own for ever, so that an entry stays with it under a new name; never 0."""
    name: str


@dataclass(frozen=True, slots=True)
class JournalSettings:
    """What one member chose, for all servers and private messages alike."""

    keeps: bool | None = None
    """Whether what they write is kept; None before they were asked."""
    zone: str = ""
    """Their time zone (IANA); empty before they said it."""
    day_begins: int = USUAL_HOUR
    """The hour at which their day begins."""
    strands: tuple[Strand, ...] = ()
    strands_ever: int = 0
    """The last number that a strand was given."""
    schedule: CheckInSchedule | None = None
    places: tuple[GuildId, ...] = ()
    """The servers in which something of theirs is kept."""

    @property
    def has_chosen(self) -> bool:
        """Tell whether they have said if their answers are to be kept."""
        return self.keeps is not None

    def day_of(self, at: datetime) -> date:
        """Give their day to which an aware instant belongs."""
        return day_of(at, self.zone, self.day_begins)

    def latest_day(self, at: datetime) -> date:
        """Give the last day that an entry may count for: that of the calendar has begun too."""
        return max(self.day_of(at), to_local(at, self.zone or NO_ZONE).date())

    def strand(self, number: int) -> Strand | None:
        """Find one of their strands by its number."""
        return next((one for one in self.strands if one.number == number), None)


def chose(settings: JournalSettings, *, keeps: bool) -> JournalSettings:
    """Keep what is written from now on, or not; what is there already stays there."""
    return replace(settings, keeps=keeps)


def living_in(settings: JournalSettings, zone: str) -> JournalSettings:
    """Live in another zone, as `zones.zone_named` gives it."""
    return replace(settings, zone=zone)


def or_living_in(settings: JournalSettings, zone: str) -> JournalSettings:
    """Read the clocks of another zone for whoever has said none; nothing of that is kept."""
    return settings if settings.zone else replace(settings, zone=zone)


def day_beginning_at(settings: JournalSettings, hour: int) -> JournalSettings:
    """Begin the day at another hour from now on; raises ValueError for what is no hour."""
    if hour not in HOURS:
        raise ValueError(hour)
    return replace(settings, day_begins=hour)


def asked_by(settings: JournalSettings, schedule: CheckInSchedule | None) -> JournalSettings:
    """Be asked by another schedule, or no more."""
    return replace(settings, schedule=schedule)


def kept_in(settings: JournalSettings, place: GuildId) -> JournalSettings:
    """Note that something of theirs is kept in a server from now on."""
    if place in settings.places:
        return settings
    return replace(settings, places=(*settings.places, place))


def gone_from(settings: JournalSettings, place: GuildId) -> JournalSettings:
    """Note that nothing of theirs is kept in a server any more."""
    return replace(settings, places=tuple(one for one in settings.places if one != place))
