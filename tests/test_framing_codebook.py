"""docs/framing.md is a codebook: every framing category has its rules and examples, and coders read them in the app."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from analysis.coding.codebook import built_in
from analysis.coding.framing_page import FRAMING_PAGE, CodeSection, code_sections
from analysis.framing import KEY as FRAMING
from analysis.lexicon import Lexicons, load_lexicons
from tests.conftest import ROOT
from tests.frame_gold import HERE, marked_sentences

PAGE = FRAMING_PAGE.read_text(encoding="utf-8")
SECTIONS = code_sections()
WITHOUT_CATEGORY = ("Other", "Cast as hero", "Cast as villain", "Cast as victim")
CITED = (
    "Boydstun, Card, Gross, Resnik and Smith 2014",
    "Semetko and Valkenburg 2000",
    "Entman 1993",
    "Iyengar 1991",
    "Frermann, Li, Khanehzar and Mikolajczak 2023",
    "Graham, Haidt and Nosek 2009",
    "Krippendorff 2018",
)
WORD = re.compile(r"\w+(?:[’'-]\w+)*")
SHARED_WORDS = 5
"""As many words in a row as no example may share with a sentence that a model learns from or is tuned on."""


@pytest.fixture(scope="module")
def lexicons() -> Lexicons:
    return load_lexicons()


def titles(level: int) -> list[str]:
    """The headings of one level, read apart from the parser of the library."""
    return re.findall(rf"^{'#' * level} (.+)$", PAGE, re.MULTILINE)


def words_in_a_row(text: str) -> set[tuple[str, ...]]:
    words = WORD.findall(text.lower())
    return set(zip(*(words[start:] for start in range(SHARED_WORDS)), strict=False))


def examples(section: CodeSection) -> tuple[str, ...]:
    return section.coded + section.not_coded


def test_every_framing_category_has_a_section_under_its_label(lexicons: Lexicons) -> None:
    labels = {category.key.partition("/")[2]: category.label for category in lexicons.of_dimension(FRAMING)}
    explained = {section.key: section.label for section in SECTIONS if section.key}
    assert {key: explained.get(key) for key in labels} == labels
    assert sorted(set(explained.values()) - set(labels.values())) == sorted(set(WITHOUT_CATEGORY) - {"Other"})


def test_every_section_is_read() -> None:
    assert [section.label for section in SECTIONS] == titles(3)
    assert set(WITHOUT_CATEGORY) < set(titles(3))
    assert max(Counter(section.key for section in SECTIONS).values()) == 1
    assert sum(len(examples(section)) for section in SECTIONS) == len(re.findall(r"^- \*(?!\*)", PAGE, re.MULTILINE))


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.label)
def test_a_section_says_what_the_code_means_when_to_give_it_and_when_not(section: CodeSection) -> None:
    text = PAGE.partition(f"\n### {section.label}\n")[2].partition("\n##")[0]
    parts = re.findall(r"^(?:\*\*(\w+)|(Not coded|Coded):$)", text, re.MULTILINE)
    use = "Use" if section.key is None else "Code"
    assert [bold or list_ for bold, list_ in parts] == ["Definition", use, "Do", "Coded", "Not coded", "Border"]
    assert len(section.definition) >= 40
    assert len(section.border) >= 25
    assert len(section.coded) >= 2
    assert section.not_coded


def test_examples_are_sentences_and_all_different() -> None:
    sentences = [sentence for section in SECTIONS for sentence in examples(section)]
    assert [one for one in sentences if not re.fullmatch(r"[A-Z“].+[.!?]”?", one)] == []
    openings = Counter(" ".join(WORD.findall(one.lower())[:4]) for one in sentences)
    assert [opening for opening, times in openings.items() if times > 1] == []


def test_no_example_is_a_sentence_that_models_learn_from_or_are_tuned_on() -> None:
    files = [HERE / "seen.jsonl", *(ROOT / "training").glob("frame_exemplars*.jsonl")]
    held = set().union(*(words_in_a_row(one.text) for file in files for one in marked_sentences(file)))
    assert len(held) > 1_000
    assert [one for section in SECTIONS for one in examples(section) if held & words_in_a_row(one)] == []


def test_links_within_the_page_lead_to_its_headings() -> None:
    anchors = {title.lower().replace(" ", "-") for title in titles(2) + titles(3)}
    linked = set(re.findall(r"\]\(#([^)]+)\)", PAGE))
    assert linked - anchors == set()
    assert {title.lower().replace(" ", "-") for title in titles(2) if title != "How to code"} < linked


@pytest.mark.parametrize("work", CITED)
def test_the_page_cites_what_it_rests_on(work: str) -> None:
    assert work in PAGE.partition("\n## Sources\n")[2]


def test_coders_read_in_the_coding_sheet_what_the_page_says(lexicons: Lexicons) -> None:
    explained = {f"{FRAMING}/{section.key}": section for section in SECTIONS}
    books = {book.name: book for book in built_in(lexicons)}
    for code in books["Policy frames"].codes + books["Generic frames"].codes + books["Functions and scope"].codes:
        section = explained[code.code]
        assert code.definition == f"{section.definition} {section.border}"
        assert code.example == section.coded[0]
        assert not re.search(r"[*\[\]`]", code.definition)


def test_without_the_page_there_are_no_sections() -> None:
    assert code_sections(ROOT / "docs" / "no_such_page.md") == ()
