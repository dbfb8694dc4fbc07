"""How much memory another process takes, as each system tells it."""

import ctypes
import subprocess
import sys
from pathlib import Path


def resident_bytes(process: int) -> int:
    """Bytes of memory that a process of our own holds now; nil where it has ended or the system does not tell.

    Args:
        process: its number.
    """
    if sys.platform == "win32":
        return _on_windows(process)
    try:
        return int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]) * _page()
    except (OSError, ValueError, IndexError):
        return 0 if sys.platform == "linux" else _by_ps(process)


def _page() -> int:
    import resource

    return resource.getpagesize()


def _by_ps(process: int) -> int:
    """As macOS tells it, in units of 1,024 bytes."""
    said = subprocess.run(["/bin/ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=False)  # noqa: S603
    return int(said.stdout) * 1024 if said.stdout.strip().isdecimal() else 0


class _Counters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS of Windows."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("faults", ctypes.c_uint32),
        ("peak", ctypes.c_size_t),
        ("working_set", ctypes.c_size_t),
        ("others", ctypes.c_size_t * 4),
        ("committed", ctypes.c_size_t),
        ("peak_committed", ctypes.c_size_t),
    )


_MAY_ASK = 0x1000


def _on_windows(process: int) -> int:
    if sys.platform == "win32":
        return _committed(process)
    return 0


def _committed(process: int) -> int:
    # Programs of 64 bits, the only ones there are for this window library, call it as any other library.
    kernel = ctypes.CDLL("kernel32")
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle = ctypes.c_void_p(kernel.OpenProcess(_MAY_ASK, False, process))  # noqa: FBT003  # as the system asks it
    if not handle.value:
        return 0
    counters = _Counters(size=ctypes.sizeof(_Counters))
    try:
        told = kernel.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.size)
    finally:
        kernel.CloseHandle(handle)
    return int(counters.committed) if told else 0
