//! Pictures on their way to a file or to the clipboard.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use egui::ColorImage;

use super::super::charts::draw_chart;
use super::super::dossier_saving::save_copy;
use super::super::features::{save_features, save_rows};
use super::super::files::{WriteError, write_new, write_over};
use super::super::pictures::{PictureError, map_pixels};
use super::super::saving::{Destination, SaveError, save_animation, save_map};
use super::fault::notice;
use super::{Answer, Answerer, PixelSource};
use crate::problem::Problem;
use crate::render::RenderProgress;
use crate::render::to_png::encode;
use crate::scene::{self, Prepared};
use crate::session::{Event, ExportSpec, SaveId, Viewpoint};

/// What takes longer says how far it is,
const SOON: Duration = Duration::from_millis(400);
/// and says so again after this time.
const BETWEEN: Duration = Duration::from_millis(100);

/// The map, for the clipboard.
pub(super) fn copied(prepared: Arc<Prepared>, view: &Viewpoint, spec: ExportSpec) -> Answer {
    match map_pixels(prepared, view, spec) {
        Ok(pixels) => {
            let size = [pixels.width as usize, pixels.height as usize];
            Answer::Copied(ColorImage::from_rgba_unmultiplied(size, &pixels.rgba))
        }
        Err(error) => Answer::from(Event::Copied {
            error: Some(error.to_string()),
        }),
    }
}

/// A picture that somebody waits for.
pub(super) struct Saving<'a> {
    pub(super) save: SaveId,
    pub(super) path: &'a Path,
    pub(super) replace: bool,
    pub(super) abandoned: &'a AtomicBool,
    pub(super) to: &'a Answerer,
}

impl Saving<'_> {
    /// Draws and writes it, and says what became of it.
    pub(super) fn saved(&self, pixels: &PixelSource) -> Event {
        let Self { save, path, .. } = *self;
        let began = Instant::now();
        let told = Mutex::new(began);
        let tell = |done: f32| {
            // A short wait needs no account, and a long one no more than the eye can follow.
            let now = Instant::now();
            if let Ok(mut told) = told.try_lock()
                && now - began >= SOON
                && now - *told >= BETWEEN
            {
                *told = now;
                self.to.send(Event::Progress(save, done));
            }
            !self.abandoned.load(Ordering::Relaxed)
        };
        let to = Destination {
            path,
            replace: self.replace,
            watch: RenderProgress::new(&tell),
        };
        let path = path.to_owned();
        let mut told = Vec::new();
        let written = write(pixels, to, &mut told);
        if let Some(first) = told.first() {
            let more = match told.len() - 1 {
                0 => String::new(),
                more => format!("; and {more} more"),
            };
            self.to.send(notice(format!("{first}{more}")));
        }
        match written {
            Ok(()) => Event::Saved(save, path.into()),
            Err(error) if error.is_abandoned() => Event::SaveAbandoned(save),
            Err(SaveError::Write(WriteError::Exists(_))) => Event::Exists(save, path.into()),
            Err(error) => Event::SaveFailed {
                save,
                path: path.into(),
                error: error.to_string(),
            },
        }
    }
}

/// Writes to a file. What the reader should know of it is added to `told`: what the format has no
/// room for, letters that no font has, frames of before.
fn write(
    pixels: &PixelSource,
    to: Destination<'_>,
    told: &mut Vec<String>,
) -> Result<(), SaveError> {
    to.watch.reach(0.0).map_err(PictureError::from)?;
    match pixels {
        PixelSource::Window(image) => {
            let encoded = encode(pixmap_of(image), 1.0, None);
            let bytes = encoded.map_err(PictureError::from)?;
            let write = if to.replace { write_over } else { write_new };
            Ok(write(to.path, &bytes)?)
        }
        PixelSource::Map {
            prepared,
            view,
            spec,
            animation,
        } => {
            let prepared = Arc::clone(prepared);
            match animation {
                None => told.extend(save_map(prepared, view, *spec, to)?),
                Some(it) => told.extend(save_animation(prepared, view, *spec, it, to)?),
            }
            Ok(())
        }
        PixelSource::Features { atlas, view, which } => {
            let written = save_features(atlas, view, *which, (to.path, to.replace))?;
            told.extend(written.problems.iter().map(Problem::to_string));
            Ok(())
        }
        PixelSource::Rows { atlas, ids } => {
            let written = save_rows(atlas, ids, (to.path, to.replace))?;
            told.extend(written.problems.iter().map(Problem::to_string));
            Ok(())
        }
        PixelSource::Dossier(copy) => Ok(save_copy(copy, to.path, to.replace)?),
        PixelSource::Chart { atlas, chart, spec } => {
            let write = if to.replace { write_over } else { write_new };
            let bytes = draw_chart(atlas, chart, *spec)?;
            Ok(write(to.path, &bytes)?)
        }
    }
}

fn pixmap_of(image: &ColorImage) -> scene::Pixels {
    let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    let [width, height] = image.size.map(side);
    let pixels = image.pixels.iter();
    scene::Pixels {
        width,
        height,
        rgba: pixels.flat_map(egui::Color32::to_array).collect(),
    }
}
