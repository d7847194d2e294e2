"""The rules for English postings."""

from __future__ import annotations

from functools import partial

from jobtui.inference.duration import WORDS as DURATION_WORDS
from jobtui.inference.duration import duration_of
from jobtui.inference.english import (
    contract,
    duration,
    remote_work,
    rhythm,
    seniority,
    start,
    workplace,
)
from jobtui.inference.english.domain import domain_of_role
from jobtui.inference.rules import Rule, Rules
from jobtui.inference.start import WORDS as START_WORDS
from jobtui.inference.start import start_of

RULES = Rules(
    contracts=Rule(contract.WORDS, contract.contracts_of),
    remote=Rule(remote_work.WORDS, remote_work.remote_of),
    working_time=Rule(rhythm.WORDS, rhythm.rhythm_of),
    seniority=Rule(seniority.WORDS, seniority.seniority_of),
    juniors=Rule(seniority.WORDS, seniority.juniors_welcome),
    domain=domain_of_role,
    duration=Rule(DURATION_WORDS, partial(duration_of, rules=duration.RULES)),
    starts=Rule(START_WORDS, partial(start_of, rules=start.RULES)),
    workplace=workplace.RULES,
)
