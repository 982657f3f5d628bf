"""Who may press what about questions, changes of the calendar and what is like them (S-AUTHZ)."""

from bot.content import notes
from tests.cogs.authority import ELSEWHERE, EVERYONE, HOSTING, ORGANISER, PLANNING, Row, fixed

NOTE = str(notes.library("en")[0].id)
NO_PROMPT = "no_such_own_prompt"
QUESTIONS = (
    # the group's own questions: theirs whoever leads in the server, so also abroad, in their own
    Row("rehearse", PLANNING | {ELSEWHERE}, "not_a_facilitator"),
    Row("draw", EVERYONE, "", fixed("1.1.-.-.-")),
    Row("list_page", EVERYONE, "", fixed("0.d7.a.")),
    Row("found_more", EVERYONE, "", fixed("a.b")),
    Row("note_page", EVERYONE, "", fixed(NOTE)),
    Row("surprise", EVERYONE, ""),
    Row("favourites", EVERYONE, "", fixed("m005.m007")),
    Row("favourites_page", EVERYONE, "", fixed("1")),
    Row("favourite_keep", EVERYONE, "", fixed("m005.m007"), choice="m005"),
    Row("favourite_let_go", EVERYONE, "", fixed("0"), choice="m005"),
    Row("care_questions", EVERYONE, "", fixed("030.a.b")),
    Row("review", HOSTING | {ELSEWHERE}, "prompts_not_yours"),
    *(
        Row(kind, HOSTING | {ELSEWHERE}, "prompts_not_yours", fixed("a"), done=NO_PROMPT)
        for kind in ("approve", "decline", "wanted")
    ),
    *(
        Row(
            kind,
            PLANNING | {ELSEWHERE},
            "not_a_facilitator",
            fixed("a"),
            done="change_gone",
        )
        for kind in ("change_yes", "change_undo")
    ),
    *(
        Row(
            kind,
            PLANNING | {ELSEWHERE},
            "not_a_facilitator",
            fixed("a"),
            done="plan_gone",
        )
        for kind in ("plan_beside", "plan_half")
    ),
    Row(
        "start_later",
        PLANNING | {ELSEWHERE},
        "not_a_facilitator",
        fixed("a.20261201"),
        done="meeting_not_found",
    ),
    Row("leave_it", EVERYONE, ""),
    Row(
        "clocks_follow",
        PLANNING | {ELSEWHERE},
        "not_a_facilitator",
        fixed("a"),
        done="meeting_not_found",
    ),
    Row("take_pack", HOSTING | {ELSEWHERE}, "prompts_not_yours", fixed("a"), done="file_gone"),
    # a server that took the bot in again is asked; nobody asks this one
    *(
        Row(kind, frozenset({ORGANISER, ELSEWHERE}), "not_an_organiser", done="answered_already")
        for kind in ("keep_set", "anew_sure")
    ),
    Row("start_anew", frozenset({ORGANISER, ELSEWHERE}), "not_an_organiser"),
    Row("zones_move", frozenset({ORGANISER, ELSEWHERE}), "not_an_organiser"),
    *(
        Row(kind, frozenset({ORGANISER, ELSEWHERE}), "not_an_organiser")
        for kind in ("review_on", "review_off", "page_on", "page_yes", "page_off")
    ),
)
