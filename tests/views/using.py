"""Using the dashboard without a browser: opening it, reading what it shows, adding articles."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT

DASHBOARD = str(ROOT / "dashboard.py")
# Views of the open articles, and those that have a use without any.
ARTICLE_VIEWS = ("compare", "read", "headline", "actors", "framing", "method")
VIEWS = (*ARTICLE_VIEWS, "classroom", "coding", "corpus", "lexicons")
# Loading the language model on a busy machine takes longer than Streamlit's three seconds.
PATIENCE = 120
STORY = (
    "Council slams critics of river plan\n\n"
    "The council slammed its critics on Monday after a long debate about the river plan. “We will not be bullied,” "
    "said Mayor Ada Quill. About 200 people came to the meeting in the town hall.\n\n"
    "The plan costs 3 million pounds and takes four years to finish. Opponents want a vote in May, and the council has "
    "promised to answer their letter before then.\n"
)


def html_of(app: AppTest) -> str:
    return "\n".join(element.value for element in app.html)


def tables_of(app: AppTest) -> str:
    return "\n".join(element.value for element in app.html if 'class="details"' in element.value)


def labels_of(app: AppTest, key: str) -> list[str]:
    return list(app.pills(key=key).options)


def opened(app: AppTest) -> list[str]:
    return [entry.article.headline for entry in app.session_state["desk"].opened]


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def paste(app: AppTest, text: str, headline: str = "") -> AppTest:
    press(app, "Add an article")
    app.text_input(key="paste-headline").set_value(headline)
    app.text_area(key="paste-text").set_value(text)
    return press(app, "Read this text")


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    press(app, "Add an article")
    for name, content in files:
        app.file_uploader[0].upload(name, content)
    app.run()
    return (
        next(button for button in app.button if button.label.startswith("Read ") and "file" in button.label)
        .click()
        .run()
    )
