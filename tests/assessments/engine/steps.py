"""One step, part by part, with numbers that tests can count on."""

from assessments.engine.kinds.steps.step_by_parts import ORDER, StepByParts, in_order
from assessments.engine.variant import Variant

KIND = StepByParts(
    f_weight=1.25, f_recurrent=0.4, f_bias=1.0,
    i_weight=-0.5, i_recurrent=0.5, i_bias=0.6,
    c_weight=1.5, c_recurrent=0.75, c_bias=0.3,
    o_weight=0.75, o_recurrent=1.5, o_bias=-0.25,
    x=0.5, hidden=0.6, before=-2.0,
)  # fmt: skip
STEP = Variant(KIND, KIND.format, KIND.format)
KEY = dict(zip(ORDER, KIND.answer(), strict=True))


def typed(**own: float) -> str:
    """The key with the learner's own values of some parts, and what follows from them in the others."""
    values = dict(KEY)
    for place, name in enumerate(ORDER):
        following = KIND.questions(in_order(values))[place].answer()
        values[name] = own.get(name, following)
    return "\n".join(map(repr, in_order(values)))
