"""Who may press what in one's own writing (S-AUTHZ): everybody, who reaches their own alone."""

from tests.cogs.authority import EVERYONE, Row, fixed

_URGE = fixed("5.t5.8.5.w")

JOURNAL = (
    Row("keep_answers", EVERYONE, ""),
    Row("keep_not", EVERYONE, ""),
    Row("delete_kept", EVERYONE, ""),
    Row("leave_kept", EVERYONE, ""),
    Row("export", EVERYONE, ""),
    Row("form_again", EVERYONE, "", done="form_gone"),
    Row("sheet_open", EVERYONE, "", choice="values"),
    Row("sheet_page", EVERYONE, "", fixed("1.0.values")),
    Row("sheet_mine", EVERYONE, "", choice="1", done="entry_gone"),
    Row("sheet_share", EVERYONE, "", fixed("1"), done="no_board_here"),
    *(
        Row(kind, EVERYONE, "", fixed("1"), done="entry_gone")
        for kind in ("sheet_stop", "sheet_read", "sheet_file", "sheet_delete", "sheet_gone")
    ),
    *(
        Row(kind, EVERYONE, "", fixed("1"), done="entry_gone")
        for kind in ("plan_read", "plan_delete", "plan_gone")
    ),
    Row("plan_page", EVERYONE, "", fixed("1.0"), done="entry_gone"),
    Row("plan_nudge", EVERYONE, "", fixed("1"), choice="24", done="entry_gone"),
    Row("plan_earlier", EVERYONE, "", choice="1", done="entry_gone"),
    Row("plan_came", EVERYONE, "", fixed("1.worked"), done="entry_gone"),
    # a check-in, what was learned after a lapse, looking back
    Row("checkin", EVERYONE, ""),
    Row("checkin_day", EVERYONE, "", choice="2026-11-28"),
    Row("history", EVERYONE, ""),
    Row("strand_new", EVERYONE, ""),
    Row("strands", EVERYONE, ""),
    Row("strand_pick", EVERYONE, "", choice="1", done="no_such_strand"),
    *(
        Row(kind, EVERYONE, "", fixed("1"), done="no_such_strand")
        for kind in ("strand", "strand_name", "strand_drop", "strand_gone", "strand_emptied")
    ),
    Row("lapse", EVERYONE, ""),
    Row("lapse_more", EVERYONE, ""),
    Row("lapse_drop", EVERYONE, "", fixed("1")),
    Row("entry_pick", EVERYONE, "", fixed("30.0"), choice="1", done="entry_gone"),
    *(
        Row(kind, EVERYONE, "", fixed("1"), done="entry_gone")
        for kind in (
            *("entry", "entry_change", "entry_move", "entry_delete", "entry_gone"),
            *("lapse_keep", "lapse_change"),
        )
    ),
    # being asked to check in
    *(
        Row(kind, EVERYONE, "", fixed("2026-12-01"), done="nothing_planned")
        for kind in ("snooze", "nudge_not", "nudge_stop", "nudge_on")
    ),
    # an urge
    Row("help_lines", EVERYONE, ""),
    Row("urge_rate", EVERYONE, "", _URGE, choice="8"),
    Row("urge_rated", EVERYONE, "", _URGE, choice="5"),
    *(
        Row(kind, EVERYONE, "", _URGE)
        for kind in (
            *("urge_skip", "urge_what", "urge_breathe", "urge_wait", "urge_plan"),
            *("urge_again", "urge_unrated", "urge_log", "urge_drop"),
        )
    ),
)
