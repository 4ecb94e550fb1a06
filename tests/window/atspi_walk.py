"""Walks Steppe as a screen reader does: by keys, and by what AT-SPI says of the window.

Usage: atspi_walk.py PROGRAM, in a D-Bus session of its own, with DISPLAY set and no
WAYLAND_DISPLAY: the bus would send its keys there. Finds a base in
Kyrgyzstan, reads its sources and exports a picture. Prints each step; ends with 1 and the whole tree
where one fails.
"""

import subprocess
import sys
import time

PROGRAM = sys.argv[1]
BUS = ["dbus-send", "--session", "--dest=org.a11y.Bus", "--print-reply"]
PATIENCE_S = 60
# The X key code of the left Ctrl, and X key symbols.
CONTROL, RETURN = 37, 0xFF0D


def start():
    """Has the accessibility bus say that a screen reader runs, and starts the program."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    deadline = time.monotonic() + PATIENCE_S
    set_enabled = BUS + [
        "/org/a11y/bus",
        "org.freedesktop.DBus.Properties.Set",
        "string:org.a11y.Status",
        "string:IsEnabled",
        "variant:boolean:true",
    ]
    while subprocess.run(set_enabled, **quiet).returncode != 0:
        if time.monotonic() > deadline:
            sys.exit("the accessibility bus does not start")
        time.sleep(0.1)
    return subprocess.Popen([PROGRAM, "--fresh"])


def asked(question):
    """What a part of a window answers; None where it went while the tree was walked."""
    try:
        return question()
    except Exception:
        return None


def nodes(node):
    """The node and all below it, in the order of the tree."""
    yield node
    for at in range(asked(lambda: node.childCount) or 0):
        child = asked(lambda: node.getChildAtIndex(at))
        if child is not None:
            yield from nodes(child)


def window():
    for app in pyatspi.Registry.getDesktop(0):
        if asked(lambda: app.name) == "steppe":
            yield from nodes(app)


def tree():
    said = []
    for node in window():
        try:
            focus = "*" if node.getState().contains(pyatspi.STATE_FOCUSED) else " "
            said.append(f"{focus} {node.getRoleName()}: {node.name}")
        except Exception:
            continue
    return said


def wait(what, found):
    """Waits until a line of the tree is so, and returns it."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        said = tree()
        for line in said:
            if found(line):
                print(f"{what}: {line}", flush=True)
                return line
        time.sleep(0.2)
    print("\n".join(said), file=sys.stderr)
    sys.exit(f"not met: {what}")


def key(symbol, control=False):
    """Presses a key, by its X symbol, with Ctrl held or not."""
    if control:
        press(CONTROL, pyatspi.KEY_PRESS)
    press(symbol, pyatspi.KEY_SYM)
    if control:
        press(CONTROL, pyatspi.KEY_RELEASE)
    time.sleep(0.3)


def press(key_or_symbol, how):
    pyatspi.Registry.generateKeyboardEvent(key_or_symbol, None, how)


def write(text):
    pyatspi.Registry.generateKeyboardEvent(0, text, pyatspi.KEY_STRING)
    time.sleep(0.5)


program = start()
import gi  # noqa: E402 - the bus must be there before the bindings are.

gi.require_version("Atspi", "2.0")
import pyatspi  # noqa: E402

def focus(what, role, name):
    """Gives the keyboard to a part of the window, by its role and name."""
    wait(what, lambda line: line.endswith(f"{role}: {name}"))
    for node in window():
        if asked(lambda: (node.getRoleName(), node.name)) == (role, name):
            asked(lambda: node.queryComponent().grabFocus())
            break
    wait(f"{what}, with the keyboard", lambda line: line == f"* {role}: {name}")


try:
    wait("the window", lambda line: "check box: Bases" in line)
    for region in ["Layers", "Map", "Timeline", "Article, figures and Explore"]:
        wait("a region", lambda line: line.endswith(f": {region}") and "button" not in line)
    # The window may get the keyboard later than it shows.
    for _ in range(20):
        key(ord("f"), control=True)
        if any(line.startswith("* entry: Find") for line in tree()):
            break
    wait("find has the keyboard", lambda line: line.startswith("* entry: Find"))
    write("kyrgyz base kant")
    wait("what is found", lambda line: line.endswith("label: Marks and borders"))
    key(RETURN)
    wait("the card of the base", lambda line: line.endswith("heading: Kant air base (999th)"))
    wait("the heading of its sources", lambda line: line.endswith("heading: Sources"))
    wait("a source with its address", lambda line: "link: " in line and "https://" in line)
    key(ord("e"), control=True)
    focus("the button that exports", "push button", "Export\u2026")
    key(RETURN)
    wait("the path is asked for", lambda line: line.startswith("* entry: "))
    key(RETURN)
    wait("the picture is saved", lambda line: "Saved" in line)
finally:
    program.terminate()
