"""Who may press what is looked up while people talk: one row for each (S-AUTHZ)."""

from bot.content import notes, runs
from tests.cogs.authority import LEADING, Row, fixed

NOTE = str(notes.library("en")[0].id)
RUN = runs.library("en")[0]
GUIDANCE = (
    Row("what_if", LEADING, "not_facilitator"),
    Row("what_if_words", LEADING, "not_facilitator"),
    Row("what_if_kind", LEADING, "not_facilitator", choice="danger"),
    Row("what_if_note", LEADING, "not_facilitator", fixed("trust.0"), choice=NOTE),
    Row("short_run", LEADING, "not_facilitator"),
    Row("question_kind", LEADING, "not_facilitator", fixed("short_run")),
    Row("run", LEADING, "not_facilitator", choice=RUN.id),
    Row("run_ask", LEADING, "not_facilitator", fixed(f"{RUN.id}.{RUN.steps[0].prompt}")),
)
