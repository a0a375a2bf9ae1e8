"""The bundle's programs, by the name they are called by: `kiosk`, and `backdrop`, a link to the same file."""

import sys
from pathlib import Path

if Path(sys.argv[0]).name == "backdrop":
    import backdrop

    backdrop.main(sys.argv[1:])
else:
    from kiosk.commands.cli import main

    main()
