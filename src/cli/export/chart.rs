//! `steppe export --chart`: a chart, with no window.

use std::path::{Path, PathBuf};

use super::ExportArgs;
use crate::app::{PictureError, WriteError, render_chart, write_new, write_over};
use crate::session::{ChartFormat, ChartSpec, Session, ShownChart};

/// Why no chart was exported.
#[derive(Debug, thiserror::Error)]
pub(super) enum ChartError {
    #[error("the ending of {} says neither png, svg, pdf nor csv; name a file such as chart.png or chart.csv", .0.display())]
    Ending(PathBuf),
    #[error("{0} says nothing of a chart; leave it out, or export the map without --chart")]
    OfMaps(&'static str),
    #[error("there is no chart \"{unknown}\"; the dossier's charts are {known}")]
    Unknown { unknown: String, known: String },
    #[error(
        "there is no chart \"{0}\": the dossier declares none; write [[charts]] in its dossier.toml"
    )]
    None(String),
    #[error(transparent)]
    Picture(#[from] PictureError),
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Draws the chart called `id`, or writes its values as a table; in the colours of the picture that
/// `shown` it, where no others are asked for.
pub(super) fn export(
    session: &Session,
    id: &str,
    shown: Option<&ShownChart>,
    args: &ExportArgs,
) -> Result<(), ChartError> {
    if let Some(option) = args.only_of_maps() {
        return Err(ChartError::OfMaps(option));
    }
    let like = shown.map_or(session.view.theme, |chart| chart.theme);
    let spec = ChartSpec {
        format: format_of(&args.out).ok_or_else(|| ChartError::Ending(args.out.clone()))?,
        scale: args.scale.unwrap_or(1.0),
        theme: args.theme().unwrap_or(like),
        text: args.text(),
        says_its_chart: !args.strip,
        ..ChartSpec::default()
    };
    let drawn = render_chart(&session.atlas, id, spec)?;
    let bytes = drawn.ok_or_else(|| unknown(session, id))?;
    let write = if args.force { write_over } else { write_new };
    Ok(write(&args.out, &bytes)?)
}

fn format_of(path: &Path) -> Option<ChartFormat> {
    ChartFormat::of_extension(path.extension()?.to_str()?)
}

fn unknown(session: &Session, id: &str) -> ChartError {
    let charts = &session.atlas.dossier.charts;
    if charts.is_empty() {
        return ChartError::None(id.to_owned());
    }
    let known: Vec<&str> = charts.iter().map(|chart| chart.id.as_str()).collect();
    ChartError::Unknown {
        unknown: id.to_owned(),
        known: known.join(", "),
    }
}
