"""Hands over to the command line: `python -m bot` is `openround`."""

from bot.cli.commands import main
from bot.cli.terminal import command_name, speak_plainly

if __name__ == "__main__":
    speak_plainly()
    main(prog_name=command_name())
