"""What is in the way of a change of the calendar."""

from bot.domain.errors import Refusal


class MeetingNotFound(Refusal):
    """No meeting of this server is meant by that."""

    key = "refusal.meeting_not_found"


class SeveralMeetings(Refusal):
    """Several meetings are called so. Fact: `typed`."""

    key = "refusal.several_meetings"


class NoDateLeft(Refusal):
    """The series has no date to come. Fact: `title`."""

    key = "refusal.no_date_left"


class SeriesUnread(Refusal):
    """This machine, or this version, knows not its time zone or its evening. Fact: `title`."""

    key = "refusal.series_unread"


class PauseRepeats(Refusal):
    """A time that comes back was given as the end of a pause."""

    key = "refusal.pause_repeats"


class DateOver(Refusal):
    """That date is over. Facts: `title`, `at`."""

    key = "refusal.date_over"


class DateOpen(Refusal):
    """The room of that date is open, or opening. Fact: `title`."""

    key = "refusal.date_open"


class DateNotHeld(Refusal):
    """That date does not take place anyway. Facts: `title`, `at`."""

    key = "refusal.date_not_held"


class DateOff(Refusal):
    """That date falls on a day off of the group. Facts: `title`, `at`."""

    key = "refusal.date_off"


class MoveNowhere(Refusal):
    """The date starts then already. Facts: `title`, `at`."""

    key = "refusal.move_nowhere"


class MovePast(Refusal):
    """The new time has gone by already. Fact: `at`."""

    key = "refusal.move_past"


class MoveTooFar(Refusal):
    """The new time is more than a year away."""

    key = "refusal.move_too_far"


class MoveRepeats(Refusal):
    """A time that comes back was given for one date."""

    key = "refusal.move_repeats"


class MoveOnto(Refusal):
    """A meeting of that title takes place at that time already. Facts: `title`, `at`."""

    key = "refusal.move_onto"


class ChangeGone(Refusal):
    """The question is old, or the change was made or undone already."""

    key = "refusal.change_gone"


class TooLateToUndo(Refusal):
    """The change has taken effect, or what it left was changed again since."""

    key = "refusal.too_late_to_undo"


class NothingToChange(Refusal):
    """No date would be another than it is."""

    key = "refusal.nothing_to_change"


class EditSaysNothing(Refusal):
    """Nothing was chosen that should be otherwise."""

    key = "refusal.edit_says_nothing"


class PausePast(Refusal):
    """The end of the pause has gone by already."""

    key = "refusal.pause_past"
