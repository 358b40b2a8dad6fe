"""The smallest size of the tests that `make faults` runs at length: real processes, killed, cut off and reloaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.faults import plan
from tests.faults.service.grounds import FULL, LITE, Ground, ground
from tests.run import Absent, postgresql

# Each time: workers die, power fails, answers come again. The rest, and PostgreSQL, is left to `make slow`, and all of
# it, at length, to `make faults`.
EACH_TIME = {("kills", LITE), ("power", LITE), ("repeats", LITE)}
PAIRS = [
    pytest.param(name, where, marks=[] if (name, where) in EACH_TIME else [pytest.mark.slow])
    for name, test in plan.TESTS.items()
    if test.is_quick
    for where in test.where
]
CHEAPEST = "forgetful"


@pytest.fixture(scope="session")
def ground_on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Ground]]:
    """Made when it is first asked for, and once."""
    made: dict[str, Ground] = {}
    with ExitStack() as stack:

        def find(where: str) -> Ground:
            if where not in made:
                directory = tmp_path_factory.mktemp(where)
                made[where] = stack.enter_context(ground(directory, postgresql() if where == FULL else ""))
            return made[where]

        yield find


@pytest.fixture
def there(where: str, ground_on: Callable[[str], Ground]) -> Ground:
    try:
        return ground_on(where)
    except Absent as why:
        pytest.skip(f"no PostgreSQL: {why}")


@pytest.mark.parametrize(("name", "where"), PAIRS)
def test_a_service_bears_it(there: Ground, name: str, where: str) -> None:
    if missing := plan.TESTS[name].missing:
        pytest.skip(f"not installed: {missing}")

    row = plan.TESTS[name].run(there.inside(name), plan.QUICK)

    assert row.passed, row


@pytest.mark.parametrize("where", [LITE])
def test_a_service_without_a_safeguard_is_found_out(there: Ground, where: str) -> None:
    (mutant,) = (one for one in plan.MUTANTS if one.name == CHEAPEST)

    row = plan.caught(mutant, plan.TESTS[mutant.test].run(there.inside(mutant.name, mutant.name), plan.QUICK))

    assert row.passed, row
