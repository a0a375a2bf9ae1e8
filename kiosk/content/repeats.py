"""How much there is to draw in a drawing whose parts may be drawn again by their names: counted, and never drawn.

A `use` draws what it names once more, and so do a pattern, a mask, a marker and a filter wherever something is filled
or covered with them. What is named may name others in turn: a few lines are enough for more than any machine can draw.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

MOST = 100_000
"""Things drawn, each as often as it is: half a second or more; a large drawing has some tens of thousands."""
_NAMED = re.compile(r"url\(\s*+['\"]?+#([^'\")\s]++)", re.IGNORECASE)
_CLASS = re.compile(r"\.([\w-]++)")
_ROOT, _DRESS, _BODY = "", "\0", "\0\0"
"""The whole, what rules of style give to a class, and one such rule: no name of an element is like them."""


class Repeats:
    """Gathers a drawing's elements as they come, and then says what they come to."""

    def __init__(self) -> None:
        self._own: dict[str, int] = defaultdict(int)
        self._names: dict[str, list[str]] = defaultdict(list)
        self._inside = [_ROOT]
        self._style: list[str] = []
        self._classes: list[tuple[str, str]] = []

    def begin(self, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        name = attributes.get("id", "")
        outer = self._inside[-1]
        if name:
            self._names[outer].append(name)
        inner = name or outer
        self._inside.append(inner)
        self._own[inner] += 1
        for key, value in attributes.items():
            if key.rpartition(":")[2] == "href" and value.strip().startswith("#"):
                self._names[inner].append(value.strip()[1:])
            elif "url(" in value.lower():
                self._names[inner] += _NAMED.findall(value)
        self._classes += [(one, inner) for one in attributes.get("class", "").split()]

    def end(self) -> None:
        """The one that opened last closes."""
        self._inside.pop()

    def words(self, text: str) -> None:
        """What stands between elements: it may be rules of style."""
        if "url(" in text.lower():
            self._style.append(text)

    def too_many(self) -> bool:
        """Whether there is more to draw than anybody meant, or it has no end."""
        self._dress()
        known: dict[str, int] = {}
        under_way: set[str] = set()
        stack: list[tuple[str, Iterator[str]]] = [(_ROOT, iter(self._names[_ROOT]))]
        total = {_ROOT: self._own[_ROOT]}
        while stack:  # by hand, since the names may lead a hundred thousand deep
            name, rest = stack[-1]
            under_way.add(name)
            for other in rest:
                if other in under_way:
                    return True
                if other in known:
                    total[name] += known[other]
                elif other in self._own:
                    total[other] = self._own[other]
                    stack.append((other, iter(self._names.get(other, ()))))
                    break
                if total[name] > MOST:
                    return True
            else:
                stack.pop()
                under_way.discard(name)
                known[name] = total[name]
                if stack:
                    total[stack[-1][0]] += known[name]
        return total[_ROOT] > MOST

    def _dress(self) -> None:
        """What rules of style name is named by every element of that class; by all, where the rule names no class."""
        for number, (selector, body) in enumerate(rule for text in self._style for rule in _rules(text)):
            rule = f"{_BODY}{number}"
            self._own[rule], self._names[rule] = 0, _NAMED.findall(body)
            for dress in {_DRESS + one for one in _CLASS.findall(selector)} or {_DRESS}:
                self._own[dress] = 0
                self._names[dress].append(rule)
        for one, inner in self._classes:
            if _DRESS + one in self._own:
                self._names[inner].append(_DRESS + one)
        if _DRESS in self._own:
            behind = self._behind(_DRESS)  # a gradient's own parts aren't filled with it
            for inner in [one for one in self._own if one not in behind]:
                self._names[inner] += [_DRESS] * self._own[inner]

    def _behind(self, name: str) -> set[str]:
        """All that a name leads to, itself as well."""
        found, left = {name}, [name]
        while left:
            for other in self._names.get(left.pop(), ()):
                if other not in found:
                    found.add(other)
                    left.append(other)
        return found


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and bodies, those within other rules as well. By hand: each sign is looked at once, whatever it is."""
    for rule in text.split("}"):
        before, opened, body = rule.rpartition("{")
        if opened:
            yield before.rpartition("{")[2], body
