"""Write the JSON Schemas of saved files: `python -m docs.schemas`."""

from __future__ import annotations

import json
from pathlib import Path

from analysis.coding.answer import Answer
from analysis.coding.sheet import Sheet
from analysis.coding.task import Task
from analysis.own_lexicons import LexiconFile
from analysis.project import Project
from analysis.saved import SavedFile

KINDS: tuple[type[SavedFile], ...] = (Project, Task, Answer, Sheet, LexiconFile)


def path_of(kind: type[SavedFile]) -> Path:
    """Return where the schema of a kind of file is written."""
    return Path(__file__).with_name(f"{kind.KIND.rpartition('/')[2]}.schema.json")


def main() -> None:
    """Write the schema of every kind."""
    for kind in KINDS:
        schema = json.dumps(kind.model_json_schema(), indent=1, ensure_ascii=False)
        path_of(kind).write_text(schema + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
