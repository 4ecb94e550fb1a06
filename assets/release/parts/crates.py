"""What the program is built from: `crates.py VERSION FOLDER` writes a CycloneDX 1.5 bill of
materials, bom.json, and the same for people, THIRD-PARTY.txt."""

import hashlib
import json
import pathlib
import subprocess
import sys
import uuid

VERSION, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
FOLDER.mkdir(parents=True, exist_ok=True)


def metadata():
    command = ["cargo", "metadata", "--format-version=1", "--locked", "--features=console"]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def checksums():
    """SHA-256 of each crate, from the lock file."""
    sums, fields = {}, {}
    for line in pathlib.Path("Cargo.lock").read_text().splitlines():
        name, _, value = line.partition(" = ")
        if line == "[[package]]":
            fields = {}
        elif name in ("name", "version", "checksum"):
            fields[name] = value.strip('"')
            if name == "checksum":
                sums[fields["name"], fields["version"]] = fields["checksum"]
    return sums


def reached(data):
    """Ids of the packages that end up in a program: no tests, no build scripts."""
    nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
    found, waiting = set(), [data["resolve"]["root"]]
    while waiting:
        package = waiting.pop()
        if package in found:
            continue
        found.add(package)
        for dep in nodes[package]["deps"]:
            if any(kind["kind"] is None for kind in dep["dep_kinds"]):
                waiting.append(dep["pkg"])
    return found, nodes


def purl(package):
    return f"pkg:cargo/{package['name']}@{package['version']}"


def licence(package):
    # An older way to write OR.
    return (package["license"] or "see the package").replace("/", " OR ")


def component(package, sums):
    made = {
        "type": "library",
        "bom-ref": purl(package),
        "name": package["name"],
        "version": package["version"],
        "purl": purl(package),
        "licenses": [{"expression": licence(package)}],
    }
    checksum = sums.get((package["name"], package["version"]))
    if checksum:
        made["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    if package["repository"]:
        made["externalReferences"] = [{"type": "vcs", "url": package["repository"]}]
    return made


data, sums = metadata(), checksums()
found, nodes = reached(data)
packages = {package["id"]: package for package in data["packages"]}
root = packages[data["resolve"]["root"]]
crates = sorted((packages[i] for i in found if i != root["id"]), key=purl)
dependencies = [
    {
        "ref": purl(package),
        "dependsOn": sorted(
            {purl(packages[i]) for i in nodes[package["id"]]["dependencies"] if i in found}
        ),
    }
    for package in [root, *crates]
]
bom = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.5",
    "version": 1,
    "metadata": {
        "component": {
            "type": "application",
            "bom-ref": purl(root),
            "name": root["name"],
            "version": VERSION,
            "purl": purl(root),
            "licenses": [{"expression": licence(root)}],
        }
    },
    "components": [component(package, sums) for package in crates],
    "dependencies": dependencies,
}
digest = hashlib.sha256(json.dumps(bom, sort_keys=True).encode()).digest()
bom["serialNumber"] = f"urn:uuid:{uuid.UUID(bytes=digest[:16], version=4)}"
(FOLDER / "bom.json").write_text(json.dumps(bom, indent=1, ensure_ascii=False) + "\n")

rows = [f"{p['name']} {p['version']}: {licence(p)}; {p['repository'] or purl(p)}" for p in crates]
head = "Steppe is built from these libraries, each under its own licence.\n\n"
(FOLDER / "THIRD-PARTY.txt").write_text(head + "\n".join(rows) + "\n")
