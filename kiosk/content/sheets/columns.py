"""Which column of a table is what: by the name that the deck gives, else by the words that tables use for it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kiosk.content.nearest import nearest
from kiosk.content.sheets.days import is_date
from kiosk.content.sheets.numbers import Unit, is_missing, number_in
from kiosk.content.sheets.table import Cell, Row, Table, Unreadable, column_of, letters_of, listed, plain

NAMES: dict[str, tuple[str, ...]] = {
    "date": ("date", "日期", "时间", "年份", "年月", "月份", "年", "年度", "time", "year", "month", "day", "period"),
    "name": ("name", "名称", "名字", "项目", "类别", "分类", "地区", "区域", "城市", "省份", "国家", "企业", "行业",
             "category", "region", "city", "country", "item", "type"),
    "value": ("value", "数值", "值", "数量", "数", "数据", "数字", "number", "amount", "count", "figure"),
    "emphasis": ("emphasis", "重点", "强调", "突出", "highlight"),
    "label": ("label", "标签"),
    "until": ("until", "结束", "结束日期", "结束时间", "截止", "截止日期", "end", "end date", "to"),
    "title": ("title", "标题", "事件", "名称", "event", "headline", "name"),
    "short": ("short", "短标题", "简称", "简题", "short title"),
    "text": ("text", "正文", "内容", "说明", "描述", "详情", "介绍", "description", "body", "details"),
    "picture": ("picture", "图片", "照片", "配图", "图", "photo", "image"),
    "credit": ("credit", "摄影", "图片来源", "摄影者", "photographer"),
    "alt": ("alt", "图片说明", "替代文字"),
    "source": ("source", "来源", "出处", "资料来源"),
}  # fmt: skip
"""What tables call each field, the likeliest first."""

_ASIDE = {
    "备注", "注", "注释", "序号", "编号", "排名", "note", "notes", "remark", "remarks", "no", "no.", "id", "#", "rank",
}  # fmt: skip
"""Columns that nobody means to show unless they say so."""
_CODES = {
    "zh": ("zh", "中文", "汉语", "chinese"), "en": ("en", "英文", "英语", "english"),
    "ja": ("ja", "日文", "日语", "japanese"), "ko": ("ko", "韩文", "韩语", "korean"),
    "fr": ("fr", "法文", "法语", "french"), "de": ("de", "德文", "德语", "german"),
    "ru": ("ru", "俄文", "俄语", "russian"), "es": ("es", "西班牙文", "西班牙语", "spanish"),
    "ar": ("ar", "阿拉伯文", "阿拉伯语", "arabic"),
}  # fmt: skip
LONGEST_NAME = 200
"""Characters of a column's name; what is longer is no name, and isn't searched for what a name may hold."""
_UNIT = re.compile(r"^(.*?)\s*[(（\[［【]\s*(?:单位\s*[:：]?\s*)?([^()（）\[\]]+?)\s*[)）\]］】]$", re.DOTALL)
_MOST_CELLS = 300
"""Cells of a column that are looked at to guess what it holds."""


class Head:
    """The names of a table's columns, and what stands below them.

    Raises:
        Unreadable: the table has no such row, no names, or nothing below.
    """

    def __init__(self, table: Table, header: int | None, rows: tuple[int, int] | None, languages: list[str]) -> None:
        self._table, self._languages = table, languages
        self.row = self._find(header)
        below = [row for row in table.rows if row.number > self.row.number]
        if not below:
            raise Unreadable("data_header_only", row=str(self.row.number), text=self.row.shown())
        if header is None and _looks_like_a_row(self.row):
            raise Unreadable("data_no_header", row=str(self.row.number), text=self.row.shown())
        self.rows = [row for row in below if rows is None or rows[0] <= row.number <= rows[1]]
        if not self.rows:
            raise Unreadable("data_no_rows", first=str(below[0].number), last=str(below[-1].number))
        self.names = {at: " ".join(cell.words.split()) for at, cell in sorted(self.row.cells.items())}
        self._plain = {at: plain(name) for at, name in self.names.items()}
        self._bare = {at: plain(_bare(name)) for at, name in self.names.items()}

    def _find(self, header: int | None) -> Row:
        """The row of names: the one that is said, else the first that holds two words, else the first."""
        if not self._table.rows:
            raise Unreadable("sheet_empty" if self._table.sheet else "data_empty")
        if header is not None:
            found = next((row for row in self._table.rows if row.number == header), None)
            if found is None:
                raise Unreadable("data_header", row=str(header))
            return found
        several = (row for row in self._table.rows if len({cell.text for cell in row.cells.values()}) > 1)
        return next(several, self._table.rows[0])

    def named(self, name: str) -> int:
        """The column of that name, or of that letter.

        Raises:
            Unreadable: there is none, or there are two.
        """
        wanted = plain(name)
        for names in (self._plain, self._bare):
            found = [at for at, one in names.items() if one == wanted]
            if len(found) > 1:
                letters = ", ".join(letters_of(at) for at in found[:3])
                raise Unreadable("column_twice", key=name, choices=letters, letter=letters_of(found[-1]))
            if found:
                return found[0]
        column = column_of(name.strip())
        if column is not None and (column in self.names or any(column in row.cells for row in self.rows)):
            return column
        choices = listed(self.names.values())
        guess = nearest(name, self.names.values()) or nearest(name, [_bare(one) for one in self.names.values()])
        raise Unreadable("column_unknown", key=name, guess=guess, choices=choices)

    def cells(self, column: int) -> list[Cell]:
        """What stands in a column, blanks left out; as many as a guess needs."""
        return [row.cells[column] for row in self.rows[:_MOST_CELLS] if column in row.cells]

    def free(self, taken: Iterable[int]) -> list[int]:
        """The columns that may be meant by nothing that is said: seen, named or filled, and not taken."""
        there = sorted({at for row in [self.row, *self.rows[:_MOST_CELLS]] for at in row.cells})
        out = {*taken, *self._table.hidden}
        return [at for at in there if at not in out and self._bare.get(at) not in _ASIDE]

    def called(self, field: str, taken: Iterable[int]) -> int | None:
        """The column whose name is one that tables use for a field."""
        free = self.free(taken)
        for name in NAMES[field]:
            for at in free:
                if self._bare.get(at) == name:
                    return at
        return None

    def called_by_language(self, field: str, taken: Iterable[int]) -> dict[str, int]:
        """As above, for a text: one column for all languages, or one for each."""
        found: dict[str, int] = {}
        names = NAMES[field]
        for at in self.free(taken):
            name, code = self._language(self._plain.get(at, ""))
            if name in names or self._bare.get(at) in names:
                found.setdefault(code, at)
        if len(found) > 1 and "" in found:
            first = next((code for code in self._languages if code not in found), None)
            at = found.pop("")
            if first is not None:
                found[first] = at
        return self._by_script(found, names, taken) if len(found) == 1 else found

    def _by_script(self, found: dict[str, int], names: tuple[str, ...], taken: Iterable[int]) -> dict[str, int]:
        """标题 and Title side by side are the two languages of one text."""
        if "" not in found or not {"zh", "en"} <= set(self._languages):
            return found
        there = [at for at in self.free(taken) if self._bare.get(at) in names]
        latin = [at for at in there if self._bare[at].isascii()]
        han = [at for at in there if not self._bare[at].isascii()]
        return {"zh": han[0], "en": latin[0]} if len(latin) == len(han) == 1 else found

    def _language(self, name: str) -> tuple[str, str]:
        """A column's name without the language in it, and its code: 标题（英文）, title_en, 英文标题."""
        if len(name) > LONGEST_NAME:
            return name, ""
        for code in self._languages:
            for word in _CODES.get(code.partition("-")[0], (code,)):
                sign = re.escape(word)
                match = re.fullmatch(rf"(.+?)(?:[ _/-]+{sign}|\s*[(\[]\s*{sign}\s*[)\]])", name)
                if match is None and not word.isascii():
                    match = re.fullmatch(rf"(.+){sign}|{sign}(.+)", name)
                elif match is None and len(word) > 2:
                    match = re.fullmatch(rf"(.+) {sign}|{sign} (.+)", name)
                if match is not None:
                    return next(part for part in match.groups() if part).strip(), code
        return name, ""

    def holds_dates(self, column: int) -> bool:
        """Whether most of what stands in a column looks like dates (a lone 3 doesn't, though it is a year)."""
        cells = [cell for cell in self.cells(column) if not is_missing(cell.text)]
        dates = sum(cell.kind == "date" or (len(cell.text) > 3 and is_date(cell)) for cell in cells)
        return dates * 2 > len(cells)

    def holds_a_date(self, column: int) -> bool:
        """Whether anything in a column is a date."""
        return any(is_date(cell) for cell in self.cells(column))

    def holds_numbers(self, column: int) -> bool:
        """Whether anything in a column is a number."""
        return any(_is_number(cell) for cell in self.cells(column))

    def shift(self, column: int, unit: Unit) -> int:
        """The power of ten between a column's unit, where its name says one (用户数（万人）), and the chart's."""
        match = _with_unit(self.names.get(column, ""))
        if match is None:
            return 0
        own = Unit.of([match[2]])
        return own.power - unit.power if own.bases & unit.bases else 0

    def group(self, column: int, unit: Unit) -> str:
        """What a series is called: its column's name, without a unit that the chart says anyway."""
        name = self.names.get(column, "")
        match = _with_unit(name)
        own = Unit.of([match[2]]) if match else None
        return match[1] if match and match[1] and own and own.bases & unit.bases else name or letters_of(column)


def _with_unit(name: str) -> re.Match[str] | None:
    """A column's name, and the unit behind it, where there is one."""
    return _UNIT.match(name) if len(name) <= LONGEST_NAME else None


def _bare(name: str) -> str:
    """A column's name without the unit behind it."""
    match = _with_unit(name)
    return match[1] if match is not None and match[1] else name


def _is_number(cell: Cell, *, strict: bool = False) -> bool:
    """Whether a cell holds a number, or (not `strict`) something that its author may have taken for one."""
    try:
        number_in(cell, _ANY)
    except Unreadable as error:
        return not strict and error.name in {"cell_words", "cell_comma", "number_long"} and cell.text[:1].isdigit()
    return True


_ANY = Unit(share=2, bases=frozenset("人个元家次件台辆吨米"))


def _looks_like_a_row(row: Row) -> bool:
    """Whether numbers stand where names should: 甲港, 12. A year may be a name."""
    cells = [cell for at, cell in sorted(row.cells.items())]
    rest = [cell for cell in cells[1:] if not is_missing(cell.text)]
    return bool(rest) and all(
        _is_number(cell, strict=True) and not re.fullmatch(r"[12]\d{3}", cell.text) for cell in rest
    )
