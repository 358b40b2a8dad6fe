import pytest

from assessments.engine.quantities.asked import Asked
from assessments.engine.quantities.drawn import Drawn
from assessments.engine.quantities.quantity import Quantity
from assessments.engine.quantities.solution import at, solution
from assessments.engine.texts import markup

SIZES = Drawn(80, 12, steps=7, batch=3)
TOTAL = Quantity("parameters", "elements")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            Asked(Quantity("W_fF")),
            "$W_{fF}$ multiplies $x_t$, a column of 80, and gives a column of 12. So its shape is **(12, 80)**.",
        ),
        (
            Asked(Quantity("W_oR", "axis", axis=1)),
            (
                "$W_{oR}$ multiplies a column of 12, the hidden state, and gives a column of 12. So its shape is "
                "**(12, 12)**, and the size of the second axis of $W_{oR}$ is **12**."
            ),
        ),
        (
            Asked(Quantity("output", "elements")),
            (
                "The layer reads 3 sequences of 7 steps, and each step turns 80 numbers into 12. `output` follows "
                "time, batch, features. So its shape is **(7, 3, 12)**, "
                r"which makes $7 \cdot 3 \cdot 12 =$ **252** entries."
            ),
        ),
        (
            Asked(Quantity("kernel", convention="keras")),
            (
                "`kernel` holds the numbers of all gates and of the candidate in one array, for 80 inputs and 12 "
                "units. So its shape is **(80, 48)**."
            ),
        ),
        (
            Asked(Quantity("kernel", cell="rnn", convention="keras")),
            "`kernel` holds the numbers of the only block, for 80 inputs and 12 units. So its shape is **(80, 12)**.",
        ),
        (
            Asked(Quantity("b_i")),
            "$b_{i}$ has one number for each of the 12 hidden units. So its shape is **(12, 1)**.",
        ),
        (
            Asked(Quantity("h_n")),
            (
                "The layer reads 3 sequences of 7 steps, and each step turns 80 numbers into 12. `h_n` keeps what the "
                "last step leaves: first an axis for layers and directions, then batch and features. "
                "So its shape is **(1, 3, 12)**."
            ),
        ),
        (
            Asked(Quantity("x")),
            (
                "$x_t$ has one number for each of the 80 inputs, in a column for each of the 3 sequences. "
                "So its shape is **(80, 3)**."
            ),
        ),
        (
            Asked(Quantity("parameters", "elements", convention="torch")),
            (
                "The LSTM layer holds these arrays, sorted by their shapes:\n\n"
                "- (48, 80): `weight_ih_l0`\n"
                "- (48, 12): `weight_hh_l0`\n"
                "- (48,): `bias_ih_l0`, `bias_hh_l0`\n\n"
                r"Their sizes add up to $3840 + 576 + 2 \cdot 48 =$ **4512** parameters."
            ),
        ),
        (
            Asked(Quantity("g", "range")),
            (
                r"It is $\tanh$ of a sum that can be any number, so it lies between $-1$ and $1$. With 7 steps: "
                "**(-1, 1)**. Neither end is reached."
            ),
        ),
        (
            Asked(Quantity("W_fF", "axis"), Quantity("W_fF", "axis", axis=1), "difference"),
            (
                "$W_{fF}$ multiplies $x_t$, a column of 80, and gives a column of 12. So its shape is **(12, 80)**, "
                "and the size of the first axis of $W_{fF}$ is **12**.\n\n"
                "$W_{fF}$ multiplies $x_t$, a column of 80, and gives a column of 12. So its shape is **(12, 80)**, "
                "and the size of the second axis of $W_{fF}$ is **80**.\n\n"
                "So the answer is $12 - 80$, that is **-68**."
            ),
        ),
    ],
)
def test_a_size_is_explained_with_its_own_numbers(asked: Asked, said: str) -> None:
    assert solution(asked, SIZES) == said


def test_a_value_is_worked_out_gate_by_gate() -> None:
    assert solution(Asked(Quantity("c", "value")), Drawn(1, 1, seed=5)) == (
        "Step 1:\n\n"
        r"- $f_1 = \sigma(W_{fF}\,x_1 + W_{fR}\,h_0 + b_f) = \sigma\left(-2.125\right) \approx 0.1067$"
        "\n"
        r"- $i_1 = \sigma(W_{iF}\,x_1 + W_{iR}\,h_0 + b_i) = \sigma\left(1.125\right) \approx 0.7549$"
        "\n"
        r"- $\tilde{C}_1 = \tanh(W_{cF}\,x_1 + W_{cR}\,h_0 + b_c) = \tanh\left(0.125\right) \approx 0.1244$"
        "\n"
        r"- $C_1 = f_1 \odot C_0 + i_1 \odot \tilde{C}_1 \approx 0.1472$"
        "\n\n"
        "So the value of the cell state $C_1$ is **0.1472**."
    )


@pytest.mark.parametrize(
    ("cell", "tensor", "steps", "lines"),
    [
        ("lstm", "f", 1, ["f_1"]),
        ("lstm", "g", 1, [r"\tilde{C}_1"]),
        ("lstm", "c_n", 1, ["f_1", "i_1", r"\tilde{C}_1", "C_1"]),
        ("lstm", "output", 1, ["f_1", "i_1", r"\tilde{C}_1", "o_1", "C_1", "h_1"]),
        ("rnn", "h", 2, ["h_1", "h_2"]),
        ("gru", "n", 1, ["r_1", "n_1"]),
        ("gru", "h", 1, ["z_1", "r_1", "n_1", "h_1"]),
    ],
)
def test_only_what_leads_to_the_value_is_worked_out(cell: str, tensor: str, steps: int, lines: list[str]) -> None:
    text = solution(Asked(Quantity(tensor, "value", cell=cell)), Drawn(2, 2, steps=steps))

    assert [line[3:].split(" = ")[0] for line in text.splitlines() if line.startswith("- ")] == lines
    assert markup.render(text)


def test_the_index_follows_the_step() -> None:
    assert at(r"\tanh(W_{cF}\,x_t + W_{cR}\,h_{t-1}) \odot \tilde{C}_t", 3) == (
        r"\tanh(W_{cF}\,x_3 + W_{cR}\,h_2) \odot \tilde{C}_3"
    )
