"""The catalogue of misconceptions: one name serves as distractor, diagnosis, feedback and statistic."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Misconception:
    title: str  # what the learner probably did
    hint: str  # what to look at again; never the answer


CATALOGUE: dict[str, Misconception] = {
    "activation-left-out": Misconception(
        "The activation was left out",
        "The sum of weighted inputs and bias still goes through the gate's sigmoid, or the candidate's tanh.",
    ),
    "another-unit": Misconception(
        "This is the value of another unit",
        "Row by row: which row of the matrices belongs to the entry that is asked for?",
    ),
    "axes-permuted": Misconception(
        "The sizes are right, their order is not",
        "Name each axis in words, one after the other, before you write down its size.",
    ),
    "box-ignored": Misconception(
        "The inputs were taken to be anything at all",
        "Here the weights are known and the inputs stay within bounds, so the sum before the sigmoid does too.",
    ),
    "cell-state-given": Misconception(
        "The cell state was given for the hidden state", "What happens to the cell state on its way out?"
    ),
    "counted-for-each-unit": Misconception(
        "The layer was counted once more for each unit", "The rows of the matrices stand for the units already."
    ),
    "cut-off": Misconception(
        "Digits were cut off rather than rounded", "Keep a few more digits on the way and round only the last result."
    ),
    "difference-for-ratio": Misconception(
        "The counts were subtracted rather than divided", "“How many times as many” asks for a quotient."
    ),
    "digits-swapped": Misconception(
        "Two neighbouring digits changed places", "Compare what you typed with what you worked out, digit by digit."
    ),
    "ends-open-closed": Misconception(
        "Both ends are right, a bracket is not", "Ask of each end whether it can be reached or only approached."
    ),
    "every-step": Misconception(
        "Every step was kept where only the last one is",
        "Which of the arrays holds the whole sequence, and which holds only its end?",
    ),
    "extra-option": Misconception(
        "Everything true was chosen, and more besides", "Look for a counterexample to each statement that you chose."
    ),
    "feed-forward-for-recurrent": Misconception(
        "The matrix that reads the input was taken for the recurrent one",
        "Which vector does this matrix multiply: the input, or the hidden state before?",
    ),
    "feed-forward-transposed": Misconception(
        "This is the feed-forward matrix, transposed",
        "Which vector does this matrix multiply, and does the input take part in that?",
    ),
    "first-only": Misconception(
        "Only the first of the two quantities was given", "The question asks for two quantities together."
    ),
    "foreseen-mistake": Misconception(
        "A mistake that the author of this question expected", "Read the author's remark on this answer."
    ),
    "forget-gate-left-out": Misconception(
        "The old cell state was kept whole", "The forget gate scales the old cell state before anything is added to it."
    ),
    "forget-gate-on-both": Misconception(
        "The forget gate was applied to what is newly written as well",
        "The forget gate scales the old cell state only; the candidate has its own gate.",
    ),
    "gate-above-one": Misconception(
        "A gate was taken to amplify",
        "A gate scales by what a sigmoid gives: think of where its curve lies for very large sums.",
    ),
    "gate-as-percentage": Misconception(
        "A gate's output was read as a percentage", "What a gate puts out is a factor, not a count of hundredths."
    ),
    "gate-inverted": Misconception(
        "The gate was read the wrong way round",
        "The higher a gate's output, the more it lets pass; a forget gate says what is kept.",
    ),
    "gates-always-differ": Misconception(
        "“In general” was taken for “always”", "Different weights can still give the same sum for some input."
    ),
    "gates-differ": Misconception(
        "Two gates were given matrices of different shapes",
        "Compare what the two gates read, and how many units each of them serves.",
    ),
    "gates-share-weights": Misconception(
        "The gates were thought to share their weights",
        "Count the matrices of a layer: how many are there for one gate, and how many in all?",
    ),
    "gates-swapped": Misconception(
        "The forget gate and the input gate changed places",
        "One of the two scales the old cell state, the other what is newly written.",
    ),
    "gates-without-candidate": Misconception(
        "Gates were counted, the candidate was not", "What besides the gates has weights of its own in these cells?"
    ),
    "hidden-for-cell-state": Misconception(
        "The squashed cell state was given, which is on its way to the hidden state",
        "The cell state itself is not squashed; its tanh is taken for the hidden state alone.",
    ),
    "hidden-state-given": Misconception(
        "The hidden state was given for the cell state", "Which of the two states comes first, before the output gate?"
    ),
    "input-gate-left-out": Misconception(
        "The candidate was written in full", "The input gate scales the candidate before it is added."
    ),
    "input-size-for-hidden": Misconception(
        "The size of the input stands where the number of hidden units belongs",
        "Which of the two sizes belongs to what the layer reads, and which to what it puts out?",
    ),
    "last-step-only": Misconception(
        "Only the last step was kept", "Which of the arrays holds the whole sequence, and which holds only its end?"
    ),
    "lstm-for-rnn": Misconception(
        "These are the parameters of an LSTM", "How many blocks of weights has a cell without gates?"
    ),
    "matrix-for-vector": Misconception(
        "A matrix was given where a vector is asked", "Is this quantity multiplied with a vector, or is it one itself?"
    ),
    "missed-option": Misconception(
        "What was chosen is true, but something is missing", "Give each statement that you left out a second look."
    ),
    "mixed-selection": Misconception(
        "Something true was left out and something false was chosen",
        "Settle every statement by itself, as if it were the only one.",
    ),
    "nearly": Misconception(
        "Very close: rounding on the way may have cost it", "Keep more digits in every step and round only at the end."
    ),
    "no-bias": Misconception("The bias was left out", "What is added after the two matrix products?"),
    "no-recurrent": Misconception(
        "The recurrent part was left out", "A gate reads two vectors. Which weights read the second one?"
    ),
    "off-by-one": Misconception(
        "Just one too many or too few", "Check where counting starts and whether both ends count."
    ),
    "one-axis-wrong": Misconception(
        "Every axis is right but one", "Say for each axis what it counts; one of them counts something else."
    ),
    "one-bias": Misconception(
        "One bias was counted for each gate", "How many biases does this framework keep for each gate?"
    ),
    "one-end-wrong": Misconception(
        "One end is right, the other is not", "Work out the wrong end by itself: what drives the quantity there?"
    ),
    "one-gate-only": Misconception(
        "Only one block of weights was counted", "How many blocks of the same shape does the layer hold?"
    ),
    "one-number-for-all": Misconception(
        "One number was taken to serve all units", "Does every hidden unit get the same number here, or its own?"
    ),
    "one-size-each": Misconception(
        "Each matrix was given one of the two sizes, twice",
        "A matrix leads from one size to another: which are they here?",
    ),
    "output-for-input": Misconception(
        "The shape of what comes out was given for what goes in", "How many numbers does each step read?"
    ),
    "positive-means-rising": Misconception(
        "Above zero was taken for above the previous hidden state",
        "The hidden state's sign is relative to zero; the step before had another cell state and output gate.",
    ),
    "power-of-ten": Misconception(
        "The digits are right, the decimal point is not",
        "Estimate how large the answer should be, then count the places.",
    ),
    "range-of-candidate": Misconception(
        "The range of the candidate, a bare tanh, was given",
        "Which activation comes last here, and what multiplies or adds to it?",
    ),
    "range-of-cell-state": Misconception(
        "The range of the cell state was given",
        "The cell state adds up over the steps; is that also so for what is asked?",
    ),
    "range-of-gate": Misconception("The range of a gate was given", "Can what is asked be negative?"),
    "range-of-hidden-state": Misconception(
        "The range of the hidden state was given",
        "The hidden state is squashed and then scaled by the output gate; is what is asked?",
    ),
    "range-unbounded": Misconception(
        "Nothing was seen to keep the values within bounds",
        "Look at the last thing that happens to each factor: how large can it be?",
    ),
    "ratio-inverted": Misconception(
        "The quotient stands upside down", "Which of the two cells has more parameters, and which count belongs on top?"
    ),
    "ratio-to-the-other-cell": Misconception(
        "This is the ratio to another cell",
        "Read again which cell the LSTM is compared with, and list the blocks of that one.",
    ),
    "recurrent-for-feed-forward": Misconception(
        "The recurrent matrix was taken for the one that reads the input",
        "Which vector does this matrix multiply: the input, or the hidden state before?",
    ),
    "recurrent-from-input-size": Misconception(
        "The recurrent matrix was sized by the input", "Between which two vectors does the recurrent matrix lead?"
    ),
    "rounded-too-far": Misconception(
        "Rounded to fewer digits than asked", "The line above the answer field says how close the answer has to be."
    ),
    "row-for-column": Misconception(
        "A row was given where the vector is a column",
        "In which direction must a vector stand, to be multiplied by a matrix on its left?",
    ),
    "same-inputs-same-outputs": Misconception(
        "The same inputs were taken to give the same outputs",
        "Two gates read the same; what does each of them multiply it with?",
    ),
    "same-sizes-same-count": Misconception(
        "Equal sizes were taken to mean equal counts", "Compare what the cells hold inside, block by block."
    ),
    "second-only": Misconception(
        "Only the second of the two quantities was given", "The question asks for two quantities together."
    ),
    "selection-inverted": Misconception(
        "Just the opposite selection", "Read the question again: does it ask for what is true or for what is false?"
    ),
    "sigmoid-for-tanh": Misconception(
        "A sigmoid was put where a tanh belongs",
        "Can this quantity be negative? Which of the two activations allows that?",
    ),
    "sign-flipped": Misconception(
        "The size is right, the sign is not", "Check which way each term pushes, and every minus on the way."
    ),
    "signs-ignored": Misconception(
        "Both inputs were moved in the same direction, whatever the signs of their weights",
        "An input with a negative weight lowers the sum where the input is large.",
    ),
    "size-one-axis": Misconception(
        "An axis of size one is missing or too many",
        "A column is written with both of its axes: how many rows, how many columns?",
    ),
    "sizes-swapped": Misconception(
        "Input size and hidden size changed places",
        "Which of the two sizes belongs to what the layer reads, and which to what it puts out?",
    ),
    "state-not-carried": Misconception(
        "The state before was taken for zero", "What does the step take over from the one before it?"
    ),
    "states-stacked": Misconception(
        "This matrix reads input and hidden state stacked together",
        "Here two matrices share that work. What does this one read?",
    ),
    "steps-and-batch-swapped": Misconception(
        "Time and batch changed places", "In which order does the question say that the axes come?"
    ),
    "tanh-for-sigmoid": Misconception(
        "A tanh was put where the gate has a sigmoid",
        "Gates use the logistic sigmoid; tanh belongs to the candidate and to the cell state on its way out.",
    ),
    "three-gates": Misconception(
        "Three blocks of weights were counted", "Besides its gates, what else in an LSTM has weights?"
    ),
    "time-adds-an-axis": Misconception(
        "Time was given an axis of its own", "Does each step use its own copy of this, or do all steps share one?"
    ),
    "time-adds-columns": Misconception(
        "The steps were laid side by side as columns", "How much of the sequence does the network see in a single step?"
    ),
    "time-adds-rows": Misconception(
        "The steps were piled up as rows", "How much of the sequence does the network see in a single step?"
    ),
    "time-multiplies": Misconception(
        "The count was multiplied by the number of steps", "Does a later step use new weights?"
    ),
    "transposed": Misconception(
        "Rows and columns changed places",
        "Rows come first. Which size has the product, and which size has the vector that is multiplied?",
    ),
    "two-biases": Misconception(
        "Two biases were counted for each gate",
        "How many biases does the question give each gate? Frameworks differ in this.",
    ),
    "vector-for-matrix": Misconception(
        "A vector was given where a matrix is asked", "What is it multiplied with, and what comes out?"
    ),
    "weights-for-activation": Misconception(
        "This is the shape of weights, not of what they lead to",
        "What is left after a matrix has been multiplied with a column?",
    ),
    "weights-left-out": Misconception(
        "The inputs were added without their weights", "Each input of a gate is multiplied with its weight first."
    ),
    "weights-swapped": Misconception(
        "The two weights changed places",
        "The feed-forward weight belongs to the input, the recurrent one to the hidden state.",
    ),
    "whole-layer": Misconception("This counts the whole layer", "The question asks about one gate alone."),
    "wrong-rank": Misconception(
        "The number of axes is not right",
        "Decide first whether it is one number, a vector, a matrix or a batch of them.",
    ),
}
