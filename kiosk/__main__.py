"""`python -m kiosk` is `kiosk`."""

from kiosk.commands.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
