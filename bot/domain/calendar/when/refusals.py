"""Why a phrase for a time was not taken: each reason has a sentence that says what to write."""

from bot.domain.errors import Refusal


class WhenRefused(Refusal):
    """A phrase for a time was not taken. Fact: `typed`, the phrase."""


class WhenUnreadable(WhenRefused):
    """The phrase is none of ours."""

    key = "refusal.when_unreadable"


class WhenTwoWays(WhenRefused):
    """It can mean two times. Facts: `first` and `second`, what to write for each of them."""


class WhenNoClock(WhenRefused):
    """It names a day but no time."""

    key = "refusal.when_no_clock"


class WhenMorningOrEvening(WhenTwoWays):
    """It says a bare 7, which may be morning or evening."""

    key = "refusal.when_morning_or_evening"


class WhenTodayOrTomorrow(WhenTwoWays):
    """It says a time, and no day."""

    key = "refusal.when_which_day"


class WhenNoDay(WhenRefused):
    """It names a month, a year or a number of a day, but no whole date. Fact: `example`, a date."""

    key = "refusal.when_no_day"


class WhenPast(WhenRefused):
    """That time is over."""

    key = "refusal.when_past"


class WhenTooFar(WhenRefused):
    """That time is more than a year ahead."""

    key = "refusal.when_too_far"


class WhenTwoDates(WhenTwoWays):
    """A date such as 1/12, or a next Friday, that people read in two ways."""

    key = "refusal.when_two_dates"


class DayTwoWays(Refusal):
    """A day such as 3/4, or a next Friday, that people read in two ways.

    Facts: `first` and `second`, what to write for each of them.
    """

    key = "refusal.day_two_ways"


def day_asked(refused: WhenTwoDates, typed: str) -> DayTwoWays:
    """Ask about two dates where nothing but a day is wanted: without the time behind each."""
    first, second = (str(refused.facts[one]).rpartition(" ")[0] for one in ("first", "second"))
    return DayTwoWays(typed=typed, first=first, second=second)


class WhenDotted(WhenRefused):
    """A pair such as 1.12 is a time for some, a date for others. Facts: `first`, `second`."""

    key = "refusal.when_dotted"


class WhenNoSuchHour(WhenTwoWays):
    """The clocks go forward over that hour."""

    key = "refusal.when_no_such_hour"


class WhenTwoDays(WhenRefused):
    """It names two days that are not the same one, such as Wednesday and a date on a Tuesday."""

    key = "refusal.when_two_days"


class WhenOtherPart(WhenRefused):
    """The hour does not lie in the part of the day that is named, such as morning and 7 pm."""

    key = "refusal.when_other_part"


class WhenTwoNights(WhenTwoWays):
    """Midnight, or an hour after it, belongs to the night before a day or to the one after it.

    Facts: `day` and its neighbours `before` and `after`, `first` and `second` to write instead.
    """

    key = "refusal.when_two_nights"


class WhenOneNight(WhenTwoNights):
    """The same where the first of the two nights is over. Facts: `day`, `after`, `second`."""

    key = "refusal.when_one_night"


class WhenManyDates(WhenRefused):
    """It says a rhythm that meetings do not have here."""

    key = "refusal.when_many_dates"


class WhenSeveralDays(WhenTwoWays):
    """It names several days, and not that they come back."""

    key = "refusal.when_several_days"


class WhenEverySecond(WhenTwoWays):
    """Every second Tuesday: of all weeks, or of a month."""

    key = "refusal.when_every_second"


class WhenTwiceOrEverySecond(WhenTwoWays):
    """Biweekly: twice a week, or every two weeks."""

    key = "refusal.when_twice_or_every_second"


class WhenWhichMonth(WhenTwoWays):
    """The third Tuesday: of every month, or of one."""

    key = "refusal.when_which_month"


class WhenWhichWeek(WhenTwoWays):
    """Every month, but not on which of its weekdays."""

    key = "refusal.when_which_week"


class WhenZoneSaid(WhenRefused):
    """It says a time zone that is not known, or not right then. Fact: `zone`, the group's."""

    key = "refusal.when_zone_said"


class WhenTwoElsewhere(WhenTwoWays):
    """It can mean two times of another zone. Facts: both on the group's clock, and its `zone`."""

    key = "refusal.when_two_elsewhere"


class WhenMyTime(WhenRefused):
    """It says `my time`, and the person has chosen no zone. Fact: `zone`, the group's."""

    key = "refusal.when_my_time"


class WhenRepeatDiffers(Refusal):
    """The phrase says how often, and the option beside it says something else."""

    key = "refusal.when_repeat_differs"


class WhenLengthDiffers(Refusal):
    """The phrase says how long, and the option beside it says something else. Facts: both."""

    key = "refusal.when_length_differs"


class WhenFifth(Refusal):
    """A month's fifth weekday, to come back every month; most months have four.

    Facts: `first` and `second`, what to write instead.
    """

    key = "refusal.when_fifth"


class TimeChoiceStale(Refusal):
    """What was chosen from the list is not what it was when it was shown; it is asked again."""

    key = "refusal.time_choice_stale"


class TimeChoiceInOtherZone(TimeChoiceStale):
    """The group's zone changed since. Facts: `was` and `zone`."""

    key = "refusal.time_choice_in_other_zone"
