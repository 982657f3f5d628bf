"""What each button and form does: a few lines each, by the noun it belongs to."""

from cogs.ui.presses import (
    board,
    bothered,
    closing,
    desk,
    door,
    more,
    newcomers,
    options,
    people,
    privacy,
    prompts,
    settings,
    talk,
    writing,
)
from cogs.ui.presses import help as private_help
from cogs.ui.presses import round as rounds

ALL = (
    board,
    bothered,
    closing,
    desk,
    door,
    more,
    newcomers,
    options,
    people,
    privacy,
    private_help,
    prompts,
    rounds,
    settings,
    talk,
    writing,
)
"""The modules that say what presses do; to import them is to enter it."""
