"""Our GIFT as a parser sees it that is not ours: gift-pegjs, from npm."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assessments.engine.formats import Choice, Integer, Match, Matrix, MultiChoice, Parts, Real
from assessments.interchange.gift.writing import lacks, write
from assessments.interchange.outgoing import Posed
from tests.assessments.interchange.starters import SLUGS, starter_bank

NODE = Path(__file__).with_name("node")
TYPES = {Choice: "MC", MultiChoice: "MC", Integer: "Numerical", Real: "Numerical", Match: "Matching"}


@pytest.fixture(scope="module")
def node() -> str:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        pytest.skip("no npm, which would fetch gift-pegjs")
    if not (NODE / "node_modules").exists():
        fetch = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(fetch, cwd=NODE, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode:
            pytest.skip(f"npm could not fetch gift-pegjs: {done.stderr.strip().splitlines()[-1:]}")
    return node


def parsed(node: str, gift: bytes) -> list[dict[str, Any]]:
    done = subprocess.run([node, "parse.js"], input=gift, cwd=NODE, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()[-500:]
    return json.loads(done.stdout)


def right(question: dict[str, Any]) -> set[str]:
    """What it takes for right, as text."""
    if question["type"] == "Matching":
        return {pair["subanswer"] for pair in question["matchPairs"] if pair["subquestion"]["text"]}
    choices = question["choices"]
    chosen = [one for one in choices if one["isCorrect"] or (one["weight"] or 0) > 0]
    if question["type"] == "Numerical":
        return {str(float(one["text"]["number"])) for one in chosen if one["weight"] != 0}
    return {one["text"]["text"] for one in chosen if one["weight"] != 0}


def ours(posed: Posed) -> set[str]:
    if isinstance(posed.format, Integer | Real):
        return {str(float(posed.key))}
    if isinstance(posed.format, Match):
        return set(posed.key)
    return {one.html for one in posed.offered if one.right} or {posed.text}


def test_an_independent_parser_finds_every_question_with_its_right_answers(node: str) -> None:
    banks = [starter_bank(slug, 2) for slug in SLUGS]
    sent = {one.identifier: one for bank in banks for item in bank.items for one in item.variants}
    askable = [replace(bank, items=tuple(item for item in bank.items if not lacks(item))) for bank in banks]
    files = [data for bank in askable for data in write(bank).values()]

    found = {question["id"]: question for question in parsed(node, b"\n\n".join(files)) if question.get("id")}

    asked = {name: posed for name, posed in sent.items() if not isinstance(posed.format, Matrix | Parts)}
    assert set(found) == set(asked)
    assert Counter(question["type"] for question in found.values()) == Counter(
        TYPES.get(type(posed.format), "Short") for posed in asked.values()
    )
    for name, posed in asked.items():
        assert ours(posed) <= right(found[name]), name
        assert found[name]["stem"]["text"].replace("\n", "") == posed.question.stem.strip().replace("\n", "")
