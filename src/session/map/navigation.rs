//! Moving the map: gestures, flights, and the views to go back to.

use serde::{Deserialize, Serialize};

use super::framing::camera_for_place;
use crate::atlas::Subject;
use crate::earth::{Camera, Flight, LonLat, MapPoint, MapRect, ScreenPoint};
use crate::session::Session;

/// Moves the map.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum CameraCommand {
    /// Drags the map: what was grabbed stays under the pointer.
    PanBy {
        /// To the right, logical pixels.
        dx_px: f64,
        /// Downward, logical pixels.
        dy_px: f64,
    },
    /// Zooms, keeping the place under `at`.
    ZoomAt {
        /// Above 1 zooms in.
        factor: f64,
        /// The place that stays.
        at: ScreenPoint,
    },
    /// Zooms at the middle.
    ZoomBy {
        /// Above 1 zooms in.
        factor: f64,
    },
    /// The map panel has this size now, logical pixels.
    Resize {
        /// Width.
        width_px: f64,
        /// Height.
        height_px: f64,
    },
    /// Flies to the box drawn on the screen.
    FrameBox {
        /// One corner.
        from: ScreenPoint,
        /// The opposite one.
        to: ScreenPoint,
    },
    /// Flies to the whole map.
    Home,
    /// Flies to a thing, no nearer than its precision deserves.
    FlyTo(Subject),
    /// Flies to a place.
    GoTo(LonLat),
    /// Sets the scale, 1:n at the middle.
    SetScale {
        /// The n of 1:n.
        denominator: f64,
    },
    /// A gesture has ended: the view is worth going back to.
    Settled,
    /// Back to the view before.
    PreviousView,
    /// On to the view after.
    NextView,
}

/// Views kept to go back to.
const MOST_VIEWS: usize = 100;
/// Shortest flight, seconds: less is seen as a jump.
const SHORTEST_FLIGHT_S: f64 = 0.15;
/// Smallest box that Shift+drag zooms to, logical pixels.
const SMALLEST_BOX_PX: f64 = 8.0;

/// A flight on its way.
#[derive(Debug, Clone)]
struct Flying {
    flight: Flight,
    elapsed_s: f64,
}

/// Flights, and views to go back to.
#[derive(Debug, Default)]
pub struct Navigation {
    flying: Option<Flying>,
    past: Vec<(MapPoint, f64)>,
    future: Vec<(MapPoint, f64)>,
    /// The view that the last jump or settled gesture ended at.
    current: Option<(MapPoint, f64)>,
    moved: bool,
    /// The place that was gone to by its coordinates.
    pin: Option<LonLat>,
}

impl Navigation {
    /// Whether a flight is on its way.
    #[must_use]
    pub fn flying(&self) -> bool {
        self.flying.is_some()
    }

    /// Where the flight in progress will land.
    #[must_use]
    pub fn destination(&self) -> Option<Camera> {
        self.flying.as_ref().map(|flying| flying.flight.to)
    }

    /// Whether the reader has moved the map; until then it keeps to the whole of it.
    #[must_use]
    pub fn moved(&self) -> bool {
        self.moved
    }

    /// The place that was gone to by its coordinates, until the view is left.
    #[must_use]
    pub fn pin(&self) -> Option<LonLat> {
        self.pin
    }

    /// Takes the pin away; whether there was one.
    pub(in crate::session) fn unpin(&mut self) -> bool {
        self.pin.take().is_some()
    }

    /// Whether there is a view to go back to.
    #[must_use]
    pub fn has_previous(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a view to go on to.
    #[must_use]
    pub fn has_next(&self) -> bool {
        !self.future.is_empty()
    }

    /// Has views to go back to keep their places where the map is projected anew; what the new projection does
    /// not show is forgotten.
    pub(in crate::session) fn carry(&mut self, carried: impl Fn(MapPoint) -> Option<MapPoint>) {
        let carried = |&(center, scale): &(MapPoint, f64)| Some((carried(center)?, scale));
        for views in [&mut self.past, &mut self.future] {
            *views = views.iter().filter_map(carried).collect();
        }
        self.current = self.current.as_ref().and_then(carried);
    }

    /// Notes that the view is at `place` now.
    fn arrive(&mut self, place: (MapPoint, f64)) {
        if self.current == Some(place) {
            return;
        }
        if let Some(left) = self.current.replace(place) {
            self.past.push(left);
            if self.past.len() > MOST_VIEWS {
                self.past.remove(0);
            }
        }
        self.future.clear();
    }
}

fn place_of(camera: Camera) -> (MapPoint, f64) {
    (camera.center, camera.metres_per_px)
}

impl Session {
    pub(in crate::session) fn apply_camera(&mut self, command: CameraCommand) {
        let camera = self.view.camera;
        match command {
            CameraCommand::PanBy { dx_px, dy_px } => {
                self.reading.following = false;
                self.steer(camera.panned(dx_px, dy_px));
            }
            CameraCommand::ZoomAt { factor, at } => {
                self.steer(camera.zoomed_at(factor, self.view.camera_point(at)));
            }
            CameraCommand::ZoomBy { factor } => {
                self.steer(camera.zoomed_at(factor, camera.middle()));
                // A key has no rest to wait for: each zoom is a view to go back to.
                self.navigation.arrive(place_of(self.view.camera));
            }
            CameraCommand::Resize {
                width_px,
                height_px,
            } => self.resize(width_px, height_px),
            CameraCommand::FrameBox { from, to } => self.frame_box(camera, from, to),
            CameraCommand::Home => {
                self.project_as_written();
                let home = self.home_camera(camera.width_px, camera.height_px);
                self.jump("Whole map", home);
            }
            CameraCommand::FlyTo(subject) => {
                if let Some(to) = self.camera_for(&[subject]) {
                    let label = format!("Fly to {}", self.atlas.name(subject));
                    self.jump(&label, to);
                }
            }
            CameraCommand::GoTo(place) => {
                if let Some(to) = camera_for_place(&self.atlas, place, camera) {
                    self.jump("Go to place", to);
                    self.navigation.pin = Some(place);
                }
            }
            CameraCommand::SetScale { denominator } => self.set_scale(denominator),
            CameraCommand::Settled => self.navigation.arrive(place_of(self.view.camera)),
            CameraCommand::PreviousView => self.step_view(false),
            CameraCommand::NextView => self.step_view(true),
        }
    }

    /// The hand moves the map: at once, and any flight ends.
    fn steer(&mut self, camera: Camera) {
        self.navigation.flying = None;
        if self.navigation.current.is_none() {
            self.navigation.current = Some(place_of(self.view.camera));
        }
        self.navigation.moved = true;
        self.picks = None;
        self.view.camera = camera;
        if let Some(pin) = self.navigation.pin {
            let at = self.atlas.projection.project(pin);
            let in_view = at.is_some_and(|at| camera.view_rect().contains(at));
            self.navigation.pin = Some(pin).filter(|_| in_view);
        }
    }

    fn resize(&mut self, width_px: f64, height_px: f64) {
        if width_px < 1.0 || height_px < 1.0 {
            return;
        }
        self.view.camera = if self.navigation.moved {
            self.view.camera.resized(width_px, height_px)
        } else {
            self.home_camera(width_px, height_px)
        };
        if let Some(flying) = &mut self.navigation.flying {
            flying.flight = Flight::new(
                self.view.camera,
                flying.flight.to.resized(width_px, height_px),
            );
        }
    }

    fn frame_box(
        &mut self,
        camera: Camera,
        from: crate::earth::ScreenPoint,
        to: crate::earth::ScreenPoint,
    ) {
        let narrow = (from.x_px - to.x_px).abs().min((from.y_px - to.y_px).abs());
        if narrow < SMALLEST_BOX_PX {
            return;
        }
        let mut rect = MapRect::empty();
        rect.include(camera.map_from_screen(self.view.camera_point(from)));
        rect.include(camera.map_from_screen(self.view.camera_point(to)));
        let pane = self.view.pane_camera();
        let fitted = Camera::fitted(rect, pane.width_px, pane.height_px, 0.0);
        let fitted = fitted.resized(camera.width_px, camera.height_px);
        self.reading.following = false;
        self.jump("Zoom to box", fitted);
    }

    fn set_scale(&mut self, denominator: f64) {
        let camera = self.view.camera;
        let now = self.scale_denominator();
        if denominator.is_finite() && denominator > 0.0 && now > 0.0 {
            self.jump(
                "Set the scale",
                camera.zoomed_at(now / denominator, camera.middle()),
            );
        }
    }

    /// The n of the map's scale 1:n, true at its middle.
    #[must_use]
    pub fn scale_denominator(&self) -> f64 {
        let camera = self.view.camera;
        let here = self.atlas.projection.unproject(camera.center);
        let scale = here
            .and_then(|place| self.atlas.projection.scale_at(place))
            .unwrap_or(1.0);
        camera.scale_denominator(scale)
    }

    /// An undoable flight.
    pub(in crate::session) fn jump(&mut self, label: &str, to: Camera) {
        self.undoable(label.to_owned(), |session| session.fly(to));
    }

    /// Flies to `to`; at once with reduced motion.
    pub(in crate::session) fn fly(&mut self, to: Camera) {
        if self.navigation.current.is_none() {
            self.navigation.current = Some(place_of(self.view.camera));
        }
        self.navigation.moved = true;
        self.navigation.pin = None;
        self.navigation.arrive(place_of(to));
        self.land_at(to);
    }

    /// Shows `camera` with no flight and no step to undo.
    pub(in crate::session) fn arrive_at_once(&mut self, camera: Camera) {
        self.navigation.flying = None;
        self.navigation.pin = None;
        self.navigation.moved = true;
        self.navigation.arrive(place_of(camera));
        self.view.camera = camera;
    }

    fn land_at(&mut self, to: Camera) {
        let from = self.view.camera;
        if self.shell.reduced_motion || place_of(from) == place_of(to) {
            self.navigation.flying = None;
            self.view.camera = to;
            return;
        }
        let flight = Flight::new(from, to);
        self.navigation.flying = Some(Flying {
            flight,
            elapsed_s: 0.0,
        });
    }

    fn step_view(&mut self, forward: bool) {
        let (from, onto) = if forward {
            (&mut self.navigation.future, &mut self.navigation.past)
        } else {
            (&mut self.navigation.past, &mut self.navigation.future)
        };
        let Some(place) = from.pop() else { return };
        self.navigation.pin = None;
        onto.extend(self.navigation.current.replace(place));
        let mut camera = self.view.camera;
        (camera.center, camera.metres_per_px) = place;
        self.reading.following = false;
        self.land_at(camera);
    }

    pub(in crate::session) fn tick(&mut self, dt_s: f64) {
        let Some(flying) = &mut self.navigation.flying else {
            return;
        };
        flying.elapsed_s += dt_s.max(0.0);
        let part = (flying.elapsed_s / flying.flight.duration_s.max(SHORTEST_FLIGHT_S)).min(1.0);
        self.view.camera = flying.flight.at(part);
        if part >= 1.0 {
            self.navigation.flying = None;
        }
    }
}
