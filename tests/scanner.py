"""clamd for tests: the real one where it is installed, with a signature of its own; and one that talks."""

import getpass
import shutil
import socket
import socketserver
import struct
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: The string that every scanner knows and that harms nobody, in two halves: else they find this file.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def real_clamd() -> str | None:
    """Where clamd is installed; None where it is not."""
    return shutil.which("clamd", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")


@contextmanager
def clamd(folder: Path) -> Iterator[str]:
    """The real clamd, knowing EICAR alone; the path of its socket."""
    signatures = folder / "signatures"
    signatures.mkdir()
    (signatures / "test.ndb").write_text(f"Doorstep.Test.EICAR:0:*:{EICAR.hex()}\n")
    path, config = folder / "clamd.socket", folder / "clamd.conf"
    config.write_text(
        f"LocalSocket {path}\nDatabaseDirectory {signatures}\nForeground yes\nStreamMaxLength 26M\n"
        f"TemporaryDirectory {folder}\nUser {getpass.getuser()}\n"
    )
    process = subprocess.Popen(
        [str(real_clamd()), f"--config-file={config}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:  # it says so when it listens, which is after its signatures are read
            if "listening daemon" in line or "Self checking" in line:
                break
        else:
            raise RuntimeError("clamd did not start")
        threading.Thread(target=process.stdout.read, daemon=True).start()
        yield str(path)
    finally:
        process.terminate()
        process.wait(timeout=10)


class _Talk(socketserver.StreamRequestHandler):
    """One INSTREAM as clamd speaks it: a command, chunks with their length before them, an empty one."""

    server: "FakeClamd"

    def handle(self) -> None:
        command = self.rfile.readline()
        if command != b"nINSTREAM\n":
            self.wfile.write(b"UNKNOWN COMMAND\n")
            return
        seen = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            seen += self.rfile.read(length)
            if len(seen) > self.server.most:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\n")
                return
        self.server.scanned.append(len(seen))
        self.wfile.write(self.server.says or (b"stream: Eicar FOUND\n" if EICAR in seen else b"stream: OK\n"))


class FakeClamd(socketserver.ThreadingTCPServer):
    """Speaks clamd's protocol on a port of its own. `says` is what it answers whatever it is given."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.scanned: list[int] = []
        self.says = b""
        self.most = 26_000_000

    @property
    def where(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"


@contextmanager
def fake_clamd() -> Iterator[FakeClamd]:
    """A scanner that only talks."""
    with FakeClamd() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
