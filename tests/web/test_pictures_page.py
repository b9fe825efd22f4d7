"""Pictures in the page and as files, and the feed of the map through time; nothing of a neighbour in either."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from landtrack.web.pages.pictures import PICTURES
from tests.web.register import page_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.register import Visitor

    Visit = Callable[[str | None], Visitor]

DAY = "as_of=2022-02-01"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_saved_as_svg_and_png(visitor: Visit, name: str) -> None:
    who = visitor("canbo")
    svg = who.get(f"/pictures/{name}.svg?{DAY}")
    assert svg.mimetype == "image/svg+xml"
    assert f'filename="landtrack-{name}-2022-02-01.svg"' in svg.headers["Content-Disposition"]
    # Made by this application a moment ago.
    assert ET.fromstring(svg.data).tag == f"{SVG}svg"  # noqa: S314
    png = who.get(f"/pictures/{name}.png?{DAY}")
    assert png.data.startswith(b"\x89PNG")
    assert who.get(f"/pictures/{name}.svg?{DAY}").data == svg.data


@pytest.mark.parametrize("path", ["/pictures/progress", "/pictures/other.svg", "/pictures/progress.gif"])
def test_what_is_no_picture_is_not_found(visitor: Visit, path: str) -> None:
    assert visitor("canbo").get(path).status_code == 404


def test_the_page_has_a_table_beside_each_picture(visitor: Visit) -> None:
    page = visitor("canbo").get(f"/pictures?{DAY}").text
    shown = re.findall(r'data-picture="([a-z-]+)"', page)
    assert shown == ["progress", "ranks", "units", "calendar"]
    assert page.count("<table") == len(shown)
    by_area = visitor("canbo").get(f"/pictures?{DAY}&measure=area").text
    assert re.findall(r'data-picture="([a-z-]+)"', by_area)[0] == "progress-area"
    # Of one unit there is nothing to compare.
    one = visitor("canbo").get(f"/pictures?{DAY}&unit=07288&frame=2026-11-22").text
    assert re.findall(r'data-picture="([a-z-]+)"', one) == ["progress", "calendar"]


@pytest.mark.parametrize("path", ["/pictures?unit={}", "/pictures/progress.svg?unit={}", "/history?unit={}",
                                  "/api/history?unit={}", "/api/history/geometry/" + "0" * 24 + "?unit={}",
                                  "/reports/print?unit={}"])  # fmt: skip
def test_a_neighbouring_unit_answers_like_one_that_does_not_exist(visitor: Visit, path: str) -> None:
    def answer(code: str) -> tuple[int, str]:
        found = visitor("chutich.yenthe").get(path.format(code))
        return found.status_code, re.sub(r'nonce="[^"]*"|csrf[^>]*>', "", found.text.replace(code[:5], "CODE"))

    assert answer("07294") == answer("99999")
    assert answer("07294&units_of=2026-11-22") == answer("99999&units_of=2026-11-22")
    assert answer("07294")[0] == 404


def test_a_chairs_pictures_name_no_neighbour(visitor: Visit) -> None:
    who = visitor("chutich.yenthe")
    for path in ("/pictures", "/history", *(f"/pictures/{name}.svg" for name in PICTURES)):
        text = who.get(path).text
        assert "Bố Hạ" not in text, path
    # And those of somebody who may see all are not kept for him.
    assert "Bố Hạ" in visitor("canbo").get("/pictures/units.svg").text
    assert "Bố Hạ" not in who.get("/pictures/units.svg").text


def statuses_on(feed: Any, day: int) -> dict[int, str]:
    """Return the status of each case on a day of the feed, as the page's script reads it."""
    found, at = {}, 0
    for case_id, length in zip(feed["ids"], feed["lengths"], strict=True):
        for place in range(at, at + length):
            if feed["days"][place] <= day:
                found[case_id] = feed["statuses"][feed["states"][place]]
        at += length
    return found


def test_the_feed_plays_what_happened(visitor: Visit) -> None:
    feed = visitor("canbo").json(f"/api/history?{DAY}")
    assert (feed["first"], feed["last"]) == ("2020-01-01", "2022-02-01")
    found_on, changed_on = 489, 517  # 04/05/2021 and 01/06/2021
    assert statuses_on(feed, found_on - 1) == {}
    assert sorted(statuses_on(feed, found_on).values()) == ["open"] * 6
    assert sorted(statuses_on(feed, changed_on - 1).values()) == ["open"] * 6
    assert sorted(statuses_on(feed, changed_on).values()) == ["in_hand", *["open"] * 4, "resolved"]


def test_a_chairs_feed_holds_his_cases_only_and_so_do_the_shapes(visitor: Visit) -> None:
    everything, mine = (visitor(name).json("/api/history") for name in ("canbo", "chutich.yenthe"))
    assert len(everything["ids"]) == 6
    assert len(mine["ids"]) == 4
    for name, drawn in (("canbo", 5), ("chutich.yenthe", 3)):
        who = visitor(name)
        address = page_data(who.get("/history").text)["geometry_url"]
        answer = who.get(address)
        assert "immutable" in answer.headers["Cache-Control"]
        assert int.from_bytes(answer.data[4:8], "little") == drawn
        assert who.get(re.sub(r"[0-9a-f]{24}", "0" * 24, address)).headers["Cache-Control"] == "no-store"


def test_the_table_of_years_says_what_the_map_shows(visitor: Visit) -> None:
    page = visitor("canbo").get("/history?as_of=2022-02-01").text
    rows = re.findall(r'<tr><th scope="row" class="number">(.*?)</th>(.*?)</tr>', page)
    cells = {day: re.findall(r">(\d+)<", rest) for day, rest in rows}
    assert cells == {
        "31/12/2020": ["0", "0", "0", "0", "0"],
        "31/12/2021": ["6", "4", "1", "0", "1"],
        "01/02/2022": ["6", "4", "1", "0", "1"],
    }


def test_a_unit_chosen_from_todays_list_is_that_land_on_an_earlier_day_too(visitor: Visit) -> None:
    # In 2022 the code 07288 was that of a town, now a part of the commune with that code.
    who = visitor("chutich.yenthe")
    town = who.get("/history?as_of=2022-02-01&unit=07288").text
    assert "Thị trấn Phồn Xương" in town
    chosen = "as_of=2022-02-01&unit=07288&units_of=2026-11-22"
    for path in ("/pictures", "/reports/print"):
        page = who.get(f"{path}?{chosen}").text
        assert "22/11/2026" in page, path
    assert "<h1>Map through time: Xã Yên Thế</h1>" in who.get(f"/history?{chosen}").text
    assert "frame=2026-11-22" in who.get(f"/pictures?{chosen}").text
    # The land of today's list in the units of a day on which its code was another's: nobody can say which was meant.
    refused = who.get(f"/history?{chosen}&frame=2022-02-01")
    assert refused.status_code == 422
    assert "Xã Yên Thế is not one of the units of 01/02/2022" in refused.text


def test_a_day_far_ahead_is_told_and_shows_no_more_than_today(visitor: Visit) -> None:
    who = visitor("canbo")
    assert who.json("/api/history?as_of=9999-12-31")["last"] == "2026-11-22"
    for path in ("/pictures", "/history"):
        assert "31/12/9999 lies in the future" in who.get(f"{path}?as_of=9999-12-31").text
    assert len(re.findall(r'<th scope="row"', who.get("/history?as_of=9999-12-31").text)) == 7
    refused = who.get("/reports/print?as_of=9999-12-31")
    assert refused.status_code == 422
    assert "31/12/9999 has not come yet" in refused.text
