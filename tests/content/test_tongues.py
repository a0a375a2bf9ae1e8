"""Dates, numbers and spans of time as readers of each language write them."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kiosk.content import tongue_dates, tongues
from kiosk.content.dates import Moment, Span, month_name
from kiosk.content.figures import Figure, digits_of, series_scale
from kiosk.content.words import Text
from kiosk.look.phrases import gap, language_name, years

NB = "\u00a0"

DATES = [
    ("fr", "2018-10-01", "1er octobre 2018", "01/10/2018", "1er\u00a0octobre"),
    ("fr", "-221", "221 av. J.-C.", "221 av. J.-C.", "av. J.-C."),
    ("fr", "c. 1500", "vers 1500", "vers 1500", ""),
    ("de", "2018-10-31", "31. Oktober 2018", "31.10.2018", "31.\u00a0Oktober"),
    ("de", "-44-03-15", "15. März 44 v. Chr.", "15.3.44 v. Chr.", "v. Chr., 15.\u00a0März"),
    ("es", "2018-10", "octubre de 2018", "10/2018", "octubre"),
    ("it", "2018-10-01", "1º ottobre 2018", "01/10/2018", "1º\u00a0ottobre"),
    ("pt-BR", "2018-10-01", "1º de outubro de 2018", "01/10/2018", "1º\u00a0de outubro"),
    ("pt-PT", "2018-10-01", "1 de outubro de 2018", "01/10/2018", "1\u00a0de outubro"),
    ("ru", "2018-10", f"октябрь 2018{NB}г.", "10.2018", "октябрь"),
    ("ru", "-44-03-15", f"15 марта 44{NB}г. до н. э.", "15.03.44 до н. э.", "до н. э., 15\u00a0марта"),
    ("ja", "2018-10-31", "2018年10月31日", "2018/10/31", "10月31日"),
    ("ja", "約-221", "約紀元前221年", "約紀元前221", ""),
    ("ko", "-44-03", "기원전 44년 3월", "기원전 44. 3.", "3월"),
    ("ar", "2018-10-31", "31 أكتوبر 2018", "31/10/2018", "31\u00a0أكتوبر"),
    ("he", "2018-10-31", "31 באוקטובר 2018", "31.10.2018", "31\u00a0באוקטובר"),
    ("hu", "-44-03-15", "i. e. 44. március 15.", "i. e. 44. 03. 15.", "március\u00a015."),
    ("zh-Hant", "約-221", "約公元前221年", "約前221", ""),
    ("zh-TW", "-221", "西元前221年", "前221", ""),
    ("xx", "-221", "221 BCE", "221 BCE", "BCE"),
    ("xx", "2018-10-31", "31 October 2018", "2018.10.31", "31 October"),
]


@pytest.mark.parametrize(("language", "written", "long", "dotted", "below"), DATES)
def test_a_date_in_its_readers_order(language: str, written: str, long: str, dotted: str, below: str) -> None:
    span = Span.parse(written.replace("約", "约"))
    assert (span.long(language), span.dotted(language), span.below_year(language)) == (long, dotted, below)


def test_a_span_has_its_languages_dash_and_says_its_era_once() -> None:
    assert Span.parse("2018-10 to 2019-05").long("fr") == "octobre 2018 – mai 2019"
    assert Span.parse("2018/2019").long("ja") == "2018年～2019年"
    assert Span.parse("-221/-206").dotted("de") == "221–206 v. Chr."
    assert Span.parse("-221/-206").dotted("ja") == "紀元前221–紀元前206"
    assert Span.parse("2018-10 to 2019-05").below_year("de") == "Oktober – Mai 2019"
    assert Span.parse("2018/2019").below_year("de") == "– 2019"


def test_languages_dont_mix() -> None:
    """Babel's own Locale gives Korean the months of Japanese, once Japanese has been asked."""
    assert [month_name(10, language) for language in ("ja", "ko", "ar", "tr", "fr")] == [
        "10月", "10월", "أكتوبر", "Eki", "oct."
    ]  # fmt: skip
    assert tongue_dates.day_name("ja", 5) == "5日"
    assert tongue_dates.day_name("fr", 5) == "5"


@pytest.mark.parametrize(
    ("language", "number", "written"),
    [
        ("fr", "1234567.50", f"1{NB}234{NB}567,50"),
        ("de", "-1590.5", "−1.590,5"),
        ("es", "1590", "1590"),
        ("es", "15900", "15.900"),
        ("es-MX", "15900", "15,900"),
        ("hi", "1234567", "12,34,567"),
        ("ar", "1590.5", "1,590.5"),
        ("ja", "1590", "1,590"),
        ("zh-Hant", "1590", "1590"),
        ("zz", "1590.50", "1,590.50"),
    ],
)
def test_digits_as_typed_in_the_languages_grouping(language: str, number: str, written: str) -> None:
    assert digits_of(Decimal(number), language) == written
    assert Decimal(tongues.plain(language, written)) == Decimal(number)


PEOPLE = {"zh": "亿人", "fr": "habitants", "de": "Menschen", "ru": "человек", "ja": "人", "ko": "명", "ar": "شخص",
          "es": "personas", "it": "persone", "zh-Hant": "億人", "en": "people"}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        ("fr", "602 millions d’habitants"),
        ("de", "602 Millionen Menschen"),
        ("ru", "602 миллиона человек"),
        ("ja", "6.02億人"),
        ("ko", "6.02억 명"),
        ("ar", "602 مليون شخص"),
        ("es", "602 millones de personas"),
        ("it", "602 milioni di persone"),
        ("zh-Hant", "6.02億人"),
        ("zh", "6.02亿人"),
        ("en", "602 million people"),
    ],
)
def test_a_chinese_scale_becomes_the_readers(language: str, spoken: str) -> None:
    figure = Figure.model_validate({"value": "6.02", "unit": PEOPLE, "says": "x"})
    assert str(figure.spoken(language)) == spoken


@pytest.mark.parametrize(
    ("unit", "tail", "language", "spoken"),
    [
        ("tugs", "or so", "en", "40 tugs or so"),
        ("%", "or more", "en", "40% or more"),
        ("%", "以上", "zh", "40%以上"),
        ("艘", "余", "zh", "40余艘"),
    ],
)
def test_the_words_after_a_unit_stand_apart_where_words_do(unit: str, tail: str, language: str, spoken: str) -> None:
    figure = Figure.model_validate({"value": "40", "unit": unit, "tail": tail, "says": "x"})
    assert str(figure.spoken(language)) == spoken


@pytest.mark.parametrize(
    ("value", "language", "spoken"),
    [("0.01", "de", "1 Million Menschen"), ("0.05", "ru", "5 миллионов человек"),
     ("0.015", "fr", "1,5 million d’habitants"), ("12.05", "de", "1,205 Milliarden Menschen")],
)  # fmt: skip
def test_plurals_go_by_the_number(value: str, language: str, spoken: str) -> None:
    assert str(Figure.model_validate({"value": value, "unit": PEOPLE, "says": "x"}).spoken(language)) == spoken


@pytest.mark.parametrize(
    ("unit", "language", "shift", "worded"),
    [
        ({"zh": "人", "fr": "habitants"}, "fr", -6, "millions d’habitants"),
        ({"zh": "人", "ru": "человек"}, "ru", -6, "миллионов человек"),
        ({"zh": "人", "ja": "人"}, "ja", -8, "億人"),
        ({"zh": "人", "zh-TW": "人"}, "zh-TW", -8, "億人"),
        ({"zh": "亿人", "de": "Millionen Menschen"}, "de", 2, "Millionen Menschen"),
        ({"zh": "亿人", "ja": "億人"}, "ja", 0, "億人"),
        ({"fr": "milliards d’euros"}, "fr", 0, "milliards d’euros"),
        ({"de": "Mio. Euro"}, "de", 0, "Mio. Euro"),
        ({"fr": "m²"}, "fr", -6, "millions de m²"),
        ({"fr": "%"}, "fr", 0, "%"),
    ],
)
def test_one_scale_for_a_chart(unit: dict[str, str], language: str, shift: int, worded: str) -> None:
    values = [Decimal("6.02")] if "zh" in unit and "亿" in unit["zh"] else [Decimal(602000000)]
    scale = series_scale(values, Text(unit), language)
    assert (scale.shift, scale.unit) == (shift, worded)


@pytest.mark.parametrize(
    ("language", "signed"),
    [("en", "42.8%"), ("zh", "42.8%"), ("fr", f"42.8{NB}%"), ("tr", "%42.8"), ("ja", "42.8%"), ("zz", "42.8%")],
)
def test_percent_where_the_language_puts_it(language: str, signed: str) -> None:
    assert tongues.signed(language, "42.8", "%") == signed


@pytest.mark.parametrize(
    ("language", "one", "two", "six", "months"),
    [
        ("fr", f"1{NB}an", "2 ans", "6 ans", f"4{NB}mois"),
        ("ru", "1 год", "2 года", "6 лет", "4 месяца"),
        ("pt", "1 ano", "2 anos", "6 anos", "4 meses"),
        ("ja", "1年", "2年", "6年", "4か月"),
        ("ko", "1년", "2년", "6년", "4개월"),
        ("ar", "سنة", "سنتان", "6 سنوات", "4 أشهر"),
        ("zh-TW", "一年", "兩年", "六年", "四個月"),
        ("bo", "one year", "two years", "six years", "four months"),
        ("??", "one year", "two years", "six years", "four months"),
    ],
)
def test_spans_of_time(language: str, one: str, two: str, six: str, months: str) -> None:
    assert tuple(years(count, language) for count in (1, 2, 6)) == (one, two, six)
    assert gap(1 / 3, language) == months


@pytest.mark.parametrize(
    ("code", "name"),
    [("pl", "Polski"), ("sr-Latn", "Srpski (latinica)"), ("zu", "isiZulu"), ("ka", "ქართული"), ("zh-HK", "繁體中文"),
     ("zh-Hans", "中文"), ("pt-BR", "Português"), ("fr", "Français"), ("zz", "zz"), ("", "")],
)  # fmt: skip
def test_a_language_by_its_own_name(code: str, name: str) -> None:
    assert language_name(code) == name


STRANGE = ["", "-", "x", "zz", "zha", "english", "fr-", "fr-x-zz", "FR", "de_AT", "zh-Hant-", "root", "../fr",
           "a" * 200, "en-XX", "iw", "und", "art", "tlh", "sr-Latn-RS-x-y", "ja-JP-u-ca-japanese"]  # fmt: skip


@pytest.mark.parametrize("language", STRANGE)
def test_no_code_is_a_fault(language: str) -> None:
    moment = Moment(-44, 3, 15, about=True)
    span = Span(moment, Moment(2018, 10))
    said: list[Any] = [
        span.long(language), span.dotted(language), span.below_year(language), moment.before_year(language),
        month_name(3, language), tongue_dates.day_name(language, 3), digits_of(Decimal("-1590.5"), language),
        series_scale([Decimal(10) ** 9], Text({language: "x"}), language).unit, years(2, language), gap(0.3, language),
        language_name(language), tongues.signed(language, "1", "%"),
    ]  # fmt: skip
    assert all(isinstance(one, str) for one in said)


@pytest.mark.parametrize(
    ("language", "squares"),
    [("zh", True), ("zh-Hant", True), ("ja", True), ("yue", True), ("ko", False), ("en", False)],
)
def test_what_is_set_in_squares(language: str, squares: bool) -> None:
    assert tongues.in_squares(language) == squares


@pytest.mark.parametrize(("language", "words"), [("sc", "10/2018"), ("ksh", "2018-10"), ("de", "10/2018")])
def test_a_year_stands_in_figures_in_every_language(language: str, words: str) -> None:
    assert tongue_dates.in_figures(language, 2018, 10, None) == words


def test_an_era_after_a_year_whose_word_is_another_in_the_pattern_of_eras() -> None:
    assert "44" in tongue_dates.date("ab", -44, None, None)
    assert tongue_dates.date("ab", -44, None, None) != tongue_dates.date("ab", 44, None, None)


@pytest.mark.parametrize("language", ["ar", "fa", "hi", "bn", "mr", "my", "ne", "th", "bo", "ks"])
def test_digits_are_western_everywhere(language: str) -> None:
    words = Moment(-44, 3, 15).long(language) + Span.parse("2018-10-31").dotted(language) + month_name(10, language)
    assert all(one in "0123456789" for one in words if one.isdecimal())
    assert "44" in words


def test_chinese_and_english_never_load_babel() -> None:
    """It would cost a start in these two 20 ms and more."""
    code = (
        "import sys\n"
        "from kiosk.content.load import load\n"
        "from kiosk.look.phrases import gap, language_name, phrase\n"
        "deck = load(__import__('pathlib').Path('data/deck.yaml')).deck\n"
        "for language in ('zh', 'en', 'zh-Hant', 'en-GB'):\n"
        "    [slide.texts(language) for slide in deck.slides]\n"
        "    phrase('overview', language), gap(3, language), language_name(language)\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'babel'}))\n"
        "print([name for name in sys.modules if name.startswith('kiosk.look.phrasebook.')])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:2] == ["[]", "['kiosk.look.phrasebook.zh_hant']"]


READERS = ["de", "fr", "it", "es", "es-ES", "pt-BR", "pt-PT", "ru", "pl", "ar", "he", "hi", "ja", "ko", "yue", "th",
           "vi", "sr-Latn", "sr", "tr", "fi", "hu", "ro", "bg", "zu", "zh", "zh-Hant", "zh-TW", "en", "zz"]  # fmt: skip
UNITS = ["", "people", "autos", "42"]
AMOUNTS = ["1", "2", "5", "1.5", "21"]


def _of_a_language(language: str) -> list[str]:
    """A line for each thing that is said otherwise from language to language."""
    moments = [Moment(2018, 10, 31), Moment(2018, 10), Moment(-44, 3, 15), Moment(-221), Moment(1500, about=True)]
    span = Span(Moment(-206), Moment(220))
    lines = [
        "dates: " + " | ".join(one.long(language) for one in moments) + f" | {span.long(language)}",
        "in figures: " + " | ".join(one.dotted(language) for one in moments) + f" | {span.dotted(language)}",
        "below a year: " + " | ".join(one.below_year(language) for one in moments[:2]),
        "months: " + " ".join(month_name(month, language) for month in range(1, 13)),
        "days: " + " ".join(tongue_dates.day_name(language, day) for day in (1, 2, 31)),
        "about: " + tongue_dates.about(language) + "|",
        "numbers: "
        + " ".join(digits_of(Decimal(one), language) for one in ("-1590.5", "12345", "1234567.891", "0.30")),
        "back: "
        + " ".join(tongues.plain(language, digits_of(Decimal(one), language)) for one in ("-1590.5", "1234567")),
        "per cent: " + tongues.signed(language, "42", "%") + " " + tongues.signed(language, "42", "‰"),
    ]
    for scale in tongues.scale_words(language):
        said = [tongues.scaled_unit(language, scale, "people", Decimal(one)) for one in AMOUNTS]
        said += [tongues.scaled_unit(language, scale, unit, None) for unit in UNITS]
        lines.append(f"10^{scale.power}: " + " | ".join(said))
        if not tongues.is_chinese(language) and not tongues.is_english(language):
            lines.append(
                f"  read: {[tongues.power_in(language, one) for one in (*said, said[0].upper(), said[0][:3])]}"
            )
    lines.append("spans: " + " | ".join(f"{tongues.span(language, count, unit)}" for count in (1, 2, 5, 21)
                                        for unit in ("year", "month")))  # fmt: skip
    return lines


def test_each_language_says_it_its_own_way(accept: bool) -> None:
    """All of it as it is read. A new Babel brings new CLDR: look at what changed in a language you know."""
    said = "\n".join(f"{language}\n  " + "\n  ".join(_of_a_language(language)) for language in READERS) + "\n"
    golden = Path(__file__).parent / "tongues.txt"
    if accept:
        golden.write_text(said, "utf-8")
    assert said == golden.read_text("utf-8")
