"""What an office may write between braces, and what it is told about the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from landtrack.documents.template_language import TemplateLanguage
from landtrack.documents.template_values import Rows
from landtrack.domain.errors import Refusal

if TYPE_CHECKING:
    from landtrack.documents.template_values import Value

VALUES: dict[str, Value] = {
    "ten": "<Yên & Thế>",
    "tong": {"so_vu": "02", "co_vu": True},
    "don_vi": Rows(("ten", "so_vu"), (("Đồng Tiến", "3"), ("Tam Hiệp", "5"))),
    "trong": Rows(("ten",), ()),
}


def filled(source: str) -> str:
    return TemplateLanguage("mau.docx", VALUES).from_string(source).render(VALUES)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ ten }}", "&lt;Yên &amp; Thế&gt;"),
        ("{{ tong.so_vu }}", "02"),
        (
            "{% for d in don_vi %}{{ loop.index }}. {{ d.ten }}: {{ d.so_vu }}; {% endfor %}",
            "1. Đồng Tiến: 3; 2. Tam Hiệp: 5; ",
        ),
        ("{% for d in trong %}{{ d.ten }}{% else %}không có{% endfor %}", "không có"),
        ("{% if trong %}có{% elif tong.co_vu and tong.so_vu == '02' %}hai{% else %}0{% endif %}", "hai"),
        ("{{ ten if not tong.co_vu else '–' }}", "–"),
    ],
)
def test_fields_conditions_and_loops_are_filled(source: str, text: str):
    assert filled(source) == text


@pytest.mark.parametrize(
    ("source", "field", "known"),
    [
        ("{{ tenn }}", "tenn", "don_vi, ten, tong, trong"),
        ("{{ tong.so }}", "tong.so", "tong.co_vu, tong.so_vu"),
        ("{{ tong }}", "tong", "tong.co_vu, tong.so_vu"),
        ("{{ don_vi }}", "don_vi", "don_vi, ten, tong, trong"),
        ("{{ ten.dai }}", "ten.dai", "don_vi, ten, tong, trong"),
        ("{% for d in don_vi %}{{ d.ma }}{% endfor %}", "d.ma", "d.so_vu, d.ten"),
        ("{% for d in trong %}{{ d.ma }}{% endfor %}", "d.ma", "d.ten"),
        ("{% for d in tong %}{{ d }}{% endfor %}", "tong", "don_vi, trong"),
        ("{% for d in don_vi %}{% endfor %}{{ d.ten }}", "d", "don_vi, ten, tong, trong"),
        ("{% if trong %}{{ sai }}{% endif %}", "sai", "don_vi, ten, tong, trong"),
        ("{% if sai %}x{% endif %}", "sai", "don_vi, ten, tong, trong"),
        ("{{ range }}", "range", "don_vi, ten, tong, trong"),
    ],
)
def test_an_unknown_field_is_named_with_those_that_are_known(source: str, field: str, known: str):
    with pytest.raises(Refusal) as refused:
        filled(source)
    assert refused.value.code == "template.unknown_field"
    assert refused.value.arguments == {"file": "mau.docx", "field": field, "known": known}


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("{% for i in range(1000000000) %}x{% endfor %}", "…(…)"),
        ("{% for a in don_vi %}{% for b in don_vi %}x{% endfor %}{% endfor %}", "{% for %}"),
        ("{% for a in don_vi if a.ten %}x{% endfor %}", "{% for %}"),
        ("{% for a, b in don_vi %}x{% endfor %}", "{% for %}"),
        ("{{ ten.__class__.__mro__[1].__subclasses__() }}", "…(…)"),
        ("{{ ten['__class__'] }}", "…[…]"),
        ("{{ ten|upper }}", "…|…"),
        ("{{ 'a' * 1000000000 }}", "… * …"),
        ("{{ ten ~ ten }}", "… ~ …"),
        ("{% if ten is defined %}x{% endif %}", "… is …"),
        ("{% set x = 1 %}", "{% set %}"),
        ("{% include 'mat_khau' %}", "{% include %}"),
        ("{% macro m() %}x{% endmacro %}", "{% macro %}"),
        ("{% for d in don_vi %}{% set x = d.ten %}{% endfor %}", "{% set %}"),
        ("{% autoescape false %}{{ ten }}{% endautoescape %}", "{% … %}"),
    ],
)
def test_what_could_do_harm_is_refused(source: str, what: str):
    with pytest.raises(Refusal) as refused:
        filled(source)
    assert (refused.value.code, refused.value.arguments["what"]) == ("template.forbidden", what)


def test_a_long_name_is_cut_in_the_answer():
    with pytest.raises(Refusal) as refused:
        filled("{{ " + "x" * 5000 + " }}")
    assert len(refused.value.arguments["field"]) == 60  # type: ignore[arg-type] # a text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<w:p>Một</w:p>\n<w:p>{% for d in don_vi %}x</w:p>\n<w:p>Hai</w:p>", "{% for d in don_vi %}"),
        ("<w:p>{% if co %}a{% endfor %}</w:p>", "{% endfor %}"),
        ("<w:p>Một</w:p>\n<w:p><w:t>Tổng {{ ten</w:t></w:p>\n<w:p>Hai</w:p>", "Tổng {{ ten"),
        ("<w:p>{% nếu co %}x</w:p>", "{% nếu co %}x"),
    ],
)
def test_a_slip_of_syntax_is_shown_with_the_text_it_is_in(source: str, text: str):
    with pytest.raises(Refusal) as refused:
        filled(source)
    assert refused.value.code == "template.syntax"
    assert text in str(refused.value.arguments["text"])
