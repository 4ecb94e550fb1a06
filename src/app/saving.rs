//! Maps drawn straight to their file: a still picture, or days as an animation.
//!
//! A file or folder gets its name when it is whole. One that nobody wants any
//! more, or that could not be written, leaves nothing behind.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::sync::Arc;

use super::dossier_saving::DossierSaveError;
use super::features::FeaturesError;
use super::files::{NewFile, NewFolder, WriteError};
use super::pictures::{
    ComposedPicture, PictureError, framed, note, png_file, render_map_watched, sized,
};
use crate::render::moving::{Apng, Gif, Pace};
use crate::render::to_png::pixmap_watched;
use crate::render::{RenderError, RenderProgress};
use crate::scene::{Composer, Patience, Pixels, Prepared};
use crate::session::viewpoint::TimeWindow;
use crate::session::{
    Animation, AnimationError, ExportFormat, ExportSpec, MovingFormat, Viewpoint,
};

/// Digits of a frame's number, at least.
const LEAST_DIGITS: usize = 4;

/// Why a map could not be saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// It could not be drawn.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// Features could not be written.
    #[error(transparent)]
    Features(FeaturesError),
    /// A copy of the dossier could not be written.
    #[error(transparent)]
    Dossier(DossierSaveError),
    /// It could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<FeaturesError> for SaveError {
    fn from(error: FeaturesError) -> Self {
        match error {
            FeaturesError::Write(error) => Self::Write(error),
            error => Self::Features(error),
        }
    }
}

impl From<DossierSaveError> for SaveError {
    fn from(error: DossierSaveError) -> Self {
        match error {
            DossierSaveError::Write(error) => Self::Write(error),
            error => Self::Dossier(error),
        }
    }
}

impl SaveError {
    /// Whether it was called off.
    #[must_use]
    pub fn is_abandoned(&self) -> bool {
        matches!(
            self,
            Self::Picture(PictureError::Render(RenderError::Abandoned))
        )
    }

    /// The system's refusal in the midst of writing to `path` is one to write.
    fn of(error: RenderError, path: &Path) -> Self {
        match error {
            RenderError::Gif(gif::EncodingError::Io(source))
            | RenderError::Png(png::EncodingError::IoError(source)) => WriteError::Io {
                path: path.to_owned(),
                source,
            }
            .into(),
            error => Self::Picture(error.into()),
        }
    }
}

/// Where a picture goes, and who waits for it.
#[derive(Debug, Clone, Copy)]
pub struct Destination<'a> {
    /// Where to.
    pub path: &'a Path,
    /// Whether what is there may be replaced.
    pub replace: bool,
    /// Who waits.
    pub watch: RenderProgress<'a>,
}

/// Draws the map that `view` shows, as `spec` says, and writes it. What comes back is what the reader
/// should know of the texts in it, in a sentence, where there is something.
///
/// # Errors
/// Where it cannot be drawn or written, or nobody wants it any more: then there is no file, or the one before.
pub fn save_map(
    prepared: Arc<Prepared>,
    view: &Viewpoint,
    spec: ExportSpec,
    to: Destination<'_>,
) -> Result<Option<String>, SaveError> {
    let file = NewFile::begin(to.path, to.replace)?;
    let drawn = render_map_watched(prepared, view, spec, to.watch)?;
    file.finish(&drawn.bytes)?;
    Ok(drawn.remark)
}

/// Draws a picture that is composed and writes it.
///
/// # Errors
/// As [`save_map`].
pub fn save_picture(
    picture: &ComposedPicture,
    to: Destination<'_>,
) -> Result<Option<String>, SaveError> {
    let file = NewFile::begin(to.path, to.replace)?;
    let drawn = picture.draw(to.watch)?;
    file.finish(&drawn.bytes)?;
    Ok(drawn.remark)
}

/// Draws the days of `animation` as `view` shows them, each frame as `spec` says, and writes them.
///
/// Names, legend and margins stand the same in all frames. Frames go to the
/// file as they are drawn. What comes back names frames of before that stay in the folder, in a
/// sentence, where there are some.
///
/// # Errors
/// As [`save_map`].
pub fn save_animation(
    prepared: Arc<Prepared>,
    view: &Viewpoint,
    spec: ExportSpec,
    animation: &Animation,
    to: Destination<'_>,
) -> Result<Option<String>, SaveError> {
    let mut frames = Frames::new(prepared, view, spec, animation)?;
    match animation.format {
        MovingFormat::Gif => frames.write_gif(to).map(|()| None),
        MovingFormat::Apng => frames.write_apng(to).map(|()| None),
        MovingFormat::Folder => Ok(remark_on(&frames.write_folder(to)?, to.path)),
    }
}

/// A sentence on frames that are of an earlier animation.
fn remark_on(old: &[String], folder: &Path) -> Option<String> {
    let (first, last) = (old.first()?, old.last()?);
    let folder = folder.display();
    Some(match old.len() {
        1 => format!("{first} in {folder} is a frame of before; remove it if it is not wanted"),
        count => format!(
            "{folder} still has {count} frames of before, {first} to {last}; remove them if they are not wanted"
        ),
    })
}

/// Draws one frame after the other.
struct Frames<'a> {
    composer: Composer,
    prepared: Arc<Prepared>,
    /// The view as it is seen, which a frame's note tells of.
    view: Viewpoint,
    spec: ExportSpec,
    animation: &'a Animation,
    days: TimeWindow,
}

impl<'a> Frames<'a> {
    fn new(
        prepared: Arc<Prepared>,
        view: &Viewpoint,
        spec: ExportSpec,
        animation: &'a Animation,
    ) -> Result<Self, PictureError> {
        sized(&spec)?;
        let spec = ExportSpec {
            format: ExportFormat::Png,
            ..spec
        };
        Ok(Self {
            composer: Composer::new(Arc::clone(&prepared), Patience::Wait),
            prepared,
            view: view.clone(),
            spec,
            animation,
            days: animation.whole().ok_or(AnimationError::NoDays)?,
        })
    }

    fn size(&self) -> [u32; 2] {
        [self.spec.width_px, self.spec.height_px]
    }

    fn pace(&self) -> Pace {
        Pace {
            frames: self.animation.windows.len() as u32,
            per_s: self.animation.per_s,
        }
    }

    /// What a frame says of itself.
    fn note(&mut self, window: TimeWindow) -> Result<Option<String>, PictureError> {
        self.view.time.window = Some(window);
        note(self.prepared.atlas(), &self.view, &self.spec)
    }

    /// A frame, and what it shows in words.
    fn drawn(
        &mut self,
        window: TimeWindow,
        watch: RenderProgress<'_>,
    ) -> Result<(Pixels, String), PictureError> {
        self.view.time.window = Some(window);
        let view = framed(&self.view, self.spec);
        let scene = self.composer.compose_step(&view, self.days);
        let pixels = pixmap_watched(&scene, self.spec.scale, watch)?;
        Ok((pixels, scene.description))
    }

    /// Hands each frame to `add`, in order.
    fn each(
        &mut self,
        watch: RenderProgress<'_>,
        mut add: impl FnMut(&Self, Pixels, &str) -> Result<(), SaveError>,
    ) -> Result<(), SaveError> {
        let animation = self.animation;
        let part = |number: usize| number as f32 / animation.windows.len() as f32;
        for (number, &window) in animation.windows.iter().enumerate() {
            let watch = watch.part(part(number), part(number + 1));
            let (pixels, description) = self.drawn(window, watch)?;
            add(self, pixels, &description)?;
        }
        Ok(())
    }

    fn write_gif(&mut self, to: Destination<'_>) -> Result<(), SaveError> {
        let failed = |error| SaveError::of(error, to.path);
        let mut file = NewFile::begin(to.path, to.replace)?;
        let out = BufWriter::new(file.writer());
        let mut gif = Gif::begin(out, self.size(), self.pace()).map_err(failed)?;
        self.each(to.watch, |_, pixels, _| gif.add(pixels).map_err(failed))?;
        gif.finish().map_err(failed)?;
        Ok(file.keep()?)
    }

    fn write_apng(&mut self, to: Destination<'_>) -> Result<(), SaveError> {
        let failed = |error| SaveError::of(error, to.path);
        let mut file = NewFile::begin(to.path, to.replace)?;
        let note = match self.animation.windows.first() {
            Some(&first) => self.note(first)?,
            None => None,
        };
        let out: BufWriter<&mut File> = BufWriter::new(file.writer());
        let scale = self.spec.scale;
        let apng = Apng::begin(out, self.size(), scale, self.pace(), note.as_deref());
        let mut apng = apng.map_err(failed)?;
        self.each(to.watch, |_, pixels, _| apng.add(pixels).map_err(failed))?;
        apng.finish().map_err(failed)?;
        Ok(file.keep()?)
    }

    /// Gives the names of frames of before that stay in the folder.
    fn write_folder(&mut self, to: Destination<'_>) -> Result<Vec<String>, SaveError> {
        let count = self.animation.windows.len();
        let digits = count.to_string().len().max(LEAST_DIGITS);
        let names = (1..=count).map(|number| format!("frame-{number:0digits$}.png"));
        let mut folder = NewFolder::begin(to.path, names.collect(), to.replace)?;
        self.each(to.watch, |frames, pixels, description| {
            let atlas = frames.prepared.atlas();
            let bytes = png_file(atlas, &frames.view, &frames.spec, description, pixels)?;
            Ok(folder.add(&bytes)?)
        })?;
        Ok(folder.keep()?)
    }
}
