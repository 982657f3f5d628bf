"""Who may use which command (S-AUTHZ)."""

from dataclasses import dataclass

from tests.cogs.authority import HERE, HOLDER, INSIDE, LEAD, LEADING, ORGANISER, PLANNING
from tests.cogs.handles import DONE


@dataclass(frozen=True, slots=True)
class Command:
    """Who may use one command."""

    may: frozenset[str]
    refused: str = ""
    options: tuple[tuple[str, object], ...] = ()
    in_room: bool = False
    done: str = DONE
    again: str = ""
    """What the second hears who may, where the first has done it for all."""


WHO_LEADS = frozenset({HOLDER, LEAD})
COMMANDS = {
    "setup server": Command(frozenset({ORGANISER}), "not_an_organiser"),
    "setup check": Command(frozenset({ORGANISER}), "not_an_organiser"),
    "setup texts": Command(frozenset({ORGANISER}), "not_an_organiser"),
    "setup templates": Command(frozenset({ORGANISER}), "not_an_organiser"),
    "meeting schedule": Command(
        PLANNING,
        "not_a_facilitator",
        (("title", "Friday"), ("when", "Friday 19:00")),
        again="planned_already",
    ),
    "meeting start": Command(PLANNING, "not_a_facilitator", done="open_already"),
    "meeting list": Command(HERE),
    "meeting next": Command(HERE),
    "meeting calendar": Command(HERE, "", (("meeting", "whales"),), done="meeting_not_found"),
    "meeting show": Command(HERE, "", (("meeting", "whales"),), done="meeting_not_found"),
    "meeting move": Command(
        PLANNING,
        "not_a_facilitator",
        (("meeting", "whales"), ("when", "+1h")),
        done="meeting_not_found",
    ),
    **{
        f"meeting {name}": Command(
            PLANNING,
            "not_a_facilitator",
            (("meeting", "whales"),),
            done="meeting_not_found",
        )
        for name in ("skip", "pause", "cancel", "edit")
    },
    "meeting rehearse": Command(PLANNING, "not_a_facilitator"),
    "meeting console": Command(LEADING | {ORGANISER}, "not_facilitator", in_room=True),
    "prompt find": Command(HERE),
    "prompt add": Command(
        WHO_LEADS, "prompts_not_yours", (("text", "What helps you?"), ("point", "urges"))
    ),
    "prompt edit": Command(
        WHO_LEADS, "prompts_not_yours", (("prompt", "a"),), done="no_such_own_prompt"
    ),
    "prompt retire": Command(
        WHO_LEADS, "prompts_not_yours", (("prompt", "a"),), done="no_such_own_prompt"
    ),
    "prompt import": Command(
        WHO_LEADS, "prompts_not_yours", (("file", ("a.toml", b"nothing")),), done="bad_file"
    ),
    "prompt export": Command(WHO_LEADS, "prompts_not_yours", done="nothing_to_export"),
    "worksheet open": Command(HERE),
    "worksheet mine": Command(HERE),
    "worksheet share": Command(
        HERE, "", (("worksheet", "1"), ("field", "1.0.a")), done="no_board_here"
    ),
    "worksheet export": Command(HERE, "", (("worksheet", "1"),), done="entry_gone"),
    "worksheet delete": Command(HERE, "", (("worksheet", "1"),), done="entry_gone"),
    "plan make": Command(HERE),
    "plan show": Command(HERE),
    "checkin now": Command(HERE),
    "checkin lapse": Command(HERE),
    "checkin history": Command(HERE),
    "timezone": Command(HERE, options=(("zone", "Dublin"),)),
    "attendance letter": Command(INSIDE, "letter_no_minutes"),
    "attendance mine": Command(HERE),
    "attendance verify": Command(HERE, "", (("code", "7K3M-9PQX"),), done="letter_code_not_listed"),
    "crisis": Command(HERE),
    "checkin urge": Command(HERE),
    "checkin schedule": Command(HERE, done="nothing_planned_yet"),
    "checkin stop": Command(HERE, done="nothing_planned"),
    "privacy notice": Command(HERE),
    "privacy export": Command(HERE),
    "privacy erase": Command(HERE),
    "help": Command(HERE),
    "about": Command(HERE),
}
