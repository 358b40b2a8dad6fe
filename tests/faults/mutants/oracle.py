"""Practice tells what an open exam asks."""

from assessments.services.taking import withholding


def nothing(*asked: object) -> withholding.Withheld:
    return withholding.Withheld()


withholding.withheld = nothing
