//! What `steppe export` can be told.

use std::path::{Path, PathBuf};

use clap::Args;

use super::ExportError;
use super::animation::{AnimationArgs, moving_format};
use super::choices::{
    ClassesBy, FontsFrom, LayoutName, NamesIn, Packing, PreviewOf, SheetName, SideBySide, Switch,
    TextKind, ThemeName, Units,
};
use super::evidence::EvidenceArgs;
use super::measure::MeasureArgs;
use super::words::{self, DaysOption};
use crate::earth::Extent;
use crate::session::viewpoint::{Compare, Detail, Furniture, MapTheme};
use crate::session::{ExportFormat, ExportSpec, Layout, TextAs};

/// Size of a picture where none is asked for, pixels.
const USUAL_PX: (u32, u32) = (1600, 1000);
/// Longer side of a screen on which a picture is seen whole, pixels.
const SCREEN_PX: f32 = 1920.0;
/// Size of a mark's name at a scale of 1, pixels.
const USUAL_LETTERS_PX: f32 = 12.0;

/// What to export, and how.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line, and none follows from another"
)]
pub(in crate::cli) struct ExportArgs {
    /// What to draw: a dossier's folder, NAME.dossier, an article (.md) or GeoJSON files, the built-in dossier by default; a picture that was exported gives its view or chart
    #[arg(value_name = "DOSSIER|FILE")]
    pub(super) files: Vec<PathBuf>,
    /// The file to write; its ending says what kind: .png, .svg or .pdf; .gif, .apng or a slash at the end of a folder, that its days are played; a chart can be .csv, too
    #[arg(short, long, value_name = "FILE")]
    pub(super) out: PathBuf,
    /// Replace the file where it is there already
    #[arg(long)]
    pub(super) force: bool,
    /// Size of the picture in pixels; 1600x1000 by default
    #[arg(long, value_name = "WxH", value_parser = words::size)]
    pub(super) size: Option<(u32, u32)>,
    /// Pixels for each unit of the map: 2 draws text and symbols twice as large; by default 1, and 2 for a picture as large as 3840x2160
    #[arg(long, value_name = "N")]
    pub(super) scale: Option<f32>,
    /// A sheet at 300 dpi, instead of a size and scale
    #[arg(long, value_enum, conflicts_with_all = ["size", "scale"])]
    pub(super) paper: Option<SheetName>,
    /// Where the picture goes, instead of a size and scale: a smaller picture shows less, larger
    #[arg(long, value_enum, conflicts_with_all = ["size", "scale", "paper"])]
    pub(super) layout: Option<LayoutName>,
    /// Size of the names on the map, pixels of the finished picture; 12 at a scale of 1 by default
    #[arg(long, value_name = "PX", value_parser = words::label_size)]
    pub(super) label_size: Option<f32>,
    /// How long a PNG file is packed: quick, usual, or most, which takes many times as long for a fifth less
    #[arg(long, value_enum, default_value_t = Packing::Quick)]
    pub(super) effort: Packing,
    /// What texts become in SVG and PDF: text that can be selected, or shapes that look the same everywhere
    #[arg(long, value_enum, default_value_t = TextKind::Live)]
    pub(super) text: TextKind,
    /// Leave out what the file says of itself, so that it tells nothing but what it shows and brings nothing back
    #[arg(long)]
    pub(super) strip: bool,
    /// Colours: light by default (on a sheet of paper: print), or those of the picture
    #[arg(long, value_enum)]
    pub(super) theme: Option<ThemeName>,
    /// Colours as others see them; the margin says so
    #[arg(long, value_enum, value_name = "VISION")]
    pub(super) preview: Option<PreviewOf>,
    /// In which language countries, places and marks are named: as the dossier names them by default, or as in the picture
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    pub(super) names: Option<NamesIn>,
    /// Where fonts for letters come from that no font in the program has; in a picture that stands still
    #[arg(long, value_enum, default_value_t = FontsFrom::System)]
    pub(super) fonts: FontsFrom,
    /// Only these layers of features, by id, topmost first; the ground stays
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub(super) layers: Option<Vec<String>>,
    /// The feature or border to mark, by id, or the country, by its code such as TJK
    #[arg(long, value_name = "ID")]
    pub(super) select: Option<String>,
    /// The first day to show, such as 2021-10-18; what has no date is shown too
    #[arg(long, value_name = "DATE", value_parser = words::day)]
    pub(super) from: Option<DaysOption>,
    /// The last day to show
    #[arg(long, value_name = "DATE", value_parser = words::day)]
    pub(super) to: Option<DaysOption>,
    /// Two windows of days beside each other, the days on the left first: 2021-07/2021-08,2021-09/2021-10
    #[arg(long, value_name = "DATE/DATE,DATE/DATE", value_parser = words::pair, conflicts_with_all = ["from", "to"])]
    pub(super) compare: Option<Compare>,
    /// How the two stand beside each other: two maps, or one map with a divider, which shows half of each
    #[arg(long, value_enum, requires = "compare", default_value_t = SideBySide::Split)]
    pub(super) compare_as: SideBySide,
    /// Whether mountains are shaded: by default, but not in print
    #[arg(long, value_name = "on|off", value_parser = words::on_or_off)]
    pub(super) relief: Option<bool>,

    /// What to show, in degrees: west, south, east, north
    #[arg(long, value_name = "W,S,E,N", value_parser = words::frame, allow_hyphen_values = true)]
    pub(super) frame: Option<Extent>,
    /// The view that this scene has for a picture of this size, as the benchmark beside other programs takes it
    #[arg(long, value_name = "FILE", conflicts_with = "frame")]
    pub(super) scene: Option<PathBuf>,
    /// What the map finds, instead of the dossier's title
    #[arg(long, value_name = "TEXT")]
    pub(super) headline: Option<String>,
    /// What the map shows, under the headline
    #[arg(long, value_name = "TEXT")]
    pub(super) subhead: Option<String>,
    /// A remark before the sources
    #[arg(long, value_name = "TEXT")]
    pub(super) note: Option<String>,
    /// Refuse to write a picture that a graphics desk would send back
    #[arg(long)]
    pub(super) strict: bool,
    /// A part of the map once more, larger, over an empty part of it: where marks crowd, this part in degrees, or none
    #[arg(long, value_name = "none|auto|W,S,E,N", value_parser = words::inset, allow_hyphen_values = true)]
    pub(super) inset: Option<Detail>,
    /// Numbered notes that say what the map is about; on by default
    #[arg(long, value_enum, value_name = "on|off")]
    pub(super) callouts: Option<Switch>,
    /// Let all else step back where --select marks something: nothing is printed faint by default
    #[arg(long, requires = "select")]
    pub(super) dim: bool,
    /// The map only: no title, legend, scale bar, source line, inset or graticule
    #[arg(long)]
    pub(super) bare: bool,
    #[command(flatten)]
    pub(super) animation: AnimationArgs,
    /// Colours layers by a column: COLUMN, or LAYER=COLUMN for one layer; can be given more than once
    #[arg(long, value_name = "[LAYER=]COLUMN")]
    pub(super) color_by: Vec<String>,
    /// How the numbers of a column are divided into classes: equally many features in each, or where the numbers leave gaps
    #[arg(long, value_enum, requires = "color_by", default_value_t = ClassesBy::Quantiles)]
    pub(super) classes: ClassesBy,
    /// Labels layers by a column instead of the features' names
    #[arg(long, value_name = "[LAYER=]COLUMN")]
    pub(super) label_by: Vec<String>,
    /// In which unit the scale bar is said
    #[arg(long, value_enum, default_value_t = Units::Km)]
    pub(super) units: Units,
    #[command(flatten)]
    pub(super) measure: MeasureArgs,
    /// Only features for which a condition holds (OGC CQL2 text), such as "fatalities >= 10 AND status = 'active'"
    #[arg(long = "where", value_name = "CONDITION")]
    pub(super) condition: Option<String>,
    #[command(flatten)]
    pub(super) evidence: EvidenceArgs,
    /// A chart of the dossier instead of the map, by id
    #[arg(long, value_name = "ID")]
    pub(super) chart: Option<String>,
}

impl ExportArgs {
    /// The colours that are asked for.
    pub(super) fn theme(&self) -> Option<MapTheme> {
        self.theme.map(ThemeName::theme)
    }

    /// What texts become.
    pub(super) fn text(&self) -> TextAs {
        self.text.text()
    }

    /// The two windows of days.
    pub(super) fn compared(&self) -> Option<Compare> {
        let mode = self.compare_as.mode();
        self.compare.map(|compare| compare.in_mode(mode))
    }

    /// The first option given that says something of maps alone.
    pub(super) fn only_of_maps(&self) -> Option<&'static str> {
        let given = [
            ("--size", self.size.is_some()),
            ("--paper", self.paper.is_some()),
            ("--layout", self.layout.is_some()),
            ("--label-size", self.label_size.is_some()),
            ("--preview", self.preview.is_some()),
            ("--layers", self.layers.is_some()),
            ("--select", self.select.is_some()),
            ("--from", self.from.is_some()),
            ("--to", self.to.is_some()),
            ("--compare", self.compare.is_some()),
            ("--frame", self.frame.is_some()),
            ("--scene", self.scene.is_some()),
            ("--headline", self.headline.is_some()),
            ("--subhead", self.subhead.is_some()),
            ("--note", self.note.is_some()),
            ("--strict", self.strict),
            ("--inset", self.inset.is_some()),
            ("--callouts", self.callouts.is_some()),
            ("--bare", self.bare),
            ("--where", self.condition.is_some()),
            ("--color-by", !self.color_by.is_empty()),
            ("--label-by", !self.label_by.is_empty()),
        ];
        let given = given.into_iter().find_map(|(name, is)| is.then_some(name));
        given
            .or_else(|| self.evidence.first())
            .or_else(|| self.animation.first())
    }

    /// What stands on the map, where the picture that it is like has this.
    fn furniture(&self, like: Furniture, scale: f32) -> Furniture {
        let furniture = if self.bare { Furniture::BARE } else { like };
        Furniture {
            detail: self.inset.unwrap_or(furniture.detail),
            label_percent: self.label_size.map_or(furniture.label_percent, |px| {
                (100.0 * px / (USUAL_LETTERS_PX * scale)).round() as u16
            }),
            callouts: self
                .callouts
                .map_or(furniture.callouts, |callouts| callouts == Switch::On),
            dims: self.dim || furniture.dims,
            ..furniture
        }
    }

    /// The scale of a picture of this size where none is asked for: its letters can be read where the whole
    /// picture fits a screen. A benchmark's scene has the scale of the programs beside it.
    fn usual_scale(&self, (width_px, height_px): (u32, u32)) -> f32 {
        if self.scene.is_some() {
            return 1.0;
        }
        let times = width_px.max(height_px) as f32 / SCREEN_PX;
        times.round().max(1.0)
    }

    /// How a map is drawn; colours and margins as `picture` has them, where nothing else is said.
    pub(super) fn spec(&self, picture: Option<&ExportSpec>) -> Result<ExportSpec, ExportError> {
        let sheet = self.paper.map(|sheet| Layout::Sheet(sheet.paper()));
        let layout = sheet.or(self.layout.map(LayoutName::layout));
        let size = layout.map_or(self.size.unwrap_or(USUAL_PX), Layout::size_px);
        let own = || self.scale.unwrap_or_else(|| self.usual_scale(size));
        let scale = layout.map_or_else(own, Layout::scale);
        let like = picture.copied().unwrap_or_default();
        let prints = matches!(layout, Some(Layout::Sheet(_))) && picture.is_none();
        Ok(ExportSpec {
            width_px: size.0,
            height_px: size.1,
            scale,
            format: format_of(&self.out).ok_or_else(|| ExportError::Ending(self.out.clone()))?,
            text: self.text(),
            theme: self
                .theme()
                .unwrap_or(if prints { MapTheme::Print } else { like.theme }),
            furniture: self.furniture(like.furniture, scale),
            vision: self.preview.map_or(like.vision, PreviewOf::vision),
            names: self.names.map(NamesIn::language).or(like.names),
            measured: true,
            says_its_view: !self.strip,
            effort: self.effort.effort(),
        })
    }
}

/// What is drawn: the frames of moving pictures are pixels.
fn format_of(path: &Path) -> Option<ExportFormat> {
    if moving_format(path).is_some() {
        return Some(ExportFormat::Png);
    }
    ExportFormat::of_extension(path.extension()?.to_str()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        args: ExportArgs,
    }

    /// The scale of a picture that is asked for so.
    fn scale(words: &[&str]) -> f32 {
        let line = ["steppe", "--out", "x.png"].iter().chain(words);
        let line = Line::try_parse_from(line).unwrap();
        line.args.spec(None).unwrap().scale
    }

    #[test]
    fn a_picture_larger_than_a_screen_has_larger_letters() {
        let close = |a: f32, b: f32| (a - b).abs() < f32::EPSILON;
        assert!(close(scale(&["--size", "1280x800"]), 1.0));
        assert!(close(scale(&["--size", "2560x1440"]), 1.0));
        assert!(close(scale(&["--size", "3840x2160"]), 2.0));
        assert!(close(scale(&["--size", "2160x3840"]), 2.0));
        assert!(close(scale(&["--size", "3840x2160", "--scale", "1"]), 1.0));
    }
}
