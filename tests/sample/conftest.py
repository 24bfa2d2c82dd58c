from pathlib import Path

import pytest

from bartack.sample import AnswerKey, generate


@pytest.fixture(scope="session")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, AnswerKey]:
    folder = tmp_path_factory.mktemp("faulty") / "records"
    return folder, generate(folder, workers=40, seed=11)
