"""Who may press what about templates and a line for next time: one row for each (S-AUTHZ)."""

from tests.cogs.authority import ELSEWHERE, HOSTING, ORGANISER, Row, fixed

MAY = frozenset({ORGANISER, ELSEWHERE})
"""Whoever is abroad manages a server of their own, which has no such template."""
NONE = "no_such_template"
TEMPLATES = (
    Row("template_remove", MAY, "not_an_organiser", choice="a", done=NONE),
    Row("template_gone", MAY, "not_an_organiser", fixed("a"), done=NONE),
    Row(
        "next_time",
        HOSTING | {ELSEWHERE},
        "not_a_facilitator",
        fixed("a"),
        done="meeting_not_found",
    ),
)
