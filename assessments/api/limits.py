"""How many requests a minute a token has, and how many of them are left.
https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
"""

from __future__ import annotations

from assessments.services.budgets import A_MINUTE, Budget

REQUESTS = 600
STRANGERS = 60  # from one address, with tokens that are none


def headers(budget: Budget) -> dict[str, str]:
    told = {
        "RateLimit-Policy": f'"minute";q={REQUESTS};w={A_MINUTE}',
        "RateLimit": f'"minute";r={max(0, budget.left)};t={budget.seconds}',
    }
    return told | retry(budget)


def retry(budget: Budget) -> dict[str, str]:
    return {"Retry-After": str(budget.seconds)} if budget.left < 0 else {}
