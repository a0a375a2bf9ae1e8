"""What goes into a pack, that the same makes the same, and that what comes out is what went in."""

from __future__ import annotations

import json
import os
import shutil
import unicodedata
import zipfile
from pathlib import Path

import pytest

from kiosk.content.load import load
from kiosk.ops.packs.keys import Keys, Signer, new_key, public_path, read_key
from kiosk.ops.packs.making import make, next_number, remember
from kiosk.ops.packs.store import Store, chosen_deck, folder_of
from kiosk.ops.packs.wording import Refused, signer_line
from kiosk.ops.places import Places
from tests.conftest import ROOT
from tests.ops.packs.building import NO_KEYS, deck, pack, picture, shown

FONT = ROOT / "assets" / "fonts" / "BarlowCondensed_500Medium.ttf"

WHOLE = """\
title: 全部
look:
  fonts: {headline: fonts/title.ttf}
  logo: {cover: logo.png}
slides:
  - {type: cover, headline: 全部}
  - {type: photo, picture: photos/é.jpg, caption: 大厅, illustration: 2-ai-app}
  - {type: photo, picture: photos/soon.jpg, caption: 大厅, illustration: 2-ai-app}
  - {type: chart, title: 用户, unit: 人, data: data/rows.csv}
"""


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A deck with all kinds of files beside it: those it names, and some that it doesn't."""
    folder = tmp_path / "curator"
    for name in ("photos", "fonts", "data", ".git"):
        (folder / name).mkdir(parents=True)
    (folder / "photos" / unicodedata.normalize("NFD", "é.png")).write_bytes(picture("another ending, another form"))
    (folder / "photos" / "unused.png").write_bytes(picture("unused"))
    (folder / ".git" / "config").write_text("secret")
    shutil.copy(FONT, folder / "fonts" / "title.ttf")
    (folder / "logo.png").write_bytes(picture("logo"))
    (folder / "data" / "rows.csv").write_text("date,value\n2023,1\n2024,2\n")
    (folder / "exhibit.yaml").write_text(WHOLE, "utf-8")
    return folder / "exhibit.yaml"


def names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as packed:
        assert packed.testzip() is None
        return packed.namelist()


def test_exactly_what_the_deck_names_goes_in(whole: Path, tmp_path: Path) -> None:
    loaded = load(whole)
    assert not loaded.errors, [problem.sentence("en") for problem in loaded.errors]
    make(loaded, tmp_path / "a.touyan", 1)
    assert names(tmp_path / "a.touyan") == [
        "manifest.json",
        "deck/deck.yaml",
        "deck/data/rows.csv",
        "deck/fonts/title.ttf",
        "deck/logo.png",
        "deck/photos/é.png",
    ]


def test_what_comes_out_is_what_went_in(whole: Path, tmp_path: Path) -> None:
    make(load(whole), tmp_path / "a.touyan", 1)
    installed = Store(tmp_path / "store").install(tmp_path / "a.touyan", NO_KEYS)
    assert installed.deck.read_bytes() == whole.read_bytes()
    assert load(installed.deck).deck == load(whole).deck
    assert (installed.deck.parent / "fonts" / "title.ttf").read_bytes() == FONT.read_bytes()
    assert (installed.deck.parent / "photos" / "é.png").read_bytes() == picture("another ending, another form")


def test_the_bundled_exhibit_goes_through(tmp_path: Path) -> None:
    bundled = ROOT / "data" / "deck.yaml"
    make(load(bundled), tmp_path / "a.touyan", 1)
    deck_file = Store(tmp_path / "store").install(tmp_path / "a.touyan", NO_KEYS).deck
    assert load(deck_file).deck == load(bundled).deck


def test_the_same_makes_the_same_bytes(whole: Path, tmp_path: Path) -> None:
    new_key(tmp_path / "key", "王")
    key = read_key(tmp_path / "key")
    for name in ("a", "b"):
        make(load(whole), tmp_path / f"{name}.touyan", 7, key=key, by="王")
    copied = shutil.copytree(whole.parent, tmp_path / "elsewhere")
    make(load(copied / "exhibit.yaml"), tmp_path / "c.touyan", 7, key=key, by="王")
    make(load(whole), tmp_path / "d.touyan", 8, key=key, by="王")
    first = (tmp_path / "a.touyan").read_bytes()
    assert (tmp_path / "b.touyan").read_bytes() == first
    assert (tmp_path / "c.touyan").read_bytes() == first
    assert (tmp_path / "d.touyan").read_bytes() != first


def test_nothing_of_this_machine_is_in_it(whole: Path, tmp_path: Path) -> None:
    make(load(whole), tmp_path / "a.touyan", 1)
    with zipfile.ZipFile(tmp_path / "a.touyan") as packed:
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        manifest = json.loads(packed.read("manifest.json"))
    assert str(tmp_path) not in json.dumps(manifest)
    assert manifest["title"] == {"": "全部"}


def test_texts_are_deflated_and_pictures_are_not(whole: Path, tmp_path: Path) -> None:
    (whole.parent / "data" / "rows.csv").write_text(
        "date,value\n" + "".join(f"{year},1\n" for year in range(1900, 2000))
    )
    make(load(whole), tmp_path / "a.touyan", 1)
    with zipfile.ZipFile(tmp_path / "a.touyan") as packed:
        methods = {info.filename: info.compress_type for info in packed.infolist()}
    assert methods["deck/data/rows.csv"] == zipfile.ZIP_DEFLATED
    assert methods["deck/photos/é.png"] == methods["deck/fonts/title.ttf"] == zipfile.ZIP_STORED


def test_a_text_that_would_look_like_a_bomb_is_stored(tmp_path: Path) -> None:
    source = deck(tmp_path / "curator")
    source.write_text(source.read_text("utf-8") + "#" * 3_000_000, "utf-8")
    make(load(source), tmp_path / "a.touyan", 1)
    assert Store(tmp_path / "store").install(tmp_path / "a.touyan", NO_KEYS).deck.read_bytes() == source.read_bytes()


def refused(source: Path, target: Path, number: int = 1) -> Refused:
    loaded = load(source)
    with pytest.raises(Refused) as caught:
        make(loaded, target, number)
    assert not list(target.parent.glob(".*"))
    return caught.value


def test_names_that_another_machine_takes_for_one_are_told_of(tmp_path: Path) -> None:
    source = deck(tmp_path / "curator")
    (source.parent / "photos" / "Hall.png").write_bytes(picture("another"))
    source.write_text(
        source.read_text("utf-8") + "  - {type: photo, picture: photos/Hall.png, caption: 大厅}\n", "utf-8"
    )
    assert "photos/Hall.png" in refused(source, tmp_path / "a.touyan").sentence("zh")


def test_a_deck_that_was_saved_since_it_was_checked_is_not_packed(tmp_path: Path) -> None:
    source = deck(tmp_path / "curator")
    loaded = load(source)
    source.write_text("title: [half\n")
    with pytest.raises(Refused) as caught:
        make(loaded, tmp_path / "a.touyan", 1)
    assert caught.value.sentence("en") == '"deck.yaml" was changed while the pack was being made. Make it again.'
    assert not (tmp_path / "a.touyan").exists()


def test_a_picture_that_changes_while_it_is_packed_is_noticed(tmp_path: Path) -> None:
    source = deck(tmp_path / "curator")
    hall = source.parent / "photos" / "hall.png"

    def report(done: int, whole: int) -> None:
        if done == whole // 2:  # all is measured
            hall.write_bytes(picture("2"))

    with pytest.raises(Refused) as caught:
        make(load(source), tmp_path / "a.touyan", 1, report=report)
    assert caught.value.values["name"] == "photos/hall.png"


def test_a_pack_that_cannot_be_written_leaves_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out" / "a.touyan"
    target.parent.mkdir()
    target.write_bytes(b"before")
    source = deck(tmp_path / "curator")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    refusal = refused(source, target)
    monkeypatch.undo()
    assert refusal.sentence("zh") == f"写不了 {target}：磁盘满了。"
    assert target.read_bytes() == b"before"
    assert refused(source, tmp_path / "none" / "a.touyan").sentence("en").endswith("no such file or folder.")


def test_numbers_have_bounds(tmp_path: Path) -> None:
    source = deck(tmp_path / "curator")
    assert refused(source, tmp_path / "a.touyan", 0).rule == "number"
    assert refused(source, tmp_path / "a.touyan", 2**60).rule == "number"


def test_the_number_rises_by_itself(tmp_path: Path) -> None:
    places = Places.below(tmp_path / "home")
    first, second = deck(tmp_path / "one"), deck(tmp_path / "two")
    assert next_number(first, places) == 1
    remember(first, 1, places)
    assert (next_number(first, places), next_number(second, places)) == (2, 1)
    remember(first, 9, places)
    remember(first, 4, places)
    assert next_number(first, places) == 10
    Store(folder_of(places)).install(pack(tmp_path, 41), NO_KEYS)
    assert (next_number(first, places), next_number(second, places)) == (42, 42)
    (places.state / "packs-made.json").write_text("[broken")
    assert next_number(first, places) == 42


# Signatures.


@pytest.fixture
def key(tmp_path: Path) -> Path:
    new_key(tmp_path / "key", "宣传科 王")
    return tmp_path / "key"


def signer(path: Path, keys: Keys, folder: Path) -> Signer:
    staged = Store(folder / "store").stage(path, keys)
    staged.discard()
    return staged.head.signer


def test_whose_a_pack_is(key: Path, tmp_path: Path) -> None:
    line = public_path(key).read_text("utf-8").strip()
    signed, plain = pack(tmp_path, 1, key=key, by="老王"), pack(tmp_path, 2, by="老王")
    verified = signer(signed, Keys([line]), tmp_path)
    assert (verified.state, verified.name) == ("verified", "宣传科 王")  # as the machine calls them, not as they do
    assert signer(signed, Keys([" ".join(line.split()[:2])]), tmp_path).name == "老王"
    unknown = signer(signed, NO_KEYS, tmp_path)
    assert (unknown.state, unknown.name) == ("unknown", "老王")
    assert signer(plain, NO_KEYS, tmp_path).state == "unsigned"
    digits = verified.fingerprint
    assert signer_line(verified, "zh") == f"签名有效：宣传科 王（{digits}）"
    assert signer_line(unknown, "en") == f'Signed with a key that isn\'t known here; it calls itself "老王" ({digits})'
    assert signer_line(Signer("unsigned", "老王"), "zh") == "没有签名"


def test_the_private_key_is_its_owners_alone_and_is_never_overwritten(key: Path) -> None:
    assert key.stat().st_mode & 0o777 == 0o600
    before = key.read_bytes()
    with pytest.raises(Refused) as caught:
        new_key(key, "another")
    assert caught.value.sentence("en") == f"{key} is there already; a key is never overwritten. Name another file."
    assert key.read_bytes() == before


@pytest.mark.parametrize("harm", ["none", "words", "public", "rsa"])
def test_a_file_that_is_no_key_is_told_of(harm: str, key: Path, tmp_path: Path) -> None:
    path = tmp_path / "other"
    if harm == "public":
        path = public_path(key)
    elif harm == "words":
        path.write_text("secret")
    elif harm == "rsa":
        from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

        curve = generate_private_key(SECP256R1())
        path.write_bytes(curve.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(Refused) as caught:
        read_key(path)
    assert caught.value.rule == ("key_missing" if harm == "none" else "key_kind")
    assert str(path) in caught.value.sentence("zh")


def test_what_a_pack_says_of_itself_is_no_command_to_a_terminal(tmp_path: Path) -> None:
    path = pack(tmp_path, 1, by="王\x1b[2J\u202e" + "x" * 500)
    said = signer_line(signer(path, NO_KEYS, tmp_path), "zh")
    assert said.isprintable()


def test_without_a_pack_the_bundled_exhibit_is_shown(tmp_path: Path) -> None:
    places = Places.below(tmp_path / "home")
    assert chosen_deck(places) == ROOT / "data" / "deck.yaml"
    assert not (tmp_path / "home").exists()
    store = Store(folder_of(places))
    store.install(pack(tmp_path, 1), NO_KEYS)
    assert chosen_deck(places) == store.current()
    assert shown(store) == "1"
