"""The bundle's programs, by the name they are called by: `kiosk`, and `backdrop`, a link to the same file."""

import runpy
import sys
from pathlib import Path

if Path(sys.argv[0]).name == "backdrop":
    import backdrop

    backdrop.main(sys.argv[1:])
elif sys.argv[1:2] == ["-m"] and sys.argv[2:] and sys.argv[2].startswith("kiosk."):
    # The program calls a part of itself as `sys.executable -m kiosk.…`: here sys.executable is this file.
    module = sys.argv[2]
    del sys.argv[1:3]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
else:
    from kiosk.commands.cli import main

    main()
