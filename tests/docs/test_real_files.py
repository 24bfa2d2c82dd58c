"""The page of real files says what the readers do today, where those files are at hand."""

from pathlib import Path

import pytest

from tools.real_files import PAGE, page

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real files are not part of the project")
def test_the_page_of_real_files_is_true() -> None:
    assert page(SAMPLES) == PAGE.read_text("utf-8"), "run: python -m tools.real_files ../shared/samples"
