"""The lexicon loader: what it reads, what it refuses, and that every refusal names file, term and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.lexicon import LexiconError, load_lexicons

HEAD = """
label = "Test verbs"
explanation = "Verbs made up for a test."
source = "Written for this test"
licence = "Apache-2.0"
flags = ["They [zapped] it."]
ignores = ["They saw it."]
"""
REASON = 'reason = "“{quote}” is a test."\n'
WORDS = """
explanation = "Words made up for a test."
source = "Written for this test"
licence = "Apache-2.0"
"""


def write(folder: Path, name: str, text: str) -> Path:
    """Write one lexicon file, ``"loaded/zaps"`` for ``loaded/zaps.toml``."""
    path = folder / f"{name}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path) -> str:
    """The message with which a folder is refused."""
    with pytest.raises(LexiconError) as caught:
        load_lexicons(folder)
    return str(caught.value)


def test_a_term_takes_the_defaults_of_its_file(tmp_path: Path) -> None:
    defaults = 'fair_when = "Fair in a game."\npos = "VERB NOUN"\nweight = 0.5\ninflect = false\n'
    write(tmp_path, "loaded/zaps", HEAD + REASON + defaults + 'terms = [{ term = "zap", alternative = "hit" }]')

    (category,) = load_lexicons(tmp_path).of_dimension("loaded")
    (term,) = category.terms

    assert category.key == "loaded/zaps"
    assert category.dimension == "loaded"
    assert category.negatable
    assert (term.text, term.category, term.alternative) == ("zap", "loaded/zaps", "hit")
    assert (term.reason, term.fair_when) == ("“{quote}” is a test.", "Fair in a game.")
    assert term.pos == {"VERB", "NOUN"}
    assert (term.weight, term.inflect) == (0.5, False)


def test_a_term_overrides_the_defaults_of_its_file(tmp_path: Path) -> None:
    own = 'reason = "Its own.", fair_when = "Never.", pos = "", weight = 2, inflect = true'
    lists = 'exempt = ["zap gun"], literal_with = ["insect"]'
    write(
        tmp_path,
        "loaded/zaps",
        HEAD + REASON + f'pos = "VERB"\ninflect = false\nterms = [{{ term = "zap", {own}, {lists} }}]',
    )

    (term,) = load_lexicons(tmp_path).categories["loaded/zaps"].terms

    assert (term.reason, term.fair_when) == ("Its own.", "Never.")
    assert term.pos == frozenset()
    assert (term.weight, term.inflect) == (2.0, True)
    assert term.exempt == ("zap gun",)
    assert term.literal_with == {"insect"}


def test_a_rule_needs_no_terms(tmp_path: Path) -> None:
    write(tmp_path, "loaded/shouts", HEAD + 'rule = "shouting"')
    category = load_lexicons(tmp_path).categories["loaded/shouts"]
    assert (category.rule, category.terms) == ("shouting", ())


@pytest.mark.parametrize("key", ["label", "explanation", "source", "licence", "flags", "ignores"])
def test_a_missing_key_is_named(tmp_path: Path, key: str) -> None:
    head = "\n".join(line for line in HEAD.splitlines() if not line.startswith(key))
    write(tmp_path, "loaded/zaps", head + "\n" + REASON + 'terms = [{ term = "zap" }]')
    message = refusal(tmp_path)
    assert "zaps.toml" in message
    assert f"missing {key}" in message
    assert "add it" in message


@pytest.mark.parametrize(
    ("body", "told"),
    [
        pytest.param("terms = [", ["zaps.toml", "not valid TOML", "mend that line"], id="bad TOML"),
        pytest.param('colour = "red"\nterms = [{ term = "zap" }]', ["unknown key colour", "known are"], id="file key"),
        pytest.param(
            'terms = [{ term = "zap", colour = "red" }]', ["“zap”", "unknown key colour", "known are"], id="term key"
        ),
        pytest.param('terms = [{ term = "zap" }]', ["“zap”", "no reason", "add one"], id="no reason"),
        pytest.param('terms = [{ reason = "Why." }]', ["no `term`", "Why."], id="no term"),
        pytest.param('terms = [{ term = "  ", reason = "Why." }]', ["no `term`"], id="blank term"),
        pytest.param(
            'terms = [{ term = "zap", reason = "Why.", weight = 0 }]', ["“zap”", "weight 0", "above 0"], id="weight 0"
        ),
        pytest.param(
            'terms = [{ term = "zap", reason = "Why.", weight = -1 }]', ["“zap”", "weight -1", "above 0"], id="below 0"
        ),
        pytest.param(
            'terms = [{ term = "zap", reason = "Why.", weight = "heavy" }]', ["“zap”", "weight heavy"], id="weight word"
        ),
        pytest.param(
            'terms = [{ term = "zap", reason = "Why.", weight = nan }]', ["“zap”", "weight nan"], id="weight nan"
        ),
        pytest.param('terms = [{ term = 5, reason = "Why." }]', ["no `term`", "5"], id="term is a number"),
        pytest.param('terms = ["zap"]', ["no `term`", "zap"], id="bare words"),
        pytest.param("terms = []", ["no terms and no rule", "add `terms"], id="no terms"),
    ],
)
def test_a_refusal_names_file_term_and_remedy(tmp_path: Path, body: str, told: list[str]) -> None:
    write(tmp_path, "loaded/zaps", HEAD + body)
    message = refusal(tmp_path)
    for part in ["zaps.toml", *told]:
        assert part in message


def test_a_file_that_is_not_utf8_is_refused_by_name(tmp_path: Path) -> None:
    path = write(tmp_path, "loaded/zaps", HEAD)
    path.write_bytes(HEAD.encode() + b'\nreason = "caf\xe9"')
    assert "zaps.toml: not valid TOML in UTF-8" in refusal(tmp_path)


def test_a_term_has_one_category_in_a_dimension(tmp_path: Path) -> None:
    write(tmp_path, "loaded/first", HEAD + REASON + 'terms = [{ term = "zap" }]')
    write(tmp_path, "loaded/second", HEAD + REASON + 'terms = [{ term = "Zap" }]')
    message = refusal(tmp_path)
    assert "loaded/second" in message
    assert "“Zap” is already listed in loaded/first" in message
    assert "keep one" in message


def test_a_term_is_listed_once_in_a_category(tmp_path: Path) -> None:
    write(tmp_path, "loaded/zaps", HEAD + REASON + 'terms = [{ term = "zap" }, { term = "zap" }]')
    assert "“zap” is already listed in loaded/zaps" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param('pos = "VERB"\n', 'pos = "NOUN"\n', id="different parts of speech"),
        pytest.param('group = "verbs"\n', 'group = "frames"\n', id="different groups"),
    ],
)
def test_a_term_may_stand_twice_where_one_span_keeps_one_reading(tmp_path: Path, first: str, second: str) -> None:
    write(tmp_path, "loaded/first", HEAD + REASON + first + 'terms = [{ term = "zap" }]')
    write(tmp_path, "loaded/second", HEAD + REASON + second + 'terms = [{ term = "zap" }]')
    assert len(load_lexicons(tmp_path).of_dimension("loaded")) == 2


def test_another_dimension_may_list_the_term_again(tmp_path: Path) -> None:
    write(tmp_path, "loaded/zaps", HEAD + REASON + 'terms = [{ term = "zap" }]')
    write(tmp_path, "framing/zaps", HEAD + REASON + 'terms = [{ term = "zap" }]')
    lexicons = load_lexicons(tmp_path)
    assert list(lexicons.categories) == ["framing/zaps", "loaded/zaps"]
    assert [category.key for category in lexicons.of_dimension("framing")] == ["framing/zaps"]


def test_word_lists_are_words_or_values(tmp_path: Path) -> None:
    write(tmp_path, "loaded/zaps", HEAD + REASON + 'terms = [{ term = "zap" }]')
    write(tmp_path, "word_lists/titles", WORDS + 'words = ["Dr", "Mayor"]')
    write(tmp_path, "word_lists/numbers", WORDS + "[values]\none = 1\ndozen = 12")
    lexicons = load_lexicons(tmp_path)
    assert lexicons.words("titles") == {"Dr", "Mayor"}
    assert lexicons.words("numbers") == {"one", "dozen"}
    assert lexicons.values("numbers") == {"one": 1, "dozen": 12}
    assert lexicons.of_dimension("word_lists") == ()


@pytest.mark.parametrize("accessor", ["words", "values"])
def test_an_unknown_word_list_is_a_key_error(tmp_path: Path, accessor: str) -> None:
    write(tmp_path, "loaded/zaps", HEAD + REASON + 'terms = [{ term = "zap" }]')
    lexicons = load_lexicons(tmp_path)
    with pytest.raises(KeyError, match="nowhere"):
        getattr(lexicons, accessor)("nowhere")


def test_a_word_list_needs_its_source(tmp_path: Path) -> None:
    write(tmp_path, "loaded/zaps", HEAD + REASON + 'terms = [{ term = "zap" }]')
    write(tmp_path, "word_lists/titles", 'explanation = "Titles."\nlicence = "Apache-2.0"\nwords = ["Dr"]')
    message = refusal(tmp_path)
    assert "titles.toml: missing source" in message


def test_an_empty_folder_is_refused_with_the_remedy(tmp_path: Path) -> None:
    message = refusal(tmp_path)
    assert str(tmp_path) in message
    assert "restore the folder" in message


def test_the_digest_follows_content_and_name(tmp_path: Path) -> None:
    path = write(tmp_path, "loaded/zaps", HEAD + REASON + 'terms = [{ term = "zap" }]')
    before = load_lexicons(tmp_path).digest
    assert load_lexicons(tmp_path).digest == before
    assert len(before) == 12
    int(before, 16)

    path.write_text(path.read_text(encoding="utf-8") + "\n# a comment", encoding="utf-8")
    edited = load_lexicons(tmp_path).digest
    path.rename(path.with_stem("zips"))
    renamed = load_lexicons(tmp_path).digest
    assert len({before, edited, renamed}) == 3
