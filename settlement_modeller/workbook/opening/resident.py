"""How much memory a process takes, as each system tells it: nil where it has ended or the system does not tell."""

import ctypes
import sys

if sys.platform == "win32":
    _MAY_ASK = 0x1000

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

    def resident_bytes(process: int) -> int:
        """Bytes of memory that a process of our own, given by its number, has been promised."""
        kernel = ctypes.WinDLL("kernel32")
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = ctypes.c_void_p(kernel.OpenProcess(_MAY_ASK, False, process))  # noqa: FBT003  # as the system asks it
        if not handle.value:
            return 0
        counters = _Counters(size=ctypes.sizeof(_Counters))
        try:
            told = kernel.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), ctypes.sizeof(_Counters))
        finally:
            kernel.CloseHandle(handle)
        return int(counters.committed) if told else 0

elif sys.platform == "linux":
    import resource
    from pathlib import Path

    def resident_bytes(process: int) -> int:
        """Bytes of memory that a process, given by its number, holds now."""
        try:
            pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
        except (OSError, IndexError):
            return 0
        return int(pages) * resource.getpagesize()

else:
    import subprocess

    def resident_bytes(process: int) -> int:
        """Bytes of memory that a process, given by its number, holds now: `ps` tells them by the 1,024."""
        command = ["/bin/ps", "-o", "rss=", "-p", str(process)]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
        return int(said) * 1024 if said.isdecimal() else 0
