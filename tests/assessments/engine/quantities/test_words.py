import pytest

from assessments.engine.quantities.asked import Asked
from assessments.engine.quantities.drawn import Drawn
from assessments.engine.quantities.quantity import Quantity
from assessments.engine.quantities.words import counted, number_names, phrased, setting, symbol

SIZES = Drawn(80, 12, steps=7, batch=3)
TOTAL = Quantity("parameters", "elements")
COLUMNS = "All vectors are columns, and there is one bias wherever there are two matrices."
LAYOUT = "Arrays are laid out as in PyTorch by default: time first, then the batch, then the features."
FINAL = "Final states are laid out as PyTorch hands them over."


@pytest.mark.parametrize(("number", "said"), [(0, "0 steps"), (1, "1 step"), (2, "2 steps")])
def test_one_is_singular(number: int, said: str) -> None:
    assert counted(number, "step") == said


@pytest.mark.parametrize(
    ("name", "latex"),
    [("W_fF", "W_{fF}"), ("b_o", "b_{o}"), ("g", r"\tilde{C}_2"), ("c", "C_2"), ("n", "n_2"), ("h", "h_2")],
)
def test_arrays_are_written_as_in_the_lesson(name: str, latex: str) -> None:
    assert symbol(name, "2") == latex


@pytest.mark.parametrize(
    ("asked", "phrase"),
    [
        (Asked(Quantity("W_fF")), "the shape of $W_{fF}$"),
        (Asked(Quantity("c")), "the shape of the cell state $C_t$"),
        (Asked(Quantity("z", cell="gru")), "the shape of the update gate's output $z_t$"),
        (Asked(Quantity("output", "axis", axis=1)), "the size of the second axis of `output`"),
        (Asked(Quantity("kernel", "elements", convention="keras")), "the number of entries of `kernel` in Keras"),
        (Asked(TOTAL), "the number of parameters of the LSTM layer"),
        (
            Asked(TOTAL, Quantity("parameters", "elements", cell="rnn"), "ratio"),
            "the number of parameters of the LSTM layer divided by the number of parameters of the simple RNN layer",
        ),
        (
            Asked(Quantity("W_fF", "axis"), Quantity("W_fF", "axis", axis=1), "difference"),
            "the size of the first axis of $W_{fF}$ minus the size of the second axis of $W_{fF}$",
        ),
        (
            Asked(Quantity("h", "range")),
            "the smallest interval that is sure to hold every entry of the hidden state $h_t$ at the last step",
        ),
        (Asked(Quantity("g", "value", unit=2)), r"the second entry of the candidate $\tilde{C}_7$"),
        (Asked(Quantity("output", "value")), "the first entry of `output` at step 7"),
        (Asked(Quantity("h_n", "value")), "the first entry of `h_n`"),
    ],
)
def test_what_is_asked_is_put_into_words(asked: Asked, phrase: str) -> None:
    assert phrased(asked, SIZES) == phrase


def test_the_only_entry_is_a_value() -> None:
    assert phrased(Asked(Quantity("f", "value")), Drawn(1, 1)) == "the value of the forget gate's output $f_1$"


@pytest.mark.parametrize(
    ("asked", "drawn", "said"),
    [
        (
            Asked(Quantity("W_fF")),
            Drawn(80, 12, steps=7),
            (
                "An LSTM layer reads inputs of size 80 and has 12 hidden units. "
                f"The input is a sequence of 7 steps. {COLUMNS}"
            ),
        ),
        (
            Asked(Quantity("output")),
            SIZES,
            (
                "An LSTM layer reads inputs of size 80 and has 12 hidden units. "
                f"The input is a batch of 3 sequences of 7 steps. {LAYOUT}"
            ),
        ),
        (
            Asked(Quantity("c_n")),
            SIZES,
            (
                "An LSTM layer reads inputs of size 80 and has 12 hidden units. "
                f"The input is a batch of 3 sequences of 7 steps. {FINAL}"
            ),
        ),
        (
            Asked(Quantity("output", "elements"), Quantity("h_n", "elements"), "ratio"),
            SIZES,
            (
                "An LSTM layer reads inputs of size 80 and has 12 hidden units. "
                f"The input is a batch of 3 sequences of 7 steps. {LAYOUT} {FINAL}"
            ),
        ),
        (
            Asked(Quantity("c")),
            SIZES,
            (
                "An LSTM layer reads inputs of size 80 and has 12 hidden units. The input is a batch of 3 sequences "
                f"of 7 steps. {COLUMNS} At each step the sequences stand side by side, a column for each."
            ),
        ),
        (
            Asked(Quantity("parameters", "elements", convention="onnx")),
            Drawn(80, 12),
            (
                "An LSTM layer reads inputs of size 80 and has 12 hidden units. The input is a sequence of 1 step. "
                "Biases are on, and all other settings are left as ONNX has them."
            ),
        ),
        (
            Asked(Quantity("kernel", cell="gru", convention="keras")),
            Drawn(80, 12),
            (
                "A GRU layer reads inputs of size 80 and has 12 hidden units. The input is a sequence of 1 step. "
                "All other settings are left as Keras has them."
            ),
        ),
        (
            Asked(TOTAL, Quantity("parameters", "elements", cell="rnn"), "ratio"),
            Drawn(80, 12),
            (
                "An LSTM layer and a simple RNN layer both read inputs of size 80 and have 12 hidden units. "
                f"The input is a sequence of 1 step. {COLUMNS}"
            ),
        ),
        (
            Asked(Quantity("c", "range")),
            SIZES,
            (
                "Nothing is known of an LSTM's weights and inputs but that they are real numbers. "
                "It starts from the zero state and takes 7 steps."
            ),
        ),
    ],
)
def test_the_setting_tells_all_that_matters(asked: Asked, drawn: Drawn, said: str) -> None:
    assert setting(asked, drawn) == said


@pytest.mark.parametrize(
    ("tensor", "steps", "gates"),
    [("f", 1, "f"), ("c", 1, "fic"), ("h", 1, "fico"), ("o", 2, "fico")],
)
def test_only_the_weights_that_matter_are_printed(tensor: str, steps: int, gates: str) -> None:
    printed = number_names(Asked(Quantity(tensor, "value")), Drawn(1, 1, steps=steps))["weights"]

    assert [gate for gate in "fico" if f"W_{{{gate}F}}" in printed] == list(gates)


def test_a_network_is_printed_with_its_numbers() -> None:
    assert setting(Asked(Quantity("f", "value")), Drawn(2, 1, seed=1)) == (
        "An LSTM with 2 inputs and 1 hidden unit has, among others, the weights\n\n"
        r"$$W_{fF} = \begin{bmatrix} 1.5 & 0.5 \end{bmatrix},\quad W_{fR} = 1,\quad b_{f} = -1.5$$"
        "\n\n"
        r"It starts from $h_0 = 0.75$ and $C_0 = -0.5$ and reads $x_1 = \begin{bmatrix} 1 \\ 0.5 \end{bmatrix}$."
    )


def test_a_gru_says_which_one_it_is() -> None:
    assert setting(Asked(Quantity("h", "value", cell="gru")), Drawn(1, 1)).endswith(
        r"It computes $n_t = \tanh(W_{nF}\,x_t + W_{nR}\,(r_t \odot h_{t-1}) + b_n)$ and "
        r"$h_t = (1 - z_t) \odot n_t + z_t \odot h_{t-1}$."
    )
