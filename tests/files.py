"""Files of every format that the readers know, made in code; the stories in them are invented."""

from __future__ import annotations

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence

HEADLINE = "Harbour council delays vote on tram line"
PARAGRAPHS = (
    "The harbour council put off its vote on a second tram line on Monday, as members asked for new figures.",
    "“We owe people a number that holds,” said Ida Morrow, who leads the committee. She expects the figures by May.",
    "The line would join the fish market to the hospital and cost about 40 million crowns, says the first plan.",
    "Traders on Mole Street fear two years of dust. The clinic's director said that patients need the trams now.",
)
BODY = "\n\n".join(PARAGRAPHS)
STORY = f"{HEADLINE}\n\n{BODY}\n"

Row = Mapping[str, object]
ROWS: tuple[Row, ...] = (
    {
        "headline": HEADLINE,
        "text": BODY,
        "outlet": "The Harbour Post",
        "date": "2026-03-02",
        "url": "https://post.example/1",
    },
    {
        "headline": "Tram vote put off again",
        "text": BODY.replace("delays", "dodges"),
        "outlet": "Quay Daily",
        "date": "",
        "url": "",
    },
)


def make_html(headline: str = HEADLINE, paragraphs: Iterable[str] = PARAGRAPHS) -> bytes:
    """A bare news page in UTF-8."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{headline}</title></head>"
        f"<body><article><h1>{headline}</h1>{body}</article></body></html>"
    ).encode()


def make_docx(headline: str = HEADLINE, paragraphs: Iterable[str] = PARAGRAPHS, *, style: str = "Title") -> bytes:
    """A Word file whose headline has a style of its own."""
    import docx

    document = docx.Document()
    document.add_paragraph(headline, style=style)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return _saved(document.save)


def make_xlsx(rows: Sequence[Row] = ROWS) -> bytes:
    """An Excel file: the keys of the first row are the column names."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    return _saved(book.save)


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    content = io.BytesIO()
    save(content)
    return content.getvalue()


def make_csv(rows: Sequence[Row] = ROWS, *, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A table as text."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def make_jsonl(rows: Sequence[Row] = ROWS) -> bytes:
    """One JSON object a line."""
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def make_zip(files: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of the files given by path."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return content.getvalue()


PrintedLine = tuple[int, str, int]  # type size, text, distance to the line above


def make_pdf(
    headline: str = HEADLINE, paragraphs: Iterable[str] = PARAGRAPHS, *, width: int = 80, headline_size: int = 18
) -> bytes:
    """A PDF with the headline in larger type and lines of at most ``width`` characters."""
    lines = [(headline_size, line, headline_size + 6) for line in _wrapped(headline, width // 2)]
    return make_pdf_of_pages([[*lines, *printed(paragraphs, width=width)]])


def printed(paragraphs: Iterable[str], *, width: int = 80) -> list[PrintedLine]:
    """Paragraphs in lines of 11 points, parted by an empty line."""
    return [
        (11, line, 14 if number else 28)
        for paragraph in paragraphs
        for number, line in enumerate(_wrapped(paragraph, width))
    ]


def make_pdf_of_pages(pages: Sequence[Sequence[PrintedLine]]) -> bytes:
    """A PDF of pages of lines."""
    streams = []
    for lines in pages:
        drawing, y = b"", 780
        for size, text, distance in lines:
            y -= distance
            escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
            drawing += b"BT /F1 %d Tf 1 0 0 1 60 %d Tm (%b) Tj ET\n" % (size, y, escaped)
        streams.append(drawing)
    return make_pdf_of_streams(streams)


def make_pdf_of_streams(streams: Sequence[bytes], *, trailer: bytes = b"") -> bytes:
    """A PDF written by hand: one drawing program a page, in Helvetica (``/F1``)."""
    first = 4
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, len(streams)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, stream in enumerate(streams):
        packed = zlib.compress(stream)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (first + 2 * number + 1)
        )
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed))
    content = b"%PDF-1.4\n"
    offsets = []
    for number, written in enumerate(objects, start=1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return content + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, trailer, len(content))
    )


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def every_format() -> dict[str, bytes]:
    """One file of each format, each with the same story (tables hold a second telling as well)."""
    texts = {"story.txt": STORY.encode(), "story.md": f"# {HEADLINE}\n\n{BODY}\n".encode()}
    return {
        **texts,
        "story.html": make_html(),
        "story.pdf": make_pdf(),
        "story.docx": make_docx(),
        "stories.csv": make_csv(),
        "stories.tsv": make_csv(delimiter="\t"),
        "stories.xlsx": make_xlsx(),
        "stories.jsonl": make_jsonl(),
        "stories.json": json.dumps(list(ROWS)).encode(),
        "stories.zip": make_zip(texts),
    }
