"""Every error that storage raises. No message ever holds what a person wrote."""

# Another transaction was in the way: the same work may well succeed when it is done again.
_PASSING = {"40001", "40P01", "55P03", "SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT"}
_MET = {"23503", "23505"}
"""A row that this work refers to was deleted meanwhile, or the one it adds was added by another server.

Done again, the work finds the rows as they are now.
"""
_AWAY = {"OperationalError", "InterfaceError", "TimeoutError"}
"""Names of errors of connections, which have no code."""
_FULL = {"53100", "SQLITE_FULL"}
LEASE_OVER = "lease_over"
"""The reason where another server has taken over a row of the outbox."""


class StorageError(Exception):
    """The base of all errors below."""


class ImpossibleStep(StorageError):
    """A case cannot get this status now, or not from this officer. `status` is the one that it has."""

    def __init__(self, reference: str, status: str) -> None:
        super().__init__(status)
        self.reference = reference
        self.status = status


class InUse(StorageError):
    """Another server already serves this SQLite database.

    Raised at start; the command line says so and ends.
    """


class StorageFailed(StorageError):
    """The database refused or lost the work. `reason` is the database's own code or the error's type.

    The writer repeats the job where `passing` says that this may help. Else intake answers the provider
    with an error, so that the event comes again; the command line prints the reason. `detail` is the driver's
    own text for a connection that could not be made; it never holds a statement.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail or reason)
        self.reason = reason

    @property
    def passing(self) -> bool:
        """Return whether doing the work again may help."""
        return self.reason in _PASSING or self.reason in _MET

    @property
    def away(self) -> bool:
        """Return whether the database does not answer, ends, or is busy: later the same work may succeed."""
        return self.reason in _PASSING or self.reason in _AWAY or self.reason.startswith(("08", "57P"))

    @property
    def full(self) -> bool:
        """Return whether the disk is full."""
        return self.reason in _FULL


class ChatBusy(StorageFailed):
    """Somebody else is writing to this chat.

    The writer does the job again once it has the chat for itself; the error never leaves storage.
    """

    def __init__(self, chat: str) -> None:
        super().__init__("55P03")
        self.chat = chat


class LeaseOver(StorageFailed):
    """Another server has taken over a row, because this one stood still: what this one did counts no more."""

    def __init__(self) -> None:
        super().__init__(LEASE_OVER)


class Stopped(StorageError):
    """The writer takes no more jobs, because the server stops.

    Raised where a job is submitted. The event is not taken, so its provider delivers it again.
    """


class DiskFull(StorageError):
    """Less disk space is free than the reserve.

    Intake refuses the event, so that its provider delivers it again; the fetch of a file is tried later.
    """


class TooLarge(StorageError):
    """A file is larger than the limit. The fetch fails for good, an upload is refused."""


class PlaceAway(StorageFailed, OSError):
    """The store of evidence does not answer, or not in time. Nothing was lost; the work is tried again later.

    A fetch is repeated, an upload is answered with an error, a command ends with one line.
    """

    def __init__(self, reason: str) -> None:
        StorageFailed.__init__(self, reason, f"the store of evidence does not answer ({reason})")

    @property
    def away(self) -> bool:
        """Return that it is away."""
        return True


class PlaceRefused(StorageError):
    """The store of evidence understood a request and refused it; `code` is its own word for the reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class BadPlace(StorageError):
    """The store of evidence cannot be used as the settings have it: the start ends with one line.

    `cause` is what is wrong: `bucket`, `credentials`, `place`, or `owner`, another installation's.
    """

    def __init__(self, cause: str, said: str) -> None:
        super().__init__(said)
        self.cause = cause


class AlreadyThere(StorageError):
    """A file of this name is there already."""


class Retained(StorageError):
    """A file is held by the bucket's lock until a time (seconds since the epoch; infinite for a legal hold).

    Its key is destroyed all the same. The deletion stays on the list and is tried again.
    """

    def __init__(self, until: float) -> None:
        super().__init__("retained")
        self.until = until


class UnknownCase(StorageError):
    """No case has this reference. The turn tells the person; a command says so and ends."""


class Unsealable(StorageError):
    """Sealing failed, or there is no key to seal to. Nothing is ever filed unsealed.

    The turn tells the person that filing is not possible now, and the provider delivers the event again. The
    fetch of a file is tried later. `/ready` reports the server as not ready.
    """


class Unopened(StorageError):
    """A ciphertext was changed, moved to another place, or made with a key that is not here.

    Commands and checks report the case or file; a turn that meets this error fails and leaves a dead letter.
    """


class Sealed(Unopened):
    """The content opens with an officer's key alone, and it is not the one given, nor one on this server.

    Officers are told so.
    """


class BadKeyRing(StorageError):
    """The server keys cannot be read from file, credential or variable. The start ends with one line."""


class LastKey(StorageError):
    """The only officer's key cannot be removed: nobody could open new cases. `keys remove` says so."""


class BadBundle(StorageError):
    """A file is no bundle, or a part of it is missing. The command that reads bundles says so and ends."""


class UnknownSigner(BadBundle):
    """The key that a bundle names did not sign the bundle's log. The command opens the bundle for nobody."""


class BadBackup(StorageError):
    """A backup cannot be made, or is not whole. Its text is the line that the command ends with."""
