//! `steppe export`: the same map or chart as in the window, with no window.

mod animation;
mod args;
mod chart;
mod choices;
mod evidence;
mod measure;
mod styles;
mod view;
mod words;

use std::path::PathBuf;
use std::sync::Arc;

use animation::moving_format;
pub(super) use args::ExportArgs;
use choices::FontsFrom;
use evidence::UnknownEvidence;

use super::Outcome;
use super::filter::FilterError;
use super::open::{OpenedPaths, opened};
use super::progress::ProgressLine;
use super::scene_file::SceneFileError;
use super::terminal::tell;
use crate::app::{
    ComposedPicture, Destination, SaveError, WriteError, prepared_for, save_animation, save_picture,
};
use crate::atlas::FeatureId;
use crate::render::RenderProgress;
use crate::scene::Finding;
use crate::session::{
    Animation, AnimationError, CameraCommand, Command, Event, ExportSpec, PictureContent, Session,
    ShownChart,
};

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
    #[error(
        "there is neither a feature \"{0}\" nor are these coordinates; `steppe list` has the ids of the features"
    )]
    Place(String),
    #[error(
        "expected two places or more with semicolons between them such as \"base-kant; 38.56, 68.79\", found \"{0}\""
    )]
    Path(String),
    #[error(
        "expected a place and a radius with its unit such as \"base-kant; 150 km\", found \"{0}\""
    )]
    Ring(String),
    #[error("the frame lies outside what the projection {0} can show; choose another frame")]
    Frame(String),
    #[error(transparent)]
    Where(#[from] FilterError),
    #[error(transparent)]
    Column(styles::UnknownColumn),
    #[error(transparent)]
    Evidence(#[from] UnknownEvidence),
    #[error(
        "none of the {0} features has a place, so the map would be empty; `steppe check` says which columns or properties give one"
    )]
    NoPlace(usize),
    #[error(
        "the files hold no feature and no text, so the map would be empty; look whether they are the right ones"
    )]
    Nothing,
    #[error("no feature holds the condition of --where, so the map would be empty; ask for less")]
    NoneHolds,
    #[error(
        "no feature is of the days (--from, --to) and has the evidence (--origin, --claim, --status, --actor, --precision) that were asked for, so the map would be empty; ask for less"
    )]
    NoneShown,
    #[error("nothing was written, since --strict was asked for and {0} of the checks failed")]
    SentBack(usize),
    #[error("--to lies before --from; let the days end when they begin, or later")]
    Days,
    #[error(transparent)]
    Scene(#[from] SceneFileError),
    #[error(transparent)]
    Chart(#[from] chart::ChartError),
    #[error(transparent)]
    Save(#[from] SaveError),
}

/// Draws the map or chart and writes it.
pub(super) fn run(args: &ExportArgs) -> Outcome {
    let Some(opened) = opened(&args.files) else {
        return Outcome::Failed;
    };
    let faulty = opened.faulty;
    match export(opened, args) {
        Ok(()) if faulty => Outcome::Faulty,
        Ok(()) => Outcome::Done,
        Err(
            ExportError::Save(SaveError::Write(WriteError::Exists(path)))
            | ExportError::Chart(chart::ChartError::Write(WriteError::Exists(path))),
        ) => {
            tell(format_args!(
                "steppe: {} exists already; choose another name, or replace it with --force",
                path.display()
            ));
            Outcome::Failed
        }
        Err(error) => {
            tell(format_args!("steppe: {error}"));
            match &error {
                ExportError::Save(SaveError::Write(error))
                | ExportError::Chart(chart::ChartError::Write(error)) => Outcome::of_write(error),
                ExportError::SentBack(_) => Outcome::Faulty,
                _ => Outcome::Failed,
            }
        }
    }
}

fn export(opened: OpenedPaths, args: &ExportArgs) -> Result<(), ExportError> {
    let OpenedPaths {
        mut session,
        picture,
        ..
    } = opened;
    let shown = picture.as_ref().and_then(chart_of);
    if let Some(id) = args.chart.as_ref().or(shown.map(|chart| &chart.id)) {
        return Ok(chart::export(&session, id, shown, args)?);
    }
    let from_picture = picture.is_some();
    if let Some(picture) = picture {
        return_to(&mut session, picture);
    }
    if let Some(frame) = args.frame {
        session.atlas = session.atlas.suited_to(frame);
    }
    let spec = args.spec(from_picture.then_some(&session.files.export))?;
    view::change(&mut session, args, spec, from_picture)?;
    if args.frame.is_none() {
        session.project_for_view();
    }
    has_something(&session, args)?;
    let animation = animation(&session, args)?;
    save(&session, spec, animation.as_ref(), args)
}

/// Refuses a map that would be empty: of features, none of which has a place or holds the condition.
fn has_something(session: &Session, args: &ExportArgs) -> Result<(), ExportError> {
    let atlas = &session.atlas;
    let count = atlas.feature_count();
    if count == 0 {
        let dossier = &atlas.dossier;
        let is_blank = !dossier.has_manifest && dossier.article.blocks.is_empty();
        return if is_blank {
            Err(ExportError::Nothing)
        } else {
            Ok(())
        };
    }
    let placed = atlas.features().any(|(_, feature)| feature.shape.is_some())
        || (atlas.large_tables()).any(|(_, table)| table.calendar().placed() > 0);
    if !placed && atlas.dossier.borders.is_empty() {
        return Err(ExportError::NoPlace(count));
    }
    let view = &session.view;
    let ids = || (0..count).map(|number| FeatureId(u32::try_from(number).unwrap_or(u32::MAX)));
    if args.condition.is_some() && !ids().any(|id| view.attributes.admits(atlas, id)) {
        return Err(ExportError::NoneHolds);
    }
    let is_narrowed = view.time.window.is_some() || view.evidence.narrows();
    if is_narrowed && !ids().any(|id| view.lets_through(atlas, id)) {
        return Err(ExportError::NoneShown);
    }
    Ok(())
}

/// The chart that a picture shows, where it is none of the map.
fn chart_of(picture: &Event) -> Option<&ShownChart> {
    match picture {
        Event::PictureRead { colophon, .. } => colophon.chart(),
        _ => None,
    }
}

/// Shows what the picture showed, in a map of the size that it was made from: just that and no more.
fn return_to(session: &mut Session, picture: Event) {
    if let Event::PictureRead { colophon, .. } = &picture
        && let PictureContent::Map(map) = &colophon.shows
        && let Some([width_px, height_px]) = map.seen_px()
    {
        session.apply(Command::Camera(CameraCommand::Resize {
            width_px,
            height_px,
        }));
    }
    session.receive(picture);
}

/// The frames, where the file moves.
fn animation(session: &Session, args: &ExportArgs) -> Result<Option<Animation>, ExportError> {
    let Some(format) = moving_format(&args.out) else {
        return if args.animation.first().is_some() {
            Err(ExportError::Still(args.out.clone()))
        } else {
            Ok(None)
        };
    };
    let spec = args.animation.spec(format, session.view.time.window);
    Ok(Some(spec.animation(&session.atlas, &session.view)?))
}

/// Says what a graphics desk would send back, before anything is written; refuses it where asked to.
fn check(picture: &ComposedPicture, strict: bool) -> Result<(), ExportError> {
    let found = picture.findings();
    for Finding { what, mend } in &found {
        tell(format_args!("steppe: {what}; {mend}"));
    }
    if strict && !found.is_empty() {
        return Err(ExportError::SentBack(found.len()));
    }
    Ok(())
}

/// Draws and writes; a picture that stands still is looked over first.
fn save(
    session: &Session,
    spec: ExportSpec,
    animation: Option<&Animation>,
    args: &ExportArgs,
) -> Result<(), ExportError> {
    let view = &session.view;
    let prepared = prepared_for(Arc::clone(&session.atlas), view, spec);
    match animation {
        None => {
            let mut picture =
                ComposedPicture::compose(prepared, view, spec).map_err(SaveError::from)?;
            if args.fonts == FontsFrom::System {
                picture = picture.in_system_fonts().map_err(SaveError::from)?;
            }
            check(&picture, args.strict)?;
            watched(args, None, |to| save_picture(&picture, to))
        }
        Some(animation) => watched(args, Some(animation.windows.len()), |to| {
            save_animation(prepared, view, spec, animation, to)
        }),
    }
}

/// Writes so many frames, with whoever waits looking on.
fn watched(
    args: &ExportArgs,
    frames: Option<usize>,
    save: impl FnOnce(Destination<'_>) -> Result<Option<String>, SaveError>,
) -> Result<(), ExportError> {
    let progress = ProgressLine::begin(frames);
    let reach = |done: f32| progress.tell(done);
    let saved = save(Destination {
        path: &args.out,
        replace: args.force,
        watch: RenderProgress::new(&reach),
    });
    let remark = saved.map_err(|error| {
        if error.is_abandoned() {
            ExportError::CalledOff(args.out.clone())
        } else {
            ExportError::Save(error)
        }
    })?;
    drop(progress);
    if let Some(remark) = remark {
        tell(format_args!("steppe: {remark}"));
    }
    Ok(())
}
