"""Media bias and framing analyser: shows how a news article is told, with the evidence in the text.

from analysis import Article, analyse, load_resources

resources = load_resources()
report = analyse(Article("Mayor slams council", "The mayor said on Tuesday …"), resources)
for finding in report.dimensions["loaded_language"].findings:
    print(finding.quote, finding.reason)
"""

from analysis.article import Article, ArticleError
from analysis.comparison import Comparison, compare
from analysis.lexicon import LexiconError
from analysis.readers import read_article, read_file, read_text, read_url
from analysis.reading import Resources, load_resources
from analysis.report import MEASURES, Report, analyse, analyse_many
from analysis.version import VERSION as __version__

__all__ = [
    "MEASURES",
    "Article",
    "ArticleError",
    "Comparison",
    "LexiconError",
    "Report",
    "Resources",
    "__version__",
    "analyse",
    "analyse_many",
    "compare",
    "load_resources",
    "read_article",
    "read_file",
    "read_text",
    "read_url",
]
