"""The help page's words: what staff have to know, without a network and without a manual."""

from __future__ import annotations

from kiosk.content import tongues

LEAVES: tuple[tuple[tuple[str, str], tuple[str, str]], ...] = (
    (
        ("每天", "Every day"),
        (
            (
                "开机后展览自己开始，无人触摸时自动轮播。\n"
                "观众离开约一分钟后，屏幕会问“您还在看吗？”，再过 20 秒回到开头。\n"
                "断网、断电、时钟不准都不影响播放；程序出错会自己重启，屏幕不会露出桌面。\n"
                "屏幕请用微湿的软布擦拭，先在本面板点“暂停轮播”。"
            ),
            (
                "The exhibit begins by itself when the machine is switched on, and cycles while nobody touches it.\n"
                "About a minute after a visitor has left, the screen asks “Are you still there?”, and 20 seconds later it goes back to the beginning.\n"
                "No network, a power cut or a wrong clock stop nothing; when the program fails it restarts by itself, and no desktop is seen.\n"
                "Wipe the screen with a soft, slightly damp cloth; tap “Hold” in this panel first."
            ),
        ),
    ),
    (
        ("打开这个面板", "Opening this panel"),
        (
            (
                "按住屏幕上方任一角 3 秒，再输入密码。\n"
                "一分钟不碰会自动上锁。\n"
                "输错 5 次后要等半分钟，再错等得更久，但不会永远锁住。\n"
                "忘记密码：插入设置密码时存有钥匙的 U 盘，点“忘记密码？”。"
            ),
            (
                "Hold either upper corner of the screen for 3 seconds, then enter the PIN.\n"
                "It locks by itself after a minute without a touch.\n"
                "After five wrong PINs there is a wait of half a minute, and longer ones after more; it never locks for good.\n"
                "Forgotten: plug in the USB stick with the key that was made when the PIN was set, and tap “Forgotten?”."
            ),
        ),
    ),
    (
        ("换内容", "New content"),
        (
            (
                "插入带有内容包（.touyan 文件）的 U 盘，屏幕会请工作人员输入密码，并列出哪些页新增、修改或删除。\n"
                "同意后，内容在翻页时更换，不用重启；拔掉 U 盘即可。\n"
                "换错了：点“撤回上次更新”，一步回到之前的内容。\n"
                "内容有错时，屏幕一直播放上一次正确的内容；错在哪里，见“内容问题”。"
            ),
            (
                "Plug in a USB stick with a pack (a .touyan file): the screen asks staff for the PIN and lists which slides are new, changed or gone.\n"
                "Once you agree, the content changes when the slide does, without a restart; then pull out the stick.\n"
                "If it was the wrong one, “Undo last update” brings back what was there before, in one step.\n"
                "While a deck has mistakes, the last right one stays on the screen; “Problems” says where they are."
            ),
        ),
    ),
    (
        ("屏幕不对时", "When the screen is wrong"),
        (
            (
                "触摸不灵：点“触摸测试”，用手指涂满屏幕，涂不上的地方需要清洁或检修。\n"
                "太亮或太暗：点“亮度”。\n"
                "到点不开、不关：看“开放时间与时钟”，时钟不可信时会一直开放。\n"
                "仍然不对：点“重启程序”；再不行就关机，等十秒再开。"
            ),
            (
                "Touch doesn’t answer: tap “Touch test” and paint the whole screen; what stays blank wants cleaning or repair.\n"
                "Too bright or too dark: tap “Brightness”.\n"
                "It doesn’t open or close on time: look at “Hours and clock”; without a clock that can be trusted it is always open.\n"
                "Still wrong: tap “Restart”; if that doesn’t help, shut down, wait ten seconds and switch it on again."
            ),
        ),
    ),
)
"""A title and a text for each leaf, in Chinese and in English."""


def leaves(language: str) -> list[tuple[str, str]]:
    """The leaves in the language of the deck, or English."""
    pick = 0 if tongues.is_chinese(language) else 1
    return [(title[pick], text[pick]) for title, text in LEAVES]
