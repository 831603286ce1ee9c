"""The sample stories: one event, told by several invented outlets."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analysis.article import Article
from analysis.readers import read_bytes

STORIES_FOLDER = Path(__file__).resolve().parents[2] / "sample_articles"


@dataclass(frozen=True, slots=True)
class Story:
    """One sample story.

    Attributes:
        key: name of its folder.
        title: its name for people.
        question: what a class may ask of it.
        articles: the tellings.
    """

    key: str
    title: str
    question: str
    articles: tuple[Article, ...]


def load_stories(folder: Path = STORIES_FOLDER) -> tuple[Story, ...]:
    """Read every story under ``folder``, sorted by folder name.

    Raises:
        OSError: if a telling that ``story.toml`` names is missing.
        tomllib.TOMLDecodeError: if a ``story.toml`` is broken.
    """
    return tuple(_story(path) for path in sorted(folder.glob("*/story.toml")))


def _story(path: Path) -> Story:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    articles = tuple(_telling(path.parent, entry) for entry in table["article"])
    return Story(path.parent.name, table["title"], table["question"], articles)


def _telling(folder: Path, entry: dict[str, Any]) -> Article:
    path = folder / entry["file"]
    article = read_bytes(path.name, path.read_bytes()).articles[0]
    return replace(article, outlet=entry["outlet"], date=str(entry["date"]))
