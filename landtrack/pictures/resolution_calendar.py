"""On which days cases were resolved for good: a square for every day, a strip for every year."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from landtrack.pictures.days import VIETNAMESE, shown_day
from landtrack.pictures.headings import PAD, WIDTH, draw_heading, draw_nothing
from landtrack.pictures.palette import FEW_TO_MANY, INK_SOFT, LINE_STRONG, SUNK
from landtrack.pictures.picture import Drawing
from landtrack.pictures.sheet import Canvas, Letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from landtrack.domain.report.series import DayCount
    from landtrack.messages.catalogue import Catalogue
    from landtrack.pictures.sheet import Spot

UPPER = 62
LEFT = 28
STEP = 8.4
SQUARE = 7.2
YEAR_HIGH = 92
SHARES = (0.5, 0.8, 0.95)
MONTHS = range(1, 13)
ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SUNDAY = 6


def resolution_calendar(days: Sequence[DayCount], words: Catalogue, *, years: Sequence[int] = ()) -> Drawing:
    """Return the drawing of the years given, else of those with a resolution, oldest first.

    Days that ``days`` names more than once are added up. Colours go from few to many in four steps.
    """
    counts = counts_by_day(days)
    chosen = sorted(set(years) or {day.year for day in counts})
    title = words.text("Days on which cases were resolved for good")
    canvas = Canvas(WIDTH, max(UPPER + YEAR_HIGH * len(chosen), 100))
    draw_heading(canvas, title, words.text("One square for each day, one column for each week"))
    classes = _classes([count for day, count in counts.items() if day.year in chosen])
    if chosen:
        _draw_key(canvas, classes, words)
    else:
        draw_nothing(canvas, words)
    for place, year in enumerate(chosen):
        _draw_year(canvas, UPPER + YEAR_HIGH * place, year, counts, classes, words)
    total = sum(count for day, count in counts.items() if day.year in chosen)
    note = words.text("{count} resolutions in the years shown; a case resolved again counts again.", count=total)
    return Drawing(title, note, *_table(chosen, counts, words), canvas.sheet())


def counts_by_day(days: Iterable[DayCount]) -> Mapping[date, int]:
    """Return how many cases were resolved on each day on which any was."""
    counts: Counter[date] = Counter()
    for row in days:
        counts[row.day] += row.resolved
    return +counts


def busiest_day(counts: Mapping[date, int], year: int) -> date | None:
    """Return the first of the days of a year on which the most cases were resolved; None in a year without any."""
    found = [day for day in counts if day.year == year]
    return max(found, key=lambda day: (counts[day], -day.toordinal()), default=None)


def _classes(counts: Sequence[int]) -> list[int]:
    """Return the least count of each colour: the middle day, the upper fifth and the upper twentieth begin a new one.

    Not shares of the busiest day: one day on which hundreds were entered at once would make all others alike.
    """
    ordered = sorted(counts)
    return sorted({1, *(ordered[int(len(ordered) * share)] for share in SHARES if ordered)})


def _colour(count: int, classes: Sequence[int]) -> str:
    """Return the colour of a count; the highest class is the darkest, however few there are."""
    if count == 0:
        return SUNK
    passed = sum(count >= least for least in classes)
    return FEW_TO_MANY[len(FEW_TO_MANY) - len(classes) + passed - 1]


def _draw_key(canvas: Canvas, classes: Sequence[int], words: Catalogue) -> None:
    """Draw what the colours mean: "1–2", "3–5", and so on."""
    x = LEFT + canvas.text(LEFT, 46, words.text("Resolutions in a day:"), Letters(7.5, INK_SOFT)) + 8
    for place, least in enumerate(classes):
        above = classes[place + 1] if place + 1 < len(classes) else None
        if above is None:
            text = words.text("{count} or more", count=least)
        else:
            text = words.number(least) if above == least + 1 else f"{words.number(least)}–{words.number(above - 1)}"
        canvas.box(x, 39, 8, 8, _colour(least, classes))
        x += 11 + canvas.text(x + 11, 46, text, Letters(7.5, INK_SOFT)) + 10


def _draw_year(
    canvas: Canvas, upper: float, year: int, counts: Mapping[date, int], classes: Sequence[int], words: Catalogue
) -> None:
    """Draw a year's squares, Monday on top, with its months and its sum."""
    first = date(year, 1, 1)
    days = [first + timedelta(days=place) for place in range((date(year, 12, 31) - first).days + 1)]
    total = sum(counts.get(day, 0) for day in days)
    canvas.text(PAD, upper + 6, str(year), Letters(9, bold=True))
    text = words.text("{count} cases", count=total)
    canvas.text(WIDTH - PAD, upper + 6, text, Letters(7.5, INK_SOFT), anchor="end")
    top = upper + 19
    groups: dict[str, list[list[Spot]]] = {}
    for day in days:
        x, y = _corner(day, top)
        square = [(x, y), (x + SQUARE, y), (x + SQUARE, y + SQUARE), (x, y + SQUARE)]
        groups.setdefault(_colour(counts.get(day, 0), classes), []).append(square)
    for colour in (SUNK, *FEW_TO_MANY):
        canvas.area(groups.get(colour, ()), colour)
    for month in MONTHS:
        begins = date(year, month, 1)
        x = _corner(begins, top)[0] + (STEP if month > 1 and begins.weekday() else 0)
        canvas.text(x, top - 4, _month(month, words), Letters(6.5, INK_SOFT))
        if month > 1:
            canvas.line(_before_month(begins, top), LINE_STRONG, 0.6)
    for place, text in ((0, words.text("Mon")), (SUNDAY, words.text("Sun"))):
        canvas.text(LEFT - 4, top + STEP * place + 6, text, Letters(6.5, INK_SOFT), anchor="end")


def _corner(day: date, top: float) -> Spot:
    """Return the upper left corner of a day's square: its week is the column, its weekday the row."""
    week = (day.timetuple().tm_yday - 1 + date(day.year, 1, 1).weekday()) // 7
    return LEFT + STEP * week, top + STEP * day.weekday()


def _before_month(day: date, top: float) -> list[Spot]:
    """Return the line that parts a month from the one before."""
    gap = (STEP - SQUARE) / 2
    x, y = _corner(day, top)
    x, y = x - gap, y - gap
    bottom = top + 7 * STEP - gap
    if day.weekday() == 0:
        return [(x, top - gap), (x, bottom)]
    return [(x + STEP, top - gap), (x + STEP, y), (x, y), (x, bottom)]


def _month(month: int, words: Catalogue) -> str:
    return f"T{month}" if words.language == VIETNAMESE else ENGLISH_MONTHS[month - 1]


def _table(
    years: Sequence[int], counts: Mapping[date, int], words: Catalogue
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the sums of months and years, and the busiest day of each year."""
    heading = (
        words.text("Year"),
        *(_month(month, words) for month in MONTHS),
        words.text("Total"),
        words.text("Most on"),
    )
    rows = []
    for year in years:
        found = {day: count for day, count in counts.items() if day.year == year}
        months = [sum(count for day, count in found.items() if day.month == month) for month in MONTHS]
        busiest = busiest_day(counts, year)
        most = "–" if busiest is None else f"{shown_day(busiest, words)} ({words.number(found[busiest])})"
        rows.append((str(year), *map(words.number, months), words.number(sum(months)), most))
    return heading, tuple(rows)
