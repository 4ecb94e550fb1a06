"""Subsets, renames and checks the fonts. Run by make.sh.

Usage: make.py FOLDER_OF_UNPACKED_PACKAGES FOLDER_OF_THE_FONTS
"""

import re
import sys
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.pens.transformPen import TransformPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
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

# file: (family, ranges or the file that lists the characters, what may not be lacking)
# Shared marks stay with the sans, but for the digits and marks of the scripts themselves.
SCRIPTS = {
    "SteppeArabic-Regular": ("noto/truetype/noto/NotoSansArabic-Regular.ttf", "Steppe Arabic",
        [(0x0600, 0x06FF), (0x0750, 0x077F), (0x200C, 0x200F)], "حلبپچژگټډړږښګڼۍېئۈۇەکی،؟۰۹"),
    "SteppeArmenian-Regular": ("noto/truetype/noto/NotoSansArmenian-Regular.ttf", "Steppe Armenian",
        [(0x0530, 0x058F), (0xFB13, 0xFB17)], "ԱաԵրևանֆև"),
    "SteppeDevanagari-Regular": ("noto/truetype/noto/NotoSansDevanagari-Regular.ttf", "Steppe Devanagari",
        [(0x0900, 0x097F), (0x200C, 0x200D)], "नईदिल्लीभारत"),
    "SteppeGeorgian-Regular": ("noto/truetype/noto/NotoSansGeorgian-Regular.ttf", "Steppe Georgian",
        [(0x10A0, 0x10FF), (0x1C90, 0x1CBF)], "თბილისისაქართველოჰ"),
    "SteppeHan-Regular": ("noto/opentype/noto/NotoSansCJK-Regular.ttc", "Steppe Han", "han.txt", "喀什中国阿富汗"),
    "SteppeHebrew-Regular": ("noto/truetype/noto/NotoSansHebrew-Regular.ttf", "Steppe Hebrew",
        [(0x0590, 0x05FF), (0xFB1D, 0xFB4F)], "דמשקץם"),
    "SteppeThai-Regular": ("noto/truetype/noto/NotoSansThai-Regular.ttf", "Steppe Thai",
        [(0x0E00, 0x0E7F)], "กรุงเทพฯ๙"),
}

# The features without which a script is not written right; what only decorates goes.
SHAPING = (
    "ccmp locl isol init medi fina rlig calt liga rclt curs kern mark mkmk "
    "nukt akhn rphf rkrf pref blwf half pstf vatu cjct pres abvs blws psts haln abvm blwm dist"
).split()

# Simplified Chinese within the collection of Chinese, Japanese and Korean.
SIMPLIFIED = 2

# How far a straight-edged curve of TrueType may lie from the cubic it stands for, in 1000ths of an em.
MOST_ERROR = 1.0

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
    # Scripts and icons share the sans' line, so that a row of both keeps its height.
    line = TTFont(out / "SteppeSans-Regular.ttf")["hhea"]
    for name, (source, family, ranges, needed) in SCRIPTS.items():
        make_script(packages / source, out, name, family, ranges, needed, line)
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


def make_script(source: Path, out: Path, name: str, family: str, ranges, needed: str, line) -> None:
    number = SIMPLIFIED if source.suffix == ".ttc" else -1
    font = TTFont(source, fontNumber=number, recalcTimestamp=False)
    if isinstance(ranges, str):
        listed = (line for line in (out / ranges).read_text().splitlines() if not line.startswith("#"))
        wanted = {ord(c) for line in listed for c in line}
    else:
        wanted = {c for a, b in ranges for c in range(a, b + 1)}
    # Han characters stand side by side as they are: what shaping knows of them is other countries' forms.
    subset(font, wanted & set(font.getBestCmap()), [] if number == SIMPLIFIED else SHAPING)
    if "CFF " in font:
        use_quadratic_outlines(font)
    if font["head"].unitsPerEm != UNITS_PER_EM:
        scale_upem(font, UNITS_PER_EM)
    set_line(font, line.ascent, line.descent)
    rename(font, family, "Regular")
    missing = [c for c in needed if ord(c) not in font.getBestCmap()]
    if missing:
        sys.exit(f"{name} lacks {missing}")
    font.save(out / f"{name}.ttf")
    print(f"{name}: {len(font.getBestCmap())} characters, {len(font.getGlyphOrder())} glyphs")


def use_quadratic_outlines(font: TTFont) -> None:
    """Makes a TrueType font of one with PostScript outlines: what is embedded in an SVG is cut from `glyf`."""
    glyphs = font.getGlyphSet()
    order = font.getGlyphOrder()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, MOST_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph()
    del font["CFF "]
    for table in ("VORG", "vhea", "vmtx"):
        if table in font:
            del font[table]
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, outlines
    maxp = font["maxp"] = newTable("maxp")
    maxp.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
                  "maxStackElements", "maxSizeOfInstructions", "maxComponentElements"):
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    font["post"].formatType = 3.0
    font.sfntVersion = "\000\001\000\000"
    for name in order:
        width, _ = font["hmtx"][name]
        glyph = outlines[name]
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (width, getattr(glyph, "xMin", 0))


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
