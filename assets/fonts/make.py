"""Subsets, renames and checks the fonts. Run by make.sh.

Usage: make.py FOLDER_OF_UNPACKED_PACKAGES FOLDER_OF_THE_FONTS
"""

import re
import sys
from pathlib import Path

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.pens.transformPen import TransformPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

# Scripts of the articles and maps: Latin with the letters of transliteration,
# Greek, Cyrillic with those of Central Asia, and what typesetting needs.
RANGES = [
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x0259, 0x0259), (0x0292, 0x0292),
    (0x02B0, 0x02DD), (0x0300, 0x036F), (0x0370, 0x03FF), (0x0400, 0x052F),
    (0x1E00, 0x1EFF), (0x2000, 0x205F), (0x2070, 0x209F), (0x20A0, 0x20C0),
    (0x2100, 0x215F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2300, 0x23FF),
    (0x25A0, 0x25FF), (0x2610, 0x2612), (0x2713, 0x2717), (0xFFFD, 0xFFFD),
]

# What the interface, the map and the built-in article may not lack.
NEEDED = (
    "AZaz09ÄäÉéØøŁłŠšŽžĀāĪīŪūḤḥṬṭṢṣẒẓḌḍʿʾʼƏəĞğİıŞş"
    "ЁёЪъЫыЭэЯяӘәҒғҚқҢңӨөҰұҮүҺһІіӢӣӮӯҲҳҶҷЎўЇїЄєҐґ"
    "ΑΩαωάώ–—−‘’‚“”„…•·№€£°′″×≈≤≥±→←↑↓†‡§©«»‹›½⁄²³\u00a0\u2009\u202f"
)

# file: (the package's file, family, style, figures)
FACES = {
    "SteppeSans-Regular": ("sans/TTF/SourceSans3-Regular.ttf", "Steppe Sans", "Regular", "tabular"),
    "SteppeSans-SemiBold": ("sans/TTF/SourceSans3-Semibold.ttf", "Steppe Sans", "SemiBold", "tabular"),
    "SteppeSans-Italic": ("sans/TTF/SourceSans3-It.ttf", "Steppe Sans", "Italic", "tabular"),
    "SteppeSerif-Regular": ("serif/TTF/SourceSerif4-Regular.ttf", "Steppe Serif", "Regular", "proportional"),
    "SteppeSerif-SemiBold": ("serif/TTF/SourceSerif4-Semibold.ttf", "Steppe Serif", "SemiBold", "proportional"),
    "SteppeSerif-Italic": ("serif/TTF/SourceSerif4-It.ttf", "Steppe Serif", "Italic", "proportional"),
}

FIGURES = "0123456789"
UNITS_PER_EM = 1000
# Icons hang 3/16 em below the baseline: their middle then stands between the
# middles of small letters and capitals, and at 16 and 32 px no stroke leaves
# the pixels it was drawn for.
ICON_DROP = 187.5


def main(packages: Path, out: Path) -> None:
    for name, (source, family, style, figures) in FACES.items():
        font = TTFont(packages / source, recalcTimestamp=False)
        if figures == "proportional":
            use_proportional_figures(font)
        subset(font, text_characters(font), ["ccmp", "kern", "mark", "mkmk"])
        rename(font, family, style)
        check_text(font, name, figures)
        font.save(out / f"{name}.ttf")
    # The icons share the sans' line, so that a row of both keeps its height.
    line = TTFont(out / "SteppeSans-Regular.ttf")["hhea"]
    make_icons(packages / "icons/src/regular", out, line.ascent, line.descent)


def text_characters(font: TTFont) -> set[int]:
    return {c for c in font.getBestCmap() if any(a <= c <= b for a, b in RANGES)}


def use_proportional_figures(font: TTFont) -> None:
    """Makes the `pnum` figures the default ones: egui cannot ask for them."""
    gsub = font["GSUB"].table
    lookups = {
        i
        for record in gsub.FeatureList.FeatureRecord
        if record.FeatureTag == "pnum"
        for i in record.Feature.LookupListIndex
    }
    swap = {}
    for i in sorted(lookups):
        for table in gsub.LookupList.Lookup[i].SubTable:
            table = getattr(table, "ExtSubTable", table)
            swap.update(table.mapping)
    for table in font["cmap"].tables:
        # Subtables may share one mapping, which then is swapped already.
        for figure in FIGURES:
            glyph = table.cmap.get(ord(figure))
            if glyph in swap:
                table.cmap[ord(figure)] = swap[glyph]


def subset(font: TTFont, characters: set[int], features: list[str]) -> None:
    options = Options()
    options.layout_features = features
    # egui and resvg draw greys on a fine grid: TrueType hints only weigh.
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "BASE", "gasp"]
    options.name_IDs = ["*"]
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def rename(font: TTFont, family: str, style: str) -> None:
    """Gives names of our own: "Source" is reserved to the unchanged fonts."""
    table = font["name"]
    kept = {record.nameID: str(record) for record in table.names if record.nameID in (0, 8, 9, 11, 13, 14)}
    version = table.getDebugName(5).split(";")[0]
    table.names = []
    postscript = f"{family.replace(' ', '')}-{style}"
    linked = style in ("Regular", "Italic")
    names = kept | {
        1: family if linked else f"{family} {style}",
        2: style if linked else "Regular",
        3: f"{version};{postscript}",
        4: family if style == "Regular" else f"{family} {style}",
        5: version,
        6: postscript,
    }
    if not linked:
        names |= {16: family, 17: style}
    for name_id, text in sorted(names.items()):
        table.setName(text, name_id, 3, 1, 0x409)
    reserved = [n for n in (1, 3, 4, 6, 16) if "source" in names.get(n, "").lower()]
    if reserved:
        sys.exit(f"a reserved name was kept in name records {reserved}")


def check_text(font: TTFont, name: str, figures: str) -> None:
    cmap, widths = font.getBestCmap(), font["hmtx"]
    missing = [c for c in NEEDED if ord(c) not in cmap]
    # The serif leaves a few to the sans behind it.
    if missing and name.startswith("SteppeSans"):
        sys.exit(f"{name} lacks {missing}")
    figure_widths = {widths[cmap[ord(c)]][0] for c in FIGURES}
    if (len(figure_widths) == 1) != (figures == "tabular"):
        sys.exit(f"{name}: figures are not {figures}: {sorted(figure_widths)}")
    print(f"{name}: {len(cmap)} characters, not here: {''.join(missing) or 'none'}")


def make_icons(source: Path, out: Path, ascent: int, descent: int) -> None:
    style = (source / "style.css").read_text()
    codes = {
        name: int(code, 16)
        for name, code in re.findall(r'\.ph-([a-z0-9-]+):before \{\s*content: "\\([0-9a-f]+)"', style)
    }
    lines = (out / "icons.txt").read_text().splitlines()
    wanted = [line for line in lines if line and not line.startswith("#")]
    unknown = [name for name in wanted if name not in codes]
    if unknown:
        sys.exit(f"Phosphor has no icon {unknown}")

    font = TTFont(source / "Phosphor.ttf", recalcTimestamp=False)
    subset(font, {codes[name] for name in wanted}, [])
    font["OS/2"].fsType = 0
    scale_upem(font, UNITS_PER_EM)
    lower(font, UNITS_PER_EM * 64 / 1024 - ICON_DROP)
    set_line(font, ascent, descent)
    rename(font, "Steppe Icons", "Regular")
    font["name"].setName("Copyright (c) 2020-2021 Phosphor Icons", 0, 3, 1, 0x409)
    font.save(out / "SteppeIcons-Regular.ttf")
    write_constants({name: codes[name] for name in wanted}, out.parents[1] / "src/ui/icons.rs")
    print(f"SteppeIcons-Regular: {len(wanted)} icons")


def lower(font: TTFont, rise: float) -> None:
    """Moves every outline by `rise` units; the source hangs 1/16 em low."""
    glyphs = font["glyf"]
    for name in font.getGlyphOrder():
        if glyphs[name].numberOfContours == 0:
            continue
        pen = TTGlyphPen(None)
        font.getGlyphSet()[name].draw(TransformPen(pen, (1, 0, 0, 1, 0, rise)))
        glyphs[name] = pen.glyph()


def set_line(font: TTFont, ascent: int, descent: int) -> None:
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = ascent, descent, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, -descent


def write_constants(icons: dict[str, int], path: Path) -> None:
    rows = [
        "//! The icons in `assets/fonts/SteppeIcons-Regular.ttf`, one constant each.",
        "//!",
        "//! Written by `assets/fonts/make.sh` from `assets/fonts/icons.txt`: change that list, not this file.",
        "",
    ]
    for name, code in icons.items():
        rows.append(f"/// Phosphor `{name}`.")
        rows.append(f'pub const {name.replace("-", "_").upper()}: &str = "\\u{{{code:x}}}";')
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
