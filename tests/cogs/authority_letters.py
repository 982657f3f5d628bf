"""Who may press what about attendance letters: one row for every kind of press (S-AUTHZ)."""

from bot.domain.ids import short
from bot.domain.meeting.live_meeting import LiveMeeting
from tests.cogs.authority import EVERYONE, INSIDE, Row, fixed

NOTHING, NOT_THEIRS = "letter_no_minutes", "letter_gone"


def _meant(meeting: LiveMeeting) -> str:
    return short(meeting.id)


LETTERS = (
    Row("letter", INSIDE, NOTHING, abroad=NOTHING),
    Row("letter_of", EVERYONE, "", choice="1", done=NOTHING),
    Row("letter_name", EVERYONE, "", _meant),
    # while it runs there are no minutes yet, for nobody
    Row("letter_make", EVERYONE, "", _meant, done=NOTHING),
    Row("letter_cancel", EVERYONE, "", _meant),
    Row("letter_mine", EVERYONE, "", choice="1", done=NOT_THEIRS),
    *(
        Row(kind, EVERYONE, "", fixed("1"), done=NOT_THEIRS)
        for kind in ("letter_again", "letter_show", "letter_withdraw", "letter_withdraw_sure")
    ),
)
