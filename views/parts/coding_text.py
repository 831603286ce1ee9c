"""What a coder reads: a unit with what stands around it, and what the codes mean; as escaped HTML."""

from __future__ import annotations

from html import escape

import streamlit as st

from analysis.article import Part
from analysis.coding.codebook import Code, Codebook
from analysis.coding.sheet import Sheet, UnitKind
from analysis.quotations.marks import PARAGRAPH_BREAK


def unit_html(sheet: Sheet, number: int) -> str:
    """Return a unit as HTML, a sentence with the one before and after it; not whose it is."""
    return _whole(sheet, number) if sheet.kind is UnitKind.ARTICLE else _sentence(sheet, number)


def _whole(sheet: Sheet, number: int) -> str:
    unit = sheet.units[number]
    headline = sheet.articles[unit.article].headline if unit.part is Part.BODY else ""
    over = f'<p class="over">{escape(headline)}</p>' if headline else ""
    paragraphs = (paragraph for paragraph in PARAGRAPH_BREAK.split(sheet.text(number)) if paragraph.strip())
    return (
        f'<article class="coded">{over}{"".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)}</article>'
    )


def _sentence(sheet: Sheet, number: int) -> str:
    before, after = (f'<p class="beside">{escape(text)}</p>' if text else "" for text in sheet.around(number))
    part = '<p class="part">Headline</p>' if sheet.units[number].part is Part.HEADLINE else ""
    return f'<article class="coded">{part}{before}<p class="unit">{escape(sheet.text(number))}</p>{after}</article>'


def show_definitions(codebook: Codebook) -> None:
    """Draw what each code means, with its example."""
    st.html(f"<dl>{''.join(map(_definition, codebook.codes))}</dl>")


def _definition(code: Code) -> str:
    example = f"<br><i>{escape(code.example)}</i>" if code.example else ""
    return f"<dt><strong>{escape(code.label)}</strong></dt><dd>{escape(code.definition)}{example}</dd>"
