"""Buttons, menus and forms of ours, known to the bot from its start, so that old ones answer."""

from bot.client import OpenRound
from cogs import stages
from cogs.ui.attendance import presses as attendance
from cogs.ui.console import falling_behind, more, standing_presses, waiting_presses
from cogs.ui.console import presses as console
from cogs.ui.console.members import presses as members
from cogs.ui.console.newcomers import presses as newcomers
from cogs.ui.console.runs import presses as runs
from cogs.ui.console.taking_down import presses as writing
from cogs.ui.console.what_if import presses as what_if
from cogs.ui.door import presses as door
from cogs.ui.journal import choice
from cogs.ui.journal.checkin import entry_presses, lapse, strand_presses
from cogs.ui.journal.checkin import presses as checkin
from cogs.ui.journal.nudge import presses as nudge
from cogs.ui.journal.plans import presses as plans
from cogs.ui.journal.urge import presses as urge
from cogs.ui.journal.worksheets import presses as worksheets
from cogs.ui.kit.button import Item
from cogs.ui.kit.form import answer_form
from cogs.ui.meetings import change_presses as changes
from cogs.ui.meetings import finder_presses as finder
from cogs.ui.meetings import presses as meetings
from cogs.ui.options import presses as options
from cogs.ui.privacy import presses as privacy
from cogs.ui.private_help import presses as private_help
from cogs.ui.private_help import someone_bothers_me_presses as bothered
from cogs.ui.prompts import favourite_presses as favourites
from cogs.ui.prompts import presses as prompts
from cogs.ui.reminders import presses as reminders
from cogs.ui.settings import presses as settings
from cogs.ui.settings import template_presses as templates
from cogs.ui.walkthrough import presses as walkthrough

ITEMS = (Item,)
"""Every dynamic item."""
ALL = (
    *stages.PRESSES,
    attendance,
    bothered,
    changes,
    checkin,
    choice,
    console,
    door,
    entry_presses,
    falling_behind,
    favourites,
    finder,
    lapse,
    meetings,
    members,
    more,
    newcomers,
    nudge,
    options,
    plans,
    privacy,
    private_help,
    prompts,
    reminders,
    runs,
    settings,
    standing_presses,
    strand_presses,
    templates,
    worksheets,
    urge,
    waiting_presses,
    walkthrough,
    what_if,
    writing,
)
"""The modules that say what presses do; to import them is to enter it."""


async def setup(bot: OpenRound) -> None:
    """Add every button and menu, and what answers forms."""
    bot.add_dynamic_items(*ITEMS)
    bot.add_listener(answer_form, "on_interaction")
