"""What a phrase says, and when and how it was typed: what a question back is made of."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.calendar.repeat import Repeat, Rhythm
from bot.domain.language.rule_sets import TimeRules
from bot.domain.language.time_facts import NOON, TimeFacts

_AN_EVENING = time(19)
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase taken apart; `here` is the wall time where it is read."""

    facts: TimeFacts
    typed: str
    here: datetime
    rules: TimeRules

    @property
    def today(self) -> date:
        """The day on which it was typed."""
        return self.here.date()

    @property
    def clock(self) -> time:
        """The time of day that it says, as far as it does; else seven in the evening."""
        hour = self.facts.get("hour")
        if hour is None:
            return _AN_EVENING
        span = self.facts.get("part", range(24))
        afternoon = not self.facts["half_said"] and 0 < hour < NOON and hour not in span
        return time(hour + NOON if afternoon else hour, self.facts["minute"])

    def on(self, day: date, clock: time | None = None) -> str:
        """Write a time on a day as it can be typed back."""
        return f"{self.rules.written(day, False)} {self._span(clock)}"

    def each(self, repeat: Repeat, clock: time | None = None) -> str:
        """Write a rhythm of days of the week as it can be typed back."""
        if repeat.rhythm is Rhythm.MONTHLY:
            rhythm = self.rules.each_month(repeat.nth, repeat.days[0])
        elif repeat.rhythm is Rhythm.WEEKLY:
            rhythm = self.rules.each_week(repeat.days, repeat.interval)
        else:
            rhythm = repeat.value
        return f"{rhythm} {self._span(clock)}"

    def _span(self, clock: time | None) -> str:
        """Write the hour, and where the end was said, until when."""
        start = datetime.combine(self.today, clock or self.clock)
        if "length" not in self.facts:
            return f"{start:%H:%M}"
        return f"{start:%H:%M}-{start + timedelta(minutes=self.facts['length']):%H:%M}"

    @property
    def example(self) -> str:
        """A whole date that is still to come, written as it can be typed."""
        return f"{self.rules.written(self.today + WEEK, False)} {_AN_EVENING:%H:%M}"
