"""What a deck says of a table that stands in a file: which file, which sheet, and which column is what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, core_schema

from kiosk.content.base import Part, RelativePath
from kiosk.content.words import Text

Column = Annotated[str, StringConstraints(min_length=1, max_length=300)]
RowRange = Annotated[str, StringConstraints(pattern=r"^\s*\d{1,7}\s*([-–—~～至]\s*(\d{1,7})?)?\s*$")]


class Columns:
    """The column of a text, or one for each language.

    Attributes:
        by_language: the columns' names; the key "" holds one for all languages.
    """

    __slots__ = ("by_language",)

    def __init__(self, by_language: Mapping[str, str]) -> None:
        self.by_language = dict(by_language)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            lambda value: value if isinstance(value, Columns) else cls(Text.parse(value).by_language),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda columns: columns.by_language.get("", columns.by_language)
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return Text.__get_pydantic_json_schema__(schema, handler)


class Data(Part):
    """A table in a CSV or XLSX file beside the deck. Columns are named as in the table's first row, or by letter."""

    file: RelativePath = Field(description="A CSV or XLSX file beside the deck: `users.xlsx`, `data/users.csv`.")
    sheet: str | None = Field(default=None, description="The sheet's name. Left out: the first one.")
    header: int | None = Field(
        default=None,
        ge=1,
        le=200_000,
        description="The number of the row that names the columns. Left out: the first row with several words.",
    )
    rows: RowRange | None = Field(
        default=None, description="The rows to take, by the numbers at the sheet's edge: `2-20`. Left out: all."
    )

    chinese: ClassVar[Mapping[str, str]] = {
        "": "展览旁边的 CSV 或 XLSX 表格。列用表头的字或字母来指。",
        "file": "展览旁边的 CSV 或 XLSX 文件：`users.xlsx`、`data/users.csv`。",
        "sheet": "工作表的名称。不写时用第一张。",
        "header": "表头是第几行。不写时用第一个有几个词的行。",
        "rows": "取哪些行，按表格边上的行号：`2-20`。不写时全部都取。",
    }

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The name of a file alone will do."""
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(schema)]}


class ChartData(Data):
    """The rows of a chart."""

    date: Column | None = Field(default=None, description="The column of dates, for an axis of time.")
    name: Columns | None = Field(default=None, description="The column of names: `地区`, or `{zh: 地区, en: Region}`.")
    value: Column | None = Field(default=None, description="The column of numbers.")
    values: tuple[Column, ...] = Field(
        default=(), max_length=12, description="The columns of several series: `[2024年, 2025年]`."
    )
    emphasis: Column | None = Field(
        default=None,
        description="The column that marks the one row that matters (是); with `values`, the series that matters.",
    )
    label: Columns | None = Field(default=None, description="The column of the words under a mark.")

    chinese: ClassVar[Mapping[str, str]] = {
        "": "图表的各项取自一张表。",
        "date": "日期在哪一列；横轴是时间时写。",
        "name": "名称在哪一列：`地区`，或 `{zh: 地区, en: Region}`。",
        "value": "数值在哪一列。",
        "values": "几个系列各在哪一列：`[2024年, 2025年]`。",
        "emphasis": "标出最要紧一行的列（写“是”）；有 `values` 时写最要紧的系列。",
        "label": "各项下面的字在哪一列。",
    }


class FigureColumns(Part):
    """The columns of a figure beside an event's statement."""

    value: Column = Field(description="The column of numbers.")
    unit: Columns | None = Field(default=None, description="The column of what they are counted in.")
    qualifier: Columns | None = Field(default=None, description="The column of the words before them: `超过`.")
    tail: Columns | None = Field(default=None, description="The column of the words after them: `以上`.")
    lead: Columns | None = Field(default=None, description="The column of the words above them.")
    says: Columns | None = Field(default=None, description="The column of the words below them.")
    as_of: Columns | None = Field(default=None, description="The column that says as of when.")

    chinese: ClassVar[Mapping[str, str]] = {
        "": "事件旁边的数字，各部分在哪一列。",
        "value": "数字在哪一列。",
        "unit": "单位在哪一列。",
        "qualifier": "数字前面的限定词在哪一列：`超过`。",
        "tail": "数字后面的词在哪一列：`以上`。",
        "lead": "数字上方的引语在哪一列。",
        "says": "数字下方的说明在哪一列。",
        "as_of": "截至何时，写在哪一列。",
    }


class EventData(Data):
    """The events of a timeline."""

    date: Column | None = Field(default=None, description="The column of dates; `2018年—2020年` is one, too.")
    until: Column | None = Field(default=None, description="The column of the dates when events end.")
    title: Columns | None = Field(default=None, description="The column of titles: `标题`, or `{zh: 标题, en: Title}`.")
    short: Columns | None = Field(default=None, description="The column of the words at the axis.")
    text: Columns | None = Field(default=None, description="The column of whole statements.")
    picture: Column | None = Field(default=None, description="The column of picture files.")
    credit: Columns | None = Field(default=None, description="The column of who made the pictures.")
    alt: Columns | None = Field(default=None, description="The column of what there is to see.")
    source: Columns | None = Field(default=None, description="The column of where the words come from.")
    figure: FigureColumns | None = Field(default=None, description="The columns of a figure beside the statement.")

    chinese: ClassVar[Mapping[str, str]] = {
        "": "时间轴的事件取自一张表。",
        "date": "日期在哪一列；`2018年—2020年` 也算日期。",
        "until": "事件结束的日期在哪一列。",
        "title": "标题在哪一列：`标题`，或 `{zh: 标题, en: Title}`。",
        "short": "时间轴上的短语在哪一列。",
        "text": "全文在哪一列。",
        "picture": "图片文件在哪一列。",
        "credit": "图片的署名在哪一列。",
        "alt": "图片内容的说明在哪一列。",
        "source": "资料来源在哪一列。",
        "figure": "旁边的数字，各部分在哪一列。",
    }


def either_rows_or_data(rows: str) -> Callable[[dict[str, Any]], None]:
    """For the schema of a slide: its rows are written, or stand in a file."""

    def adjust(schema: dict[str, Any]) -> None:
        schema["required"] = [key for key in schema.get("required", []) if key != rows]
        schema["oneOf"] = [{"required": [rows]}, {"required": ["data"]}]

    return adjust
