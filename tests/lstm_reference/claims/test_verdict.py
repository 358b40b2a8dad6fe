import dataclasses

import pytest

from lstm_reference import Finding, Verdict
from lstm_reference.claims.verdict import AS_STATED, as_stated, shown


@pytest.mark.parametrize(
    ("status", "holds"), [("proved", True), ("generic", True), ("refuted", False), ("undefined", None)]
)
def test_a_finding_holds_or_not_or_neither(status: str, holds: bool | None) -> None:
    assert Finding(status, "because").holds is holds


def test_a_verdict_reads_as_a_mapping_from_reading_to_finding() -> None:
    found = Finding("proved", "because")

    verdict = Verdict({"one way": found})

    assert dict(verdict) == {"one way": found}
    assert len(verdict) == 1


def test_a_claim_with_one_reading_is_read_as_stated() -> None:
    assert list(as_stated(Finding("proved", "because"))) == [AS_STATED]


@pytest.mark.parametrize(("by", "status"), [(True, "proved"), (False, "undefined")])
def test_nothing_is_proved_that_execution_did_not_show(by: bool, status: str) -> None:
    assert shown("proved", "because", {"n": 1}, by=by).status == status


def test_a_finding_never_changes() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Finding("proved", "because").status = "refuted"
