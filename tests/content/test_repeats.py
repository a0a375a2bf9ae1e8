"""How much there is to draw: counted to the last element, by every way in which one part names another."""

from __future__ import annotations

import pytest

from kiosk.content import repeats
from kiosk.content.vector import svg_fault

P = "<pattern id='p'><circle/></pattern>"
M = "<mask id='m'><rect/><rect/></mask>"


def whole(inside: str) -> str:
    return f"<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>"


@pytest.mark.parametrize(
    ("inside", "count"),
    [
        pytest.param("<g><rect/></g><rect/>", 4, id="as they stand"),
        pytest.param("<g id='a'><rect/></g><use href='#a'/><use href='#a'/>", 3 + 3 * 2, id="used twice"),
        pytest.param("<g id='a'><g id='b'/><use href='#b'/></g><use href='#a'/>", 2 + 2 * (2 + 2), id="in turn"),
        pytest.param(P + "<rect fill='url(#p)'/><rect style='fill:url(\"#p\")'/>", 3 + 3 * 2, id="filled with"),
        pytest.param("<style>.c{fill:url(#p)}</style>" + P + "<g class='c'/><g class='x c'/>", 4 + 3 * 2, id="a class"),
        pytest.param(
            "<style>.c{fill:url(#p)}.d{mask:url(#m)}</style>" + P + M + "<rect class='c'/><rect class='d'/>",
            4 + 2 * 2 + 2 * 3,
            id="a class each",
        ),
        pytest.param(
            "<style>.c,.c.d{fill:url(#p);mask:url(#m)}</style>" + P + M + "<rect class='c'/>",
            3 + 2 * 2 + 2 * 3,
            id="more than one to a rule",
        ),
        pytest.param("<style>g{fill:url(#p)}</style>" + P + "<g/><g/>", 4 + 2 + 4 * 2, id="whatever is filled"),
        pytest.param(
            "<style>@media print{.c{fill:url(#p)}.d{stroke:red}</style>" + P + "<rect class='c'/>",
            3 + 2 * 2,
            id="a rule within another",
        ),
        pytest.param("<style>.c{fill:url(#p)</style>" + P + "<g class='c'/>", 3 + 2 * 2, id="a rule that isn't closed"),
        pytest.param("<style>.c fill:url(#p)</style>" + P + "<rect class='c'/>", 3 + 2, id="no rule"),
    ],
)  # fmt: skip
def test_all_of_it_is_counted(inside: str, count: int, monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    path = tmp_path / "a.svg"
    path.write_text(whole(inside))
    monkeypatch.setattr(repeats, "MOST", count)
    assert svg_fault(path, path.stat().st_size) is None
    monkeypatch.setattr(repeats, "MOST", count - 1)
    assert svg_fault(path, path.stat().st_size) == ("svg_endless", {})
