from assessments.engine.formats.lines import labelled, unlabelled

LABELS = ("$a$", "b = c")


def test_lines_lose_the_labels_that_they_were_shown_with() -> None:
    shown = labelled(LABELS, " = ", ["1", "2"])

    assert (shown, unlabelled(LABELS, " = ", shown)) == ("$a$ = 1\nb = c = 2", ["1", "2"])


def test_a_line_without_its_label_stays_as_it_is() -> None:
    assert unlabelled(LABELS, " = ", " 1\r\n\n b = c = 3 ") == ["1", "", "b = c = 3"]


def test_without_labels_every_line_stays_as_it_is() -> None:
    assert unlabelled((), " = ", "1\n = 2") == ["1", "= 2"]
