"""Boilerplate goes and is shown; sentences stay. What is no article is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.article import Article
from analysis.lexicon import load_word_list
from analysis.readers import read_text, refusal
from analysis.readers.boilerplate import COOKIE_NOTICE, PAYWALL_NOTICE, WEBSITE_MESSAGE, reason_to_drop
from tests.files import BODY, HEADLINE, PARAGRAPHS

BOILERPLATE = {
    "advertising label": [
        "Advertisement",
        "ADVERTISEMENT:",
        "Story continues below advertisement",
        "Sponsored",
        "Paid for by Quay Motors",
    ],
    "photo credit": [
        "Photo: Jo Venn",
        "A tram on Mole Street. Photograph: Jo Venn/The Harbour Post",
        "File photo",
        "Image source, Quay Pictures",
        "Jo Venn/Getty Images",
        "Ida Morrow on Monday (Photo by Jo Venn)",
        "View image in fullscreen",
    ],
    "link to another article": [
        "Read more",
        "Read more: Ferry fares rise",
        "READ MORE – Ferry fares rise",
        "Related:",
        "See also: The ferry vote",
        "More on this story",
        "Most read",
        "You may also like",
    ],
    "newsletter or appeal": [
        "Sign up for our morning newsletter",
        "Subscribe",
        "Get the Quay Daily newsletter",
        "Get the best of the harbour delivered to your inbox every Friday.",
        "If you value our reporting, please consider a gift.",
        "Support independent journalism. Give what you can.",
        "Do you have a story for us? Write to the desk.",
    ],
    "share buttons": [
        "Share",
        "Share this article",
        "Share on Facebook",
        "Facebook",
        "Copy link",
        "12 Comments",
        "Comments (12)",
        "5 min read",
        "Follow us on Instagram",
    ],
    "copyright line": [
        "© 2026 The Harbour Post",
        "Copyright 2026 Quay Media",
        "All rights reserved.",
        "Privacy policy",
        "Harbour Post 2026. All rights reserved.",
    ],
    "cookie notice": [
        "We use cookies to make this page work.",
        "We and our 842 partners store and access information on a device.",
        "We value your privacy",
        "Accept all",
        "Manage preferences",
        "By clicking “Accept all” you agree to the storing of cookies.",
    ],
    "paywall notice": [
        "Subscribe to continue reading",
        "To continue reading this article, please subscribe.",
        "Already a subscriber? Log in",
        "You have reached your monthly free article limit.",
        "This article is for subscribers only.",
        "Get unlimited digital access for 1 crown a week.",
        "Start your free trial",
    ],
    "message from the website": [
        "Please enable JavaScript and cookies to continue",
        "Verify you are human",
        "404",
        "Page not found",
        "Access denied",
        "Checking your browser before you go on",
    ],
}
ENDINGS = [
    "Mara Lind is a reporter covering transport for The Harbour Post.",
    "Mara Lind is the Post's transport correspondent",
    "Jo Venn contributed to this report.",
    "Quay News' Jo Venn, Bo Lind and Ann Weaver and The Harbour Agency contributed to this report.",
    "Reporting by Mara Lind; editing by Jo Venn",
    "Follow Mara Lind on Twitter @maralind",
    "Contact Mara Lind at mara@post.example",
    "About the author",
]
SENTENCES = [
    "Read more books, the minister told the pupils.",
    "The harbour's advertisement drew complaints.",
    "Share prices fell by a tenth on Monday.",
    "Subscribe to the plan or leave it, Morrow told members.",
    "Copyright law is under review, the ministry said.",
    "He declined to give comments.",
    "Photographers waited outside the hall.",
    "Photos of the fire spread within the hour.",
    "The company uses cookies to follow its readers, the regulator found.",
    "Customers can cancel at any time, the regulator said.",
    "Readers must subscribe if they want the full map, the museum said.",
    "Something went wrong with the valve, Morrow said.",
    "Access was denied to two of the reporters.",
    "Page three of the report was not found in the archive.",
    "We value our neighbours, she said.",
    "More than 300 people came.",
    "Watch out for falling stones, the sign says.",
    "The insurance covers damage for two years.",
    "The man she accused is a reporter for the Gazette, police said.",
    "Cases were reported from three districts.",
    "Smith is the former editor of the Gazette, and knew the mayor.",
    "Her husband is a staff writer at the paper.",
    "Credit: that is what the traders need most, the bank said, and soon.",
    "“Sign up now,” the recruiters shouted at them.",
    "Donations came from all over the county.",
    "Print is not dead, said the owner of the kiosk.",
    "Follow the money, said Lind.",
    "“We use what we have,” said the cook.",
]


@pytest.mark.parametrize(
    ("reason", "line"), [(reason, line) for reason, lines in BOILERPLATE.items() for line in lines]
)
def test_boilerplate_is_left_out_with_its_reason(reason: str, line: str) -> None:
    assert reason_to_drop(line) == reason


@pytest.mark.parametrize("line", ENDINGS)
def test_notes_about_the_author_are_left_out_at_the_end_only(line: str) -> None:
    assert reason_to_drop(line, ending=True) == "about the author"
    assert reason_to_drop(line) is None


@pytest.mark.parametrize("line", SENTENCES)
def test_sentences_that_begin_like_boilerplate_are_kept(line: str) -> None:
    assert reason_to_drop(line, ending=True) is None


def test_every_pattern_is_distinct_and_matches_what_it_describes() -> None:
    for name in ("boilerplate_lines", "boilerplate_endings"):
        for reason, patterns in load_word_list(name)["values"].items():
            assert len(patterns) == len(set(patterns)), reason
            for pattern in patterns:
                assert len(pattern.replace("{name}", "").replace("{number}", "").strip("* ")) >= 1, pattern
                line = pattern.replace("*", "any words").replace("{name}", "Mara Lind").replace("{number}", "12")
                assert reason_to_drop(line, ending=True), pattern


def test_the_walls_are_reasons_of_the_list() -> None:
    assert {COOKIE_NOTICE, PAYWALL_NOTICE, WEBSITE_MESSAGE} <= load_word_list("boilerplate_lines")["values"].keys()


def test_what_is_left_out_is_kept_apart_in_the_order_of_the_text() -> None:
    lines = [
        "Photo: Jo Venn",
        PARAGRAPHS[0],
        "Advertisement",
        *PARAGRAPHS[1:],
        "Mara Lind is a reporter at the Post.",
        "Share",
    ]
    (article,) = read_text("\n\n".join([HEADLINE, *lines])).articles
    assert article.body == BODY
    assert [piece.text for piece in article.dropped] == [lines[0], lines[2], *lines[-2:]]


def test_a_repeated_headline_is_left_out_at_the_top_only() -> None:
    (article,) = read_text(f"{HEADLINE}\n\n{HEADLINE}\n\n{BODY}\n\n{HEADLINE}").articles
    assert article.body == f"{BODY}\n\n{HEADLINE}"


# The gate

CONSENT = """Before you continue

We value your privacy

We and our 842 partners store and access information on a device, such as cookies, and process personal data.

You can change your choices at any time in our privacy centre.

Accept all

Reject all

Manage preferences"""

STUB = f"""{HEADLINE}

{PARAGRAPHS[0]}

{PARAGRAPHS[1]}

Subscribe to continue reading

Already a subscriber? Log in"""

TITLES = """Home

Tram vote put off
Ferry fares rise again
Night market opens on Calder Square
Rowers win at the weekend
Clinic gets a new wing
School roof to be mended by May
Weather for the harbour and the hills
Letters to the editor"""

GERMAN = "Der Stadtrat hat am Montag die Abstimmung über die zweite Linie verschoben, weil neue Zahlen fehlten. " * 4
FRENCH = (
    "Le conseil a reporté lundi son vote sur la deuxième ligne de tram, car les élus demandent de nouveaux chiffres. "
    * 4
)
SPANISH = (
    "El consejo aplazó el lunes la votación sobre la segunda línea, porque sus miembros piden nuevas cifras de costes. "
    * 4
)
ARABIC = "أجل المجلس يوم الاثنين التصويت على الخط الثاني بعد أن طلب الأعضاء أرقاما جديدة عن التكلفة في المدينة. " * 4


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (CONSENT, "is a consent page"),
        (STUB, "behind a paywall"),
        ("Just a moment...\n\nVerify you are human\n\nRay ID: 8f3a", "is a message from the website"),
        (TITLES, "is a list of titles or links"),
        (GERMAN, "not in English"),
        (FRENCH, "not in English"),
        (SPANISH, "not in English"),
        (ARABIC, "not in English"),
    ],
)
def test_what_is_no_article_is_refused_with_a_reason(text: str, words: str) -> None:
    intake = read_text(text)
    assert intake.articles == ()
    assert words in intake.problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        " ".join(PARAGRAPHS[:1] + PARAGRAPHS[2:3]),
        "Stops: Quay, Mole Street, hospital. Fares: two crowns.\n\nTrams run from six to one. It is so all year long.",
        "“Liberté, égalité, fraternité,” she said.\n\n“Wir schaffen das,” said a man in a red hat to us, and he left.",
        "\n\n".join([f"Q: What did you see, witness {number}?\n\nA: I saw the tram." for number in range(9)]),
    ],
)
def test_short_or_unusual_english_is_accepted(text: str) -> None:
    assert read_text(text).problems == ()


def test_a_long_article_with_a_paywall_line_is_kept() -> None:
    text = "\n\n".join([HEADLINE, *PARAGRAPHS * 3, "Subscribe to continue reading"])
    (article,) = read_text(text).articles
    assert [piece.reason for piece in article.dropped] == ["paywall notice"]


def test_the_gate_can_be_asked_again_after_a_correction() -> None:
    (article,) = read_text(STUB.replace("Subscribe to continue reading\n\nAlready a subscriber? Log in", "")).articles
    assert refusal(article) is None
    assert "no text" in str(refusal(replace(article, body="")))
    assert "too short" in str(refusal(replace(article, body="Tram.")))
    assert refusal(replace(article, headline="", body=BODY)) is None


def test_the_gate_refuses_what_is_far_too_long() -> None:
    assert "50,001 words" in str(refusal(Article("", "tram " * 50_001)))
    assert refusal(Article("", f"{BODY} " * 500)) is None
