"""Why a phrase for a time was not taken: each reason has a sentence that says what to write."""

from bot.domain.errors import Refusal


class WhenRefused(Refusal):
    """A phrase for a time was not taken. Fact: `typed`, the phrase."""


class WhenUnreadable(WhenRefused):
    """The phrase is none of ours."""

    key = "refusal.when_unreadable"


class WhenNoClock(WhenRefused):
    """It names a day but no time, or a bare 7 that may be morning or evening."""

    key = "refusal.when_no_clock"


class WhenNoDay(WhenRefused):
    """It names a month, a year or a number of a day, but no whole date."""

    key = "refusal.when_no_day"


class WhenPast(WhenRefused):
    """That time is over."""

    key = "refusal.when_past"


class WhenTooFar(WhenRefused):
    """That time is more than a year ahead."""

    key = "refusal.when_too_far"


class WhenAmbiguousDate(WhenRefused):
    """A date such as 1/12 is read in two ways."""

    key = "refusal.when_ambiguous_date"


class WhenDotted(WhenRefused):
    """A pair such as 1.12 is a time for some and a date for others. Fact: `clock`, as 01:12."""

    key = "refusal.when_dotted"


class WhenTwoDays(WhenRefused):
    """It names two days that are not the same one, such as Wednesday and a date on a Tuesday."""

    key = "refusal.when_two_days"


class WhenOtherPart(WhenRefused):
    """The hour does not lie in the part of the day that is named, such as morning and 7 pm."""

    key = "refusal.when_other_part"


class WhenTwoNights(WhenRefused):
    """Midnight, or an hour after it, belongs to the night before a day or to the one after it.

    Facts: `day` and its neighbours `before` and `after`, `first` and `second` to write instead.
    """

    key = "refusal.when_two_nights"


class WhenOneNight(WhenTwoNights):
    """The same where the first of the two nights is over. Facts: `day`, `after`, `second`."""

    key = "refusal.when_one_night"


class WhenManyDates(WhenRefused):
    """It says another rhythm than every week, or several days."""

    key = "refusal.when_many_dates"


class WhenZoneSaid(WhenRefused):
    """It says a time zone of its own. Fact: `zone`, the one that times are read in."""

    key = "refusal.when_zone_said"


class WhenRepeatDiffers(Refusal):
    """The phrase says every week, and the option beside it says once."""

    key = "refusal.when_repeat_differs"


class TimeChoiceStale(Refusal):
    """What was chosen from the list is not what it was when it was shown; it is asked again."""

    key = "refusal.time_choice_stale"


class TimeChoiceInOtherZone(TimeChoiceStale):
    """The group's zone changed since. Facts: `was` and `zone`."""

    key = "refusal.time_choice_in_other_zone"
