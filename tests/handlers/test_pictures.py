"""The result picture: its size, its zones and bars by colour, odd input, and the same bytes every time."""

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngImageFile

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
    draw,
)

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
    png = draw(PICTURE)
    image = opened(png)
    assert image.format == "PNG"
    assert image.width == WIDTH == 1080
    assert image.height <= 1280  # what Telegram keeps without scaling down
    assert len(png) < 120_000
    assert image.text == {"Description": "Knowledge 84,38% ▲"}


@pytest.mark.parametrize("percent", [25.0, 50.0, 84.375, 100.0])
def test_the_length_of_a_bar_is_its_percent(percent: float) -> None:
    png = draw(replace(PICTURE, bars=(Bar("Knowledge", percent, "", ""),)))
    assert longest_run(png, BAR) == pytest.approx(TRACK * percent / 100, abs=2)


def test_zero_is_a_thin_stroke_and_no_value_is_nothing() -> None:
    assert 3 <= longest_run(draw(replace(PICTURE, bars=(Bar("A", 0.0, "0%", ""),))), BAR) <= 8
    assert longest_run(draw(replace(PICTURE, bars=(Bar("A", None, "–", ""),))), BAR) == 0


def test_the_total_is_set_apart() -> None:
    assert longest_run(draw(PICTURE), BAR_TOTAL) == pytest.approx(TRACK * 0.71, abs=2)


def test_last_time_is_marked_where_there_was_one() -> None:
    marked = replace(PICTURE, before=(80.0, None, None), before_label="March 2026")
    assert longest_run(draw(marked), MARKER) >= 15
    assert longest_run(draw(PICTURE), MARKER) == 0
    assert draw(replace(marked, before=(None, None, None))) == draw(PICTURE)


def test_same_input_same_bytes_also_from_many_threads() -> None:
    pictures = [replace(PICTURE, title=f"Number {number}") for number in range(4)]
    expected = [draw(picture) for picture in pictures]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(draw, pictures)) == expected


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
    image = opened(draw(replace(PICTURE, bars=bars, title="T" * 300, subtitle="", before_label="b" * 300)))
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
