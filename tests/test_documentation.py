"""The documentation names every command and setting, the catalogue every text; and what they name exists."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po
from click import Context

from landtrack.cli import COMMANDS, group
from landtrack.messages import catalogue
from landtrack.messages.labels import LABELS
from landtrack.messages.sentences import SENTENCES
from landtrack.settings import Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import Enum

ROOT = Path(__file__).parent.parent
VIETNAMESE = ROOT / "landtrack/messages/locale/vi/LC_MESSAGES/landtrack.po"
# Codes that are made of a fixed part and a value: change.from_open and its like.
MADE = re.compile(r'f"([a-z_]+\.[a-z_]*)\{')


def sources() -> Iterator[tuple[Path, str]]:
    for path in sorted([*(ROOT / "landtrack").rglob("*.py"), *(ROOT / "migrations").rglob("*.py")]):
        yield path, path.read_text(encoding="utf-8")


def test_every_command_is_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"landtrack {name}" not in readme] == []


def test_every_setting_is_documented_and_read():
    documented = set(re.findall(r"LANDTRACK_[A-Z_]+", (ROOT / "docs/settings.md").read_text(encoding="utf-8")))
    used = {name for _, text in sources() for name in re.findall(r"LANDTRACK_[A-Z_]+", text)}
    assert documented == used
    chosen = {"LANDTRACK_LANGUAGE": "en", "LANDTRACK_SITE": "https://a.example", "LANDTRACK_SMTP_TLS": "none"}
    changed = read_settings({name: chosen.get(name, "1") for name in documented})
    assert [
        field.name for field in fields(Settings) if getattr(changed, field.name) == getattr(Settings(), field.name)
    ] == []


def test_every_refusal_has_its_sentence_and_every_sentence_is_used():
    codes = set(SENTENCES)
    text = "\n".join(text for path, text in sources() if path.parent.name != "sentences")
    named = set(re.findall(r'"([a-z_]+\.[a-z_]+)"', text))
    raised = named | {code for code in codes for start in MADE.findall(text) if code.startswith(start)}
    assert codes - raised == set()
    refused = set(re.findall(r'(?:Refusal|Unknown\w+|Conflict|NotAllowed)\(\s*"([a-z_]+\.[a-z_]+)"', text))
    assert refused - codes == set()


@pytest.mark.parametrize(
    "enumeration", sorted({type(term) for term in LABELS}, key=str), ids=lambda kind: kind.__name__
)
def test_every_term_has_a_label(enumeration: type[Enum]):
    assert [term for term in enumeration if term not in LABELS] == []
    for term in enumeration:
        assert catalogue("vi").label(term)


def test_every_text_is_translated_with_the_same_places_to_fill():
    with VIETNAMESE.open("rb") as file:
        texts = [text for text in read_po(file, locale="vi") if text.id]
    assert [text.id for text in texts if not text.string or text.fuzzy] == []
    filled = re.compile(r"\{\w+\}")
    places = [(text.id, set(filled.findall(str(text.id))), set(filled.findall(str(text.string)))) for text in texts]
    assert [english for english, here, there in places if here != there] == []
    missing = {*LABELS.values(), *SENTENCES.values()} - {text.id for text in texts}
    assert missing == set()


def test_every_decision_says_context_decision_and_consequence():
    for path in (ROOT / "docs/decisions").glob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert [word for word in ("Context", "Decision", "Consequence") if word not in text] == [], path.name


def test_every_link_within_the_documentation_leads_somewhere():
    for path in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{path.name}: {link}"


def test_every_command_can_be_called():
    context = Context(group)
    for name in COMMANDS:
        command = group.get_command(context, name)
        assert command is not None
        assert command.help, name
