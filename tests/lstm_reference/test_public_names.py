import subprocess
import sys
from types import ModuleType

import pytest

import lstm_reference


@pytest.mark.parametrize("name", lstm_reference.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(lstm_reference, name) is not None


@pytest.mark.parametrize("name", ["cell", "count", "interval", "layouts"])
def test_no_public_name_hides_a_module(name: str) -> None:
    assert isinstance(getattr(lstm_reference, name), ModuleType)


def test_the_reference_needs_numpy_alone() -> None:
    code = "import sys, lstm_reference; print(sorted({'django', 'assessments', 'torch'} & set(sys.modules)))"

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout == "[]\n"
