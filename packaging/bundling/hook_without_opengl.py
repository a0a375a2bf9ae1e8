"""pyqtgraph names Qt's two OpenGL modules as it is imported, and asks of them only where OpenGL draws: never here.

Empty modules in their place save 10 MB. Whoever switches OpenGL on gets an AttributeError at once.
"""

import sys
import types

for _name in ("QtOpenGL", "QtOpenGLWidgets"):
    sys.modules[f"PySide6.{_name}"] = types.ModuleType(f"PySide6.{_name}", "Left out of the bundle.")
sys.modules["PySide6.QtOpenGLWidgets"].QOpenGLWidget = type("QOpenGLWidget", (), {})  # a base of classes never made
