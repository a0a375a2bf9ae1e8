"""What `kiosk doctor` says, in Chinese and in English: a sentence on each finding, and what to do about it."""

from __future__ import annotations

PARTS: dict[str, tuple[str, str]] = {
    "screen": ("屏幕", "Screen"),
    "touch": ("触摸", "Touch"),
    "fonts": ("字体", "Fonts"),
    "disk": ("磁盘", "Disk"),
    "clock": ("时钟", "Clock"),
    "content": ("内容", "Content"),
    "settings": ("设置", "Settings"),
    "run": ("运行", "Running"),
    "versions": ("版本", "Versions"),
}

SENTENCES: dict[str, tuple[str, str]] = {
    # the screen
    "screen": ("{name}：{width}×{height}，{hertz} Hz，{way}", "{name}: {width}×{height}, {hertz} Hz, {way}"),
    "screen_slow": ("{name}：{width}×{height}，刷新率只有 {hertz} Hz", "{name}: {width}×{height}, at only {hertz} Hz"),
    "screen_scaled": ("{name} 的缩放是 {scale} 倍", "{name} is scaled by {scale}"),
    "size_set": (
        "尺寸按设定的 {inches} 英寸：每像素 {pitch} 毫米",
        "Its size is set, {inches} inches: {pitch} mm a pixel",
    ),
    "size_disputed": (
        "尺寸按设定的 {inches} 英寸（每像素 {pitch} 毫米）；{name} 自报 {edid} 英寸",
        "Its size is set, {inches} inches ({pitch} mm a pixel); {name} itself says {edid}",
    ),
    "size_said": ("没有设定尺寸；{name} 自报 {edid} 英寸", "No size is set; {name} says of itself {edid} inches"),
    "size_unknown": ("没有设定尺寸，{name} 自己也不报", "No size is set, and {name} doesn't say its own"),
    "no_display": (
        "这里没有显示器，屏幕和触摸都没有检查",
        "There is no display here: screen and touch weren't looked at",
    ),
    "qt_fails": ("Qt 画不了：{reason}", "Qt can't draw: {reason}"),
    "blanking": ("屏幕会自己变黑：{how}", "The screen goes dark by itself: {how}"),
    "no_blanking": ("系统不会让屏幕变黑", "The system lets the screen be"),
    "blanking_unknown": ("看不出系统会不会让屏幕变黑", "Whether the system darkens the screen can't be seen from here"),
    # touch
    "touch": ("{name}：{points} 点触摸", "{name}: {points} touches at once"),
    "no_touch": ("没有找到触摸屏", "No touchscreen was found"),
    # fonts
    "fonts": ("{count} 个字体文件都能用：{families}", "All {count} font files load: {families}"),
    "fonts_refused": ("这些字体文件用不了：{names}", "These font files can't be used: {names}"),
    "fonts_missing": ("缺少这些字体：{names}", "These families are missing: {names}"),
    # disk
    "space": ("{folder} 还有 {free} 可用", "{folder} has {free} left"),
    "space_low": ("{folder} 只剩 {free}", "{folder} has only {free} left"),
    "writable": ("设置、内容、日志所在的文件夹都能写", "The folders for settings, content and logs can be written to"),
    "not_writable": ("{folder} 写不了：{reason}", "{folder} can't be written to: {reason}"),
    "counts_off": ("设置里关掉了参观统计", "Counting of visits is switched off in the settings"),
    "counts": ("参观统计正常", "Visits can be counted"),
    "counts_unreadable": ("统计文件有问题：{reason}", "The file of counts has a problem: {reason}"),
    # clock
    "clock_trusted": ("{now}。{why}", "{now}. {why}"),
    "clock_untrusted": ("{now}，不可信。{why}", "{now}, not trusted. {why}"),
    "battery": ("电池时钟与系统时钟相差 {days} 天", "The clock on the battery is {days} days off"),
    # content
    "content": ("{path}：{slides} 页，{languages}，没有错误", "{path}: {slides} slides, {languages}, without errors"),
    "content_warnings": (
        "{path}：{slides} 页，{languages}，{warnings} 处提醒",
        "{path}: {slides} slides, {languages}, warnings: {warnings}",
    ),
    "content_errors": (
        "{path} 有 {errors} 处错误：屏幕会用上一次正确的内容",
        "{path} has mistakes ({errors}): the screen shows what was last right",
    ),
    "content_none": ("{path} 里没有一页能显示", "Nothing in {path} can be shown"),
    # settings
    "settings": ("{path} 没有问题", "{path} is fine"),
    "settings_none": ("没有设置文件，一切按默认", "There is no file of settings: all is as it comes"),
    "settings_unread": ("{path} 读不出来：{reason}", "{path} can't be read: {reason}"),
    "settings_wrong": ("{path} 有 {count} 处写错：第 {lines} 行", "{path} has mistakes ({count}): line {lines}"),
    # running
    "running": (
        "展览正在运行（进程 {process}），有系统看护",
        "The exhibit is running (process {process}), and watched over",
    ),
    "running_alone": (
        "展览正在运行（进程 {process}），但没有人看护它",
        "The exhibit is running (process {process}), and nothing watches over it",
    ),
    "not_running": ("展览没有在运行", "The exhibit isn't running"),
    "cut_off": ("上一次运行被切断：断电或被强制结束", "The last run was cut off: by the power, or by somebody"),
    "crash": ("上一次崩溃：{what}（{who}）", "The last crash: {what} ({who})"),
    "no_crash": ("没有崩溃记录", "No crash is on record"),
    # versions
    "versions": (
        "头雁 {program} · Python {python} · Qt {qt} · PySide {pyside} · pyqtgraph {pyqtgraph}",
        "Touyan {program} · Python {python} · Qt {qt} · PySide {pyside} · pyqtgraph {pyqtgraph}",
    ),
    "system": ("{system}，内核 {kernel}，{machine}", "{system}, kernel {kernel}, {machine}"),
    "pyside_breaks": (
        "PySide {pyside} 在 Python {python} 上几分钟就会崩溃",
        "PySide {pyside} crashes within minutes on Python {python}",
    ),
}

ADVICE: dict[str, tuple[str, str]] = {
    "screen_slow": (
        "在显示设置里选 60 Hz，或换一根线。",
        "Choose 60 Hz in the display settings, or try another cable.",
    ),
    "screen_scaled": (
        "在显示设置里把缩放改为 100%：缩放会让触摸丢失、文字发虚。",
        "Set the scale to 100% in the display settings: a scale loses touches and blurs type.",
    ),
    "size_disputed": (
        "量一下屏幕对角线；设定的数不对时，在设置里改 diagonal。",
        "Measure the screen's diagonal; if what is set is wrong, change diagonal in the settings.",
    ),
    "size_said": (
        "量一下屏幕对角线（英寸），写进设置的 diagonal：按钮要够大才好按。",
        "Measure the screen's diagonal and write it into the settings as diagonal (inches): buttons have to be large enough for a finger.",
    ),
    "size_unknown": (
        "量一下屏幕对角线（英寸），写进设置的 diagonal。",
        "Measure the screen's diagonal and write it into the settings as diagonal (inches).",
    ),
    "no_display": (
        "在展览所用的桌面里再运行一次，例如 DISPLAY=:0 kiosk doctor。",
        "Run it on the exhibit's own desktop, as in DISPLAY=:0 kiosk doctor.",
    ),
    "qt_fails": (
        "安装 Qt 要用的系统库：apt install libgl1 libegl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-xkb1",
        "Install the libraries Qt needs: apt install libgl1 libegl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-xkb1",
    ),
    "blanking": (
        "展览运行时会阻止变黑；别的时候可用 xset s off -dpms 关掉。",
        "The exhibit prevents it while it runs; at other times xset s off -dpms switches it off.",
    ),
    "no_touch": (
        "接好触摸屏的 USB 线，再运行一次。鼠标、键盘和翻页笔也能操作。",
        "Connect the touchscreen's USB cable and run this again. Mouse, keyboard and clicker work as well.",
    ),
    "fonts_refused": ("重新安装程序：这些文件坏了。", "Install the program again: these files are damaged."),
    "fonts_missing": (
        "重新安装程序：文字会用别的字体显示。",
        "Install the program again: text would be shown in other fonts.",
    ),
    "space_low": (
        "删去不用的文件：更新、日志和统计都要用磁盘。",
        "Delete what isn't needed: updates, logs and counts need room.",
    ),
    "not_writable": (
        "展览照常播放，但记不下设置、日志和统计；检查磁盘是否只读、文件夹归谁所有。",
        "The exhibit runs all the same, but keeps no settings, logs or counts; see whether the disk is read-only and who owns the folder.",
    ),
    "counts_unreadable": (
        "程序下次运行时会自己另起一个文件。",
        "The program begins a new file by itself the next time it runs.",
    ),
    "clock_untrusted": (
        "对好时间后，在设置里写 clock: trusted；在此之前一直按开放处理。",
        "Set the clock, then write clock: trusted into the settings; until then the exhibit is always open.",
    ),
    "battery": ("换主板上的纽扣电池。", "Replace the button cell on the mainboard."),
    "content_warnings": ("运行 kiosk check {path} 看是什么。", "kiosk check {path} says what they are."),
    "content_errors": ("运行 kiosk check {path}，按行改正。", "kiosk check {path} says by line what to put right."),
    "content_none": (
        "运行 kiosk check {path}，按行改正；或装入另一个内容包。",
        "kiosk check {path} says by line what to put right; or install another pack.",
    ),
    "settings_unread": (
        "展览照常播放，一切按默认，但工作人员面板打不开；检查磁盘是否完好、文件归谁所有。",
        "The exhibit runs all the same, with all as it comes, but staff can't get into the panel; see whether the disk is sound and who owns the file.",
    ),
    "settings_wrong": (
        "改正这几行，或在面板里重新设置；写错的按默认处理。",
        "Put these lines right, or set them in the panel; what is wrong counts as its default.",
    ),
    "running_alone": (
        "用附带的 systemd 服务启动：它会在出错或断电后重新启动展览。",
        "Start it by the systemd service that comes with it: that starts it again after a fault or a power cut.",
    ),
    "crash": (
        "运行 kiosk doctor --bundle 文件.zip，把文件交给开发者。",
        "kiosk doctor --bundle FILE.zip packs what a developer needs to see.",
    ),
    "pyside_breaks": (
        "安装 PySide6-Essentials 6.11：pip install 'PySide6-Essentials>=6.11,<6.12'",
        "Install PySide6-Essentials 6.11: pip install 'PySide6-Essentials>=6.11,<6.12'",
    ),
}

WORDS: dict[str, tuple[str, str]] = {
    "landscape": ("横屏", "landscape"),
    "portrait": ("竖屏", "portrait"),
    "green": ("一切就绪。", "All is ready."),
    "amber": ("可以展出，有 {amber} 处要看一看。", "It can be shown. Worth a look: {amber}."),
    "red": ("还不能展出：有 {red} 处要解决。", "It can't be shown yet. To put right: {red}."),
    "bundled": ("已写入 {path}：其中没有内容，也没有统计。", "Written: {path}. It holds no content and no counts."),
    "cannot_write": ("写不了 {path}：{reason}", "{path} can't be written: {reason}"),
}


def say(name: str, language: str, **values: object) -> str:
    """One of the words around the findings."""
    return WORDS[name][0 if language.startswith("zh") else 1].format(**values)
