import pytest

from assessments.engine.variant import Question
from assessments.templatetags import marked


def test_a_line_is_set() -> None:
    assert "<math" in marked.line("of $h_t$")


def test_chosen_options_are_a_list() -> None:
    assert marked.line("one\ntwo") == "<ul><li>one</li><li>two</li></ul>"


@pytest.mark.parametrize("show", [marked.line, marked.block])
def test_what_cannot_be_set_is_shown_with_its_fault(show: object) -> None:
    shown = show(r"<b> $\foo$")

    assert shown == r'&lt;b&gt; $\foo$ <span class="error">unknown command \foo in $\foo$</span>'


@pytest.mark.parametrize("show", [marked.line, marked.block])
def test_hostile_text_is_neutralised(show: object) -> None:
    assert "<script" not in show("<script>alert(1)</script>")


@pytest.mark.parametrize(
    ("score", "state", "words"),
    [(1.0, "right", "Right"), (0.5, "partly", "Partly right"), (0.0, "wrong", "Not right")],
)
def test_a_score_is_put_into_words(score: float, state: str, words: str) -> None:
    assert (marked.state(score), marked.words(state)) == (state, words)


def test_the_widget_is_the_learners_own() -> None:
    question = Question("<p>Which?</p>", "choice", "Choose one option.", (("a", "<em>a</em>"), ("b", "b")))

    html = marked.widget(question)

    assert (html.count('type="radio"'), "<em>a</em>" in html, "checked" in html) == (2, True, False)


def test_what_a_question_holds_stays_as_it_is() -> None:
    assert marked.made("<p>Which?</p>") == "<p>Which?</p>"
