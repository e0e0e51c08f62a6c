"""One training run on the real corpus, shared by the tests of this folder."""

from __future__ import annotations

import pytest

from auditor.categories import classifier, training


@pytest.fixture(scope="session")
def trained(tmp_path_factory):
    """Folder with a model, its figures and its card."""
    folder = tmp_path_factory.mktemp("models")
    training.train(folder)
    return folder


@pytest.fixture(scope="session")
def model(trained):
    return classifier.read(trained / training.MODEL)
