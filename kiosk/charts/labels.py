"""Where labels may stand so that none touches another. Plain numbers, no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

AIR = 10.0
"""Logical px left and right of a label in a row."""


def clear(centres: Sequence[float], widths: Sequence[float], first: Iterable[int], limit: float,
          air: float = AIR) -> set[int]:  # fmt: skip
    """The labels of a row that stand clear of each other.

    Args:
        centres: where each would stand, logical px.
        widths: logical px; a label without width is left out.
        first: indexes that are placed before all others, in that order.
        limit: the row's width; labels at its ends move in rather than leave it.
        air: logical px left free on either side of each.
    """
    taken: dict[int, tuple[float, float]] = {}
    for index in (*first, *range(len(widths))):
        if index in taken or widths[index] <= 0:
            continue
        left = held(centres[index], widths[index], limit) - air
        right = left + widths[index] + 2 * air
        if all(right <= low or left >= high for low, high in taken.values()):
            taken[index] = (left, right)
    return set(taken)


def held(centre: float, width: float, limit: float) -> float:
    """The x at which something that wide stands centred, and inside a row of that width."""
    return max(0.0, min(centre - width / 2, limit - width))


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float,
           order: Sequence[int] = ()) -> dict[int, float]:  # fmt: skip
    """The tops of labels in a column, each as near to its place as the others allow.

    Args:
        wanted: the y of each label's centre. heights: logical px, with the air it needs.
        low, high: the column's limits.
        order: indexes from the most to the least important; where they don't all fit, the last go.

    Returns:
        the top of each label that has a place, by its index.
    """
    order = list(order) or list(range(len(wanted)))
    kept: list[int] = []
    room = high - low
    for index in order:
        if heights[index] <= room:
            kept.append(index)
            room -= heights[index]
    kept.sort(key=lambda index: wanted[index])
    tops: list[float] = []
    floor = low
    for index in kept:
        top = max(floor, wanted[index] - heights[index] / 2)
        tops.append(top)
        floor = top + heights[index]
    ceiling = high
    for number in range(len(kept) - 1, -1, -1):
        # From below: whoever was pushed out moves up, and pushes the next.
        tops[number] = min(tops[number], ceiling - heights[kept[number]])
        ceiling = tops[number]
    # Runs that were pushed down move half of the way back up, where there is room above.
    return _settled(dict(zip(kept, tops, strict=True)), kept, wanted, heights, low)


def _settled(tops: dict[int, float], kept: list[int], wanted: Sequence[float], heights: Sequence[float],
             low: float) -> dict[int, float]:  # fmt: skip
    """Labels that touch, moved together to where they are on the whole nearest to their places."""
    start = 0
    floor = low
    while start < len(kept):
        end = start + 1
        while end < len(kept) and tops[kept[end]] - (tops[kept[end - 1]] + heights[kept[end - 1]]) < 0.5:
            end += 1
        run = kept[start:end]
        off = sum(tops[index] + heights[index] / 2 - wanted[index] for index in run) / len(run)
        back = min(max(0.0, off), tops[run[0]] - floor)
        for index in run:
            tops[index] -= back
        floor = tops[run[-1]] + heights[run[-1]]
        start = end
    return tops
