"""A private S3-compatible store: Ceph's object gateway over one monitor and one disk in memory.

It is the server that storage providers run, from Debian's packages. Ceph 16 knows versions, object lock, puts
in parts and checked payloads; it ignores the checksum header of newer servers.
"""

import json
import shutil
import socket
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from storage.places.address import Address
from storage.places.versions import Versions

PROGRAMS = ("ceph-mon", "ceph-osd", "radosgw", "radosgw-admin", "ceph", "ceph-authtool", "monmaptool")
PACKAGES = "radosgw ceph-mon ceph-osd"
TERM = {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 1}}}
ACCESS, SECRET = "the-name-of-a-key", "the-key-itself"
CONF = """
[global]
fsid = {fsid}
mon host = [v2:127.0.0.1:{monitor}/0]
mon initial members = a
mon data = {folder}/mon
mon data avail crit = 1
mon data avail warn = 1
mon allow pool size one = true
osd data = {folder}/osd
osd objectstore = memstore
memstore device bytes = 1073741824
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
osd class update on start = false
keyring = {folder}/keyring
admin socket = {folder}/$name.asok
run dir = {folder}
log file = {folder}/$name.log
pid file = {folder}/$name.pid
public network = 127.0.0.0/8
cluster network = 127.0.0.0/8
ms bind ipv6 = false
ms bind port min = {lowest}
ms bind port max = {highest}
rgw frontends = beast endpoint=127.0.0.1:{port}
rgw data = {folder}/rgw
rgw run sync thread = false
rgw enable usage log = false
rgw enable ops log = false
rgw thread pool size = 16
"""


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@dataclass
class ObjectServer:
    """The running store. `url` is its endpoint."""

    folder: Path
    port: int = 0
    buckets: set[str] = field(default_factory=set)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Make and start everything; a few seconds."""
        fsid, folder = str(uuid.uuid4()), self.folder
        monitor, self.port, lowest = free_port(), free_port(), free_port()
        for name in ("mon", "osd", "rgw"):
            (folder / name).mkdir()
        text = CONF.format(
            fsid=fsid,
            folder=folder,
            monitor=monitor,
            port=self.port,
            lowest=lowest,
            highest=min(lowest + 200, 65535),
        )
        (folder / "ceph.conf").write_text(text)
        keys = folder / "keyring"
        everything = ["--cap", "mon", "allow *", "--cap", "osd", "allow *", "--cap", "mgr", "allow *"]
        self._run(
            "ceph-authtool", "--create-keyring", str(keys), "--gen-key", "-n", "client.admin", *everything
        )
        self._run("ceph-authtool", str(keys), "--gen-key", "-n", "mon.", "--cap", "mon", "allow *")
        self._run(
            "monmaptool",
            "--create",
            "--fsid",
            fsid,
            "--addv",
            "a",
            f"[v2:127.0.0.1:{monitor}/0]",
            str(folder / "map"),
        )
        self._run("ceph-mon", "--mkfs", "-i", "a", "--monmap", str(folder / "map"), "--keyring", str(keys))
        self._spawn("ceph-mon", "-i", "a", "-f")
        disk, key = str(uuid.uuid4()), self._run("ceph-authtool", "--gen-print-key").strip()
        self._run("ceph", "osd", "new", disk, "-i", "-", told=json.dumps({"cephx_secret": key}))
        self._run("ceph-authtool", str(keys), "-n", "osd.0", "--add-key", key)
        self._run("ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", disk)
        self._spawn("ceph-osd", "-i", "0", "-f")
        named = [
            "--uid=ballegh",
            "--display-name=ballegh",
            f"--access-key={ACCESS}",
            f"--secret-key={SECRET}",
        ]
        self._run("radosgw-admin", "user", "create", *named)
        self.begin()

    def begin(self) -> None:
        """Start the gateway, and wait until it answers."""
        self._spawn("radosgw", "-n", "client.admin", "-f")
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                httpx.get(self.url, timeout=5)
            except httpx.TransportError:
                time.sleep(0.05)  # another program starts, and tells nobody when it listens
            else:
                return
        raise TimeoutError("the object gateway does not answer")

    def cease(self) -> None:
        """Kill the gateway. What it acknowledged is safe in the disk behind it."""
        gateway = self.running.pop("radosgw")
        gateway.kill()
        gateway.wait()

    def stop(self) -> None:
        for name in [*self.running][::-1]:
            process = self.running.pop(name)
            process.kill()
            process.wait()

    @contextmanager
    def away(self) -> Iterator[None]:
        """The store does not answer meanwhile."""
        self.cease()
        try:
            yield
        finally:
            self.begin()

    def address(self, kind: str = "plain") -> Address:
        """A prefix of its own in a bucket: `plain`, or with `versions`, a `lock`, a lock for a `term`."""
        made = Address(kind, f"{uuid.uuid4().hex}/", self.url, "us-east-1", ACCESS, SECRET, "owner-1")
        if kind not in self.buckets:
            self.buckets.add(kind)
            client = self.client(made)
            client.create_bucket(Bucket=kind, ObjectLockEnabledForBucket=kind in ("lock", "term"))
            if kind == "versions":
                client.put_bucket_versioning(Bucket=kind, VersioningConfiguration={"Status": "Enabled"})
            if kind == "term":
                client.put_object_lock_configuration(Bucket=kind, ObjectLockConfiguration=TERM)
        return made

    def client(self, address: Address) -> Any:
        """A client of the tests' own, for what the product never does."""
        return Versions(address)._client

    def settings(self, address: Address) -> dict[str, Any]:
        """The settings of a deployment that keeps its evidence there."""
        return {
            "evidence_url": f"s3://{address.bucket}/{address.prefix}".rstrip("/"),
            "s3_endpoint": address.endpoint,
            "s3_access_key": address.access_key,
            "s3_secret_key": address.secret_key,
        }

    def _run(self, program: str, *arguments: str, told: str = "") -> str:
        done = subprocess.run(
            [program, *self._conf(program), *arguments],
            input=told,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, f"{program}: {done.stderr[-500:]}"
        return done.stdout

    def _spawn(self, program: str, *arguments: str) -> None:
        with open(self.folder / f"{program}.out", "ab") as log:
            command = [program, *self._conf(program), *arguments]
            self.running[program] = subprocess.Popen(command, stdout=log, stderr=log)

    def _conf(self, program: str) -> list[str]:
        return [] if program in ("ceph-authtool", "monmaptool") else ["-c", str(self.folder / "ceph.conf")]


def lacking() -> str:
    """The first program that is missing, or nothing."""
    return next((name for name in PROGRAMS if shutil.which(name) is None), "")


@contextmanager
def serving_objects() -> Iterator[ObjectServer]:
    """A store of this process's own, in memory where there is room for it."""
    memory = Path("/dev/shm")  # noqa: S108  # the folder in it is made here, for us alone
    roomy = memory if memory.is_dir() and shutil.disk_usage(memory).free > 1 << 30 else None
    with TemporaryDirectory(prefix="ballegh-s3-", dir=roomy, ignore_cleanup_errors=True) as folder:
        server = ObjectServer(Path(folder))
        try:
            server.start()
            yield server
        finally:
            server.stop()
