"""What the tests of the views share."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.views.using import DASHBOARD, PATIENCE


@pytest.fixture
def app() -> AppTest:
    """The dashboard, opened."""
    return AppTest.from_file(DASHBOARD, default_timeout=PATIENCE).run()
