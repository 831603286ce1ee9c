"""Whole news pages as sites build them: the story comes out, what stands around it does not."""

from __future__ import annotations

import pytest

from analysis.article import Article
from analysis.readers import read_bytes
from tests.files import HEADLINE, PARAGRAPHS

QUOTED = "“It is the third time that we wait,” said Pia Holm, who sells bread on Mole Street. “One gets used to it.”"
STORY = (
    *PARAGRAPHS,
    QUOTED,
    "The committee meets again on 14 May. Until then the old bus goes on, twice an hour and once at night.",
)
SURROUNDINGS = [
    "cookies",
    "Sign in",
    "Ferry fares rise",
    "Rowers win",
    "newsletter",
    "© 2026",
    "Share",
    "Mara Lind covers",
]

PAGE = f"""<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>{HEADLINE} | The Harbour Post</title>
  <meta property="og:site_name" content="The Harbour Post">
  <meta property="og:title" content="{HEADLINE}">
  <link rel="canonical" href="https://post.example/city/tram-vote">
  <script type="application/ld+json">
  {{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "{HEADLINE}",
    "datePublished": "2026-03-02T10:15:00+00:00", "author": {{"@type": "Person", "name": "Mara Lind"}},
    "publisher": {{"@type": "Organization", "name": "The Harbour Post"}}}}
  </script>
  <style>.ad {{ color: red }}</style>
</head>
<body>
  <div id="consent" class="cookie-banner" role="dialog">
    <p>We use cookies to make this site work and to show advertising.</p><button>Accept all</button>
  </div>
  <header><nav><ul><li><a href="/">Home</a></li><li><a href="/in">Sign in</a></li></ul></nav></header>
  <main>
    <article>
      <h1>{HEADLINE}</h1>
      <p class="byline">By <a href="/mara">Mara Lind</a></p>
      <time datetime="2026-03-02">2 March 2026</time>
      <div class="share"><a href="#">Share</a> <a href="#">Share on Facebook</a></div>
      <figure><img src="tram.jpg"><figcaption>A tram at the market. Photograph: Jo Venn</figcaption></figure>
      <p>{STORY[0]}</p>
      <div class="ad"><span>Advertisement</span></div>
      <p>{STORY[1]}</p>
      <p>Read more: <a href="/ferry">Ferry fares rise again</a></p>
      <p>{STORY[2]}</p>
      <h2>What traders say</h2>
      <p>{STORY[3]}</p>
      <p>{STORY[4]}</p>
      <aside class="newsletter"><p>Sign up for our morning newsletter</p><input type="email"></aside>
      <p>{STORY[5]}</p>
      <p>Mara Lind covers transport for The Harbour Post.</p>
    </article>
    <section class="related"><h3>Related</h3><ul><li><a href="/rowers">Rowers win at the weekend</a></li></ul></section>
  </main>
  <footer><p>© 2026 The Harbour Post. All rights reserved.</p><a href="/privacy">Privacy policy</a></footer>
  <script>track();</script>
</body>
</html>"""


@pytest.fixture(scope="module")
def article() -> Article:
    """The page as read."""
    (found,) = read_bytes("page.html", PAGE.encode()).articles
    return found


def test_every_paragraph_of_the_story_is_there_in_order(article: Article) -> None:
    places = [article.body.find(paragraph) for paragraph in STORY]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("words", SURROUNDINGS)
def test_what_surrounds_the_story_is_gone(words: str, article: Article) -> None:
    assert words not in article.body


def test_the_page_says_who_wrote_it_where_and_when(article: Article) -> None:
    assert (article.headline, article.outlet, article.byline) == (HEADLINE, "The Harbour Post", "Mara Lind")
    assert (article.date, article.url) == ("2026-03-02", "https://post.example/city/tram-vote")


def test_the_headline_is_not_repeated_in_the_body(article: Article) -> None:
    assert HEADLINE not in article.body


def test_paragraphs_are_parted_by_blank_lines(article: Article) -> None:
    assert set(STORY) <= set(article.body.split("\n\n"))


def test_nothing_of_markup_or_script_is_left(article: Article) -> None:
    for trace in ("<", "track()", "color: red", "schema.org"):
        assert trace not in article.body


def test_markup_in_a_story_about_markup_stays_text() -> None:
    shown = "The form accepted &lt;script&gt;alert(1)&lt;/script&gt; as a name, the office said on Monday."
    (found,) = read_bytes("page.html", PAGE.replace(STORY[5], shown).encode()).articles
    assert "accepted <script>alert(1)</script> as a name" in found.body


CONSENT_PAGE = """<html><head><title>Before you continue</title></head><body><main>
<h1>We value your privacy</h1>
<p>We and our 842 partners store and access information on a device, such as cookies, and process personal data.</p>
<p>You can change your choices at any time in our privacy centre, or by the link under every page of this site.</p>
<p>By clicking “Accept all” you agree to the storing of cookies, to measuring, and to the sale of what we learn.</p>
<button>Accept all</button> <button>Manage preferences</button></main></body></html>"""

LIST_PAGE = (
    "<html><head><title>City news</title></head><body><main>"
    + "".join(
        f"<div><h2><a href='/{n}'>Tram vote put off again, number {n}, council says</a></h2></div>" for n in range(40)
    )
    + "</main></body></html>"
)


def test_a_consent_page_is_refused() -> None:
    (problem,) = read_bytes("page.html", CONSENT_PAGE.encode()).problems
    assert "consent page" in problem.message


def test_a_page_of_links_is_refused() -> None:
    intake = read_bytes("page.html", LIST_PAGE.encode())
    assert intake.articles == ()
    assert any(words in intake.problems[0].message for words in ("list of titles", "holds no article", "too short"))


def test_the_opening_before_a_paywall_is_refused() -> None:
    rows = "".join(
        f"<p>{paragraph}</p>"
        for paragraph in (*STORY[:2], "Subscribe to continue reading", "Already a subscriber? Log in")
    )
    page = (
        f"<html><head><title>{HEADLINE}</title></head><body><article><h1>{HEADLINE}</h1>{rows}</article></body></html>"
    )
    (problem,) = read_bytes("page.html", page.encode()).problems
    assert "behind a paywall" in problem.message
