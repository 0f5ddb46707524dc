"""The charts of the tables as PNG pictures, drawn with Pillow.

Why Pillow: the charts are plain bars and lines; Pillow is one small wheel (matplotlib brings NumPy and some
60 MB), has a typeface of its own, so a picture looks the same on every machine, and gives equal bytes for
equal figures. Grey, black and hatching only: the report is mostly printed in black and white.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from xlkinerja.lkjip.blocks import Picture
from xlkinerja.lkjip.words import clean
from xlkinerja.numbers.spell import format_id

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

    from xlkinerja.summary.bab3 import Chart
    from xlkinerja.summary.bab3.table import Series

WIDTH = 1600  # pixels on 16 cm: 254 to the inch
_LABELS = 560  # the names left of lying bars
_BAR, _GAP = 34, 26
_TOP, _LINE = 30, 62
_SIZE = 27
_MOST_WITH_VALUES = 60  # beyond that the figures beside the bars would only be noise
_INKS = ("#3B3B3B", "#B5B5B5", "#7A7A7A", "#DADADA", "#565656", "#999999")
_BLACK, _GRID = "#000000", "#D9D9D9"


def picture(chart: Chart, number: str = "", width: float = 16.0) -> Picture | None:
    """The chart drawn, captioned "Grafik NUMBER title", with its figures in words as alternative text; None
    when there is nothing to draw."""
    if not any(p.value is not None for s in chart.series for p in s.points):
        return None
    from PIL import Image, ImageDraw

    drawn = _lines if chart.kind == "garis" else _bars
    height = _height(chart)
    image = Image.new("L", (WIDTH, height), "#FFFFFF")
    drawn(ImageDraw.Draw(image), chart, height)
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True, dpi=(254, 254))
    title = clean(chart.title)
    return Picture(
        target.getvalue(),
        " ".join(p for p in ("Grafik", number, title, f"({clean(chart.note).rstrip('.')})" if chart.note else "") if p),
        f"{title}. {described(chart)}",
        width,
    )


def described(chart: Chart) -> str:
    """The figures of the chart in words, for readers who cannot see it."""
    parts = []
    for place, name in enumerate(chart.categories):
        values = [
            f"{s.name} {_shown(s.points[place].value, chart)}"
            for s in chart.series
            if s.points[place].value is not None
        ]
        parts.append(f"{name}: {', '.join(values) or 'tidak ada'}")
    return clean("; ".join(parts))


def _height(chart: Chart) -> int:
    legend = _TOP + _LINE * (1 + _legend_rows(chart.series))
    if chart.kind == "garis":
        return legend + 620
    bars = max(sum(not s.line for s in chart.series), 1)
    return legend + len(chart.categories) * (max(bars * _BAR, 2 * _SIZE + 8) + _GAP) + _LINE


def _legend_rows(series: Sequence[Series]) -> int:
    return (sum(len(s.name) for s in series) + 6 * len(series)) // 95 + 1


def _font(size: int = _SIZE) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.load_default(size)


def _shown(value: Decimal, chart: Chart) -> str:
    decimals = len(chart.number_format.partition(".")[2].rstrip("%"))
    return format_id(value, 0 if value == value.to_integral_value() else decimals)


def _largest(chart: Chart) -> tuple[Decimal, Decimal]:
    """Lowest and highest value to show; 0 is always among them."""
    values = [p.value for s in chart.series for p in s.points if p.value is not None]
    return min(*values, Decimal(0)), max(*values, Decimal(0)) or Decimal(1)


def ticks(low: Decimal, high: Decimal, most: int = 6) -> list[Decimal]:
    """Round values from low to high for the grid: steps of 1, 2, 2,5 or 5 times a power of ten."""
    span = high - low or Decimal(1)
    power = Decimal(1).scaleb((span / most).adjusted())
    step = next(
        power * m
        for m in (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
        if power * m * most >= span
    )
    first = int(low / step) - (1 if low < 0 and low % step else 0)
    values = [step * first]
    while values[-1] < high:
        values.append(values[-1] + step)
    return values


def _legend(draw: ImageDraw, chart: Chart) -> int:
    """Title and legend at the top; returns where they end."""
    title = clean(chart.title)
    draw.text((WIDTH / 2, _TOP), title, _BLACK, _font(_SIZE + 6), anchor="mt")
    x, y = 40, _TOP + _LINE
    bars = 0
    for number, series in enumerate(chart.series):
        name = clean(series.name)
        wide = int(draw.textlength(name, _font())) + 110
        if x + wide > WIDTH - 20 and x > 40:
            x, y = 40, y + _LINE - 12
        if chart.kind == "garis" or series.line:
            _stroke(draw, [(x, y + 14), (x + 60, y + 14)], number, thin=series.line and chart.kind == "garis")
            if not series.line:
                _dot(draw, (x + 30, y + 14), number)
        else:
            draw.rectangle((x, y + 2, x + 60, y + 28), _INKS[bars % len(_INKS)], _BLACK)
            bars += 1
        draw.text((x + 74, y + 14), name, _BLACK, _font(), anchor="lm")
        x += wide
    return y + _LINE


def _bars(draw: ImageDraw, chart: Chart, height: int) -> None:
    """Lying bars: long names stay readable. A line series is drawn as a dashed stroke at its value."""
    top, bottom = _legend(draw, chart), height - _LINE
    marks = ticks(*_largest(chart))
    left, right = _LABELS, WIDTH - 190
    scale = (right - left) / float(marks[-1] - marks[0])

    def at(value: Decimal) -> float:
        return left + float(value - marks[0]) * scale

    for mark in marks:
        draw.line((at(mark), top, at(mark), bottom), _GRID, 2)
        draw.text((at(mark), bottom + 8), format_id(mark), _BLACK, _font(_SIZE - 5), anchor="mt")
    bars = [s for s in chart.series if not s.line]
    block = (bottom - top) / max(len(chart.categories), 1)
    values_shown = len(chart.categories) * len(bars) <= _MOST_WITH_VALUES
    labels: list[tuple[float, float, str]] = []
    for place, name in enumerate(chart.categories):
        middle = top + block * (place + 0.5)
        _label(draw, clean(name), left - 14, middle)
        for number, series in enumerate(bars):
            value = series.points[place].value
            y = middle + (number - len(bars) / 2) * _BAR
            if value is None:
                draw.text(
                    (at(Decimal(0)) + 10, y + _BAR / 2),
                    "tidak dapat diukur",
                    _BLACK,
                    _font(_SIZE - 6),
                    anchor="lm",
                )
                continue
            ends = sorted((at(Decimal(0)), at(value)))
            draw.rectangle(
                (ends[0], y + 2, max(ends[1], ends[0] + 2), y + _BAR - 3), _INKS[number % len(_INKS)], _BLACK
            )
            if values_shown:
                labels.append((ends[1] + 12, y + _BAR / 2, _shown(value, chart)))
    _measuring_lines(draw, chart, at, top, bottom)
    draw.line((at(Decimal(0)), top, at(Decimal(0)), bottom), _BLACK, 3)
    _figures(draw, labels)


def _measuring_lines(
    draw: ImageDraw, chart: Chart, at: Callable[[Decimal], float], top: float, bottom: float
) -> None:
    """The line series of a chart of bars, through the middle of each category."""
    block = (bottom - top) / max(len(chart.categories), 1)
    for number, series in enumerate(chart.series):
        if series.line:
            points = [
                (at(p.value), top + block * (n + 0.5))
                for n, p in enumerate(series.points)
                if p.value is not None
            ]
            if len({x for x, _ in points}) == 1:  # the same everywhere: a line to measure by, from end to end
                points = [(points[0][0], top), (points[0][0], bottom)]
            _stroke(draw, points, number)


def _figures(draw: ImageDraw, labels: Sequence[tuple[float, float, str]]) -> None:
    """The figures beside the bars, on white: no line runs through them."""
    for x, y, words in labels:
        box = draw.textbbox((x, y), words, _font(_SIZE - 4), anchor="lm")
        draw.rectangle((box[0] - 4, box[1] - 2, box[2] + 4, box[3] + 2), "#FFFFFF")
        draw.text((x, y), words, _BLACK, _font(_SIZE - 4), anchor="lm")


def _label(draw: ImageDraw, name: str, right: float, middle: float) -> None:
    lines = textwrap.wrap(name, 38)[:2] or [""]
    step = _SIZE + 4
    for number, line in enumerate(lines):
        y = middle + (number - (len(lines) - 1) / 2) * step
        draw.text((right, y), line, _BLACK, _font(_SIZE - 2), anchor="rm")


def _lines(draw: ImageDraw, chart: Chart, height: int) -> None:
    """One line per series over the categories; dashes and marks tell them apart without colour."""
    top, bottom = _legend(draw, chart), height - _LINE
    values = [p.value for s in chart.series for p in s.points if p.value is not None]
    low = min(values) if min(values) > 0 and min(values) * 2 > max(values) else min(*values, Decimal(0))
    marks = ticks(low, max(*values, low + 1))
    left, right = 190, WIDTH - 90
    scale = (bottom - top) / float(marks[-1] - marks[0])
    step = (right - left) / max(len(chart.categories) - 1, 1)
    for mark in marks:
        y = bottom - float(mark - marks[0]) * scale
        draw.line((left - 20, y, right + 20, y), _GRID, 2)
        draw.text((left - 30, y), format_id(mark), _BLACK, _font(_SIZE - 4), anchor="rm")
    for place, name in enumerate(chart.categories):
        draw.text((left + step * place, bottom + 14), clean(name), _BLACK, _font(_SIZE - 3), anchor="mt")
    for number, series in enumerate(chart.series):
        points = [
            (left + step * n, bottom - float(p.value - marks[0]) * scale)
            for n, p in enumerate(series.points)
            if p.value is not None
        ]
        _stroke(draw, points, number, thin=series.line)
        for point in () if series.line else points:
            _dot(draw, point, number)


_DASHES = ((), (26, 14), (8, 10), (34, 10, 8, 10), (16, 16), (4, 16))


def _stroke(
    draw: ImageDraw, points: Sequence[tuple[float, float]], number: int, *, thin: bool = False
) -> None:
    """A line in the dashes of its number; ``thin``: a plain line to measure by."""
    dashes = () if thin else _DASHES[number % len(_DASHES)]
    width = 2 if thin else 5
    for first, last in zip(points, points[1:], strict=False):
        if not dashes:
            draw.line((*first, *last), _BLACK, width)
            continue
        long = ((last[0] - first[0]) ** 2 + (last[1] - first[1]) ** 2) ** 0.5 or 1
        done, turn = 0.0, 0
        while done < long:
            end = min(done + dashes[turn % len(dashes)], long)
            if turn % 2 == 0:
                part = [first[i] + (last[i] - first[i]) * d / long for d in (done, end) for i in (0, 1)]
                draw.line(part, _BLACK, width)
            done, turn = end, turn + 1


def _dot(draw: ImageDraw, point: tuple[float, float], number: int) -> None:
    """A mark in the shape of its number; with the dashes, the first thirty-six lines all differ."""
    number += number // len(_DASHES)
    x, y, r = *point, 11
    shapes = (
        lambda: draw.ellipse((x - r, y - r, x + r, y + r), _BLACK),
        lambda: draw.rectangle((x - r, y - r, x + r, y + r), "#FFFFFF", _BLACK, 4),
        lambda: draw.polygon(((x, y - r - 3), (x + r + 2, y + r), (x - r - 2, y + r)), "#8C8C8C", _BLACK),
        lambda: draw.polygon(
            ((x, y - r - 3), (x + r + 3, y), (x, y + r + 3), (x - r - 3, y)), "#FFFFFF", _BLACK
        ),
        lambda: draw.ellipse((x - r, y - r, x + r, y + r), "#FFFFFF", _BLACK, 4),
        lambda: draw.rectangle((x - r, y - r, x + r, y + r), _BLACK),
    )
    shapes[number % len(shapes)]()
