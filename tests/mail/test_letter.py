"""A digest as a message: the same bytes every time, text that stays text, and no more than fifty cases."""

from __future__ import annotations

import email
import email.policy

from landtrack.mail.letter import letter
from landtrack.messages.catalogue import catalogue
from tests.mail.digests import MOMENT, digest

VI = catalogue("vi")


def bodies(overdue=2, site="", **more):
    sent = letter(digest(overdue, **more), VI, "so@example.vn", site, MOMENT).as_bytes()
    read = email.message_from_bytes(sent, policy=email.policy.default)
    plain, html = read.get_body(("plain",)), read.get_body(("html",))
    assert plain is not None
    assert html is not None
    return read, plain.get_content(), html.get_content()


def test_it_says_the_counts_and_lists_the_cases_in_vietnamese():
    read, plain, html = bodies(site="https://so.example.vn")
    assert read["Subject"] == "Thời hạn ngày 30/11/2023: 2 vụ quá hạn, 0 vụ sắp đến hạn"
    assert (read["To"], read["From"]) == ("chutich@example.vn", "so@example.vn")
    assert read["Date"] == "Thu, 30 Nov 2023 16:30:00 +0700"
    for body in (plain, html):
        assert "Chủ tịch UBND xã" in body
        assert "YT-2023-00001" in body
        assert "quá hạn 27 ngày" in body
        assert "3 vụ đã hết thời hiệu, 1 vụ chưa xác định được hạn" in body
        assert "Có 2 vụ việc không có việc đến hạn" in body
        assert "12-abc" in body
        assert "90345" not in body  # a parcel leads to a person
    assert "https://so.example.vn/due?as_of=2023-11-30&days=10" in plain
    assert 'href="https://so.example.vn/due?as_of=2023-11-30&amp;days=10"' in html


def test_what_comes_from_the_register_stays_text():
    _, plain, html = bodies()
    assert "Nghị định <91/2019> & khác" in plain
    assert "Nghị định &lt;91/2019&gt; &amp; khác" in html
    assert "http" not in plain + html  # no link without a site


def test_the_first_fifty_are_listed_and_the_others_counted():
    _, plain, html = bodies(overdue=62)
    assert "50. YT-2023-00049" in plain
    assert "YT-2023-00050" not in plain + html
    assert "và 12 vụ khác" in plain
    assert "và 12 vụ khác" in html
    assert "vụ khác" not in bodies(overdue=50)[1]


def test_nothing_due_is_said():
    _, plain, html = bodies(overdue=0)
    assert "Không có việc đến hạn hoặc quá hạn." in plain
    assert "<table" not in html


def test_it_is_the_same_every_time_and_plain_ascii_on_its_way():
    one, other = (letter(digest(), VI, "so@example.vn", "", MOMENT).as_bytes() for _ in range(2))
    assert one == other
    assert one.isascii()


def test_without_an_address_it_goes_to_nobody():
    read, _, _ = bodies(address="")
    assert read["To"] is None
