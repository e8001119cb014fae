"""A real PostgreSQL server of the suite's own: Debian's binaries, a folder that goes, a socket in it and no port."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "40",
    "autovacuum": "off",
}
SERVER_USER = "postgres"


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs; the newest that Debian has installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise RuntimeError("PostgreSQL is not installed: apt-get install postgresql")
    return found[-1].parent


@contextmanager
def server() -> Iterator[Path]:
    """Run a server while the block lasts and yield the folder of its socket."""
    folder = Path(tempfile.mkdtemp(prefix="paritet-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, SERVER_USER)
        _run("initdb", "-D", folder / "data", "-U", "paritet", "-A", "trust", "-E", "UTF8", "--no-sync")
        settings = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
        log, options = folder / "log", f"{settings} -k {folder}"
        _run("pg_ctl", "-D", folder / "data", "-w", "-l", log, "-o", options, "start")
        try:
            yield folder
        finally:
            _run("pg_ctl", "-D", folder / "data", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def url(folder: Path, database: str) -> str:
    """Return the address of a database of the server whose socket lies in the folder."""
    return f"postgresql://paritet@/{database}?host={folder}"


def _run(program: str, *arguments: object) -> None:
    command = [str(binaries() / program), *map(str, arguments)]
    if os.geteuid() == 0:
        command = ["runuser", "-u", SERVER_USER, "--", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")
