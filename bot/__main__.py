"""`python -m bot` is the command line `pendamping`."""

from bot.cli import main

main()
