"""Reads the binary sources with Python's standard library alone and writes them as one JSON file.

usage: extract.py NATURAL_EARTH_10M_FOLDER WORLD_MAP_GPKG RIVERS_TXT OUT_JSON
"""
import json
import sqlite3
import struct
import sys


def shapefile(path):
    """The parts of every polyline or polygon of an ESRI shapefile, without attributes."""
    data = open(path, "rb").read()
    shapes, at = [], 100
    while at < len(data):
        _, words = struct.unpack(">ii", data[at : at + 8])
        body = data[at + 8 : at + 8 + 2 * words]
        at += 8 + 2 * words
        if struct.unpack("<i", body[:4])[0] == 0:
            shapes.append([])
            continue
        n_parts, n_points = struct.unpack("<ii", body[36:44])
        starts = list(struct.unpack(f"<{n_parts}i", body[44 : 44 + 4 * n_parts])) + [n_points]
        flat = struct.unpack_from(f"<{2 * n_points}d", body, 44 + 4 * n_parts)
        points = list(zip(flat[::2], flat[1::2]))
        shapes.append([points[a:b] for a, b in zip(starts, starts[1:])])
    return shapes


def geopackage_lines(blob):
    """The lines of a GeoPackage (multi)line: a header, an envelope, then plain WKB."""
    at = 8 + {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    lines = []

    def read(at):
        order = "<" if blob[at] else ">"
        kind, count = struct.unpack_from(order + "II", blob, at + 1)
        at += 9
        if kind == 2:
            flat = struct.unpack_from(f"{order}{2 * count}d", blob, at)
            lines.append(list(zip(flat[::2], flat[1::2])))
            return at + 16 * count
        for _ in range(count):
            at = read(at)
        return at

    read(at)
    return lines


def disputed(path):
    """The lines claimed or held against a neighbour's claim, in the order of their ids."""
    rows = sqlite3.connect(path).execute(
        "select fid, name, adm0_a3_l, geom from disputed_borders order by fid"
    )
    return [
        {"id": fid, "name": name, "within": iso3, "lines": geopackage_lines(geom)}
        for fid, name, iso3, geom in rows
    ]


def rivers(path):
    """GMT's text dump: a `>` line with the level, then a point a line."""
    found = []
    for line in open(path):
        if line.startswith(">"):
            found.append({"level": int(line.split("Level")[1]), "points": []})
        elif line.strip():
            lon, lat = map(float, line.split()[:2])
            found[-1]["points"].append((lon - 360 if lon > 180 else lon, lat))
    return found


def main():
    natural_earth, gpkg, rivers_txt, out = sys.argv[1:]
    layer = lambda name: shapefile(f"{natural_earth}/ne_10m_{name}.shp")
    sources = {
        "boundaries": layer("admin_0_boundary_lines_land"),
        "coastline": layer("coastline"),
        "provinces": layer("admin_1_states_provinces_lines"),
        "lakes": layer("lakes"),
        "disputed": disputed(gpkg),
        "rivers": rivers(rivers_txt),
    }
    with open(out, "w") as file:
        json.dump(sources, file)


main()
