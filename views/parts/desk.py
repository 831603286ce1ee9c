"""The desk: which articles are open. Plain values; changing a desk gives a new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from analysis.article import Article
from analysis.decisions import Decisions
from views.parts.history import History
from views.parts.plain import shorten
from views.parts.stories import Story

LABEL_WIDTH = 40
# What the reader has decided about the marks of each article, by its key.
Decided = Mapping[str, Decisions]
UNDECIDED: History[Decided] = History({})


@dataclass(frozen=True, slots=True)
class Opened:
    """One open article: its key, unique within a visit, and whether the reader supplied it."""

    key: str
    article: Article
    own: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """The open articles.

    Attributes:
        opened: in the order in which they are shown.
        removed: the article taken away last and its place, for undoing.
        n_added: how many own articles were ever added, so that no key is used twice.
        decided: the reader's decisions with their history; those on an article are kept when it is closed.
    """

    opened: tuple[Opened, ...] = ()
    removed: tuple[int, Opened] | None = None
    n_added: int = 0
    decided: History[Decided] = UNDECIDED

    def decisions(self, key: str) -> Decisions:
        """Return what was decided about the marks of an article."""
        return self.decided.present.get(key, Decisions())

    def labels(self) -> dict[str, str]:
        """Return a short name for each article by key: outlet, else headline, else source; all different."""
        labels: dict[str, str] = {}
        for entry in self.opened:
            article = entry.article
            name = shorten(article.outlet or article.headline or article.source or "Untitled", width=LABEL_WIDTH)
            label, repeat = name, 1
            while label in labels.values():
                repeat += 1
                label = f"{name} ({repeat})"
            labels[entry.key] = label
        return labels

    def find(self, key: str) -> Opened:
        """Return an open article.

        Raises:
            KeyError: if no article with this key is open.
        """
        for entry in self.opened:
            if entry.key == key:
                return entry
        raise KeyError(key)


def with_story(desk: Desk, story: Story | None) -> Desk:
    """Put a sample story's tellings in the place of those of another story; the reader's own articles stay.

    Decisions on a telling that had been corrected, or saved with another text, go where their words stand in this one.
    """
    tellings = (
        [Opened(f"{story.key}-{number}", article) for number, article in enumerate(story.articles)] if story else []
    )
    own = (entry for entry in desk.opened if entry.own)
    changed = replace(desk, opened=(*tellings, *own), removed=None)
    for entry in tellings:
        changed = with_decisions(changed, entry.key, desk.decisions(entry.key).fitted(entry.article))
    return changed


def with_articles(desk: Desk, articles: Iterable[Article]) -> Desk:
    """Add the reader's own articles at the end."""
    added = tuple(Opened(f"own-{number}", article, own=True) for number, article in enumerate(articles, desk.n_added))
    return replace(desk, opened=(*desk.opened, *added), removed=None, n_added=desk.n_added + len(added))


def with_edit(desk: Desk, key: str, article: Article) -> Desk:
    """Put a corrected article in the place of an open one; decisions go where their words went."""
    opened = (replace(entry, article=article) if entry.key == key else entry for entry in desk.opened)
    fitted = with_decisions(desk, key, desk.decisions(key).fitted(article))
    return replace(fitted, opened=tuple(opened))


def with_decisions(desk: Desk, key: str, decisions: Decisions) -> Desk:
    """Put other decisions on the marks of an article in the place of the present ones; this can be undone."""
    return with_all_decisions(desk, {key: decisions})


def with_all_decisions(desk: Desk, decided: Decided) -> Desk:
    """Put other decisions on some articles in the place of the present ones, as one step that can be undone."""
    changed = {key: decisions for key, decisions in decided.items() if decisions != desk.decisions(key)}
    return replace(desk, decided=desk.decided.changed({**desk.decided.present, **changed}))


def without(desk: Desk, key: str) -> Desk:
    """Take one article away; :func:`with_removed` brings it back to its place."""
    place = next(number for number, entry in enumerate(desk.opened) if entry.key == key)
    rest = (*desk.opened[:place], *desk.opened[place + 1 :])
    return replace(desk, opened=rest, removed=(place, desk.opened[place]))


def with_removed(desk: Desk) -> Desk:
    """Undo the last removal, if there was one."""
    if desk.removed is None:
        return desk
    place, entry = desk.removed
    return replace(desk, opened=(*desk.opened[:place], entry, *desk.opened[place:]), removed=None)
