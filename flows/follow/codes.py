"""Texts that are a code and no more: a receipt, a proof of filing, an officer's enrolment."""

import re

from flows.core import receipts
from flows.core.effects import LookUp
from flows.core.language import guess_language
from flows.core.step import Step

ENROLMENT = re.compile(r"officer_([A-Za-z0-9-]{8,40})")


def take_code(step: Step, text: str) -> bool:
    """Act on a text that is a receipt, a proof of filing or an enrolment code and no more; else False."""
    if receipts.read_proof(text):
        guess_language(step)
        step.line("receipt-is-proof")
        return True
    if receipt := receipts.read(text):
        step.effects.append(LookUp("receipt", {"reference": receipt[0], "secret": receipt[1]}))
    elif enrolment := ENROLMENT.fullmatch(text):
        step.effects.append(LookUp("enrolment", {"code": enrolment[1]}))
    else:
        return False
    guess_language(step)
    step.silent = True
    return True
