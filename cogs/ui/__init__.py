"""What people see and press: pure drawing, and presses that are a few lines each."""

from cogs.ui import presses
from cogs.ui.button import Item

ITEMS = (Item,)
"""Every dynamic item; what each kind of press does is entered by importing `presses`."""

__all__ = ["ITEMS", "presses"]
