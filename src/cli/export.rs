//! `steppe export`: the same map as in the window, with no window.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::animation::{AnimationArgs, moving_format};
use super::evidence::{EvidenceArgs, UnknownEvidence};
use super::open::{Opened, opened};
use super::progress::Progress;
use super::scene_file::{SceneFile, SceneFileError};
use super::{Outcome, chart};
use crate::app::{Destination, SaveError, WriteError, prepared_for, save_animation, save_map};
use crate::atlas::date::days_from_words;
use crate::earth::{Camera, Extent};
use crate::render::Watch;
use crate::session::viewpoint::{
    ColourVision, Compare, CompareMode, Furniture, MapTheme, TimeWindow, projected,
};
use crate::session::{
    Action, Animation, AnimationError, CameraAction, ExportFormat, ExportSpec, FileAction, Paper,
    Session, TextAs,
};

/// What to export, and how.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// What to draw: a dossier's folder, NAME.dossier, an article (.md) or GeoJSON files, the built-in dossier by default; a picture that was exported gives its view
    #[arg(value_name = "DOSSIER|FILE")]
    files: Vec<PathBuf>,
    /// The file to write; its ending says what kind: .png, .svg or .pdf; .gif, .apng or a slash at the end of a folder, that its days are played; a chart is .png, .svg or .csv
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Replace the file where it is there already
    #[arg(long)]
    force: bool,
    /// Size of the picture in pixels
    #[arg(long, value_name = "WxH", default_value = "1600x1000", value_parser = parse_size)]
    size: (u32, u32),
    /// Pixels for each unit of the map: 2 draws text and symbols twice as large
    #[arg(long, value_name = "N", default_value_t = 1.0)]
    scale: f32,
    /// A sheet at 300 dpi, instead of a size and scale
    #[arg(long, value_enum, conflicts_with_all = ["size", "scale"])]
    paper: Option<Sheet>,
    /// What texts become in SVG and PDF: text that can be selected, or shapes that look the same everywhere
    #[arg(long, value_enum, default_value_t = Text::Live)]
    text: Text,
    /// Leave out what the file says of itself, so that it tells nothing but what it shows and brings no view back
    #[arg(long)]
    strip: bool,
    /// Colours: light by default (on a sheet of paper: print), or those of the picture
    #[arg(long, value_enum)]
    theme: Option<Theme>,
    /// Colours as others see them; the margin says so
    #[arg(long, value_enum, value_name = "VISION")]
    preview: Option<Preview>,
    /// Only these layers of features, by id, topmost first; the ground stays
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    layers: Option<Vec<String>>,
    /// The feature or border to mark, by id, or the country, by its code such as TJK
    #[arg(long, value_name = "ID")]
    select: Option<String>,
    /// The first day to show, such as 2021-10-18; what has no date is shown too
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    from: Option<Days>,
    /// The last day to show
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    to: Option<Days>,
    /// Two windows of days beside each other, the days on the left first: 2021-07/2021-08,2021-09/2021-10
    #[arg(long, value_name = "DATE/DATE,DATE/DATE", value_parser = parse_pair, conflicts_with_all = ["from", "to"])]
    compare: Option<Compare>,
    /// How the two stand beside each other: one map with a divider, or two maps
    #[arg(long, value_enum, requires = "compare", default_value_t = Beside::Swipe)]
    compare_as: Beside,
    /// What to show, in degrees: west, south, east, north
    #[arg(long, value_name = "W,S,E,N", value_parser = parse_frame, allow_hyphen_values = true)]
    frame: Option<Extent>,
    /// The view that this scene has for a picture of this size, as `steppe bench` takes it
    #[arg(long, value_name = "FILE", conflicts_with = "frame")]
    scene: Option<PathBuf>,
    /// The map only: no title, legend, scale bar, source line, inset or graticule
    #[arg(long)]
    bare: bool,
    #[command(flatten)]
    animation: AnimationArgs,
    #[command(flatten)]
    evidence: EvidenceArgs,
    /// A chart of the dossier instead of the map, by id
    #[arg(long, value_name = "ID", conflicts_with_all = ["size", "paper", "text", "strip", "layers", "select", "from", "to", "frame", "scene", "bare", "compare"])]
    chart: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Theme {
    Light,
    Dark,
    Print,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Preview {
    Protanopia,
    Deuteranopia,
    Tritanopia,
    Grey,
}

impl Preview {
    fn vision(self) -> ColourVision {
        match self {
            Self::Protanopia => ColourVision::Protanopia,
            Self::Deuteranopia => ColourVision::Deuteranopia,
            Self::Tritanopia => ColourVision::Tritanopia,
            Self::Grey => ColourVision::Grey,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Beside {
    Swipe,
    Split,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Text {
    Live,
    Outlines,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Sheet {
    A4,
    A4Across,
    A3,
    A3Across,
}

impl Sheet {
    fn paper(self) -> Paper {
        match self {
            Self::A4 => Paper::A4Upright,
            Self::A4Across => Paper::A4Across,
            Self::A3 => Paper::A3Upright,
            Self::A3Across => Paper::A3Across,
        }
    }
}

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
enum ExportError {
    #[error(
        "the ending of {} says neither png, svg, pdf, gif nor apng; name a file such as map.png or map.pdf, \
         or a folder with a slash at its end",
        .0.display()
    )]
    Ending(PathBuf),
    #[error(
        "{} does not move, so --step, --window, --days and --fps say nothing of it; \
         name a file such as days.gif or days.apng, or a folder with a slash at its end",
        .0.display()
    )]
    Still(PathBuf),
    #[error("called off; nothing was written to {}", .0.display())]
    CalledOff(PathBuf),
    #[error(transparent)]
    Animation(#[from] AnimationError),
    #[error("there is no layer \"{unknown}\"; the layers of features are {known}")]
    Layer { unknown: String, known: String },
    #[error(
        "there is no feature, border or country \"{0}\"; `steppe check` lists what a dossier has"
    )]
    Subject(String),
    #[error("the frame lies outside what the projection {0} can show; choose another frame")]
    Frame(String),
    #[error(transparent)]
    Evidence(#[from] UnknownEvidence),
    #[error("--to lies before --from; let the days end when they begin, or later")]
    Days,
    #[error(transparent)]
    Scene(#[from] SceneFileError),
    #[error(transparent)]
    Chart(#[from] chart::ChartError),
    #[error(transparent)]
    Save(#[from] SaveError),
}

/// Draws the map and writes it.
pub(super) fn run(args: &ExportArgs) -> Outcome {
    let Some(Opened {
        mut session,
        picture,
    }) = opened(&args.files)
    else {
        return Outcome::Failed;
    };
    let from_picture = picture.is_some();
    if let Some(picture) = picture {
        if let FileAction::PictureRead { colophon, .. } = &picture
            && let Some([width_px, height_px]) = colophon.seen_px()
        {
            // A map of the size that the picture was made from shows just what it showed.
            let resize = CameraAction::Resize {
                width_px,
                height_px,
            };
            session.apply(Action::Camera(resize));
        }
        session.apply(Action::File(picture));
    }
    match export(&mut session, from_picture, args) {
        Ok(()) => Outcome::Done,
        Err(
            ExportError::Save(SaveError::Write(WriteError::Exists(path)))
            | ExportError::Chart(chart::ChartError::Write(WriteError::Exists(path))),
        ) => {
            eprintln!(
                "steppe: {} exists already; choose another name, or replace it with --force",
                path.display()
            );
            Outcome::Failed
        }
        Err(error) => {
            eprintln!("steppe: {error}");
            Outcome::Failed
        }
    }
}

fn export(session: &mut Session, from_picture: bool, args: &ExportArgs) -> Result<(), ExportError> {
    if let Some(id) = &args.chart {
        return Ok(chart::export(session, &chart_wanted(session, id, args))?);
    }
    let spec = spec(args, from_picture.then_some(&session.files.export))?;
    if let Some(wanted) = &args.layers {
        keep_layers(session, wanted)?;
    }
    if args.from.is_some() || args.to.is_some() {
        session.view.time.window = Some(window(session, args)?);
        session.view.compare = None;
    }
    if let Some(compare) = args.compare {
        session.view.compare = Some(compare.in_mode(match args.compare_as {
            Beside::Swipe => CompareMode::Swipe,
            Beside::Split => CompareMode::Split,
        }));
    }
    let filter = &mut session.view.evidence;
    args.evidence.narrow(&session.atlas, filter)?;
    if let Some(id) = &args.select {
        let subject = session
            .atlas
            .find(id)
            .ok_or_else(|| ExportError::Subject(id.clone()))?;
        session.view.selected = Some(subject);
    }
    if !from_picture || args.frame.is_some() {
        session.view.camera = framed(session, spec, args.frame)?;
    }
    if let Some(scene) = &args.scene {
        session.view.camera = seen_from(session, spec, scene)?;
    }
    let animation = animation(session, args)?;
    save(session, spec, animation.as_ref(), args)
}

/// The frames, where the file moves.
fn animation(session: &Session, args: &ExportArgs) -> Result<Option<Animation>, ExportError> {
    let Some(format) = moving_format(&args.out) else {
        return if args.animation.any() {
            Err(ExportError::Still(args.out.clone()))
        } else {
            Ok(None)
        };
    };
    let spec = args.animation.spec(format, session.view.time.window);
    Ok(Some(spec.animation(&session.atlas, &session.view)?))
}

/// Draws and writes, with whoever waits looking on.
fn save(
    session: &Session,
    spec: ExportSpec,
    animation: Option<&Animation>,
    args: &ExportArgs,
) -> Result<(), ExportError> {
    let prepared = prepared_for(Arc::clone(&session.atlas), &session.view, spec);
    let progress = Progress::begin(animation.map(|animation| animation.windows.len()));
    let tell = |done: f32| progress.tell(done);
    let to = Destination {
        path: &args.out,
        replace: args.force,
        watch: Watch::new(&tell),
    };
    let saved = match animation {
        None => save_map(prepared, &session.view, spec, to),
        Some(animation) => save_animation(prepared, &session.view, spec, animation, to),
    };
    saved.map_err(|error| {
        if error.is_abandoned() {
            ExportError::CalledOff(args.out.clone())
        } else {
            ExportError::Save(error)
        }
    })
}

fn chart_wanted<'a>(session: &Session, id: &'a str, args: &'a ExportArgs) -> chart::Wanted<'a> {
    chart::Wanted {
        id,
        out: &args.out,
        force: args.force,
        scale: args.scale,
        theme: theme(args).unwrap_or(session.view.theme),
    }
}

fn theme(args: &ExportArgs) -> Option<MapTheme> {
    args.theme.map(|theme| match theme {
        Theme::Light => MapTheme::Light,
        Theme::Dark => MapTheme::Dark,
        Theme::Print => MapTheme::Print,
    })
}

/// A view of `frame`, or of the whole map.
fn framed(
    session: &Session,
    spec: ExportSpec,
    frame: Option<Extent>,
) -> Result<Camera, ExportError> {
    let atlas = &session.atlas;
    let rect = projected(&atlas.projection, frame.unwrap_or(atlas.home));
    if rect.is_empty() {
        let projection = atlas.projection.definition();
        return Err(ExportError::Frame(projection.to_owned()));
    }
    let logical = |px: u32| f64::from(px) / f64::from(spec.scale);
    let (width_px, height_px) = (logical(spec.width_px), logical(spec.height_px));
    let pane_px = width_px / session.view.panes_across();
    Ok(Camera::fitted(rect, pane_px, height_px, 0.0).resized(width_px, height_px))
}

/// The view that a scene has for a picture of this size.
fn seen_from(session: &Session, spec: ExportSpec, scene: &Path) -> Result<Camera, ExportError> {
    let spot = SceneFile::read(scene)?.spot((spec.width_px, spec.height_px));
    let projection = &session.atlas.projection;
    spot.camera(projection)
        .ok_or_else(|| ExportError::Frame(projection.definition().to_owned()))
}

/// What the arguments ask for; colours and margins as `picture` has them, where nothing else is said.
fn spec(args: &ExportArgs, picture: Option<&ExportSpec>) -> Result<ExportSpec, ExportError> {
    let (size, scale) = match args.paper {
        Some(sheet) => (sheet.paper().size_px(), Paper::SCALE),
        None => (args.size, args.scale),
    };
    let like = picture.copied().unwrap_or_default();
    Ok(ExportSpec {
        width_px: size.0,
        height_px: size.1,
        scale,
        format: format_of(&args.out).ok_or_else(|| ExportError::Ending(args.out.clone()))?,
        text: match args.text {
            Text::Live => TextAs::Live,
            Text::Outlines => TextAs::Outlines,
        },
        theme: theme(args).unwrap_or(match args.paper {
            Some(_) if picture.is_none() => MapTheme::Print,
            _ => like.theme,
        }),
        furniture: if args.bare {
            Furniture::BARE
        } else {
            like.furniture
        },
        vision: args.preview.map_or(like.vision, Preview::vision),
        says_its_view: !args.strip,
    })
}

/// What is drawn: the frames of moving pictures are pixels.
fn format_of(path: &Path) -> Option<ExportFormat> {
    if moving_format(path).is_some() {
        return Some(ExportFormat::Png);
    }
    ExportFormat::of_extension(path.extension()?.to_str()?)
}

/// Shows the `wanted` layers of features, in this order, and no others.
fn keep_layers(session: &mut Session, wanted: &[String]) -> Result<(), ExportError> {
    let atlas = Arc::clone(&session.atlas);
    let of_features = |id: &str| {
        let layer = atlas.layer_named(id)?;
        atlas.layer(layer).kind.is_of_marks().then_some(layer)
    };
    for id in wanted {
        if atlas.layer_named(id).is_none() {
            let known: Vec<&str> = atlas.layers.iter().map(|layer| layer.id.as_str()).collect();
            return Err(ExportError::Layer {
                unknown: id.clone(),
                known: known.join(", "),
            });
        }
    }
    for state in &mut session.view.layers {
        let layer = atlas.layer(state.layer);
        let named = wanted.contains(&layer.id);
        if layer.kind.is_of_marks() || named {
            state.visible = named;
        }
    }
    let rank = |id: &str| {
        wanted
            .iter()
            .position(|other| other == id)
            .unwrap_or(usize::MAX)
    };
    let features = session
        .view
        .layers
        .iter()
        .take_while(|state| of_features(&atlas.layer(state.layer).id).is_some())
        .count();
    session.view.layers[..features].sort_by_key(|state| rank(&atlas.layer(state.layer).id));
    Ok(())
}

/// The days that are shown, from the first to the last: without a beginning, from what the dossier begins with; without an end, to its last.
fn window(session: &Session, args: &ExportArgs) -> Result<TimeWindow, ExportError> {
    let whole = session.timeline.whole;
    let from = args.from.map(|days| days.first);
    let to = args.to.map(|days| days.last);
    let from = from
        .or(whole
            .map(|whole| whole.from())
            .filter(|&first| to.is_none_or(|to| first <= to)))
        .or(to)
        .ok_or(ExportError::Days)?;
    let to = to
        .or(whole.map(|whole| whole.to()).filter(|&last| from <= last))
        .unwrap_or(from);
    if to < from {
        return Err(ExportError::Days);
    }
    Ok(TimeWindow::new(from, to))
}

/// The days that an option names.
#[derive(Debug, Clone, Copy)]
struct Days {
    first: Date,
    last: Date,
}

fn parse_day(text: &str) -> Result<Days, String> {
    days_from_words(text)
        .map(|(first, last)| Days { first, last })
        .ok_or_else(|| format!("expected a day, month or year such as 2021-10-18, 2021-10 or 2021, found \"{text}\""))
}

/// Two windows of days, each day as [`parse_day`] reads it.
fn parse_pair(text: &str) -> Result<Compare, String> {
    let expected = || {
        format!(
            "expected two windows of days such as 2021-07-15/2021-08-14,2021-08-15/2021-09-14, found \"{text}\""
        )
    };
    let window = |text: &str| {
        let (from, to) = text.split_once('/').ok_or_else(expected)?;
        let (from, to) = (parse_day(from)?, parse_day(to)?);
        if to.last < from.first {
            return Err(format!(
                "{text} ends before it begins; let the days end when they begin, or later"
            ));
        }
        Ok(TimeWindow::new(from.first, to.last))
    };
    let (before, after) = text.split_once(',').ok_or_else(expected)?;
    Ok(Compare::new(window(before)?, window(after)?))
}

fn parse_size(text: &str) -> Result<(u32, u32), String> {
    let sides = text
        .split_once(['x', 'X', '\u{d7}'])
        .and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
    sides
        .filter(|&(width, height)| width > 0 && height > 0)
        .ok_or_else(|| {
            format!("expected width and height in pixels such as 1920x1080, found \"{text}\"")
        })
}

fn parse_frame(text: &str) -> Result<Extent, String> {
    let expected = || {
        format!("expected west,south,east,north in degrees such as 46,34,88,56, found \"{text}\"")
    };
    let numbers: Vec<f64> = text
        .split(',')
        .map(|part| part.trim().parse())
        .collect::<Result<_, _>>()
        .map_err(|_| expected())?;
    let &[west_deg, south_deg, east_deg, north_deg] = numbers.as_slice() else {
        return Err(expected());
    };
    let on_earth = |lon: f64| (-180.0..=180.0).contains(&lon);
    let latitudes = -90.0 <= south_deg && south_deg < north_deg && north_deg <= 90.0;
    if on_earth(west_deg)
        && on_earth(east_deg)
        && (west_deg - east_deg).abs() > f64::EPSILON
        && latitudes
    {
        Ok(Extent {
            west_deg,
            south_deg,
            east_deg,
            north_deg,
        })
    } else {
        Err(expected())
    }
}
