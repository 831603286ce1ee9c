"""Media bias and framing analyser: shows how a news article is told, with the evidence in the text.

from analysis import Article, analyse, load_resources

resources = load_resources()
report = analyse(Article("Mayor slams council", "The mayor said on Tuesday …"), resources)
for finding in report.dimensions["loaded_language"].findings:
    print(finding.quote, finding.reason)

Many articles go from a folder, zip or table into Parquet tables, and from there into pandas:

result = analyse_corpus("papers", "result")
result.articles(["outlet", "loaded_language_loaded_sentence_share_own"])
"""

from importlib import import_module
from typing import TYPE_CHECKING

from analysis.article import Article, ArticleError
from analysis.comparison import Comparison, compare
from analysis.lexicon import LexiconError
from analysis.readers import read_article, read_file, read_text, read_url
from analysis.reading import Resources, load_resources
from analysis.report import MEASURES, Report, analyse, analyse_many
from analysis.version import VERSION as __version__

if TYPE_CHECKING:
    from analysis.corpus.options import CorpusError, Options
    from analysis.corpus.result import CorpusResult, analyse_corpus, open_corpus
    from analysis.dataframes import findings_dataframe, scores_dataframe, table_dataframe
    from analysis.methods_section.account import described_corpus
else:
    # What needs Dask, DuckDB or pandas is imported when it is first asked for: a single article needs none of them.
    _ON_REQUEST = {
        "CorpusError": "corpus.options",
        "CorpusResult": "corpus.result",
        "Options": "corpus.options",
        "analyse_corpus": "corpus.result",
        "described_corpus": "methods_section.account",
        "findings_dataframe": "dataframes",
        "open_corpus": "corpus.result",
        "scores_dataframe": "dataframes",
        "table_dataframe": "dataframes",
    }

    def __getattr__(name: str) -> object:
        if name not in _ON_REQUEST:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_ON_REQUEST[name]}"), name)

    def __dir__() -> list[str]:
        return sorted(__all__)


__all__ = [
    "MEASURES",
    "Article",
    "ArticleError",
    "Comparison",
    "CorpusError",
    "CorpusResult",
    "LexiconError",
    "Options",
    "Report",
    "Resources",
    "__version__",
    "analyse",
    "analyse_corpus",
    "analyse_many",
    "compare",
    "described_corpus",
    "findings_dataframe",
    "load_resources",
    "open_corpus",
    "read_article",
    "read_file",
    "read_text",
    "read_url",
    "scores_dataframe",
    "table_dataframe",
]
