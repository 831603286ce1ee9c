"""Headlines in capitals: which are made small for the parse, and that the text stays as supplied."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.article import Article, Part
from analysis.document import parse
from analysis.reading import Resources
from analysis.truecase import sentence_case

BODY = (
    "The mayor, Rosa Delgado, told the Almery Post on Tuesday that the council has to act. "
    "She slams the plan in May. Rioters came."
)


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Mayor Slams Council as Shelters Close", "Mayor slams council as shelters close"),
        ("MAYOR SLAMS COUNCIL", "mayor slams council"),
        ("Delgado Slams the Council Plan", "Delgado slams the council plan"),
        ("Rosa Delgado Tells Almery Post of Plan", "Rosa Delgado tells Almery Post of plan"),
        ("Angry Mayor: Council Has to Act", "Angry mayor: Council has to act"),
        ("RIOTERS storm city hall over plan", "rioters storm city hall over plan"),
        ("RIOTERS STORM city hall over plan", "rioters storm city hall over plan"),
        ("RIOTERS storm ALMERY hall over plan", "rioters storm ALMERY hall over plan"),
        # sentence case already: names keep their capitals
        ("Mayor Rosa Delgado slams council plan", "Mayor Rosa Delgado slams council plan"),
        ("Delgado to act", "Delgado to act"),
        ("UNESCO warns council over plan", "UNESCO warns council over plan"),
        ("", ""),
    ],
)
def test_sentence_case(headline: str, expected: str) -> None:
    assert sentence_case(headline, BODY) == expected


def test_verbs_in_title_case_are_verbs(resources: Resources) -> None:
    headline = "Mayor Slams Council as Shelters Close"
    document = parse(Article(headline, BODY), resources.pipeline, resources.lexicons)
    doc = document.parsed[Part.HEADLINE]
    assert doc.text == headline
    assert [token.text for token in doc if token.pos_ == "VERB"] == ["Slams", "Close"]
    assert [token.text for token in doc if token.head.text == "Slams" and token.dep_ == "nsubj"] == ["Mayor"]
    assert [sentence.text for sentence in document.headline_sentences] == [headline]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60), st.text(max_size=60))
def test_length_never_changes(headline: str, body: str) -> None:
    changed = sentence_case(headline, body)
    assert len(changed) == len(headline)
    assert changed.lower() == headline.lower()
