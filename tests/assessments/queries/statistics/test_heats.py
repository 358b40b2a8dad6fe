from assessments.queries.statistics.heats import UNNAMED, of_misconceptions, of_options
from assessments.queries.statistics.outcomes import Outcome
from assessments.queries.statistics.questions import Asked

STRATA = {0.0: 0, 1.0: 4}


def an_outcome(total: float, credit: float, diagnosis: str = "", chosen: str = "", n: int = 1) -> Outcome:
    return Outcome(1, 7, 1.0, credit, total, credit, diagnosis, chosen, n)


def counts(rows: object) -> list[tuple[str, list[int], bool]]:
    return [(row.label, [cell.count for cell in row.cells], row.is_key) for row in rows]


def test_an_answer_counts_for_each_mistake_that_may_be_in_it() -> None:
    rows = [an_outcome(0.0, 0, "transposed | row-for-column", n=2), an_outcome(1.0, 0), an_outcome(1.0, 1, n=3)]

    heat = of_misconceptions(rows, STRATA)

    assert heat.sizes == (2, 0, 0, 0, 4)
    assert [(label, cells) for label, cells, _ in counts(heat.rows)] == [
        ("Right answer", [0, 0, 0, 0, 3]),
        ("A row was given where the vector is a column", [2, 0, 0, 0, 0]),
        ("Rows and columns changed places", [2, 0, 0, 0, 0]),
        (UNNAMED, [0, 0, 0, 0, 1]),
    ]


def test_each_option_of_a_selection_counts() -> None:
    asked = {7: Asked(7, "Q", None, ("A", "B", "C"), frozenset({"A", "B"}), several=True)}

    heat = of_options([an_outcome(1.0, 1, chosen="A\nB", n=2), an_outcome(0.0, 0, chosen="B\nC")], asked, STRATA)

    assert counts(heat.rows) == [
        ("B", [1, 0, 0, 0, 2], True),
        ("A", [0, 0, 0, 0, 2], True),
        ("C", [1, 0, 0, 0, 0], False),
    ]


def test_where_parameters_decide_an_option_is_right_and_wrong_in_turn() -> None:
    asked = {7: Asked(7, "Q", None, ("A", "B"))}

    heat = of_options([an_outcome(1.0, 1, chosen="A"), an_outcome(0.0, 0, chosen="A", n=2)], asked, STRATA)

    assert counts(heat.rows) == [("A", [0, 0, 0, 0, 1], True), ("A", [2, 0, 0, 0, 0], False)]


def test_where_nothing_is_offered_there_are_no_options() -> None:
    assert of_options([an_outcome(1.0, 1)], {7: Asked(7, "Q")}, STRATA).rows == ()
