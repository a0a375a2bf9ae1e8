"""Write LICENCES into a bundle: `python -m bundling.notices BUNDLE`.

What is shipped, in which version, under what terms, where it comes from, and how Qt's libraries are replaced. All of it
is read from the packages that the bundle was made of, and every library in the bundle must belong to one of them:
a new dependency is in the notice, or the bundle fails.
"""

from __future__ import annotations

import re
import shutil
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

from kiosk import __version__

ROOT = Path(__file__).resolve().parents[2]
COMMON = Path("/usr/share/common-licenses")
"""The full texts, on every Debian."""


@dataclass(frozen=True)
class Component:
    """Something that is shipped.

    Attributes:
        name, version, terms, home: as its own papers say. texts: the licence's files.
        parts: what of the bundle is its own, as regular expressions over paths in `_internal`.
    """

    name: str
    version: str
    terms: str
    home: str
    texts: tuple[Path, ...] = ()
    parts: tuple[str, ...] = ()


IMPORTED = {"pyyaml": "yaml", "ruamel-yaml": "ruamel", "pyside6-essentials": "PySide6", "cffi": "_cffi_backend"}
"""Where a package is imported under another name."""
TERMS = {"pyside6-essentials": "LGPL-3.0-only", "shiboken6": "LGPL-3.0-only", "exifread": "BSD-3-Clause"}
"""Where a package offers a choice, the terms under which it is shipped here; and where its papers name none."""
HOMES = {"pyside6-essentials": "https://code.qt.io/cgit/pyside/pyside-setup.git/"}
TEXTS = {"pyside6-essentials": ("LGPL-3", "GPL-3"), "shiboken6": ("LGPL-3", "GPL-3"), "xcffib": ("Apache-2.0",),
         "pyqtgraph": ()}  # fmt: skip
"""Full texts that a package leaves out."""


def carried(found: dict[str, metadata.Distribution]) -> list[Component]:
    """What comes inside other packages, and what isn't a package."""
    python = sys.version.split()[0]
    stdlib = Path(sysconfig.get_path("stdlib"))
    papers = (stdlib / "LICENSE.txt", Path(f"/usr/share/doc/python3.{sys.version_info.minor}/copyright"))
    texts = tuple(path for path in papers if path.is_file())
    qt = found["pyside6-essentials"].version
    return [
        Component("Python", python, "PSF-2.0", "https://www.python.org/", texts[:1],
                  (r"libpython.*", r"python3\.\d+/.*", r"base_library\.zip")),
        Component("Qt (Core, Gui, Widgets, Svg, DBus, Wayland client and their plugins)", qt, "LGPL-3.0-only",
                  "https://download.qt.io/official_releases/qt/", (COMMON / "LGPL-3", COMMON / "GPL-3"),
                  (r"PySide6/Qt/(lib|plugins)/.*",)),
        Component("ICU (in Qt's folder; its table of data is empty here)", "73", "ICU", "https://icu.unicode.org/",
                  tuple(sorted(Path("/usr/share/doc").glob("libicu*/copyright")))[:1]),
    ]  # fmt: skip


def ours() -> list[Component]:
    """The program itself, and what was drawn, cut and written for it."""
    fonts = ROOT / "assets" / "fonts"
    return [
        Component("Touyan", __version__, "MIT", "this repository", (ROOT / "LICENSE",), (r"kiosk/.*",)),
        Component("Noto Sans and Serif (cut down as Touyan Sans, Touyan Serif), Noto Sans Arabic and Hebrew", "2.004",
                  "OFL-1.1", "https://github.com/notofonts", (fonts / "OFL-Noto.txt",)),
        Component("Barlow Condensed", "1.408", "OFL-1.1", "https://github.com/jpt/barlow", (fonts / "OFL-Barlow.txt",)),
        Component("Illustrations", "", "see its README", "assets/illustrations",
                  (ROOT / "assets" / "illustrations" / "README.md",)),
        Component("Guide", "", "CC-BY-4.0", "assets/guide", (ROOT / "assets" / "guide" / "README.md",)),
        Component("The bundled exhibit", "", "see its README", "data", (ROOT / "data" / "README.md",)),
    ]  # fmt: skip


def needed() -> dict[str, metadata.Distribution]:
    """The packages that the program is made of: its dependencies, and theirs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found: dict[str, metadata.Distribution] = {}
    waiting = [Requirement(text) for text in project["dependencies"]]
    while waiting:
        one = waiting.pop()
        key = plain(one.name)
        if key in found or (one.marker is not None and not one.marker.evaluate({"extra": ""})):
            continue
        found[key] = metadata.distribution(one.name)
        waiting += [Requirement(text) for text in found[key].requires or ()]
    return found


def plain(name: str) -> str:
    """A package's name as it is compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def component(found: metadata.Distribution) -> Component:
    """A package, from its own papers."""
    papers = found.metadata
    key = plain(papers["Name"])
    texts = [Path(str(found.locate_file(path))) for path in found.files or () if _is_licence(path.name)]
    texts += [COMMON / text for text in TEXTS.get(key, ())]
    module = IMPORTED.get(key, key.replace("-", "_"))
    parts = (rf"{re.escape(module)}([./].*)?", rf"{re.escape(module)}\.libs/.*", rf"{re.escape(module)}-.*dist-info/.*")
    if key == "pyside6-essentials":
        parts = (r"PySide6/[^/]*", r"pyside6_essentials-.*dist-info/.*")
    if key == "shiboken6":
        parts = (r"shiboken6/.*",)
    return Component(papers["Name"], found.version, TERMS.get(key) or _terms(papers), HOMES.get(key) or _home(papers),
                     tuple(sorted(texts)), parts)  # fmt: skip


def _is_licence(name: str) -> bool:
    found = re.match(r"(LICEN[CS]E|COPYING|NOTICE|COPYRIGHT|.*_LICENSE)", name, re.IGNORECASE)
    return found is not None and not name.endswith((".py", ".pyc"))


def _terms(papers: metadata.PackageMetadata) -> str:
    said = papers.get("License-Expression") or papers.get("License") or ""
    if said and "\n" not in said and len(said) < 80:
        return said
    classes = [one.rpartition(" :: ")[2] for one in papers.get_all("Classifier") or () if one.startswith("License")]
    return ", ".join(classes)


def _home(papers: metadata.PackageMetadata) -> str:
    links = dict(line.split(", ", 1) for line in papers.get_all("Project-URL") or () if ", " in line)
    named = {name.lower().replace(" ", "").replace("-", ""): link for name, link in links.items()}
    wanted = ("homepage", "home", "source", "sourcecode", "repository", "github", "code")
    other = next(iter(links.values()), "")
    return papers.get("Home-page") or next((named[one] for one in wanted if one in named), other)


def components() -> list[Component]:
    """All that is shipped."""
    found = needed()
    builder = component(metadata.distribution("pyinstaller"))
    builder = Component(f"{builder.name} (its bootloader, which starts the program)", builder.version,
                        "GPL-2.0-or-later with the bootloader exception", builder.home, builder.texts)  # fmt: skip
    return [*ours(), *carried(found), *(component(found[key]) for key in sorted(found)), builder]


def nobodys(bundle: Path, shipped: list[Component]) -> Iterator[str]:
    """Files of the bundle that belong to none of them."""
    inside = bundle / "_internal"
    patterns = [re.compile(part) for one in shipped for part in one.parts]
    for path in sorted(inside.rglob("*")):
        name = path.relative_to(inside).as_posix()
        if path.is_file() and not path.is_symlink() and not any(pattern.fullmatch(name) for pattern in patterns):
            yield name


REPLACING = """\
Qt's libraries
--------------
Qt and PySide6 are used under the GNU Lesser General Public License, version 3 (LGPL-3.txt; it adds to GPL-3.txt). They
are not changed. Their source is at the addresses above, in the versions named above.

They are plain shared libraries in _internal/PySide6/Qt/lib and plugins in _internal/PySide6/Qt/plugins; the program
finds them there by name. To use others of the same version ({version}), changed as you like, put them in their place
under the same names:

    sudo systemctl stop touyan
    sudo cp YOUR-QT/lib/libQt6*.so.6 /opt/touyan/_internal/PySide6/Qt/lib/
    sudo systemctl start touyan

Nothing of ours checks what is there: no signature, no digest. Qt itself lets a binding load only with the very version
it was made for; so for another version of Qt replace the bindings as well (PySide6/*.so*, shiboken6/*.so*). The wheels
of PySide6-Essentials and shiboken6 on the Python Package Index hold all of them under the same paths. You may take the
program apart to find faults in such a change.

ICU's data
----------
PySide6/Qt/lib/libicudata.so.* holds an empty table (31 MB less), since nothing here asks for more. The whole one, from
the same wheel, may be put in its place.

What isn't here
---------------
Qt brings code of others inside its libraries (zlib, libpng, HarfBuzz, PCRE2, libjpeg-turbo, libwebp, libtiff and more);
https://doc.qt.io/qt-6/licenses-used-in-qt.html lists it with its terms. Libraries of the system (X11, xcb, Wayland, GL,
fontconfig, GLib, D-Bus and others) are not part of the bundle: Debian's packages bring them with their own papers.
"""


def write(bundle: Path) -> list[Component]:
    """Write the notice and copy the texts.

    Raises:
        SystemExit: something in the bundle is nobody's, or has no terms, no home or no text.
    """
    shipped = components()
    trouble = [f"{one.name}: no terms" for one in shipped if not one.terms]
    trouble += [f"{one.name}: no home" for one in shipped if not one.home]
    trouble += [f"{one.name}: no text of its licence" for one in shipped if not one.texts]
    trouble += [f"{name}: nobody's" for name in nobodys(bundle, shipped)]
    if trouble:
        raise SystemExit("The notice isn't complete:\n  " + "\n  ".join(trouble))
    folder = bundle / "LICENCES"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    lines = [f"Touyan {__version__}: what is in this folder, and under what terms", ""]
    for one in shipped:
        copies = [_copy(text, folder, one) for text in one.texts]
        lines += [f"{one.name} {one.version}".strip(), f"  terms: {one.terms}", f"  home:  {one.home}",
                  f"  text:  {', '.join(dict.fromkeys(copies))}", ""]  # fmt: skip
    qt = next(one.version for one in shipped if one.name.startswith("Qt "))
    lines.append(REPLACING.format(version=qt))
    (folder / "NOTICE.txt").write_text("\n".join(lines), "utf-8")
    return shipped


def _copy(text: Path, folder: Path, owner: Component) -> str:
    if text.parent == COMMON:
        name = f"{text.name}.txt"
    else:
        inner = text.as_posix().partition(".dist-info/")[2].replace("licenses/", "", 1) or text.name
        stem = re.sub(r"[^A-Za-z0-9.-]+", "-", owner.name.partition(" (")[0])
        name = f"{stem}/{inner}"
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(text, folder / name)
    return name


if __name__ == "__main__":
    print(f"LICENCES: {len(write(Path(sys.argv[1])))} components")
