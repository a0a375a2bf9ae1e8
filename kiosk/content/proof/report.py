"""The proof-reader's findings for machines, its rules for people, and how many of each there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kiosk import __version__
from kiosk.content import wording
from kiosk.content.advice import ADVICE, OF_THE_LOADER
from kiosk.content.problems import Problem

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MOST_IN_SUMMARY = 8
"""Rules that are counted one by one in the last lines."""


def reason(rule: str, language: str) -> str:
    """Why there is a rule; "" for those that speak for themselves."""
    why = ADVICE[rule].why if rule in ADVICE else OF_THE_LOADER.get(rule)
    return "" if why is None else why[0 if language.startswith("zh") else 1]


def sarif(problems: Sequence[Problem], language: str) -> dict[str, Any]:
    """A log in SARIF 2.1.0 (OASIS), as code hosts and editors read it; columns are in characters."""
    names = sorted({problem.rule for problem in problems})
    rules = [{"id": name, "shortDescription": {"text": reason(name, language) or name}} for name in names]
    results = [
        {
            "ruleId": problem.rule,
            "ruleIndex": names.index(problem.rule),
            "level": problem.severity,
            "message": {"text": problem.sentence(language)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": _uri(problem.path)},
                        "region": {
                            "startLine": problem.line,
                            "startColumn": problem.column,
                            "endColumn": problem.column + max(1, problem.fault.place.length),
                        },
                    },
                }
            ],
        }
        for problem in problems
    ]
    driver = {"name": "kiosk check", "semanticVersion": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _uri(path: str) -> str:
    """A path as SARIF wants it: relative ones with forward slashes, spaces and the like escaped."""
    from urllib.parse import quote

    there = Path(path)
    return there.as_uri() if there.is_absolute() else quote(there.as_posix())


def summary(problems: Sequence[Problem]) -> str:
    """How often each rule was told of, the most frequent first; "" where there is nothing to count."""
    counts = Counter(problem.rule for problem in problems)
    if len(problems) <= MOST_IN_SUMMARY // 2 or not counts:
        return ""
    usual = counts.most_common(MOST_IN_SUMMARY)
    rest = sum(counts.values()) - sum(count for _, count in usual)
    lines = [f"  {count:>4}  {name}" for name, count in usual]
    if rest:
        lines.append(f"  {rest:>4}  …")
    return "\n".join(lines)


def rules_list(language: str) -> str:
    """Every rule that can be silenced, with its reason, and how that is done."""
    wide = max(len(name) for name in ADVICE)
    names = [name for name in [*ADVICE, *OF_THE_LOADER] if name != "silence_idle"]
    lines = [f"{name:<{wide}}  {reason(name, language)}" for name in names]
    return "\n".join([*lines, "", wording.HOW_TO_SILENCE[0 if language.startswith("zh") else 1]])
