"""Who may press what in private help: one row for every kind of press (S-AUTHZ)."""

from bot.domain.meeting.live_meeting import LiveMeeting
from tests.cogs.authority import EVERYONE, HERE, LEADING, Row, fixed


def _first_aid(meeting: LiveMeeting) -> str:
    return str(meeting.aids[0].number)


HELP = (
    Row("help", EVERYONE, ""),
    Row("how", EVERYONE, ""),
    Row("country", EVERYONE, "", choice="AU"),
    Row("countries", EVERYONE, ""),
    Row("add_note", HERE, "", fixed("word")),
    Row("word", HERE, ""),
    Row("asked", EVERYONE, ""),
    Row("aid_back", HERE, "", done="gone_already"),
    Row("aid_read", LEADING, "not_facilitator", _first_aid),
    Row("aid_read_all", LEADING, "not_facilitator"),
    # the choice is there in every server, and sends nothing yet
    Row("bothered", EVERYONE, ""),
    Row("tell_lead", HERE, ""),
    Row("tell_orgs", EVERYONE, ""),
    Row("orgs_back", EVERYONE, "", done="nothing_to_take_back"),
    Row("orgs_unnamed", HERE, "", fixed("5"), abroad="no_organisers"),
    Row("orgs_named", HERE, "", fixed("6"), abroad="no_organisers", done="organisers_know"),
)
