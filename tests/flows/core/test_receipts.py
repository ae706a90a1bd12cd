"""Reference, secret and proof: what is given out can be read back, and one is never taken for another."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.core import receipts
from flows.core.effects import Code, Line, Say
from flows.dialogue.notices import proven
from storage.custody.links import Link, proof_of
from tests.dialogue import House, Person
from tests.flows.dialogue.test_follow import filed

HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex)
FRESH = st.binary(min_size=24, max_size=24)


@given(HASHES)
def test_a_proof_is_read_however_it_was_copied(commitment):
    proof = receipts.proof(commitment)
    assert len(proof.replace("-", "")) == receipts.PROOF_LENGTH
    assert {len(group) for group in proof.split("-")} == {receipts.GROUP}
    for copied in (proof, proof.lower(), f"  {proof} \n", proof.replace("-", ""), proof.replace("-", " ")):
        assert receipts.read_proof(copied) == proof


@given(FRESH, HASHES)
def test_no_code_is_taken_for_another(fresh, commitment):
    reference, secret = receipts.draw(fresh)
    shown, proof = receipts.show(reference, secret), receipts.proof(commitment)
    assert receipts.read(shown) == (reference, secret)
    assert receipts.read(proof) is None
    assert receipts.read_proof(shown) == receipts.read_proof(reference) == ""


MARKS = (
    "{}",
    " {}.",
    "« {} »",
    '"{}"',
    "‏{}‎",
    "({})",
    "{} !",
    "mon code : {}",
    "رمزي هو {} شكرا",
    "c'est {}, merci",
)


@given(FRESH, st.sampled_from(MARKS), st.sampled_from(("2345678", "٢٣٤٥٦٧٨", "۲۳۴۵۶۷۸", "２３４５６７８")))
def test_a_receipt_is_read_like_all_that_people_type(fresh, marks, digits):
    code = receipts.draw(fresh)
    typed = receipts.show(*code).translate(str.maketrans("2345678", digits))
    for spelled in (typed, typed.lower(), typed.replace("-", " "), typed.replace("-", "\u200b-\u2060")):
        assert receipts.read(marks.format(spelled)) == code


def test_a_long_story_that_names_a_code_is_a_story():
    code = receipts.show("K7M29QXA", "CDEFGHJKMNPQRTVW")
    assert receipts.read(f"{code} {'ce qui est arrivé ' * 20}") is None
    assert receipts.read(f"réf{code}") is None


@given(HASHES, st.sampled_from(MARKS[:7]))
def test_a_proof_is_read_with_marks_around_it(commitment, marks):
    proof = receipts.proof(commitment)
    assert receipts.read_proof(marks.format(proof)) == proof


@given(HASHES, st.integers(0, 255))
def test_another_hash_has_another_proof(commitment, bit):
    other = int(commitment, 16) ^ 1 << bit
    assert receipts.proof(f"{other:064x}") != receipts.proof(commitment)


@pytest.mark.parametrize("text", ["", "2345", "bonjour", "0" * 28, "K7M2-" * 7 + "K"])
def test_what_is_no_proof(text):
    assert receipts.read_proof(text) == ""


def test_a_receipt_gets_its_proof_last():
    say = Say((Line("filed"), Code("K7M29QXA")), purpose="receipt")
    commitment = hashlib.sha256(b"a case").hexdigest()
    lines = proven(say, commitment, "ab12-cd34").lines
    signer = Line("signer", {"fingerprint": "ab12-cd34"})
    assert lines == (*say.lines, Line("receipt-proof"), Code(receipts.proof(commitment)), signer)


def test_the_receipt_proves_what_the_log_says_of_the_filing(reporter: Person, house: House) -> None:
    reference = filed(reporter)
    receipt = next(seen for seen in reporter.messages if "receipt-proof" in seen.keys)
    assert receipt.codes[0] == reference
    assert receipt.codes[1].startswith(reference)
    with house.storage.read() as unit:
        chain: list[Link] = unit.custody.of_case(reference)
    assert receipt.codes[2] == proof_of(chain) == receipts.proof(chain[-1].hash)
    assert house.storage.signer.fingerprint in receipt.text


def test_a_second_case_has_a_proof_of_its_own(reporter: Person) -> None:
    filed(reporter)
    reporter.says("nouveau")
    filed(reporter)
    proofs = [seen.codes[2] for seen in reporter.messages if "receipt-proof" in seen.keys]
    assert len(set(proofs)) == 2


def test_the_proof_sent_in_place_of_the_code_is_explained(reporter: Person) -> None:
    filed(reporter)
    proof = next(seen.codes[2] for seen in reporter.messages if "receipt-proof" in seen.keys)
    reporter.says(proof.lower()).sees("receipt-is-proof").misses("case-status")
    reporter.says("nouveau").taps("fraud").says(proof).sees("receipt-is-proof", "ask-via")
    reporter.starts(proof.replace("-", "")).sees("receipt-is-proof", "ask-via")


def test_only_receipts_are_receipts(reporter: Person) -> None:
    filed(reporter)
    reporter.says("où en est mon dossier")
    marked = [seen for seen in reporter.messages if seen.say.purpose == "receipt"]
    assert [seen.keys >= {"filed", "receipt-keep", "receipt-proof"} for seen in marked] == [True]
