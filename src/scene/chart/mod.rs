//! Charts, composed as scene data: the window and a file show the same one.
//!
//! No number is drawn surer than it is. What is more than a number fades out
//! beyond it, what is about it ends softly, what has none is a dashed gap
//! with the source's word, and a total over several things stands on a
//! bracket beside gaps of unknown share.

mod across;
mod axes_in_words;
mod axis;
mod bar;
mod bars;
mod counts;
mod days;
mod distance;
mod margins;
mod pair;
mod plot;
mod sheet;

use axes_in_words::axes_in_words;
pub use counts::axis_words;
pub use plot::{AxisMeasure, ChartPlot, ChartWindow};
use sheet::ChartSheet;

use super::{Color, Group, Scene, ScreenRect, Targets};
use crate::atlas::chart::{Chart, ChartKind};
use crate::atlas::chart_values::{ChartRow, ChartTable, ColumnValues};
use crate::atlas::profile::PairMarks;
use crate::atlas::{Atlas, Subject, group_thousands};
use crate::earth::{Camera, MapPoint};
use crate::scene::display::fonts::Face;
use crate::scene::display::style::Style;
use crate::session::viewpoint::MapTheme;

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChartLook {
    /// Its width, logical pixels; its height follows.
    pub width_px: f64,
    /// Its colours.
    pub theme: MapTheme,
    /// What is selected: it is framed, and the others step back.
    pub selected: Option<Subject>,
    /// What is under the pointer.
    pub hovered: Option<Subject>,
    /// Whether title, remarks, sums and sources are drawn too, as in a file that stands alone.
    pub margins: bool,
    /// The values that its plot shows; `None` for all of them.
    pub window: Option<ChartWindow>,
}

/// A chart as it is drawn, and what of it answers to the hand.
#[derive(Debug, Clone)]
pub struct ChartScene {
    /// What is drawn: shapes and texts alone, in logical pixels.
    pub scene: Scene,
    /// Its bars, from the top.
    pub bars: Vec<ChartBar>,
    /// Where positions stand for values; `None` where nothing could be placed.
    pub plot: Option<ChartPlot>,
    /// What it says in one sentence: "Troops by exercise: 6 values; largest: Ningxia, …".
    pub summary: String,
    /// What its axes measure: "From left to right: people, linear, from 0 people to 12,000 people."; `None`
    /// where it has no plot.
    pub axes: Option<String>,
}

impl ChartScene {
    /// Its summary and its axes, for those who do not see it.
    #[must_use]
    pub fn said(&self) -> String {
        match &self.axes {
            Some(axes) => format!("{}. {axes}", self.summary),
            None => format!("{}.", self.summary),
        }
    }
}

/// One value of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartBar {
    /// What answers to the hand, logical pixels.
    pub rect: ScreenRect,
    /// What stands for it on the map.
    pub subject: Option<Subject>,
    /// What it says: "Rubezh, 7-9 September: more than 1,000 people".
    pub name: String,
}

/// Draws the values of `table` as `chart` says.
#[must_use]
pub fn chart(atlas: &Atlas, chart: &Chart, table: &ChartTable, look: &ChartLook) -> ChartScene {
    let mut sheet = ChartSheet::new(atlas, look);
    if look.margins {
        margins::head(&mut sheet, chart);
        sheet.margins.append(&mut sheet.words);
    }
    match &chart.kind {
        ChartKind::Bars(_) => bars::draw(&mut sheet, chart, table),
        ChartKind::Days { day, name, .. } => days::draw(&mut sheet, table, *day, name),
        ChartKind::Distance { to, scale, .. } => {
            distance::draw(&mut sheet, table, &to.words(atlas), *scale);
        }
        ChartKind::Counts(_) | ChartKind::Pair(_) => of_columns(&mut sheet, chart, table),
    }
    margins::key(&mut sheet, table);
    if look.margins {
        let of_chart = std::mem::take(&mut sheet.words);
        margins::foot(&mut sheet, chart, table);
        sheet.margins.append(&mut sheet.words);
        sheet.words = of_chart;
    }
    let style = Style::of(look.theme);
    let bars = std::mem::take(&mut sheet.bars);
    let plot = sheet.plot.take();
    let description = described(chart, &bars);
    ChartScene {
        scene: sheet.into_scene(style.panel, description),
        bars,
        axes: plot.as_ref().map(|plot| axes_in_words(plot, table)),
        plot,
        summary: summary(chart, table),
    }
}

/// A chart of columns of features, or why there is nothing to draw.
fn of_columns(sheet: &mut ChartSheet<'_>, chart: &Chart, table: &ChartTable) {
    match &table.columns {
        Some(ColumnValues::Counts(divided)) => counts::draw(sheet, chart, table, divided),
        Some(ColumnValues::Pair { pair, marks, table }) => pair::draw(sheet, pair, marks, *table),
        None => {
            let words = "Nothing to draw: no feature has a value in these columns, or they are not read yet.";
            sheet.paragraph(words, (Face::Sans, sheet::SMALL_PX), sheet.style.quiet_text);
        }
    }
}

/// What the chart says in one sentence, for those who hear it before they step through it.
fn summary(chart: &Chart, table: &ChartTable) -> String {
    if let Some(ColumnValues::Pair { marks, .. }) = &table.columns {
        let said = match marks {
            PairMarks::Points(points) => format!("{} points", points.len()),
            PairMarks::Cells { counts, .. } => {
                let features = counts.iter().map(|it| u64::from(it[0])).sum::<u64>();
                format!("{} features in cells", group_thousands(features as f64))
            }
            PairMarks::Boxes { boxes, .. } => format!("{} boxes", boxes.len()),
        };
        return format!("{}: {said}", chart.title);
    }
    let count = table.rows().count();
    let noun = if count == 1 { "value" } else { "values" };
    let valued = table.rows().filter_map(|row| Some((row.value?, row)));
    let largest = valued.reduce(|best, next| if next.0 > best.0 { next } else { best });
    let largest = largest.map(|(_, row)| match chart.kind {
        ChartKind::Distance { .. } => format!("; farthest: {}, {}", row.label, row.words()),
        ChartKind::Bars(_) | ChartKind::Days { .. } | ChartKind::Counts(_) | ChartKind::Pair(_) => {
            format!("; largest: {}, {}", row.label, row.words())
        }
    });
    format!(
        "{}: {count} {noun}{}",
        chart.title,
        largest.unwrap_or_default()
    )
}

/// What the chart says, for those who do not see it.
fn described(chart: &Chart, bars: &[ChartBar]) -> String {
    let names: Vec<&str> = bars.iter().map(|bar| bar.name.as_str()).collect();
    format!("{}. {}", chart.title, names.join("; "))
}

/// What a row is called beside its mark: its label, and its value in words.
fn named(row: &ChartRow) -> String {
    let remarks = row.part_of.as_ref().map(|of| format!(", part of {of}"));
    let remarks = remarks.unwrap_or_default();
    format!("{}: {}{remarks}", row.label, row.words())
}

impl ChartSheet<'_> {
    fn into_scene(self, background: Color, description: String) -> Scene {
        let (width_px, height_px) = (self.width_px, self.y.ceil());
        let group = |id: &str, name: &str, items| Group {
            id: id.to_owned(),
            name: name.to_owned(),
            opacity: 1.0,
            items,
            marks: Vec::new(),
        };
        Scene {
            camera: Camera {
                center: MapPoint::new(0.0, 0.0),
                metres_per_px: 1.0,
                width_px,
                height_px,
            },
            window: ScreenRect::new(0.0, 0.0, width_px, height_px),
            background,
            groups: vec![
                group("grid", "Grid", self.grid),
                group("marks", "Values", self.marks),
                group("words", "Words", self.words),
                group("furniture", "Title and sources", self.margins),
            ],
            panes: Vec::new(),
            tables: Vec::new(),
            features: Vec::new(),
            targets: Targets::default(),
            description,
        }
    }
}
