"""Checks a bag with nothing else at hand: manifests, signature, custody log, sealed contents."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from flows.record import record
from storage.audit import tars
from storage.audit.bundle import Bundle
from storage.bags import layout, signed
from storage.custody.links import fingerprint
from storage.errors import BadBundle

PARTS = ("manifests", "signature", "custody log", "sealed contents")


@record
class Finding:
    """The result for one part of a bag: `wrong` names each difference, `told` says what holds."""

    part: str
    told: str
    wrong: tuple[str, ...]


@record
class Checked:
    """A bag that was checked. `signer` is a fingerprint, empty without a signature that holds.

    `unsigned` are the files that the signature does not cover: opened after the server had signed.
    """

    reference: str
    signer: str
    findings: tuple[Finding, ...]
    unsigned: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Return whether there is no difference."""
        return not any(each.wrong for each in self.findings)


def check(folder: Path) -> Checked:
    """Return what became of a bag since the server made it. Raises OSError."""
    try:
        files = layout.present(folder)
    except BadBundle:
        found = Finding(PARTS[0], "", ("something in it is no file",))
        return Checked("", "", (found,), ())
    manifests, hashes = _manifests(folder, files)
    signature = _signature(folder)
    unsigned = tuple(sorted(hashes.keys() - signature.files.keys())) if signature else ()
    findings = (
        manifests,
        Finding(PARTS[1], _told(signature), tuple(_vouched(signature, hashes, unsigned))),
        *_chain(folder, signature),
    )
    holds = signature is not None and signature.holds()
    return Checked(
        signature.reference if signature else "",
        fingerprint(signature.key) if signature and holds else "",
        findings,
        unsigned,
    )


def _manifests(folder: Path, files: Mapping[str, Path]) -> tuple[Finding, dict[str, str]]:
    """Compare all files with the manifests; return the SHA-256 of the payload as found."""
    found = {name: layout.sums(path) for name, path in files.items()}
    payload = {name for name in files if name.startswith("data/")}
    own = files.keys() - payload - {f"tagmanifest-{kind}.txt" for kind in layout.SUMS}
    wrong: list[str] = []
    for kind in layout.SUMS:
        for manifest, expected in ((f"manifest-{kind}.txt", payload), (f"tagmanifest-{kind}.txt", own)):
            try:
                listed = layout.listed(folder, manifest)
            except BadBundle:
                wrong.append(f"{manifest} is missing or unreadable")
                continue
            wrong += [f"{name} is missing" for name in sorted(listed.keys() - expected)]
            wrong += [f"{name} is in no manifest" for name in sorted(expected - listed.keys())]
            same = listed.keys() & expected
            wrong += [f"{name} was changed" for name in sorted(same) if listed[name] != found[name][kind]]
    told = f"{len(payload)} files are as the SHA-256 and SHA-512 manifests say"
    hashes = {name: found[name]["sha256"] for name in payload}
    return Finding(PARTS[0], told, tuple(dict.fromkeys(wrong))), hashes


def _signature(folder: Path) -> signed.Signature | None:
    try:
        return signed.read((folder / signed.NAME).read_bytes())
    except (OSError, ValueError):
        return None


def _told(signature: signed.Signature | None) -> str:
    if signature is None:
        return ""
    return f"{fingerprint(signature.key)} signed {len(signature.files)} files of case {signature.reference}"


def _vouched(
    signature: signed.Signature | None, hashes: Mapping[str, str], unsigned: tuple[str, ...]
) -> Iterator[str]:
    if signature is None:
        yield f"{signed.NAME} is missing or unreadable"
        return
    if not signature.holds():
        yield "the signature does not belong to these files"
    for name, digest in sorted(signature.files.items()):
        if name not in hashes:
            yield f"{name} was signed and is missing"
        elif hashes[name] != digest:
            yield f"{name} is not what was signed"
    yield from (f"{name} was put in" for name in unsigned if not layout.OPENED.fullmatch(name))


def _chain(folder: Path, signature: signed.Signature | None) -> Iterator[Finding]:
    try:
        with tars.opened(folder) as held:
            bundle = Bundle.read(held)
            wrong = [*bundle.wrong((), ())]
            public, reference, links = bundle.public, bundle.about.reference, len(bundle.chain)
    except (BadBundle, OSError):
        for part in PARTS[2:]:
            yield Finding(part, "", ("it cannot be read",))
        return
    contents = [each for each in wrong if each.startswith("changed-or-missing:")]
    log = [each for each in wrong if each not in contents]
    if signature is not None and (public, reference) != (signature.key, signature.reference):
        log.append("it is another case's, or another server's")
    yield Finding(PARTS[2], f"{links} acts, each tied to the one before, the end signed", tuple(log))
    count = len(bundle.about.entries) + len(bundle.about.evidence)
    yield Finding(PARTS[3], f"{count} sealed contents are those that the log tells of", tuple(contents))
