"""Taking figures: processor time of a call, a process of its own for memory, one table at the end."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
KIBIBYTES_A_MEBIBYTE = 1024


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was measured, the figure, and the target where there is one."""

    what: str
    value: float
    unit: str
    target: float | None = None

    @property
    def verdict(self) -> str:
        """Return whether the target is reached; nothing where there is none."""
        if self.target is None:
            return ""
        return "reached" if self.value <= self.target else "NOT REACHED"


def cpu(call: Callable[[], object]) -> float:
    """Return the seconds of processor time that this process spends in a call."""
    begun = time.process_time()
    call()
    return time.process_time() - begun


def peak() -> float:
    """Return the most memory this process ever held, in MiB; the kernel's own account, which begins at exec."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / KIBIBYTES_A_MEBIBYTE


def apart(module: str, *arguments: str) -> dict[str, Any]:
    """Run a module of the bench in a process of its own and return the JSON that it prints."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as lines of equal columns."""
    width = max(len(figure.what) for figure in figures)
    return "\n".join(_line(figure, width) for figure in figures)


def _line(figure: Figure, width: int) -> str:
    target = "" if figure.target is None else f"≤ {figure.target:.2f}"
    return f"{figure.what:<{width}}  {figure.value:>10.2f} {figure.unit:<10} {target:>10}  {figure.verdict}".rstrip()
