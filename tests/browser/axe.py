"""axe-core in the page: what breaks WCAG 2.1 at level A or AA, within shadow trees too."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
# Only what is compared below comes back: the whole answer is megabytes of passes.
RUN = """async ({ within, levels }) => {
  const found = await axe.run(within ? { include: within } : document, { runOnly: levels, resultTypes: ["violations"] })
  const told = ({ any, all, none }) => [...any, ...all, ...none].map((check) => check.message).join(" ")
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => ({ rule: id, where: node.target, html: node.html.slice(0, 300), told: told(node) })))
}"""


@dataclass(frozen=True, slots=True)
class Violation:
    """What axe finds wrong with one element.

    Attributes:
        rule: its name in axe-core.
        where: selectors of the element, the last one within the innermost shadow tree.
        html: how its markup begins.
        told: what is wrong.
    """

    rule: str
    where: str
    html: str
    told: str


def violations(page: Page, *, within: str | None = None) -> tuple[Violation, ...]:
    """Return everything that breaks a rule of :data:`LEVELS`, on the page or within one element of it."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(_script())
    found: list[dict[str, Any]] = page.evaluate(RUN, {"within": within, "levels": LEVELS})
    return tuple(Violation(one["rule"], json.dumps(one["where"]), one["html"], one["told"]) for one in found)


@cache
def _script() -> str:
    # Nothing of it is the value of the expression, which would have to be carried over.
    return f"(() => {{ {AXE_SCRIPT} }})()"
