"""How the fields of office tables stand on a page: their names, and what one writes in them with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from landtrack.domain.cutoff import Band, Side
from landtrack.domain.deadlines.deadline_rule import Complexity, Duty, SpanUnit
from landtrack.domain.office.office_registry import OFFICE_TABLES
from landtrack.domain.office.office_table import OfficeTable
from landtrack.domain.quotes.quote import QuoteColumn, QuoteKind, QuoteUnit
from landtrack.domain.targets.target import TargetBand, TargetKind, TargetMeasure
from landtrack.web.language import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from landtrack.messages import Catalogue

DAYS = frozenset({"day", "valid_from", "valid_until", "since", "due", "published", "compare_on", "ended"})
FLAGS = frozenset({"works", "over", "counts"})
LONG = frozenset({"legal_basis", "wording", "note", "note_en", "recipients"})
# What is too long for a column stands below the row.
BELOW = LONG | {"source", "page", "statement"}
OPTIONAL = frozenset(
    {"valid_until", "note", "note_en", "units", "campaign", "ended", "name_en", "superior", "recipients", "page"}
)
OPTIONAL_IN: Final[Mapping[OfficeTable, frozenset[str]]] = {
    OfficeTable.CUTOFF: frozenset({"name"}),
    OfficeTable.HOLIDAY: frozenset({"legal_basis"}),
    OfficeTable.CAMPAIGN: frozenset({"legal_basis"}),
    OfficeTable.QUOTE: frozenset({"value", "bands"}),
    OfficeTable.FORM: frozenset({"legal_basis"}),
}
# Fields that only say again what the key says.
OF_THE_KEY: Final[Mapping[OfficeTable, str]] = {
    OfficeTable.CUTOFF: "side",
    OfficeTable.LAND_TYPE: "code",
    OfficeTable.KIND: "code",
    OfficeTable.FORM: "code",
}
# Tables whose rows may not be removed, since old cases have their codes, but to which rows may be added.
GROWING: Final = frozenset({OfficeTable.LAND_TYPE, OfficeTable.KIND, OfficeTable.FORM})
CHOICES: Final[Mapping[tuple[OfficeTable, str], type[StrEnum]]] = {
    (OfficeTable.CUTOFF, "side"): Side,
    (OfficeTable.DEADLINE_RULE, "duty"): Duty,
    (OfficeTable.DEADLINE_RULE, "complexity"): Complexity,
    (OfficeTable.DEADLINE_RULE, "unit"): SpanUnit,
    (OfficeTable.TARGET, "measure"): TargetMeasure,
    (OfficeTable.TARGET, "kind"): TargetKind,
    (OfficeTable.TARGET, "band"): TargetBand,
    (OfficeTable.QUOTE, "kind"): QuoteKind,
    (OfficeTable.QUOTE, "unit"): QuoteUnit,
    (OfficeTable.QUOTE, "column"): QuoteColumn,
    (OfficeTable.QUOTE, "bands"): Band,
}


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A field as a form has it; ``options`` of a choice are (value, label)."""

    name: str
    label: str
    kind: str  # text, long, day, flag, choice, choices
    required: bool
    hint: str
    options: tuple[tuple[str, str], ...] = ()


def fields_of(table: OfficeTable, campaigns: Mapping[str, str]) -> list[FieldShown]:
    """Return the fields that a form of the table has; ``campaigns`` are the names of those there are, by key."""
    words = say()
    return [
        FieldShown(
            name,
            field_name(table, name),
            _kind(table, name),
            name not in OPTIONAL and name not in OPTIONAL_IN.get(table, frozenset()),
            _hint(table, name, words),
            _options(table, name, campaigns, words),
        )
        for name in OFFICE_TABLES[table].fields
        if OF_THE_KEY.get(table) != name
    ]


def shown_value(table: OfficeTable, name: str, value: Any) -> str:
    """Return a field of a row as a person reads it; "" for nothing."""
    words = say()
    if value is None:
        return ""
    if isinstance(value, bool):
        return words.text("Yes") if value else words.text("No")
    terms = CHOICES.get((table, name))
    if terms is not None:
        return ", ".join(_term(term, words) for term in (value if isinstance(value, tuple) else (value,)))
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, Decimal):
        return words.number(value)
    return " ".join(value) if isinstance(value, tuple) else str(value)


def typed_value(name: str, text: str) -> str:
    """Return the plain text of a field as a form shows it: days and decimals as they are written here."""
    if name == "value" and say().language != "en":
        return text.replace(".", ",")
    try:
        return say().day(date.fromisoformat(text)) if name in DAYS and text else text
    except ValueError:
        return text


def _kind(table: OfficeTable, name: str) -> str:
    if (table, name) in CHOICES:
        return "choices" if name == "bands" else "choice"
    if (table, name) == (OfficeTable.TARGET, "campaign"):
        return "choice"
    kinds = {"day": DAYS, "flag": FLAGS, "long": LONG}
    return next((kind for kind, names in kinds.items() if name in names), "text")


def _options(
    table: OfficeTable, name: str, campaigns: Mapping[str, str], words: Catalogue
) -> tuple[tuple[str, str], ...]:
    if (table, name) == (OfficeTable.TARGET, "campaign"):
        return tuple(campaigns.items())
    terms = CHOICES.get((table, name))
    return () if terms is None else tuple((term.value, _term(term, words)) for term in terms)


def _term(term: StrEnum, words: Catalogue) -> str:
    bands = {
        "all": words.text("All cases"),
        "before": words.text("Before the first cutoff"),
        "between": words.text("Between the cutoffs"),
        "after": words.text("After the second cutoff"),
        "undetermined": words.text("Undetermined"),
    }
    return bands[term.value] if isinstance(term, Band | TargetBand | Side) else words.label(term)


def field_name(table: OfficeTable, name: str) -> str:
    """Return what a field of the table is called; "key" too."""
    text = say().text
    own = {
        (OfficeTable.HOLIDAY, "name"): text("Occasion"),
        (OfficeTable.FORM, "ended"): text("Last day for new changes"),
        (OfficeTable.LAND_TYPE, "ended"): text("In force until"),
        (OfficeTable.QUOTE, "column"): text("Which cases"),
        (OfficeTable.QUOTE, "unit"): text("Unit of the value"),
        (OfficeTable.DEADLINE_RULE, "unit"): text("Unit of time"),
        (OfficeTable.TARGET, "kind"): text("Amount or rate"),
    }
    names = {
        "key": text("Key"), "side": text("Side"), "code": text("Code"), "day": text("Day"),
        "name": text("What it is called"),
        "legal_basis": text("Legal basis"), "duty": text("What is due"), "complexity": text("Complexity"),
        "amount": text("Time"), "valid_from": text("Holds from"), "valid_until": text("Holds no longer from"),
        "note": text("Note"), "note_en": text("Note in English"), "works": text("Worked in lieu"),
        "since": text("From"), "due": text("Due day"), "measure": text("Measure"), "value": text("Value"),
        "over": text("More than that"), "band": text("Band"), "units": text("Units"), "campaign": text("Campaign"),
        "statement": text("Statement"), "kind": text("Kind"), "bands": text("Bands"), "source": text("Source"),
        "page": text("Page"), "published": text("Published on"), "compare_on": text("Set against the figures of"),
        "wording": text("Wording"), "name_vi": text("Vietnamese name"), "name_en": text("English name"),
        "ended": text("Last day for new cases"), "superior": text("Superior body"), "agency": text("Agency"),
        "place": text("Place in the date line"), "area": text("The whole area"), "recipients": text("Recipients"),
        "signer": text("Who signs"), "counts": text("Counts as resolved"),
    }  # fmt: skip
    return own.get((table, name)) or names[name]


def _hint(table: OfficeTable, name: str, words: Catalogue) -> str:
    text = words.text
    own = {
        (OfficeTable.TARGET, "value"): text("Percent for a rate, else cases or hectares"),
        (OfficeTable.TARGET, "units"): text("Codes of units valid on the first day, apart by spaces. Empty: all units"),
        (OfficeTable.TARGET, "over"): text("Without this: at least the value"),
        (OfficeTable.QUOTE, "value"): text("Just as precise as published: 88,6 is not 88,60. A note has none"),
        (OfficeTable.QUOTE, "statement"): text("The figures of one statement have the same: they explain each other"),
        (OfficeTable.QUOTE, "bands"): text("None: all cases"),
        (OfficeTable.HOLIDAY, "works"): text("A day off by the calendar on which the office works"),
        (OfficeTable.LAND_TYPE, "ended"): text(
            "Until then the code was in force; it is accepted afterwards too, since older plans have it"
        ),
        (OfficeTable.KIND, "ended"): text("Cases found later cannot get it; old ones keep it. Empty: it goes on"),
        (OfficeTable.FORM, "ended"): text("Changes that take effect later cannot have it. Empty: it goes on"),
        (OfficeTable.FORM, "counts"): text(
            "Without this a case resolved in this form is in hand, with nothing of its area resolved, in every figure, "
            "list, map and file known from now on. What was known before stays."
        ),
        (OfficeTable.OFFICE, "recipients"): text("Apart by semicolons"),
        (OfficeTable.OFFICE, "area"): text("As a sentence names it"),
        (OfficeTable.DEADLINE_RULE, "valid_until"): text("The first day on which it holds no longer. Empty: it holds"),
    }
    return own.get((table, name), "")
