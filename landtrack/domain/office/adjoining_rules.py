"""Deadline rules follow each other without a gap: what its neighbours become when one changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from landtrack.domain.deadlines.deadline_rule import DeadlineRule


def adjoining_rules(rules: Mapping[str, DeadlineRule], key: str, rule: DeadlineRule | None) -> dict[str, DeadlineRule]:
    """Return the rows beside ``key`` as they must be for it to become ``rule`` (None: to be removed), by key.

    A rule that begins ends the one before it; one that ends later or sooner moves the beginning of the one after it; at
    the end of a rule that is removed the one before it goes on. Only rows that differ are given.
    """
    old = rules.get(key)
    found: dict[str, DeadlineRule] = {}
    if old is not None:
        found |= _loosened(rules, key, old, rule)
    if rule is not None:
        found |= _before(rules, key, rule)
    return {name: row for name, row in found.items() if row != rules[name] and name != key}


def _loosened(
    rules: Mapping[str, DeadlineRule], key: str, old: DeadlineRule, rule: DeadlineRule | None
) -> dict[str, DeadlineRule]:
    """Return the rows that touched the rule as it was, moved with it."""
    found = {}
    stays = rule is not None and (rule.duty, rule.complexity) == (old.duty, old.complexity)
    for name, row in rules.items():
        if name == key or (row.duty, row.complexity) != (old.duty, old.complexity):
            continue
        if row.valid_until == old.valid_from:
            until = rule.valid_from if rule is not None and stays else old.valid_until
            found[name] = replace(row, valid_until=until)
        elif rule is not None and stays and rule.valid_until and row.valid_from == old.valid_until:
            found[name] = replace(row, valid_from=rule.valid_until)
    return found


def _before(rules: Mapping[str, DeadlineRule], key: str, rule: DeadlineRule) -> dict[str, DeadlineRule]:
    """Return the rule in force where a new one begins, ended there."""
    for name, row in rules.items():
        same = (row.duty, row.complexity) == (rule.duty, rule.complexity)
        if name != key and same and row.valid_from < rule.valid_from and row.valid_on(rule.valid_from):
            return {name: replace(row, valid_until=rule.valid_from)}
    return {}
