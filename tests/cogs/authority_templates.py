"""Who may press what about a group's own templates: one row for every kind of press (S-AUTHZ)."""

from tests.cogs.authority import ELSEWHERE, ORGANISER, Row, fixed

MAY = frozenset({ORGANISER, ELSEWHERE})
"""Whoever is abroad manages a server of their own, which has no such template."""
NONE = "no_such_template"
TEMPLATES = (
    Row("template_remove", MAY, "not_an_organiser", choice="a", done=NONE),
    Row("template_gone", MAY, "not_an_organiser", fixed("a"), done=NONE),
)
