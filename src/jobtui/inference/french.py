"""The rules for French postings."""

from __future__ import annotations

from functools import partial

from jobtui.inference import contract, duration, remote_work, rhythm, seniority, start, workplace
from jobtui.inference.domain import domain_of_role
from jobtui.inference.rules import Rule, Rules

RULES = Rules(
    contracts=Rule(contract.WORDS, contract.contracts_of),
    remote=Rule(remote_work.WORDS, remote_work.remote_of),
    working_time=Rule(rhythm.WORDS, rhythm.rhythm_of),
    seniority=Rule(seniority.WORDS, seniority.seniority_of),
    juniors=Rule(seniority.WORDS, seniority.juniors_welcome),
    domain=domain_of_role,
    duration=Rule(duration.WORDS, partial(duration.duration_of, rules=duration.FRENCH)),
    starts=Rule(start.WORDS, partial(start.start_of, rules=start.FRENCH)),
    workplace=workplace.FRENCH,
)
