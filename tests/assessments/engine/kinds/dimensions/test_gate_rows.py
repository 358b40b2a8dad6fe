import pytest

from assessments.engine.definition import Definition
from assessments.engine.grade import grade
from assessments.engine.kinds.dimensions.gate_rows import GateRows
from assessments.engine.space import Space
from assessments.engine.variant import posed

DEFINITION = Definition(GateRows.slug)
POINT = {"input_size": 20, "hidden_size": 12}
ORDERS = {"PyTorch": "ifco", "Keras": "ifco", "ONNX": "iofc"}  # as each documents them, c for PyTorch's g


def test_everywhere_a_gate_stands_where_its_framework_says() -> None:
    for kind in (GateRows(**point) for point in Space(GateRows.domains())):
        before = ORDERS[kind.framework].index(kind.gate) * kind.hidden_size

        assert kind.answer() == (before, before + kind.hidden_size)


@pytest.mark.parametrize(
    ("framework", "gate", "raw", "misconception"),
    [
        ("PyTorch", "f", "12:24", ""),
        ("PyTorch", "f", "rows 12 to 23", ""),
        ("PyTorch", "f", "24:36", "gates-in-another-order"),
        ("PyTorch", "f", "0:12", "gates-in-the-order-of-equations"),
        ("PyTorch", "f", "20:40", "sizes-swapped"),
        ("PyTorch", "f", "13 to 24", "counted-from-one"),
        ("Keras", "i", "12:24", "gates-in-the-order-of-equations"),
        ("ONNX", "f", "24:36", ""),
        ("ONNX", "f", "12:24", "gates-in-another-order"),
        ("ONNX", "o", "36:48", "gates-in-another-order"),
        ("ONNX", "i", "0:12", ""),
    ],
)
def test_the_rows_of_a_gate_of_12_units(framework: str, gate: str, raw: str, misconception: str) -> None:
    outcome = grade(posed(DEFINITION, POINT | {"framework": framework, "gate": gate}, "seed"), raw)

    assert (outcome.score, outcome.misconception) == (float(not misconception), misconception)


def test_rows_counted_from_one_are_offered_too() -> None:
    assert dict(GateRows(20, 12, "f", "PyTorch").wrong_answers())["counted-from-one"] == (13, 25)


@pytest.mark.parametrize(
    ("gate", "framework", "called"),
    [
        ("f", "PyTorch", "`weight_ih_l0` of `nn.LSTM(20, 12)` in PyTorch"),
        ("f", "Keras", "`kernel.T`, the transposed kernel of a Keras `LSTM(12)` that reads 20 features"),
        ("f", "ONNX", "`W[0]` of an ONNX `LSTM` node with 20 features and `hidden_size=12`"),
    ],
)
def test_the_stem_names_the_array(gate: str, framework: str, called: str) -> None:
    assert GateRows(20, 12, gate, framework).names()["matrix"] == called


def test_the_solution_counts_the_rows_before() -> None:
    assert GateRows(20, 12, "c", "PyTorch").because() == (
        "PyTorch keeps the blocks in the order $i, f, g, o$, where $g$ is the candidate. Each has 12 rows, one for "
        "each hidden unit.\n\n"
        "The candidate comes third, after $2 \\times 12 = 24$ rows of other blocks. Its own are rows 24 to 35: "
        "**24:36**."
    )


def test_before_the_first_gate_there_is_nothing_to_count() -> None:
    ending = GateRows(20, 12, "i", "ONNX").because().rpartition("\n\n")[2]

    assert ending == "The input gate comes first. Its own are rows 0 to 11: **0:12**."
