"""Before anything else in the bundle: programs that are called from here find the system's libraries, not ours.

PyInstaller's bootloader names our folder in LD_LIBRARY_PATH; the dynamic linker has read it by now, and
`systemctl` or a browser must not.
"""

import os


def _give_back(name: str) -> None:
    before = os.environ.pop(f"{name}_ORIG", None)
    if before is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = before


_give_back("LD_LIBRARY_PATH")
