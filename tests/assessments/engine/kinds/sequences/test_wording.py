from assessments.engine.kinds.sequences.final_state_shape import FinalStateShape
from assessments.engine.kinds.sequences.wording import flags


def test_only_what_is_on_or_off_is_written_as_python_does() -> None:
    kind = FinalStateShape(20, 12, layers=1, bidirectional=True, batch_first=False, batch=8, steps=5)

    assert flags(kind) == {"bidirectional": "True", "batch_first": "False"}
