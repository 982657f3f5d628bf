"""The command `openround`: hands over to `bot.cli.commands`, and not to a `bot` of somebody else's.

`bot` is a common name, and what PYTHONPATH names is looked into first.
"""

import os
import sys
from pathlib import Path


def main() -> None:
    """Run the command line of this very installation."""
    here = str(Path(__file__).resolve().parent)
    foreign = os.environ.pop("PYTHONPATH", "").split(os.pathsep)
    sys.path[:] = [here, *(place for place in sys.path if place not in {*foreign, here})]
    from bot.cli.commands import main as run  # noqa: PLC0415 - only now is it ours
    from bot.cli.terminal import command_name, speak_plainly  # noqa: PLC0415

    speak_plainly()
    run(prog_name=command_name())


if __name__ == "__main__":
    main()
