"""What staff read on the screen, in Chinese and in English. Whatever the deck's language, they get one of the two."""

from __future__ import annotations

from datetime import datetime

from kiosk.content import tongues

WORDS: dict[str, tuple[str, str]] = {
    "staff": ("工作人员", "Staff"),
    "locks_in": ("{seconds}秒后自动上锁", "locks in {seconds} s"),
    # the PIN
    "enter": ("请输入密码", "Enter the PIN"),
    "choose": ("请设置密码", "Choose a PIN"),
    "choose_why": ("{least} 到 {most} 位数字。以后打开这个面板要用它。", "{least} to {most} digits. It opens this panel from now on."),
    "again": ("请再输入一次", "Enter it once more"),
    "wrong": ("密码不对", "That is not the PIN"),
    "differ": ("两次不一样，请重新设置", "The two differ: choose again"),
    "simple": ("太容易猜到，请换一个", "Too easy to guess: choose another"),
    "wait": ("请等 {seconds} 秒再试", "Try again in {seconds} s"),
    "checking": ("正在核对 …", "Checking …"),
    "ok": ("确定", "OK"),
    "erase": ("删除", "Delete"),
    "leave": ("返回展览", "Back to the exhibit"),
    "forgotten": ("忘记密码？", "Forgotten?"),
    "forgotten_how": (
        "请插入设置密码时存有 touyan-reset.key 的 U 盘，再点“重设密码”。没有它，可由管理员删去设置文件里的 pin 一行。",
        "Plug in the USB stick that holds touyan-reset.key, made when the PIN was set, and tap “Set a new PIN”. Without it, an administrator can delete the line pin in the settings file.",
    ),
    "reset": ("重设密码", "Set a new PIN"),
    "no_key": ("没有找到这台机器的 touyan-reset.key", "There is no touyan-reset.key of this machine on a stick"),
    "late": ("还没有设置密码", "No PIN has been set"),
    "late_how": (
        "为防止观众误入，只在启动后 10 分钟内可以设置。请重新启动机器，再按住屏幕上方一角 3 秒。",
        "So that no visitor gets in, one can be set only in the first 10 minutes after the start. Restart the machine, then hold an upper corner of the screen for 3 seconds.",
    ),
    "keep_key": ("请保存重设密码的钥匙", "Keep a key, in case it is forgotten"),
    "keep_key_how": (
        "插入一只 U 盘，点“保存”。忘记密码时，插入这只 U 盘就能重设。",
        "Plug in a USB stick and tap “Save”. With that stick a forgotten PIN can be set anew.",
    ),
    "save": ("保存到 U 盘", "Save to the stick"),
    "saving": ("正在保存 …", "Saving …"),
    "saved": ("已保存到 {place}", "Saved to {place}"),
    "no_stick": ("没有找到 U 盘", "There is no stick"),
    "several_sticks": ("插着几个 U 盘：请只留下要存钥匙的那一个", "Several sticks are plugged in: leave only the one that is to carry the key"),
    "not_written": ("U 盘写不进去：{reason}", "The stick can’t be written to: {reason}"),
    "later": ("以后再说", "Later"),
    "on": ("继续", "Go on"),
    # the panel
    "content": ("内容", "Content"),
    "version": ("第{number}版", "pack {number}"),
    "changed": ("{when} 更新", "changed {when}"),
    "slides": ("{count} 页", "{count} slides"),
    "now_showing": ("正在显示第 {page} 页", "Slide {page} is on the screen"),
    "today": ("今天", "Today"),
    "visits": ("人次", "visits"),
    "mean": ("平均停留", "mean stay"),
    "since_start": ("开机以来", "Since it was switched on"),
    "not_counted": ("未统计", "Not counted"),
    "machine": ("屏幕与机器", "Screen and machine"),
    "inches": ("{inches} 寸", "{inches}-inch"),
    "touch_points": ("触摸 {count} 点", "{count} touch points"),
    "no_touch": ("没有触摸屏", "no touch screen"),
    "up": ("已运行 {time}", "up {time}"),
    "free": ("余 {size}", "{size} free"),
    "clock_unsure": ("时钟未确认", "clock not confirmed"),
    "hold": ("暂停轮播", "Hold"),
    "resume": ("继续轮播", "Resume"),
    "previous": ("上一页", "Previous"),
    "next": ("下一页", "Next"),
    "language": ("语言：{name}", "Language: {name}"),
    "text_size": ("字号：{name}", "Text: {name}"),
    "text_sizes": ("标准|大|最大", "standard|large|largest"),
    "brightness": ("亮度 {percent}%", "Brightness {percent} %"),
    "touch_test": ("触摸测试", "Touch test"),
    "problems": ("内容问题", "Problems"),
    "problems_of": ("内容问题 {count}", "Problems: {count}"),
    "reload": ("重新载入", "Reload"),
    "undo": ("撤回上次更新", "Undo last update"),
    "nothing_to_undo": ("没有可撤回的更新", "Nothing to undo"),
    "clock": ("开放时间与时钟", "Hours and clock"),
    "help": ("帮助", "Help"),
    "restart": ("重启程序", "Restart"),
    "shut_down": ("关机", "Shut down"),
    "desktop": ("退到桌面", "Leave"),
    "done": ("完成，锁上屏幕", "Done, lock the screen"),
    "back": ("返回", "Back"),
    "cancel": ("取消", "Cancel"),
    "sure_restart": ("重启程序？屏幕会黑一两秒。", "Restart the program? The screen is still for a second or two."),
    "sure_shut_down": ("关机？", "Shut the machine down?"),
    "sure_desktop": ("退出展览？观众将能使用这台机器。", "Leave the exhibit? Visitors will be able to use this machine."),
    "sure_undo": ("撤回上次更新，回到之前的内容？", "Undo the last update, and go back to the content before it?"),
    "cant_shut_down": ("这个用户没有关机权限，请按机器的电源键。", "This user may not shut the machine down: use its power button."),
    "not_saved": ("设置没有存下来：{reason}", "The setting wasn’t saved: {reason}"),
    # pages
    "no_problems": ("内容没有问题。", "There is nothing to put right."),
    "line": ("第 {line} 行", "line {line}"),
    "page_of": ("{page} / {pages}", "{page} / {pages}"),
    "dimming": ("这台机器的背光不能由程序调，改为在画面上加一层暗色。", "This machine’s backlight can’t be set from here, so the picture itself is dimmed."),
    "backlight": ("调的是屏幕的背光。", "This sets the screen’s own backlight."),
    "darker": ("暗一些", "Darker"),
    "brighter": ("亮一些", "Brighter"),
    "paint": ("用手指涂满屏幕：每一根手指都会留下颜色，涂不上的地方触摸失灵。", "Paint the whole screen with your fingers: each leaves a colour, and what stays blank is deaf."),
    "lag": ("从触摸到画面 {ms} 毫秒（中位）", "from touch to picture {ms} ms (median)"),
    "most_fingers": ("同时最多 {count} 指", "{count} fingers at once"),
    "clear": ("清空", "Clear"),
    "hours_now": ("现在：{now}", "Now: {now}"),
    "open_now": ("开放中", "open"),
    "closed_now": ("不在开放时间", "closed"),
    "always_open": ("没有设置开放时间，一直开放。", "No opening hours are set: it is always open."),
    "clock_trusted": ("时钟可信。{why}", "The clock counts. {why}"),
    "clock_untrusted": ("时钟不可信。{why}开放时间和按日期的内容都不起作用，一直开放。", "The clock doesn’t count. {why} Opening hours and dated slides are set aside; it is always open."),
    "confirm_clock": ("时钟是对的", "The clock is right"),
    "deny_clock": ("时钟不对", "The clock is wrong"),
    "hours_how": ("开放时间写在设置文件里：\n{path}", "Opening hours are written in the settings file:\n{path}"),
    # packs
    "pack_found": ("有新内容", "There is new content"),
    "pack_refused": ("这个内容包不能用", "This pack can’t be used"),
    "pack_added": ("新增 {count} 页：", "{count} new: "),
    "pack_changed": ("修改 {count} 页：", "{count} changed: "),
    "pack_removed": ("删去 {count} 页：", "{count} gone: "),
    "pack_yes": ("更换", "Show it"),
    "pack_no": ("不更换", "Leave it"),
    "pack_busy": ("正在更换 …", "Changing …"),
    "pack_done": ("已更换，翻到下一页时出现。不满意时，点“撤回上次更新”。", "Done: it appears with the next slide. “Undo last update” takes it back."),
    "pack_later": ("已更换。今天按安排播放别的内容，之后出现。不满意时，点“撤回上次更新”。", "Done: it appears when the deck that is scheduled for today is over. “Undo last update” takes it back."),
}  # fmt: skip


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip


def moment(language: str, when: datetime) -> str:
    """A day and a time: 11月23日 09:14, 23 November, 09:14."""
    if tongues.is_chinese(language):
        return f"{when.month}月{when.day}日 {when:%H:%M}"
    return f"{when.day} {_MONTHS[when.month - 1]}, {when:%H:%M}"


def say(name: str, language: str, /, **values: object) -> str:
    """One of the sentences.

    Args:
        name: of it.
        language: of the deck; whoever doesn't read Chinese gets English.
        values: what is filled in.
    """
    return WORDS[name][0 if tongues.is_chinese(language) else 1].format(**values)
