"""Every sentence about packs that a curator or staff read, in Chinese and in English."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.content.problems import Problem
    from kiosk.ops.packs.changes import Changes
    from kiosk.ops.packs.keys import Signer

LONGEST = 100
"""Characters of something a pack says of itself, on a screen."""
INSIDE = "deck/"
"""Where a pack's files lie in it, which nobody needs to be told."""

REASONS: dict[int, tuple[str, str]] = {
    errno.EACCES: ("没有权限", "no permission"),
    errno.EPERM: ("没有权限", "no permission"),
    errno.ENOENT: ("没有这个文件或文件夹", "no such file or folder"),
    errno.ENOTDIR: ("没有这个文件夹", "no such folder"),
    errno.EISDIR: ("它是文件夹", "it is a folder"),
    errno.ENOSPC: ("磁盘满了", "the disk is full"),
    errno.EROFS: ("磁盘是只读的", "the disk is read-only"),
    errno.EIO: ("磁盘出错", "the disk fails"),
    errno.ENAMETOOLONG: ("文件名太长", "the name is too long"),
    errno.EFBIG: ("文件太大，这种磁盘存不下（如 FAT32）", "the file is too large for this kind of disk, such as FAT32"),
}

SENTENCES: dict[str, tuple[str, str]] = {
    # the file
    "missing": ("没有这个文件。", "There is no such file."),
    "special": ("这不是普通文件；请给出一个 .touyan 内容包。", "This is no ordinary file; name a pack, a file that ends in .touyan."),
    "forbidden": ("没有权限读取这个文件。", "You have no permission to read this file."),
    "pulled": ("读到一半读不下去了：U 盘被拔出，或者坏了。请重新插好再试；内容没有变。", "It can't be read on: the stick was pulled out, or is damaged. Plug it in again; nothing has changed."),
    "no_pack": ("这不是内容包。内容包由 kiosk pack 制作，文件名以 .touyan 结尾。", "This is no content pack. `kiosk pack` makes one; its name ends in .touyan."),
    "cut": ("文件不完整，复制时中断了。请重新复制，复制完再拔 U 盘。", "The file isn't whole: copying it was broken off. Copy it again, and eject the stick before you pull it."),
    "large": ("内容包超过 {limit}。请缩小其中的图片。", "The pack has more than {limit}. Make its pictures smaller."),
    "many": ("内容包里的文件超过 {limit} 个。", "The pack holds more than {limit} files."),
    "odd": ("这个文件的结构有问题，不是 kiosk pack 写出的样子。请重新制作。", "This file isn't built as `kiosk pack` builds one. Make it again."),
    "locked": ("内容包加了密码，无法读取。请用 kiosk pack 重新制作。", "The pack is encrypted and can't be read. Make it again with `kiosk pack`."),
    "method": ("内容包用了不支持的压缩方式。请用 kiosk pack 重新制作。", "The pack is compressed in a way that isn't used here. Make it again with `kiosk pack`."),
    # its manifest
    "manifest_missing": ("内容包里没有清单（manifest.json），或清单不在最前面。请用 kiosk pack 重新制作。", "The pack has no manifest.json, or not at its head. Make it again with `kiosk pack`."),
    "manifest_large": ("内容包的清单太大（超过 {limit}）。", "The pack's manifest is too large (more than {limit})."),
    "manifest_broken": ("内容包的清单损坏，读不懂。请重新制作。", "The pack's manifest is damaged and can't be understood. Make it again."),
    "no_deck": ("内容包里没有内容文件 deck.yaml。请用 kiosk pack 重新制作。", "There is no deck.yaml in the pack. Make it again with `kiosk pack`."),
    "newer": ("这个内容包由更新版本的程序（{program}）制作。请先更新这台机器上的程序。", "A newer program ({program}) made this pack. Update the program on this machine first."),
    # its files
    "outside": ("内容包里的“{name}”要写到内容文件夹之外，已拒绝。", 'The pack wants to put "{name}" outside the deck\'s folder, which is refused.'),
    "name": ("内容包里的文件名“{name}”不能用：有的系统存不了它。请改名后重新制作。", 'The name "{name}" in the pack can\'t be used: some systems can\'t keep it. Rename the file and make the pack again.'),
    "link": ("内容包里的“{name}”是链接或设备，不是文件，已拒绝。", '"{name}" in the pack is a link or a device and no file, which is refused.'),
    "twice": ("内容包里有两个文件会互相覆盖：“{name}”和“{other}”。请改名后重新制作。", 'Two files in the pack would overwrite each other: "{name}" and "{other}". Rename one and make the pack again.'),
    "unnamed": ("内容包里有清单上没有的文件“{name}”。", 'The pack holds "{name}", which its manifest doesn\'t name.'),
    "absent": ("内容包里缺少清单上的文件“{name}”。请重新制作或复制。", '"{name}" is in the pack\'s manifest and not in the pack. Make or copy it again.'),
    "bomb": ("内容包里的“{name}”解开后比它所说的大得多，已拒绝。", '"{name}" in the pack unpacks to far more than it should, which is refused.'),
    "harmed": ("内容包里的“{name}”和清单不符：文件损坏，或被改动过。请重新复制。", '"{name}" in the pack isn\'t what the manifest says: it is damaged, or was changed. Copy the pack again.'),
    # who made it
    "signature_bad": ("内容包的签名不对：做好之后被改动过，或者损坏了。请向制作人重新索取。", "The pack's signature is wrong: it was changed after it was made, or is damaged. Ask for it again."),
    "unsigned": ("内容包没有签名，而这台机器只接受签了名的内容包。请用 kiosk pack --key 制作。", "The pack isn't signed, and this machine takes signed packs only. Make it with `kiosk pack --key`."),
    "unknown_key": ("内容包的签名（{fingerprint}）不在这台机器认可的公钥之中。请核对制作人，或在设置的 pack_keys 里加上公钥。", "The pack is signed with a key ({fingerprint}) that this machine doesn't know. Ask who made it, or add the key to pack_keys in the settings."),
    # which it is
    "older": ("内容包是第 {number} 号，这台机器已装过第 {highest} 号。确实要换回旧内容，请撤销，或用 kiosk pack --number {next} 重新制作。", "This is pack number {number}, and number {highest} has been installed here. To show older content, undo, or make the pack again with `kiosk pack --number {next}`."),
    "same_number": ("已装过另一个第 {number} 号内容包。请用 kiosk pack --number {next} 重新制作。", "Another pack with the number {number} has been installed here. Make this one again with `kiosk pack --number {next}`."),
    "installed": ("这个内容包（第 {number} 号）已经装好，正在使用。", "This pack (number {number}) is installed and in use."),
    "errors": ("内容包里的内容有错误，没有更换。第 {line} 行：{first}", "The deck in the pack has errors, so nothing has changed. Line {line}: {first}"),
    # this machine
    "full": ("磁盘空间不够，还差 {missing}。请清理后再试；内容没有变。", "There isn't enough room on this machine's disk: {missing} more are needed. Nothing has changed."),
    "disk": ("这台机器的磁盘写不了：{reason}。内容没有变。", "This machine's disk can't be written: {reason}. Nothing has changed."),
    "settings_unread": ("读不出这台机器的设置，不知道内容包要不要签名：{reason}。内容没有变。", "This machine's settings can't be read, so it isn't known whether packs must be signed: {reason}. Nothing has changed."),
    "stopped": ("已取消，内容没有变。", "It was broken off; nothing has changed."),
    "no_step": ("没有可以撤销的更换。", "There is no swap to undo."),
    "step_broken": ("上一份内容已损坏，无法换回。现在的内容没有变。", "The content before this one is damaged and can't be brought back. Nothing has changed."),
    # making one
    "deck_moved": ("制作内容包时“{name}”被改动了，请再做一次。", '"{name}" was changed while the pack was being made. Make it again.'),
    "file_unreadable": ("读不了“{name}”：{reason}。", '"{name}" can\'t be read: {reason}.'),
    "unwritable": ("写不了 {path}：{reason}。", "{path} can't be written: {reason}."),
    "number": ("号码应是 1 到 {limit} 之间的整数。", "The number is a whole one between 1 and {limit}."),
    "key_missing": ("读不了密钥文件 {path}：{reason}。", "The key {path} can't be read: {reason}."),
    "key_kind": ("{path} 不是 kiosk pack --new-key 写出的私钥。", "{path} is no private key as `kiosk pack --new-key` writes one."),
    "key_there": ("{path} 已经有了；密钥不会被覆盖，请换个文件名。", "{path} is there already; a key is never overwritten. Name another file."),
    "key_line": ("这不是公钥：“{line}”。公钥是 .pub 文件里以 touyan-ed25519 开头的那一行。", 'This is no public key: "{line}". It is the line in the .pub file that begins with touyan-ed25519.'),
}  # fmt: skip

SAID: dict[str, tuple[str, str]] = {
    "made": ("已制作 {path}：《{title}》，第 {number} 号，{files} 个文件，{size}。", '{path} is made: "{title}", number {number}, {files} files, {size}.'),
    "made_one": ("已制作 {path}：《{title}》，第 {number} 号，1 个文件，{size}。", '{path} is made: "{title}", number {number}, 1 file, {size}.'),
    "installed": ("已装好：《{title}》，第 {number} 号。正在播放的展览会在换页时更换。撤销：kiosk rollback", 'Installed: "{title}", number {number}. A running exhibit changes to it between two slides. To undo it: kiosk rollback'),
    "rolled_back": ("已换回：《{title}》，第 {number} 号。", 'Back to "{title}", number {number}.'),
    "rolled_back_bundled": ("已撤销，回到装内容包之前的展览。", "Undone; the exhibit from before any pack is back."),
    "new_key": ("私钥写在 {key}，请妥善保管，不要放到 U 盘上。\n公钥写在 {pub}；把这一行写进各台机器设置的 pack_keys：\n{line}", "The private key is in {key}: keep it safe, and off the sticks.\nThe public key is in {pub}; this line goes into pack_keys in each machine's settings:\n{line}"),
    "verified": ("签名有效：{name}（{fingerprint}）", "Signed by {name} ({fingerprint})"),
    "verified_nameless": ("签名有效（{fingerprint}）", "Signed with a key known here ({fingerprint})"),
    "unknown": ("签名者未知，自称“{name}”（{fingerprint}）", 'Signed with a key that isn\'t known here; it calls itself "{name}" ({fingerprint})'),
    "unknown_nameless": ("签名者未知（{fingerprint}）", "Signed with a key that isn't known here ({fingerprint})"),
    "unsigned": ("没有签名", "Not signed"),
    "first": ("新的展览，共 {count} 页", "A new exhibit, {count} slides"),
    "nothing": ("页面没有变化", "No slide changes"),
    "added": ("新增 {count} 页", "{count} added"),
    "changed": ("修改 {count} 页", "{count} changed"),
    "removed": ("删去 {count} 页", "{count} removed"),
    "reordered": ("页序有变", "in another order"),
    "settings": ("外观或设置有变", "the look or the settings change"),
}  # fmt: skip


class Refused(Exception):  # noqa: N818 - the pack is wrong, not the program
    """A pack isn't taken, or isn't made; nothing has changed.

    Attributes:
        rule: the sentence's name. values: for it. problems: of the deck inside, where those are the reason.
    """

    def __init__(self, rule: str, /, *, problems: tuple[Problem, ...] = (), **values: object) -> None:
        super().__init__(rule)
        self.rule, self.problems = rule, problems
        self.values = values

    def sentence(self, language: str) -> str:
        """Why, and what to do."""
        values = {key: _told(key, value, language) for key, value in self.values.items()}
        if self.problems:
            values |= {"line": str(self.problems[0].line), "first": self.problems[0].sentence(language)}
        return SENTENCES[self.rule][_pick(language)].format_map(values)

    def __str__(self) -> str:
        return self.sentence("en")


def said(rule: str, language: str, /, **values: object) -> str:
    """What was done, in a sentence."""
    return SAID[rule][_pick(language)].format_map(values)


def signer_line(signer: Signer, language: str) -> str:
    """Whose signature a pack bears; a name that nobody vouches for is told as such."""
    name = plain(signer.name)
    key = signer.state if name or signer.state == "unsigned" else f"{signer.state}_nameless"
    return said(key, language, name=name, fingerprint=signer.fingerprint)


def changes_line(changes: Changes, language: str) -> str:
    """What a pack changes, counted."""
    if changes.first:
        return said("first", language, count=len(changes.added))
    counted = {"added": changes.added, "changed": changes.changed, "removed": changes.removed}
    parts = [said(name, language, count=len(slides)) for name, slides in counted.items() if slides]
    if not parts:
        parts = [said("nothing", language)]
    parts += [said(name, language) for name in ("reordered", "settings") if getattr(changes, name)]
    return ("，" if _pick(language) == 0 else ", ").join(parts)


def title_in(title: Mapping[str, str], language: str) -> str:
    """A pack's title in a language, else in its first."""
    found = title.get(language) or title.get("") or next(iter(title.values()), "")
    return plain(found)


def plain(text: str) -> str:
    """What a pack says of itself, on one line, without what a terminal would obey, and not too long."""
    shown = " ".join("".join(one if one.isprintable() else " " for one in text[: LONGEST * 8]).split())
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"


def _told(key: str, value: object, language: str) -> str:
    """A value as it stands in a sentence."""
    if isinstance(value, OSError):
        return REASONS.get(value.errno or 0, (str(value.strerror),) * 2)[_pick(language)]
    return str(value) if key == "path" else plain(str(value).removeprefix(INSIDE))


def size(count: int) -> str:
    """Bytes for people."""
    for unit, name in ((1024**3, "GB"), (1024**2, "MB"), (1024, "KB")):
        if count >= unit:
            amount = count / unit
            return f"{amount:.1f}".removesuffix(".0") + f" {name}" if amount < 9.95 else f"{amount:.0f} {name}"
    return f"{count} B"


def _pick(language: str) -> int:
    return 0 if language.startswith("zh") else 1
