//! The picture that the export sheet would give, small: composed anew on change only.

use std::sync::Arc;

use egui::Context;

use super::pictures::framed;
use crate::earth::ScreenPoint;
use crate::render::to_egui::Painter;
use crate::scene::{
    Composer, Dash, Finding, Item, Patience, Prepared, Scene, Stroke, Text, editorial,
};
use crate::session::viewpoint::TimeWindow;
use crate::session::{Session, Viewpoint};
use crate::ui::PreviewSlot;

/// Smallest scale of a picture: less could not be drawn.
const LEAST_SCALE: f32 = 0.25;

/// What the export sheet shows, and what it was made of.
pub(super) struct Preview {
    prepared: Arc<Prepared>,
    composer: Composer,
    painter: Painter,
    made: Option<Made>,
}

struct Made {
    view: Viewpoint,
    days: Option<TimeWindow>,
    scale: f32,
    scene: Scene,
    /// What a graphics desk would send back of it.
    findings: Vec<Finding>,
}

impl Preview {
    pub(super) fn new(prepared: Arc<Prepared>, patience: Patience) -> Self {
        Self {
            composer: Composer::new(Arc::clone(&prepared), patience),
            prepared,
            painter: Painter::new(),
            made: None,
        }
    }

    /// Fills `slot` with the picture that the sheet asks for now.
    pub(super) fn fill(&mut self, slot: PreviewSlot, session: &Session, ctx: &Context) {
        let mut spec = session.files.export;
        spec.scale = spec.scale.max(LEAST_SCALE);
        let mut view = framed(&session.pictured(&spec), spec);
        // Of moving pictures, the first.
        let animation = session.animation().and_then(Result::ok);
        let step = animation.and_then(|it| Some((*it.windows.first()?, it.whole()?)));
        let days = step.map(|(first, days)| {
            view.time.window = Some(first);
            days
        });
        let scale = slot.scale;
        let still = |made: &Made| {
            made.view == view && made.days == days && made.scale.to_bits() == scale.to_bits()
        };
        let kept = self.made.take().filter(still);
        let made = kept.unwrap_or_else(|| self.make(view, days, scale));
        slot.tell(made.findings.clone());
        let shapes = self.painter.clipped(&made.scene, slot.origin(), ctx);
        slot.fill(shapes);
        self.made = Some(made);
    }

    fn make(&mut self, view: Viewpoint, days: Option<TimeWindow>, scale: f32) -> Made {
        let whole = match days {
            None => self.composer.compose(&view),
            Some(days) => self.composer.compose_step(&view, days),
        };
        Made {
            findings: editorial(&self.prepared, &view, &whole),
            scene: small(whole, scale),
            view,
            days,
            scale,
        }
    }

    /// Composes anew the next time: a finer level is there.
    pub(super) fn forget(&mut self) {
        self.made = None;
    }
}

/// The same scene at `scale`: laid out as at its full size, and drawn so small.
pub(super) fn small(mut scene: Scene, scale: f32) -> Scene {
    let times = f64::from(scale);
    for pane in &mut scene.panes {
        let clip = &mut pane.clip;
        for side in [
            &mut clip.left,
            &mut clip.top,
            &mut clip.right,
            &mut clip.bottom,
        ] {
            *side *= times;
        }
        pane.scene = Arc::new(small(Scene::clone(&pane.scene), scale));
    }
    scene.camera.width_px *= times;
    scene.camera.height_px *= times;
    scene.camera.metres_per_px /= times;
    let shrink = |point: &mut ScreenPoint| {
        point.x_px *= times;
        point.y_px *= times;
    };
    for item in scene.groups.iter_mut().flat_map(|group| &mut group.items) {
        match item {
            Item::Area(_) | Item::Image(_) => {}
            Item::Line(line) => thin(&mut line.stroke, scale),
            Item::Lines(lines) => thin(&mut lines.stroke, scale),
            Item::Dots(dots) => {
                dots.at.iter_mut().flatten().for_each(|px| *px *= scale);
                dots.radius_px *= scale;
                if let Some((_, width_px)) = &mut dots.halo {
                    *width_px *= scale;
                }
            }
            Item::Path(path) => {
                let contours = path.contours.iter_mut();
                contours
                    .flat_map(|contour| &mut contour.points)
                    .for_each(shrink);
                if let Some(stroke) = &mut path.stroke {
                    thin(stroke, scale);
                }
            }
            Item::Text(text) => {
                shrink(&mut text.at);
                smaller(text, scale);
            }
            Item::CurvedText(curved) => {
                curved.baseline.iter_mut().for_each(shrink);
                smaller(&mut curved.text, scale);
            }
        }
    }
    scene
}

fn smaller(text: &mut Text, scale: f32) {
    text.size_px *= scale;
    text.spacing_px *= scale;
    if let Some((_, width_px)) = &mut text.halo {
        *width_px *= scale;
    }
}

fn thin(stroke: &mut Stroke, scale: f32) {
    stroke.width_px *= scale;
    if let Dash::Dashed { on_px, off_px } = &mut stroke.dash {
        *on_px *= scale;
        *off_px *= scale;
    }
}
