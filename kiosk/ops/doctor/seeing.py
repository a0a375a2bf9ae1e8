"""What Qt sees of screens, touch devices and fonts: asked in a process of its own, since Qt ends one it can't draw in.

`python -m kiosk.ops.doctor.seeing` prints it as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any, Final

PATIENCE: Final = 30.0
"""Seconds that it may take."""


class Unseen(Exception):  # noqa: N818 - it is a finding, not an error
    """Qt can't; the text is the reason it gave."""


def look(environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Ask.

    Args:
        environment: of the process; without a display in it, the platform is `offscreen`.

    Raises:
        Unseen: it ended, or didn't.
    """
    try:
        done = subprocess.run(  # noqa: S603 - ourselves
            [sys.executable, "-m", __spec__.name if __name__ == "__main__" else __name__],
            env={**environment, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
        if done.returncode == 0:
            found = json.loads(done.stdout)
            if isinstance(found, dict):
                return found
    except subprocess.TimeoutExpired:
        raise Unseen(f"no answer in {PATIENCE:.0f} s") from None
    except (OSError, ValueError) as error:
        raise Unseen(str(error)) from None
    raise Unseen(_reason(done.stderr) or f"exit code {done.returncode}")


def _reason(said: str) -> str:
    """The line that tells most: what couldn't be loaded, else the last one."""
    lines = [" ".join(line.split()) for line in said.splitlines() if line.strip()]
    signs = ("cannot open shared object", "needed to load", "Could not find", "Could not load")
    telling = [line for line in lines if any(sign.lower() in line.lower() for sign in signs)]
    return (telling or lines or [""])[-1][:300]


def see() -> dict[str, Any]:
    """What there is, in this process."""
    from PySide6.QtGui import QFontDatabase, QGuiApplication, QInputDevice

    from kiosk.bundled import assets
    from kiosk.look import fonts

    app = QGuiApplication(["kiosk"])
    refused = fonts.load(assets() / "fonts")
    families = set(QFontDatabase.families())
    primary = app.primaryScreen()
    return {
        "platform": app.platformName(),
        "screens": [
            {
                "name": screen.name(),
                "width": round(screen.geometry().width() * screen.devicePixelRatio()),
                "height": round(screen.geometry().height() * screen.devicePixelRatio()),
                "mm": [screen.physicalSize().width(), screen.physicalSize().height()],
                "scale": round(screen.devicePixelRatio(), 3),
                "hertz": round(screen.refreshRate()),
                "primary": screen is primary,
            }
            for screen in app.screens()
        ],
        "touch": [
            {"name": device.name(), "points": device.maximumPoints() if hasattr(device, "maximumPoints") else 0}
            for device in QInputDevice.devices()
            if device.type() == QInputDevice.DeviceType.TouchScreen
        ],
        "fonts": sorted({face.value[0] for face in fonts.Face} & families),
        "fonts_missing": sorted({face.value[0] for face in fonts.Face} - families),
        "fonts_refused": refused,
        "font_files": sum(path.suffix in {".otf", ".ttf"} for path in (assets() / "fonts").iterdir()),
    }


if __name__ == "__main__":
    print(json.dumps(see(), ensure_ascii=False))
    sys.stdout.flush()
    os._exit(0)  # what Qt tears down is nobody's concern here
