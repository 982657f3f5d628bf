"""Hands over to the command line: `python -m bot` is `openround`."""

from bot.cli.commands import main

if __name__ == "__main__":
    main()
