"""The document of indicators is what the definitions say."""

from tools import indicators_doc


def test_the_document_of_indicators_is_up_to_date() -> None:
    assert indicators_doc.PAGE.read_text() == indicators_doc.page(), (
        "run .venv/bin/python tools/indicators_doc.py"
    )
