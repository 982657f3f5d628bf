"""Minutes and a letter of somebody, to keep in stories."""

from datetime import timedelta

from bot.domain.attendance.code import letter_code
from bot.domain.attendance.letter import KeptMinutes, Letter
from bot.domain.attendance.presence import Seen, TimePresent, kept_until
from bot.domain.ids import GuildId, LetterId, OccurrenceId
from tests.storage.conftest import GUILD, NOW

NAME = "\u0160\u00e1rka \u00d1and\u00fa \u674e \U0001f331 \u2013 \u201cA\u201d"
END = NOW + timedelta(minutes=90)
PRESENT = TimePresent(NOW, END, 84, Seen.VOICE)


def minutes(meeting: int, guild: GuildId = GUILD, name: str = NAME) -> KeptMinutes:
    return KeptMinutes(OccurrenceId(meeting), guild, PRESENT, kept_until(END), name)


def issued(number: int, guild: GuildId = GUILD, token: str = "signed") -> Letter:
    code = letter_code(number)
    return Letter(LetterId(2**62 + number), guild, code, END.date(), token)
