"""`python -m bartack`."""

from bartack.cli.main import main

main()
