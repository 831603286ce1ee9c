"""The ways in: a file, bytes, pasted text or a web address become articles, each cleaned and past the gate."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from analysis.article import Article, ArticleError
from analysis.readers import table, web
from analysis.readers.archive import is_hidden, members, steps_of
from analysis.readers.boilerplate import leave_out
from analysis.readers.cleaning import clean, one_line, paragraphs
from analysis.readers.dates import iso_date
from analysis.readers.gate import refusal, too_long
from analysis.readers.html import parse_html
from analysis.readers.markdown import parse_markdown
from analysis.readers.pdf import parse_pdf
from analysis.readers.text import parse_text, split_headline
from analysis.readers.word import parse_docx


@dataclass(frozen=True, slots=True)
class Problem:
    """Input that could not be read.

    Attributes:
        source: the file, row, archive member or address.
        message: what is wrong with it and what to do, to be read after the source.
    """

    source: str
    message: str

    def __str__(self) -> str:
        return f"{self.source}: {self.message}"


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read, and what could not be."""

    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()


# A reader yields each article in the bytes with its place in the file ("" for the whole file).
Reader = Callable[[bytes], Iterable[tuple[str, Article | ArticleError]]]


def _single(parse: Callable[[bytes], Article]) -> Reader:
    """Make the reader of a format that holds one article a file."""
    return lambda content: [("", parse(content))]


# A new format is one reader and one entry here. Zip files are apart: they hold files of these formats.
READERS: Mapping[str, Reader] = {
    ".txt": _single(parse_text),
    ".text": _single(parse_text),
    ".md": _single(parse_markdown),
    ".markdown": _single(parse_markdown),
    ".html": _single(parse_html),
    ".htm": _single(parse_html),
    ".xhtml": _single(parse_html),
    ".pdf": _single(parse_pdf),
    ".docx": _single(parse_docx),
    ".docm": _single(parse_docx),
    ".csv": table.csv_rows,
    ".tsv": table.csv_rows,
    ".xlsx": table.xlsx_rows,
    ".xlsm": table.xlsx_rows,
    ".jsonl": table.jsonl_rows,
    ".ndjson": table.jsonl_rows,
    ".json": table.json_rows,
}
ZIP = ".zip"
# A newspaper page as PDF with its pictures has up to 20 MB; a table of this size holds some 10,000 articles.
MAXIMUM_BYTES = 50_000_000
_TOO_LARGE = f"is too large ({MAXIMUM_BYTES // 1_000_000} MB at most); split it."


def read_file(path: Path) -> Intake:
    """Read a file of any supported format; what cannot be read is a problem, never an exception.

    Problems name the file by its path as given, articles by its name only, since their source is exported.
    """
    try:
        intake = read_bytes(path.name, content_of(path))
    except ArticleError as error:
        return Intake(problems=(Problem(one_line(str(path)), str(error)),))
    folder = one_line(str(path).removesuffix(path.name))
    return replace(intake, problems=tuple(replace(found, source=folder + found.source) for found in intake.problems))


def content_of(path: Path) -> bytes:
    """Return the bytes of an ordinary file of bounded size.

    Raises:
        ArticleError: if it cannot be read.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ArticleError("is a folder; give the files in it.")
        if not stat.S_ISREG(status.st_mode):  # reading a device or a pipe might never end
            raise ArticleError("is not an ordinary file; save its content as a file and give that.")
        if status.st_size > MAXIMUM_BYTES:
            raise ArticleError(_TOO_LARGE)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ArticleError("there is no such file; check the path.") from error
    except ArticleError:
        raise
    except (OSError, ValueError) as error:  # a path may hold what no path can: a zero byte, too many letters
        reason = error.strerror if isinstance(error, OSError) else error
        raise ArticleError(f"cannot be opened ({reason}); check the file and its permissions.") from error


def read_bytes(name: str, content: bytes) -> Intake:
    """Read an uploaded file.

    Args:
        name: the file's name; its ending tells the format.
        content: all its bytes.
    """
    name = one_line(name)
    if len(content) > MAXIMUM_BYTES:
        return Intake(problems=(Problem(name, _TOO_LARGE),))
    if PurePosixPath(name).suffix.lower() == ZIP:
        return _read_zip(name, content)
    return _collect(name, _read(name, content))


def read_text(text: str, *, headline: str | None = None, source: str = "pasted text") -> Intake:
    """Read pasted text.

    Args:
        text: the article, with its headline on the first line unless ``headline`` is given.
        headline: the headline; None to look for it in the text.
        source: what to call it in messages.
    """
    article = Article(*split_headline(text)) if headline is None else Article(headline, text)
    return _collect(source, [("", article)])


def read_url(url: str) -> Intake:
    """Read a public web page (or PDF, or plain text) at an http or https address."""
    try:
        article = web.read_page(url)
    except ArticleError as error:
        return Intake(problems=(Problem(url, str(error)),))
    return _collect(url, [("", article)])


def read_article(path: Path) -> Article:
    """Read a file that holds one article.

    Raises:
        ArticleError: if it cannot be read, is no article, or holds several.
    """
    intake = read_file(path)
    if intake.problems:
        raise ArticleError(str(intake.problems[0]))
    if len(intake.articles) != 1:
        raise ArticleError(f"{path.name}: holds {len(intake.articles)} articles; use read_file to read them all.")
    return intake.articles[0]


def _read(name: str, content: bytes) -> Iterator[tuple[str, Article | ArticleError]]:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in READERS:
        known = ", ".join(ending.lstrip(".") for ending in READERS)
        raise ArticleError(f"is of a kind that cannot be read; give one of {known} or a zip of those.")
    if not content.strip():
        raise ArticleError("is empty; choose a file with text in it.")
    yield from READERS[suffix](content)


def _collect(name: str, found: Iterable[tuple[str, Article | ArticleError]]) -> Intake:
    articles: list[Article] = []
    problems: list[Problem] = []
    try:
        for place, item in found:
            source = f"{name} {place}".strip()
            try:
                if isinstance(item, ArticleError):
                    raise item
                articles.append(admit(replace(item, source=source)))
            except ArticleError as error:
                problems.append(Problem(source, str(error)))
    except ArticleError as error:
        problems.append(Problem(name, str(error)))
    if not articles and not problems:
        problems.append(Problem(name, "holds no articles; add at least one row."))
    return Intake(tuple(articles), tuple(problems))


def admit(found: Article) -> Article:
    """Clean an article as found, leave out boilerplate and ask the gate.

    Raises:
        ArticleError: if it is no article.
    """
    if reason := too_long(found.body):
        raise ArticleError(reason)
    headline = one_line(found.headline)
    kept, dropped, byline = leave_out(headline, paragraphs(clean(found.body)))
    article = Article(
        headline,
        "\n\n".join(kept),
        source=found.source,
        outlet=one_line(found.outlet or "") or None,
        byline=one_line(found.byline or "") or byline,
        date=iso_date(found.date or ""),
        url=one_line(found.url or "") or None,
        dropped=(*found.dropped, *dropped),
    )
    if reason := refusal(article):
        raise ArticleError(reason)
    return article


def _read_zip(name: str, content: bytes) -> Intake:
    articles: list[Article] = []
    problems: list[Problem] = []
    try:
        for path, data in members(content):
            if is_hidden(path):
                continue
            source = "/".join((name, *steps_of(path)))
            if PurePosixPath(source).suffix.lower() == ZIP:
                problems.append(Problem(source, "is a zip inside a zip; unpack it and give its files."))
                continue
            intake = _collect(source, _read(source, data))
            articles += intake.articles
            problems += intake.problems
    except ArticleError as error:
        problems.append(Problem(name, str(error)))
    if not articles and not problems:
        problems.append(Problem(name, "holds no files; add articles to it."))
    return Intake(tuple(articles), tuple(problems))
