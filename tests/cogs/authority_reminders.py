"""Who may press what about reminders: one row for every kind of press (S-AUTHZ)."""

from tests.cogs.authority import EVERYONE, Row, fixed

GONE, NONE = "meeting_gone", "no_reminder"
REMINDERS = (
    *(
        Row(kind, EVERYONE, "", fixed("a"), done=GONE)
        for kind in ("remind", "remind_every", "remind_date")
    ),
    Row("remind_when", EVERYONE, "", fixed("a"), choice="10", done=GONE),
    Row("remind_other", EVERYONE, "", fixed("a")),
    Row("remind_stop", EVERYONE, "", fixed("a"), done=NONE),
)
