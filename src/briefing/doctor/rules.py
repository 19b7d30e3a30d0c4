"""Rules: all of them by name."""

from __future__ import annotations

from briefing.doctor.rule import Rule
from briefing.doctor.rules_of_channels import CHANNEL_RULES, DOCUMENT_RULES
from briefing.doctor.rules_of_files import FILE_RULES, SERVED_RULES
from briefing.doctor.rules_of_items import ITEM_RULES

RULES: dict[str, Rule] = {
    rule.name: rule
    for rules in (DOCUMENT_RULES, CHANNEL_RULES, ITEM_RULES, FILE_RULES, SERVED_RULES)
    for rule in rules
}
"""Every rule by name, in the order findings of one level are told in."""
