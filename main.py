"""Ballegh: `main.py` alone serves; `main.py --help` lists the commands."""

import sys

from bot.commands.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
