"""The processor that a Linux program is for, as `uname -m` names it: from its ELF header."""

import pathlib
import struct
import sys

# Field e_machine of "Tool Interface Standard: ELF Specification", and its later registry.
MACHINES = {62: "x86_64", 183: "aarch64"}

head = pathlib.Path(sys.argv[1]).open("rb").read(20)
if head[:4] != b"\x7fELF":
    sys.exit(f"{sys.argv[1]} is no program for Linux")
print(MACHINES[struct.unpack_from("<H", head, 18)[0]])
