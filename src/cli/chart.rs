//! `steppe export --chart`: a chart, with no window.

use std::path::{Path, PathBuf};

use crate::app::{PictureError, WriteError, render_chart, write_new, write_over};
use crate::session::viewpoint::MapTheme;
use crate::session::{ChartFormat, ChartSpec, Session};

/// Why no chart was exported.
#[derive(Debug, thiserror::Error)]
pub(super) enum ChartError {
    #[error("the ending of {} says neither png, svg nor csv; name a file such as chart.png or chart.csv", .0.display())]
    Ending(PathBuf),
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

/// Where a chart goes, and how.
pub(super) struct Wanted<'a> {
    pub(super) id: &'a str,
    pub(super) out: &'a Path,
    pub(super) force: bool,
    pub(super) scale: f32,
    pub(super) theme: MapTheme,
}

/// Draws a chart, or writes its values as a table.
pub(super) fn export(session: &Session, wanted: &Wanted<'_>) -> Result<(), ChartError> {
    let spec = ChartSpec {
        format: format_of(wanted.out).ok_or_else(|| ChartError::Ending(wanted.out.to_owned()))?,
        scale: wanted.scale,
        theme: wanted.theme,
        ..ChartSpec::default()
    };
    let drawn = render_chart(&session.atlas, wanted.id, spec)?;
    let bytes = drawn.ok_or_else(|| unknown(session, wanted.id))?;
    let write = if wanted.force { write_over } else { write_new };
    Ok(write(wanted.out, &bytes)?)
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
