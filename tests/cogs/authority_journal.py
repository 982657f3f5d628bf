"""Who may press what in one's own writing (S-AUTHZ): everybody, who reaches their own alone."""

from tests.cogs.authority import EVERYONE, Row, fixed

JOURNAL = (
    Row("keep_answers", EVERYONE, ""),
    Row("keep_not", EVERYONE, ""),
    Row("delete_kept", EVERYONE, ""),
    Row("leave_kept", EVERYONE, ""),
    Row("sheet_open", EVERYONE, "", choice="values"),
    Row("sheet_page", EVERYONE, "", fixed("1.0.values")),
    Row("sheet_mine", EVERYONE, "", choice="1", done="entry_gone"),
    Row("sheet_share", EVERYONE, "", fixed("1"), done="no_board_here"),
    *(
        Row(kind, EVERYONE, "", fixed("1"), done="entry_gone")
        for kind in ("sheet_stop", "sheet_read", "sheet_delete", "sheet_gone")
    ),
)
