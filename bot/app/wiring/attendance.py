"""The attendance column: letters asked for, made, sent and checked."""

from datetime import timedelta
from typing import NamedTuple

from bot.app.wiring.ports import Ports
from bot.scheduler import PeriodicTask
from bot.services.attendance.checks import LetterChecks
from bot.services.attendance.letters import Letters
from bot.services.attendance.making import LetterMaking
from bot.services.attendance.own_letters import OwnLetters
from bot.services.attendance.sending import LetterSent
from bot.services.attendance.signing import SigningKey
from bot.services.meeting.meetings import Meetings

SWEPT_EVERY = timedelta(minutes=2)
"""More often than `SWEPT_WITHIN`, so that nothing is there longer than a day."""


class AttendanceColumn(NamedTuple):
    """What the attendance column gives."""

    letters: Letters
    own_letters: OwnLetters
    letter_checks: LetterChecks
    sent: LetterSent
    tasks: tuple[PeriodicTask, ...]


def attendance_column(ports: Ports, meetings: Meetings) -> AttendanceColumn:
    """Make the use cases of letters."""
    store, clock = ports.store, ports.clock
    key = SigningKey(ports.signing)
    making = LetterMaking(ports.members, key)
    letters = Letters(store, clock, meetings, making)
    return AttendanceColumn(
        letters,
        OwnLetters(store, clock),
        LetterChecks(store, clock, key.public),
        LetterSent(store, clock, ports.messages, making),
        (PeriodicTask("forget_presence", letters.sweep, SWEPT_EVERY, of_no_server=True),),
    )
