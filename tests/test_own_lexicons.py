"""Own word lists: what files hold, what is refused and where, and what the lists change in a report."""

from __future__ import annotations

import io
import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from pydantic import ValidationError
from typer.testing import CliRunner, Result

from analysis.__main__ import app
from analysis.article import Article
from analysis.export import results_of, to_html, to_json, to_text
from analysis.lexicon import LEXICONS_FOLDER
from analysis.own_lexicons import (
    MOST_BYTES,
    Clash,
    LexiconFile,
    OwnCategory,
    OwnLexicons,
    OwnList,
    OwnTerm,
    clashes,
    read_lexicon_bytes,
    read_lexicon_file,
    reread,
    with_own_lexicons,
)
from analysis.own_lexicons.lists import LONGEST_NOTE, LONGEST_TERM, MOST_TERMS
from analysis.reading import Resources
from analysis.report import Report, analyse
from analysis.results import Finding
from docs.schemas import path_of

TABLE = (
    "Word;Category;Neutral wording;Why;Fair when;Weight;Part of speech\nzap;Zaps;hit;Too loud.;In a game.;0,5;verb\n"
)
TOML = """
label = "Zaps"
reason = "“{quote}” is loud."
pos = "VERB"
terms = [{ term = "zap", alternative = "hit", exempt = ["zap gun"] }, { term = "zapper", pos = "" }]
"""
ARTICLE = Article(
    "Mayor slams plan",
    "The mayor slammed the radical left mob on Monday. The council presented its disgraceful “solution” on Friday. "
    "The bakery opens at seven. The market moved to Tuesday. Buses run every hour in both directions. "
    "The plan is radical. The library counted its visitors on three days in May and has not published the number yet, "
    "as its director told us.",
)


def only_list(name: str, content: str | bytes) -> OwnList:
    """The list in a file in which nothing is wrong."""
    read = read_lexicon_bytes(name, content.encode() if isinstance(content, str) else content)
    assert read.problems == ()
    return read.lists[0]


def problems(name: str, content: str | bytes) -> list[str]:
    """What is said to be wrong with a file."""
    read = read_lexicon_bytes(name, content.encode() if isinstance(content, str) else content)
    return [str(problem) for problem in read.problems]


def own_of(*tables: str, instead: bool = False) -> OwnLexicons:
    """Own lists called list0, list1, … from tables."""
    lists = tuple(only_list(f"list{number}.csv", table) for number, table in enumerate(tables))
    return OwnLexicons(lists=lists, instead=instead)


def marked(report: Report, dimension: str = "loaded_language") -> list[tuple[str, str]]:
    """Words and category of what is marked in the body."""
    findings: tuple[Finding, ...] = report.dimensions[dimension].findings
    return [(found.quote, found.category.partition("/")[2]) for found in findings if found.span.part.value == "body"]


def as_xlsx(rows: list[list[object]]) -> bytes:
    """An Excel file with these rows."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_table_is_read_whatever_its_delimiter_and_the_names_of_its_columns() -> None:
    (category,) = only_list("zaps.csv", TABLE).categories
    (term,) = category.terms
    assert (category.label, category.dimension) == ("Zaps", "loaded_language")
    assert (term.term, term.alternative, term.reason, term.fair_when) == ("zap", "hit", "Too loud.", "In a game.")
    assert (term.weight, term.pos) == (0.5, ("VERB",))


def test_a_table_is_read_in_the_encoding_of_a_spreadsheet() -> None:
    assert only_list("caf.csv", "term\ncafé-goer\n".encode("cp1252")).categories[0].terms[0].term == "café-goer"
    assert only_list("caf.csv", "term\ncafé-goer\n".encode("utf-16")).categories[0].terms[0].term == "café-goer"


def test_an_excel_file_is_read_like_a_table() -> None:
    content = as_xlsx([["term", "weight"], ["zap", 0.5], [None, None], ["zapper", None]])
    assert [term.weight for term in only_list("zaps.xlsx", content).categories[0].terms] == [0.5, 1.0]


def test_terms_without_a_category_are_called_after_their_file() -> None:
    assert only_list("my nicknames.csv", "term\nzap\n").categories[0].label == "my nicknames"


def test_a_category_file_gives_its_defaults_to_its_terms() -> None:
    (category,) = only_list("zaps.toml", TOML).categories
    zap, zapper = category.terms
    assert (zap.reason, zap.pos, zap.exempt) == ("“{quote}” is loud.", ("VERB",), ("zap gun",))
    assert zapper.pos == ()


@pytest.mark.parametrize("name", ["loaded_language/attack_verbs", "framing/policy_economic"])
def test_a_built_in_file_opens_as_an_own_list(name: str) -> None:
    read = read_lexicon_file(LEXICONS_FOLDER / f"{name}.toml")
    assert read.problems == ()
    assert read.lists[0].n_terms > 10


def test_lists_survive_being_saved_and_opened() -> None:
    own = OwnLexicons(lists=(only_list("a.csv", TABLE), only_list("b.toml", TOML)), instead=True)
    read = read_lexicon_bytes("shared.json", LexiconFile.of(lexicons=own).as_bytes())
    assert (read.lists, read.instead, read.problems) == (own.lists, True, ())


def test_more_than_one_table_may_hold_is_opened_from_a_saved_file() -> None:
    reason = "z" * LONGEST_NOTE
    terms = tuple(OwnTerm(term=f"zap{number}", reason=reason, alternative=reason) for number in range(5_000))
    own = OwnLexicons(lists=(OwnList(name="long", categories=(OwnCategory(label="Long", terms=terms),)),))
    written = LexiconFile.of(lexicons=own).as_bytes()
    assert len(written) > MOST_BYTES
    assert read_lexicon_bytes("long.json", written).lists == own.lists


def test_saved_lists_hold_to_the_published_schema() -> None:
    schema = json.loads(path_of(LexiconFile).read_text(encoding="utf-8"))
    assert schema == LexiconFile.model_json_schema(), "write it anew: python -m docs.schemas"
    saved = json.loads(LexiconFile.of(lexicons=own_of(TABLE)).as_bytes())
    jsonschema.Draft202012Validator(schema).validate(saved)
    saved["lexicons"]["lists"][0]["categories"][0]["terms"] = []
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(saved)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["zap,,", ",Zaps,"], "l.csv, row 3: its term is empty; write something there, or delete the entry."),
        (["zap,,", "zap,Zaps,"], "l.csv, row 3: “zap” is already in row 2, which is used; keep one of them."),
        (["zap,,", "ZAP,,"], "l.csv, row 3: “ZAP” is already in row 2, which is used; keep one of them."),
        (["zap,,", "zip,,0"], "l.csv, row 3: “zip”: its weight is 0; use a number above 0, at most 10."),
        (["zap,,", "zip,,nan"], "l.csv, row 3: “zip”: its weight is nan; use a number above 0, at most 10."),
        (["zap,,", "zip,,much"], "l.csv, row 3: “zip”: its weight is no number; write one such as 1 or 0.5."),
        (["zap,,", f"{'z' * 101},,"], "its term has 101 characters, at most 100 fit; shorten it."),
        (["zap,,", f"zip,{'z' * 81},"], "its label has 81 characters, at most 80 fit; shorten it."),
    ],
)
def test_a_row_that_does_not_hold_is_named_and_the_others_are_used(rows: list[str], told: str) -> None:
    read = read_lexicon_bytes("l.csv", "\n".join(["term,category,weight", *rows]).encode())
    assert str(read.problems[0]).endswith(told)
    assert [term.term for term in read.lists[0].categories[0].terms] == ["zap"]


def test_a_part_of_speech_and_a_dimension_that_are_not_known_are_named() -> None:
    first, second = problems("l.csv", "term,pos,dimension\nzap,gerund,\nzip,,actors\nzup,,Loaded Language\n")
    assert first.startswith("l.csv, row 2: “zap” has the part of speech “gerund”, which is not known; write VERB")
    assert second.startswith(
        "l.csv, row 3: “zip” has the dimension “actors”, which takes no own lists; write loaded_language"
    )


def test_one_word_may_be_listed_once_for_each_part_of_speech() -> None:
    assert only_list("l.csv", "term,pos\nzap,verb\nzap,noun\n").n_terms == 2


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("l.csv", b"slam,hit\nbash,hit\n", "has no column with the terms: its first row holds “slam”, “hit”."),
        ("l.csv", b"", "holds no term that can be used"),
        ("l.csv", b"term\n", "holds no term that can be used"),
        ("l.csv", b"\x89PNG\r\n", "is not text but a picture"),
        ("l.xlsx", b"no zip", "is a damaged .xlsx file"),
        ("l.doc", b"term\nzap", "give one of .csv, .tsv, .txt, .xlsx, .toml, .dic, .json"),
        ("l.toml", b'label = "Z"\nterms = [', "is not valid TOML"),
        ("l.toml", b"x = " + b"[" * 5_000, "is nested too deeply"),
        ("l.toml", b'label = "Z"', "has no terms"),
        ("l.toml", b'terms = [{ term = "zap" }]', "has no label"),
        ("l.toml", b'label = "Z"\nterms = ["zap"]', "holds no table as term 1"),
        (
            "l.toml",
            b'label = "Z"\nruin = 1\nterms = [{ term = "zap" }]',
            "has in its head what means nothing here: “ruin”",
        ),
        (
            "l.toml",
            b'label = "Z"\nterms = [{ term = "zap", ruin = 1 }]',
            "has in term 1 what means nothing here: “ruin”",
        ),
        ("l.toml", b'label = "Z"\nrule = "shouting"\nterms = [{ term = "zap" }]', "names a rule"),
        ("l.toml", b'label = "Z"\nterms = [{ term = "zap", weight = ' + b"9" * 5_000 + b" }]", "is not valid TOML"),
        ("l.toml", b"a." * 1_000_000 + b"a = 1", "has a key of more than 50 parts"),
        ("l.toml", b'label = "Z"\nterms = [{ term = 3 }]', "l.toml, term 1: “3”: its term cannot be used"),
        ("l.json", b'{"format": "how-it-is-told/task", "version": 1}', "is not a file of word lists"),
        ("l.csv", b"term\n" + b"z" * 5_000_001, "is larger than 5 MB; split it."),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_the_remedy(name: str, content: bytes, told: str) -> None:
    assert any(told in problem and problem.startswith(name) for problem in problems(name, content))
    assert read_lexicon_bytes(name, content).lists == ()


def test_a_list_is_bounded() -> None:
    rows = "".join(f"zap{number}\n" for number in range(MOST_TERMS + 1))
    read = read_lexicon_bytes("l.csv", f"term\n{rows}".encode())
    assert read.lists[0].n_terms == MOST_TERMS
    assert [problem.source for problem in read.problems] == [f"l.csv, row {MOST_TERMS + 2}"]


def test_a_saved_list_is_bounded_as_a_whole() -> None:
    half = tuple(OwnTerm(term=f"zap{number}") for number in range(MOST_TERMS // 2 + 1))
    with pytest.raises(ValidationError, match="10,000"):
        OwnList(name="zaps", categories=tuple(OwnCategory(label=label, terms=half) for label in ("Zaps", "Zips")))


def test_a_file_that_does_not_exist_is_a_problem() -> None:
    assert "there is no such file" in str(read_lexicon_file(LEXICONS_FOLDER / "none.csv").problems[0])


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=LONGEST_TERM), st.text(max_size=60), st.text(max_size=200))
def test_whatever_a_row_holds_it_is_used_or_named(term: str, category: str, reason: str) -> None:
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in (term, category, reason))
    read = read_lexicon_bytes("l.csv", f"term,category,reason\n{quoted}\n".encode("utf-8", "replace"))
    assert read.lists or read.problems
    assert all(term.term.isprintable() for one in read.lists for found in one.categories for term in found.terms)


def test_beside_the_built_in_lists_the_own_term_wins(resources: Resources) -> None:
    own = own_of("term,category\nradical,Labels\n")
    report = analyse(ARTICLE, with_own_lexicons(resources, own))
    assert marked(report) == [
        ("slammed", "attack_verbs"),
        ("radical", "own_labels"),  # also over the longer “radical left”
        ("mob", "derogatory_labels"),
        ("disgraceful", "judgemental_adjectives"),
        ("“solution”", "scare_quotes"),
        ("radical", "own_labels"),
    ]


def test_instead_of_the_built_in_lists_only_own_terms_count(resources: Resources) -> None:
    own = own_of("term,category\nradical,Labels\n", instead=True)
    report = analyse(ARTICLE, with_own_lexicons(resources, own))
    assert marked(report) == [("radical", "own_labels")] * 2
    rate = report.dimensions["loaded_language"].score("loaded_terms_per_1000_words")
    assert rate.value is not None
    assert rate.bands == ()


def test_other_dimensions_keep_their_lists(resources: Resources) -> None:
    own = own_of("term,category\nradical,Labels\n", instead=True)
    assert marked(analyse(ARTICLE, with_own_lexicons(resources, own)), "framing") == marked(
        analyse(ARTICLE, resources), "framing"
    )


def test_own_frames_stand_beside_the_built_in_ones_or_instead_of_them(resources: Resources) -> None:
    table = "term,category,dimension\nbakery,Daily bread,framing\nmarket,Daily bread,framing\n"
    for instead in (False, True):
        framing = analyse(ARTICLE, with_own_lexicons(resources, own_of(table, instead=instead))).dimensions["framing"]
        frames = {row.cells[0]: row.cells for row in framing.tables[0].rows}
        assert frames["Daily bread"][1:3] == ("own", pytest.approx(100 * 2 / 7))
        assert (len(frames) == 1) is instead
        assert len(framing.tables[1].rows) == 4  # Entman's functions stay


def test_an_own_frame_with_the_name_of_a_built_in_one_stays_apart(resources: Resources) -> None:
    lexicons = with_own_lexicons(resources, own_of("term,category,dimension\nbakery,Morality,framing\n")).lexicons
    labels = [category.label for category in lexicons.of_dimension("framing")]
    assert labels.count("Morality (own list)") == 1
    assert len(labels) == len(set(labels))


def test_labels_that_differ_only_in_signs_are_two_categories(resources: Resources) -> None:
    lexicons = with_own_lexicons(resources, own_of("term,category\nzap,Hits!\nzip,Hits?\nzup,…\nzop,HITS!\n")).lexicons
    own = {key: [term.text for term in found.terms] for key, found in lexicons.categories.items() if "/own" in key}
    assert own == {
        "loaded_language/own_hits": ["zap", "zop"],
        "loaded_language/own_hits_2": ["zip"],
        "loaded_language/own": ["zup"],
    }


def test_of_two_own_lists_the_earlier_wins(resources: Resources) -> None:
    own = own_of("term,category\nzap,First\n", "term,category\nzap,Second\nzip,Second\n")
    assert clashes(own, resources.lexicons) == (Clash("zap", "First", "Second", "list1"),)
    lexicons = with_own_lexicons(resources, own).lexicons
    assert [term.text for term in lexicons.categories["loaded_language/own_second"].terms] == ["zip"]


def test_the_built_in_reading_gives_way_only_for_the_same_part_of_speech(resources: Resources) -> None:
    verb, adjective = (own_of(f"term,category,pos\nslam,Hits,{pos}\n") for pos in ("verb", "adj"))
    assert clashes(verb, resources.lexicons) == (Clash("slam", "Hits", "Attack and conflict verbs"),)
    assert clashes(adjective, resources.lexicons) == ()
    assert clashes(verb.model_copy(update={"instead": True}), resources.lexicons) == ()


def test_the_digest_tells_lists_their_content_and_their_use_apart(resources: Resources) -> None:
    one, other = own_of("term\nzap\n"), own_of("term\nzip\n")
    in_use = [one, other, one.model_copy(update={"instead": True}), own_of("term\nzap\n", "term\nzip\n")]
    digests = [with_own_lexicons(resources, own).lexicons.digest for own in in_use]
    assert len({resources.lexicons.digest, *digests}) == 5
    assert with_own_lexicons(resources, own_of("term\nzap\n")).lexicons.digest == digests[0]
    assert one.lists[0].digest == only_list("renamed.csv", "term,category\nzap,list0\n").digest


def test_without_lists_nothing_changes(resources: Resources) -> None:
    assert with_own_lexicons(resources, OwnLexicons(instead=True)) is resources


def test_a_list_of_the_same_name_takes_the_place_of_the_earlier() -> None:
    own = own_of("term\nzap\n", "term\nzip\n").with_list(only_list("list0.csv", "term\nzup\n"))
    assert [one.categories[0].terms[0].term for one in own.lists] == ["zup", "zip"]
    assert [one.name for one in own.without_list("list0").lists] == ["list1"]


def test_rereading_gives_what_reading_gives(resources: Resources) -> None:
    own = with_own_lexicons(resources, own_of("term,category\nradical,Labels\n"))
    assert reread(analyse(ARTICLE, resources).reading, own).terms == analyse(ARTICLE, own).reading.terms


def test_exports_name_own_lists_their_hash_and_their_use(resources: Resources) -> None:
    own = own_of("term,category\nradical,<b>Labels</b>\n", instead=True)
    used = with_own_lexicons(resources, own)
    results = results_of([analyse(ARTICLE, used)], used)
    digest = own.lists[0].digest
    assert f'"digest": "{digest}"' in to_json(results)
    assert '"use": "instead"' in to_json(results)
    assert f"own lists instead of the built-in ones: “list0” {digest}" in to_text(results)
    assert "<b>Labels" not in to_html(results)
    assert "&lt;b&gt;Labels" in to_html(results)


@pytest.mark.parametrize("term", [".*", "(a+)+$", "[", "<script>alert(1)</script>", "\\", "{quote}", "%s", "'; --"])
def test_hostile_terms_are_words_like_others(term: str, resources: Resources) -> None:
    own = own_of(f'term,category,reason\n"{term}","{term}","{{0.__class__}} {term}"\n')
    article = Article(
        "A headline", f"It said {term} there. Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! Nothing else."
    )
    used = with_own_lexicons(resources, own)
    page = to_html(results_of([analyse(article, used)], used))
    assert "<script>alert" not in page
    assert all(quote == term for quote, _ in marked(analyse(article, used)) if quote.strip("“”") == term)


def run(*arguments: str | Path) -> Result:
    """Run the command line, without models."""
    return CliRunner().invoke(app, [*map(str, arguments), "--models", "none"])


def test_the_command_line_takes_own_lists_beside_or_instead(tmp_path: Path) -> None:
    article, first, second = (tmp_path / name for name in ("a.txt", "labels.csv", "zaps.toml"))
    article.write_text(f"{ARTICLE.headline}\n\n{ARTICLE.body}", encoding="utf-8")
    first.write_text("term,category\nradical,Labels\n", encoding="utf-8")
    second.write_text(TOML, encoding="utf-8")
    for flags, use, loudest in (((), "beside", "attack_verbs"), (("--only-own-lexicons",), "instead", "own_labels")):
        result = run("analyse", article, "--lexicon", first, "--lexicon", second, *flags)
        assert result.exit_code == 0
        output = json.loads(result.stdout)
        assert output["made_with"]["own_lexicons"]["use"] == use
        assert [one["name"] for one in output["made_with"]["own_lexicons"]["lists"]] == ["labels", "zaps"]
        findings = output["reports"][0]["dimensions"]["loaded_language"]["findings"]
        assert findings[0]["category"] == f"loaded_language/{loudest}"


def test_the_command_line_names_bad_rows_and_goes_on(tmp_path: Path) -> None:
    article, table = tmp_path / "a.txt", tmp_path / "labels.csv"
    article.write_text(f"{ARTICLE.headline}\n\n{ARTICLE.body}", encoding="utf-8")
    table.write_text("term,category\nradical,Labels\n,Labels\n", encoding="utf-8")
    result = run("analyse", article, "--lexicon", table)
    assert result.exit_code == 1
    assert "labels.csv, row 3: its term is empty" in result.stderr
    assert json.loads(result.stdout)["reports"]


def test_the_command_line_does_not_start_without_the_lists_that_were_asked_for(tmp_path: Path) -> None:
    article, broken, twin = tmp_path / "a.txt", tmp_path / "l.csv", tmp_path / "l.tsv"
    article.write_text(f"{ARTICLE.headline}\n\n{ARTICLE.body}", encoding="utf-8")
    broken.write_text("nothing\n", encoding="utf-8")
    for arguments, told in (
        (("--lexicon", broken), "has no column with the terms"),
        (("--lexicon", tmp_path / "none.csv"), "there is no such file"),
        (("--only-own-lexicons",), "there are none"),
    ):
        result = run("analyse", article, *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert told in " ".join(result.stderr.split())
    broken.write_text("term\nzap\n", encoding="utf-8")
    twin.write_text("term\nzip\n", encoding="utf-8")
    result = run("compare", article, article, "--lexicon", broken, "--lexicon", twin)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Two lists are called “l”" in result.stderr


MFD = """%
01\tHarmVirtue
02\tHarmVice
03\tFairnessVirtue
11\tMoralityGeneral
%
kind\t01
abus*\t02
abuser\t02 03
equal rights\t03  01
righteous*\t11
"""
EMFD = (
    "word,care_p,fairness_p,loyalty_p,authority_p,sanctity_p,care_sent,fairness_sent,loyalty_sent,authority_sent,"
    "sanctity_sent\nstabbed,0.4,0.1,0.1,0.1,0.1,-0.6,-0.1,0,0,0\nshared,0.1,0.25,0.2,0,0,0.2,0.3,0.1,0,0\n"
    "lamp,0,0,0,0,0,0,0,0,0,0\n"
)


def moral_words(own: OwnList) -> dict[str, dict[str, float]]:
    """Words and weights by foundation and side."""
    return {found.moral: {term.term: term.weight for term in found.terms} for found in own.categories}


def test_a_dictionary_in_the_format_of_liwc_becomes_moral_words() -> None:
    own = only_list("mfd.dic", MFD)
    assert [(found.label, found.moral, found.dimension) for found in own.categories] == [
        ("HarmVirtue", "care_virtue", "framing"),
        ("HarmVice", "care_vice", "framing"),
        ("FairnessVirtue", "fairness_virtue", "framing"),
    ]
    words = moral_words(own)
    assert set(words["care_virtue"]) == {"kind"}
    assert {"abuse", "abused", "abusive", "abusers", "abuser"} <= set(words["care_vice"])
    assert all(word.startswith("abus") for word in words["care_vice"])
    assert set(words["fairness_virtue"]) == {"equal rights"}
    assert not any("righteous" in found for found in words.values())
    assert not any(term.inflect for found in own.categories for term in found.terms)


@pytest.mark.parametrize("name", ["care.virtue", "CareVirtue", "care_virtue", "Harm Virtue", "harm-virtue"])
def test_foundations_are_known_by_the_names_of_published_dictionaries(name: str) -> None:
    assert list(moral_words(only_list("d.dic", f"%\n1 {name}\n%\nkind 1\n"))) == ["care_virtue"]


def test_word_scores_count_for_the_highest_with_its_weight_and_the_sign_of_its_sentiment() -> None:
    assert moral_words(only_list("emfd.csv", EMFD)) == {
        "care_vice": {"stabbed": 0.4},
        "fairness_virtue": {"shared": 0.25},
    }


def test_word_scores_may_have_a_column_a_side() -> None:
    table = [["Word", "care.virtue", "care.vice", "loyalty.vice"], ["stab", 0.1, 0.5, 0.4], ["leave", 0, 0, 0.2]]
    assert moral_words(only_list("scores.xlsx", as_xlsx(table))) == {
        "care_vice": {"stab": 0.5},
        "loyalty_vice": {"leave": 0.2},
    }


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("d.dic", MFD + "cruel\n", "d.dic, line 12: “cruel” has no number of a category; write one behind it."),
        ("d.dic", MFD + "cruel\t7\n", "d.dic, line 12: “cruel” has the number 7, which is that of no category."),
        ("d.dic", MFD + "a*\t2\n", "d.dic, line 12: “a*” is a stem of fewer than 3 letters."),
        ("d.dic", MFD + f"{'z' * 101}\t2\n", "its term has 101 characters, at most 100 fit; shorten it."),
        ("e.csv", EMFD + "dim,much,0,0,0,0,0,0,0,0,0\n", "e.csv, row 5: “dim” has “much” as its care probability,"),
        ("e.csv", EMFD + "dim,nan,0,0,0,0,0,0,0,0,0\n", "e.csv, row 5: “dim” has “nan” as its care probability,"),
        ("e.csv", EMFD + "dim,1\n", "e.csv, row 5: “dim” has “” as its fairness probability, which is no number"),
        ("e.csv", EMFD + "dim,11,0,0,0,0,0,0,0,0,0\n", "“dim”: its weight is 11; use a number above 0, at most 10."),
        ("e.csv", EMFD + "stabbed,1,0,0,0,0,0,0,0,0,0\n", "“stabbed” is already in row 2, which is used; keep one"),
    ],
)
def test_a_line_of_a_moral_dictionary_that_does_not_hold_is_named(name: str, content: str, told: str) -> None:
    (problem,) = problems(name, content)
    assert told in problem
    assert read_lexicon_bytes(name, content.encode()).lists


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("d.dic", "kind\t1\n", "does not begin with its categories"),
        ("d.dic", "%\n1 care.virtue\n", "does not begin with its categories"),
        ("d.dic", "%\ncare.virtue\n%\nkind 1\n", "has in line 2 no number and name of a category"),
        ("d.dic", "%\n1 Verbs\n%\ngo 1\n", "lists no category of a moral foundation but “Verbs”"),
        ("d.dic", "%\n1 care.vice\n%\n" + "".join(f"{a}{b}{c}*\t1\n" for a in "abcd" for b in "aeiou" for c in "nrst"),
         "has stems that stand for more than 10,000 words"),
        ("d.dic", "%\n1 care.vice\n%\n" + "zap 1\n" * 20_000, "has more than 20,000 lines"),
        ("e.csv", "word,care_p\nkind,0.3\n", "has the probability of care without its sentiment"),
        ("e.csv", "lexeme,care_vice\nkind,0.3\n", "has no column with the terms"),
    ],
)  # fmt: skip
def test_a_moral_dictionary_that_cannot_be_used_is_named(name: str, content: str, told: str) -> None:
    (problem,) = problems(name, content)
    assert told in problem
    assert read_lexicon_bytes(name, content.encode()).lists == ()


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=200))
def test_whatever_a_dictionary_holds_it_is_read_or_named(text: str) -> None:
    read = read_lexicon_bytes("d.dic", f"%\n1 care.vice\n%\n{text}\ncruel 1\n".encode("utf-8", "replace"))
    assert read.lists or read.problems


@pytest.mark.parametrize("instead", [False, True])
def test_own_moral_words_count_instead_of_the_built_in_ones_and_leave_the_frames(
    instead: bool, resources: Resources
) -> None:
    own = OwnLexicons(lists=(only_list("mfd.dic", MFD),), instead=instead)
    article = Article("", "The cruel abuser had equal rights. " * 12 + "The tax rose on kind people.")
    framing = analyse(article, with_own_lexicons(resources, own)).dimensions["framing"]
    moral = {
        quote
        for quote, category in marked(analyse(article, with_own_lexicons(resources, own)), "framing")
        if category.startswith("moral_")
    }
    assert moral == {"abuser", "equal rights", "kind"}
    assert [row.cells for row in framing.table("moral_language").rows] == [
        ("Care", 1, 12, 0, 0, 13),
        ("Fairness", 12, 0, 0, 0, 12),
    ]
    assert len(framing.table("frames").rows) == 19


def test_weights_of_word_scores_count_in_the_density(resources: Resources) -> None:
    article = Article("", "She stabbed the old map and went home. " * 8)
    own = OwnLexicons(lists=(only_list("emfd.csv", EMFD),))
    score = (
        analyse(article, with_own_lexicons(resources, own))
        .dimensions["framing"]
        .score("moral_words_per_1000_words", subject="Care")
    )
    assert score.value == pytest.approx(1000 * 0.4 / 8)


def test_own_moral_words_and_own_frames_may_share_a_word(resources: Resources) -> None:
    frames = only_list("l.csv", "term,category,dimension\nkind,Kindness,framing\n")
    own = OwnLexicons(lists=(frames, only_list("mfd.dic", MFD)))
    assert clashes(own, resources.lexicons) == ()
    report = analyse(Article("", "He was a kind man."), with_own_lexicons(resources, own))
    assert {category for quote, category in marked(report, "framing") if quote == "kind"} == {
        "own_kindness",
        "moral_care_virtue",
    }


def test_moral_words_survive_being_saved_and_belong_to_framing() -> None:
    own = OwnLexicons(lists=(only_list("mfd.dic", MFD),))
    saved = LexiconFile.of(lexicons=own).as_bytes()
    assert read_lexicon_bytes("shared.json", saved).lists == own.lists
    moved = saved.replace(b'"framing"', b'"loaded_language"')
    assert moved != saved
    assert read_lexicon_bytes("shared.json", moved).lists == ()
