"""What a curator's editor says: the real language server that VS Code's YAML extension runs, with the shipped schema.

packaging/test installs it from npm, where there is an npm.
"""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.content.kinds import KINDS
from kiosk.content.schema import deck_schema
from tests.conftest import ROOT

SERVER = Path(sys.prefix) / "npm" / "node_modules" / ".bin" / "yaml-language-server"
LONG = 60.0
"""Seconds for an answer, on a busy machine."""

pytestmark = pytest.mark.skipif(
    not (SERVER.exists() and shutil.which("node")), reason="no yaml-language-server here (packaging/test installs it)"
)


class Editor:
    """A deck open in an editor: what is underlined, offered and explained."""

    def __init__(self, folder: Path) -> None:
        self._uri, self._folder = (folder / "deck.yaml").as_uri(), folder
        self._server = subprocess.Popen(
            ["node", str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._said: queue.Queue[dict[str, Any]] = queue.Queue()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        self._number = self._version = 0
        self._ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": {
            "workspace": {"configuration": True}, "textDocument": {"completion": {"completionItem": {}}}}})  # fmt: skip
        self._send({"method": "initialized", "params": {}})

    def _listen(self) -> None:
        assert self._server.stdout is not None
        while line := self._server.stdout.readline():
            length = int(line.partition(b":")[2])
            while self._server.stdout.readline().strip():
                pass
            self._said.put(json.loads(self._server.stdout.read(length)))

    def _send(self, message: dict[str, Any]) -> None:
        assert self._server.stdin is not None
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self._server.stdin.flush()

    def _until(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """The next message that has these values; the server's own questions are answered on the way."""
        while True:
            message = self._said.get(timeout=LONG)
            if message.get("method") == "workspace/configuration":
                yaml = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
                items = message["params"]["items"]
                result = [yaml if item.get("section") == "yaml" else None for item in items]
                self._send({"id": message["id"], "result": result})
            elif "method" in message and "id" in message:
                self._send({"id": message["id"], "result": None})
            if all(message.get(key) == value for key, value in wanted.items()):
                return message

    def _ask(self, method: str, params: dict[str, Any]) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        return self._until({"id": self._number, "method": None}).get("result")

    def open(self, text: str) -> list[tuple[int, str]]:
        """Open a deck; what is underlined: line (from 1) and message."""
        if self._version:
            self._send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": self._uri}}})
            self._until({"method": "textDocument/publishDiagnostics"})
        self._version += 1
        document = {"uri": self._uri, "languageId": "yaml", "version": self._version, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        said = self._until({"method": "textDocument/publishDiagnostics"})["params"]["diagnostics"]
        return [(one["range"]["start"]["line"] + 1, one["message"]) for one in said]

    def at(self, what: str, line: int, column: int) -> Any:
        """`hover` or `completion` at a place, both from 1."""
        position = {"line": line - 1, "character": column - 1}
        return self._ask(f"textDocument/{what}", {"textDocument": {"uri": self._uri}, "position": position})

    def offered(self, line: int, column: int) -> set[str]:
        found = self.at("completion", line, column)
        return {item["label"] for item in (found["items"] if isinstance(found, dict) else found)}

    def close(self) -> None:
        self._server.kill()
        self._server.wait(10)
        self._thread.join(10)
        for pipe in (self._server.stdin, self._server.stdout):
            if pipe is not None:
                pipe.close()


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    folder = tmp_path_factory.mktemp("editor")
    (folder / "schema.json").write_text(json.dumps(deck_schema()), encoding="utf-8")
    made = Editor(folder)
    yield made
    made.close()


MODELINE = "# yaml-language-server: $schema=./schema.json\n"
DECK = MODELINE + (ROOT / "data" / "deck.yaml").read_text("utf-8")
FORMS = sorted((ROOT / "tests" / "golden" / "forms").glob("*.yaml"))


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_nothing_in_the_shipped_deck_is_underlined(editor: Editor) -> None:
    assert editor.open(DECK) == []


@pytest.mark.parametrize("path", FORMS, ids=[path.stem for path in FORMS])
def test_nor_in_any_deck_that_shows_other_forms(editor: Editor, path: Path) -> None:
    assert editor.open(MODELINE + path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("value: 6.02", "vlaue: 6.02", "vlaue"),
        ("theme: paper", "theme: papr", "paper"),
        ("qualifier: ", "qualifer: ", "qualifer"),
        ("languages: [zh, en]", "languages: zh", "array"),
    ],
)
def test_a_typo_is_underlined_at_its_line(editor: Editor, right: str, wrong: str, said: str) -> None:
    assert right in DECK
    text = DECK.replace(right, wrong, 1)
    found = editor.open(text)
    assert [line for line, _ in found] == [line_of(text, wrong)]
    assert said in found[0][1]


def test_a_key_explains_itself(editor: Editor) -> None:
    editor.open(DECK)
    for key in ("motion:", "qualifier:", "focus:", "theme:"):
        line = line_of(DECK, key)
        column = DECK.splitlines()[line - 1].index(key) + 2
        words = editor.at("hover", line, column)["contents"]["value"]
        assert len(words.split("\n\n", 1)[1]) > 20, (key, words)


def test_what_may_stand_there_is_offered(editor: Editor) -> None:
    text = MODELINE + "title: t\nslides:\n  - type: text\n    headline: x\n    \n  - type: \n"
    editor.open(text)
    assert {"statement", "dwell", "chapter", "id", "source"} <= editor.offered(6, 5)
    assert set(KINDS) <= editor.offered(7, 11)
