"""The journal column: what members write for themselves."""

from typing import NamedTuple, TypedDict

from bot.app.wiring.ports import Ports
from bot.services.journal.check_ins import CheckIns
from bot.services.journal.choices import Choices
from bot.services.journal.drafts import Drafts
from bot.services.journal.nudges import CheckInNudge, Nudges
from bot.services.journal.plan_nudges import NudgedAboutPlan, PlanNudges
from bot.services.journal.plans import Plans
from bot.services.journal.strands import Strands
from bot.services.journal.urges import CalledBack, Urges
from bot.services.journal.waiting import Waiting
from bot.services.journal.worksheets import Worksheets
from bot.services.outbox.handler import Standalone


class JournalUseCases(TypedDict):
    """What of it cogs may call, as the bundle names it."""

    choices: Choices
    drafts: Drafts
    check_ins: CheckIns
    strands: Strands
    worksheets: Worksheets
    plans: Plans
    plan_nudges: PlanNudges
    urges: Urges
    nudges: Nudges


class JournalColumn(NamedTuple):
    """What the journal column gives."""

    choices: Choices
    drafts: Drafts
    check_ins: CheckIns
    strands: Strands
    worksheets: Worksheets
    plans: Plans
    plan_nudges: PlanNudges
    urges: Urges
    nudges: Nudges
    handlers: tuple[Standalone, ...]
    """What comes back to members by itself."""

    @property
    def use_cases(self) -> JournalUseCases:
        """Give what cogs may call."""
        return {
            "choices": self.choices,
            "drafts": self.drafts,
            "check_ins": self.check_ins,
            "strands": self.strands,
            "worksheets": self.worksheets,
            "plans": self.plans,
            "plan_nudges": self.plan_nudges,
            "urges": self.urges,
            "nudges": self.nudges,
        }


def journal_column(ports: Ports) -> JournalColumn:
    """Make the use cases of what members write for themselves."""
    store, clock, waiting = ports.store, ports.clock, Waiting()
    choices, drafts = Choices(store, clock), Drafts(store, clock)
    messages, plans = ports.messages, Plans(store, clock, drafts)
    return JournalColumn(
        choices=choices,
        drafts=drafts,
        check_ins=CheckIns(store, clock, drafts),
        strands=Strands(store, clock, choices),
        worksheets=Worksheets(store, clock, drafts),
        plans=plans,
        plan_nudges=PlanNudges(store, clock, ports.alarm, plans),
        urges=Urges(store, clock, ports.alarm, drafts, waiting),
        nudges=Nudges(store, clock, messages, choices),
        handlers=(
            CalledBack(messages, clock, waiting),
            CheckInNudge(messages, store, clock),
            NudgedAboutPlan(messages),
        ),
    )
