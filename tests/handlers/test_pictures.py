"""The pictures of a result and of a report: size, zones and bars by colour, odd input, the same bytes every time."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngImageFile

from handlers.pictures.announcement import DARK, GROUND, LIGHT, AnnouncementPicture, Section, ShareBar
from handlers.pictures.canvas import fitting_size, text_width, wrapped
from handlers.pictures.competency import (
    BAR,
    BAR_TOTAL,
    MARGIN,
    MARKER,
    TRACK,
    WIDTH,
    Bar,
    CompetencyPicture,
)
from handlers.pictures.picture import Picture

PICTURE = CompetencyPicture(
    title="Self-assessment",
    subtitle="Ibu Sari · 20/11/2026",
    bars=(
        Bar("Knowledge", 84.375, "84,38%", "effective"),
        Bar("Skills", 50.0, "50,00%", "less effective"),
        Bar("Overall", 71.0, "71,00%", "effective", total=True),
    ),
    zones=(
        (0, "Not"),
        (41, "Less effective"),
        (56, "Fairly effective"),
        (71, "Effective"),
        (86, "Very effective"),
    ),
    alt="Knowledge 84,38% ▲",
)

REPORT = AnnouncementPicture(
    title="Meeting tomorrow",
    notes=("As of 20/11/2026", "Percent: read of those delivered"),
    sections=(
        Section(
            "",
            (ShareBar("All regions", (25.0, 50.0), "33,3%", "210 of 630", total=True),),
            ("Read", "Delivered, not read", "Not delivered"),
        ),
        Section("By region", (ShareBar("Aceh", (25.0, 50.0), "33,3%", "105 of 315"),)),
    ),
    alt="All regions: 33,3%",
)


def regions(count: int) -> AnnouncementPicture:
    """A report with so many regions."""
    bars = tuple(ShareBar(f"Region {number}", (30.0, 60.0), "33,3%", "300 of 900") for number in range(count))
    return replace(REPORT, sections=(REPORT.sections[0], Section("By region", bars)))


def opened(png: bytes) -> PngImageFile:
    image = Image.open(io.BytesIO(png))
    assert isinstance(image, PngImageFile)
    image.load()
    return image


def longest_run(png: bytes, colour: str, *, tolerance: int = 6) -> int:
    """The longest horizontal run of pixels that are nearly of `colour`."""
    wanted = tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))
    image = opened(png).convert("RGB")
    data, best = image.tobytes(), 0
    for y in range(0, image.height, 4):
        run = 0
        for x in range(image.width):
            at = (y * image.width + x) * 3
            near = all(abs(data[at + i] - wanted[i]) <= tolerance for i in range(3))
            run = run + 1 if near else 0
            best = max(best, run)
    return best


def test_a_small_portrait_png_that_describes_itself() -> None:
    png = PICTURE.png()
    image = opened(png)
    assert image.format == "PNG"
    assert image.width == WIDTH == 1080
    assert image.height <= 1280  # what Telegram keeps without scaling down
    assert len(png) < 120_000
    assert image.text == {"Description": "Knowledge 84,38% ▲"}


@pytest.mark.parametrize("percent", [25.0, 50.0, 84.375, 100.0])
def test_the_length_of_a_bar_is_its_percent(percent: float) -> None:
    png = replace(PICTURE, bars=(Bar("Knowledge", percent, "", ""),)).png()
    assert longest_run(png, BAR) == pytest.approx(TRACK * percent / 100, abs=2)


def test_zero_is_a_thin_stroke_and_no_value_is_nothing() -> None:
    assert 3 <= longest_run(replace(PICTURE, bars=(Bar("A", 0.0, "0%", ""),)).png(), BAR) <= 8
    assert longest_run(replace(PICTURE, bars=(Bar("A", None, "–", ""),)).png(), BAR) == 0


def test_the_total_is_set_apart() -> None:
    assert longest_run(PICTURE.png(), BAR_TOTAL) == pytest.approx(TRACK * 0.71, abs=2)


def test_last_time_is_marked_where_there_was_one() -> None:
    marked = replace(PICTURE, before=(80.0, None, None), before_label="March 2026")
    assert longest_run(marked.png(), MARKER) >= 15
    assert longest_run(PICTURE.png(), MARKER) == 0
    assert replace(marked, before=(None, None, None)).png() == PICTURE.png()


def test_same_input_same_bytes_also_from_many_threads() -> None:
    pictures: list[Picture] = [
        *(replace(PICTURE, title=f"Number {number}") for number in range(3)),
        *(replace(REPORT, title=f"Number {number}") for number in range(3)),
    ]
    expected = [picture.png() for picture in pictures]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda picture: picture.png(), pictures)) == expected


@pytest.mark.parametrize(
    "bars",
    [
        (
            Bar(
                "Knowledge of the programme, of the rights and of the duties " * 4,
                40.0,
                "40%",
                "less effective",
            ),
        ),
        (Bar("W" * 200, None, "no value because too few statements were answered", "not enough " * 5),),
        (Bar("$\\frac$ x_1 ^{", 100.0, "$100$", "%"), Bar("", 0.0, "", "")),
        (),
    ],
)
def test_odd_texts_are_drawn_inside_the_margins(bars: tuple[Bar, ...]) -> None:
    image = opened(replace(PICTURE, bars=bars, title="T" * 300, subtitle="", before_label="b" * 300).png())
    grey = image.convert("L")
    for x in (*range(MARGIN - 24), *range(WIDTH - MARGIN + 24, WIDTH)):
        assert grey.crop((x, 0, x + 1, grey.height)).getextrema() == (255, 255)


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"zones": ()}, "zones"),
        ({"zones": ((41, "b"),)}, "zones"),
        ({"zones": ((0, "a"), (0, "b"))}, "zones"),
        ({"zones": ((0, "a"), (100, "b"))}, "zones"),
        ({"before": (1.0,)}, "earlier values"),
        ({"before": (1.0, 101.0, None)}, "between 0 and 100"),
    ],
)
def test_pictures_that_cannot_be(changed: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        replace(PICTURE, **changed)  # type: ignore[arg-type]  # one dict for fields of several types


@pytest.mark.parametrize("percent", [-0.1, 100.1, float("nan")])
def test_bars_that_cannot_be(percent: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 100"):
        Bar("A", percent, "", "")


def test_text_is_fitted_and_wrapped() -> None:
    assert wrapped("one two three", 1000, 40, lines=2) == ["one two three"]
    assert wrapped("", 1000, 40, lines=2) == []
    two = wrapped("several words that do not fit on one line of this width", 300, 40, lines=2)
    assert len(two) == 2
    assert two[1].endswith("…")
    assert all(text_width(line, 40) <= 300 for line in two)
    assert text_width("effective", fitting_size("effective", 120, 40, 10)) <= 120
    assert fitting_size("effective", 1, 40, 22) == 22


@pytest.mark.parametrize("picture", [replace(REPORT, sections=()), REPORT, regions(12)])
def test_a_report_is_a_small_picture_that_describes_itself(picture: AnnouncementPicture) -> None:
    image = opened(picture.png())
    assert image.width == WIDTH
    # Scaled down to 1280 pixels by Telegram, the smallest letters are still 24 pixels high.
    assert image.height <= 1600
    assert len(picture.png()) < 120_000
    assert image.text == {"Description": "All regions: 33,3%"}


@pytest.mark.parametrize(("dark", "light"), [(25.0, 50.0), (100.0, 0.0), (0.0, 40.0), (10.0, 90.0)])
def test_both_parts_of_a_share_are_as_long_as_they_say(dark: float, light: float) -> None:
    bar = ShareBar("A", (dark, light), "", "")
    png = replace(REPORT, sections=(Section("", (bar,)),)).png()
    assert longest_run(png, DARK) == pytest.approx(TRACK * dark / 100, abs=2)
    assert longest_run(png, LIGHT) == pytest.approx(TRACK * light / 100, abs=2)


def test_a_few_are_seen_and_nobody_is_not() -> None:
    few = replace(REPORT, sections=(Section("", (ShareBar("A", (0.01,), "", ""),)),))
    nobody = replace(REPORT, sections=(Section("", (ShareBar("A", (0.0,), "", ""),)),))
    assert 3 <= longest_run(few.png(), DARK) <= 8
    assert longest_run(nobody.png(), DARK) == 0


def test_the_parts_are_told_apart_by_lightness_alone() -> None:
    """So that every kind of colour blindness, and a black-and-white print, can read it (WCAG's contrast)."""

    def light_of(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    assert (light_of(LIGHT) + 0.05) / (light_of(DARK) + 0.05) >= 3
    assert (light_of(GROUND) + 0.05) / (light_of(LIGHT) + 0.05) >= 1.6


def test_odd_words_of_a_report_stay_inside_the_margins() -> None:
    bars = (ShareBar("W" * 200, (1.0,), "9" * 40, "m" * 90), ShareBar("$x_1^{", (100.0,), "%", ""))
    sections = (Section("H" * 200, bars, ("L" * 200, "M" * 200)), Section("", ()))
    image = opened(replace(REPORT, title="T" * 300, notes=("n" * 300, ""), sections=sections).png())
    grey = image.convert("L")
    for x in (*range(MARGIN - 24), *range(WIDTH - MARGIN + 24, WIDTH)):
        assert grey.crop((x, 0, x + 1, grey.height)).getextrema() == (255, 255)


@pytest.mark.parametrize("parts", [(-0.1,), (60.0, 40.1), (float("nan"),), (1.0, 1.0, 1.0)])
def test_shares_that_cannot_be(parts: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="parts"):
        ShareBar("A", parts, "", "")
