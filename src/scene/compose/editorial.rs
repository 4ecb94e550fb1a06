//! What a graphics desk asks of a picture before it leaves: that places are named, that nothing is
//! told twice or too late, that whose it is can be read.

use std::collections::BTreeSet;

use crate::atlas::{FeatureId, Subject, When};
use crate::earth::{LonLat, ScreenPoint};
use crate::scene::layout::callouts;
use crate::scene::layout::marks::VisibleMarks;
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::PlaceKind;
use crate::scene::prepare::Prepared;
use crate::scene::{Group, Item, Scene, ScreenRect, TargetKind};
use crate::session::viewpoint::{Detail, SourceLine, Viewpoint};

/// A scale that departs by more than this from that in the picture's middle is outside of what the
/// projection is good for.
const USEFUL: f64 = 0.10;
/// A name is asked of what stands this far within the frame, logical pixels.
const WITHIN_PX: f64 = 24.0;

/// Something that a desk would send back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: &'static str,
}

/// What is wrong with a picture of `view`, whose scene this is; nothing where it can leave.
#[must_use]
pub fn editorial(prepared: &Prepared, view: &Viewpoint, scene: &Scene) -> Vec<Finding> {
    let desk = Desk::of(prepared, view, scene);
    let mut findings = desk.unnamed();
    findings.extend(desk.said_twice());
    findings.extend(desk.later());
    findings.extend(desk.covered());
    findings.extend(desk.not_enlarged());
    findings.extend(desk.not_noted());
    findings.extend(desk.credits());
    findings.extend(desk.sheared());
    findings
}

struct Desk<'a> {
    prepared: &'a Prepared,
    view: &'a Viewpoint,
    scene: &'a Scene,
    said: Vec<String>,
}

/// What the names of the map and of its inset say.
fn said(scene: &Scene) -> Vec<String> {
    let panes = scene.panes.iter().flat_map(|pane| &pane.scene.groups);
    let groups = scene.groups.iter().chain(panes);
    let named = groups.filter(|group| group.id == "labels" || group.id.starts_with("detail"));
    named.flat_map(texts).collect()
}

fn texts(group: &Group) -> impl Iterator<Item = String> {
    group.items.iter().filter_map(|item| match item {
        Item::Text(text) => Some(text.text.clone()),
        Item::CurvedText(curved) => Some(curved.text.text.clone()),
        _ => None,
    })
}

/// How many of the names are missing that a picture must have: of countries in focus, their capitals and
/// the lead.
pub(super) fn unnamed(prepared: &Prepared, view: &Viewpoint, scene: &Scene) -> usize {
    Desk::of(prepared, view, scene).unnamed().len()
}

impl<'a> Desk<'a> {
    fn of(prepared: &'a Prepared, view: &'a Viewpoint, scene: &'a Scene) -> Self {
        Self {
            prepared,
            view,
            scene,
            said: said(scene),
        }
    }

    fn is_in_frame(&self, at: LonLat) -> bool {
        let camera = self.scene.camera;
        let frame = self.scene.window;
        let at = self.prepared.atlas.projection.project(at);
        at.is_some_and(|at| {
            let at = camera.screen_from_map(at);
            frame.inflated(-WITHIN_PX).contains(at)
        })
    }

    fn names(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.said.iter().any(|said| {
            let said = said.to_lowercase();
            let rest = said.strip_prefix(name.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',']))
        })
    }

    /// Countries in focus, their capitals and the lead, where they are in the frame.
    fn unnamed(&self) -> Vec<Finding> {
        let atlas = &self.prepared.atlas;
        let names = self.view.names;
        let mut wanted: Vec<(String, &'static str)> = Vec::new();
        let focus = &atlas.dossier.map.focus;
        for &iso3 in focus {
            let country = atlas.basemap.country(iso3);
            let country = country.map(|ix| atlas.country(ix));
            if let Some(country) = country.filter(|country| self.is_in_frame(country.label)) {
                wanted.push((
                    atlas.country_name_in(country, names).to_owned(),
                    "choose a larger size or another frame",
                ));
            }
        }
        for place in &self.prepared.places {
            let entry = &atlas.dossier.places[place.entry];
            let of_focus = entry.country.is_some_and(|iso3| focus.contains(&iso3));
            if place.kind == PlaceKind::Capital && of_focus && self.is_in_frame(place.on_earth) {
                wanted.push((
                    entry.name_in(names).to_owned(),
                    "choose a larger size or another frame",
                ));
            }
        }
        let unnamed = wanted.into_iter().filter(|(name, _)| !self.names(name));
        let mut findings: Vec<Finding> = unnamed
            .map(|(name, mend)| Finding {
                what: format!("{name} has no name on the map"),
                mend,
            })
            .collect();
        findings.extend(self.lead());
        findings
    }

    /// The lead, where it is shown and neither a name nor a note tells of it.
    fn lead(&self) -> Option<Finding> {
        let atlas = &self.prepared.atlas;
        let lead = atlas.lead()?;
        let shown = self.scene.targets.of(Subject::Feature(lead));
        let shown = shown.is_some_and(|target| target.kind == TargetKind::Mark);
        let noted = atlas
            .callouts()
            .iter()
            .any(|callout| callout.feature == lead)
            && self.scene.group("callouts").is_some();
        let name = atlas.short_name_in(lead, self.view.names);
        (shown && !noted && !self.names(&name)).then(|| Finding {
            what: format!("the lead, \u{201c}{name}\u{201d}, has no name on the map"),
            mend: "give it a heavier weight, choose a larger size, or let the numbered notes tell of it",
        })
    }

    /// An inset that was asked for and is not there.
    fn not_enlarged(&self) -> Option<Finding> {
        let asked = matches!(self.view.furniture.detail, Detail::At(_));
        (asked && self.scene.targets.detail.is_none()).then(|| Finding {
            what: "the inset that was asked for has no room beside marks and names".to_owned(),
            mend: "choose a larger size, another part of the map, or no numbered notes",
        })
    }

    /// Notes of the dossier that have no room beside the others. A picture that is too small for any shows less.
    fn not_noted(&self) -> Option<Finding> {
        let atlas = &self.prepared.atlas;
        let wanted = self.view.furniture.callouts && self.view.compare.is_none();
        if !wanted || atlas.dossier.callouts.is_empty() {
            return None;
        }
        let frame = ViewContext::new(self.prepared, None, self.view);
        let told = callouts::told(&frame, &VisibleMarks::of(&frame));
        let noted = self.scene.groups.iter();
        let noted = noted.filter(|group| group.id == "callouts" || group.id.starts_with("detail"));
        let noted: BTreeSet<String> = noted.flat_map(texts).collect();
        let is_left_out = |number: &&u32| !noted.contains(&number.to_string());
        let left_out = told.iter().filter(is_left_out).count();
        (0 < left_out && left_out < told.len()).then(|| Finding {
            what: format!(
                "{left_out} of {} numbered notes {} no room on the map",
                told.len(),
                if left_out == 1 { "has" } else { "have" }
            ),
            mend: "choose a larger size, or no numbered notes",
        })
    }

    fn said_twice(&self) -> Vec<Finding> {
        let mut known = BTreeSet::new();
        let labels = self.scene.group("labels").into_iter();
        let upright = labels.flat_map(|group| &group.items);
        let texts = upright.filter_map(|item| match item {
            Item::Text(text) if text.text.parse::<usize>().is_err() => Some(&text.text),
            _ => None,
        });
        let twice = texts.filter(|text| !known.insert(text.to_lowercase()));
        twice
            .map(|text| Finding {
                what: format!("two labels say \u{201c}{text}\u{201d}"),
                mend: "give one of them a `short_name` of its own",
            })
            .collect()
    }

    /// What came after the day that the map says it shows.
    fn later(&self) -> Option<Finding> {
        let atlas = &self.prepared.atlas;
        let as_of = atlas.dossier.as_of?;
        if self.view.time.window.is_some() || self.view.compare.is_some() {
            return None;
        }
        let is_later = |id: &FeatureId| {
            let feature = atlas.held(*id);
            let when = feature.and_then(|feature| feature.when.as_ref());
            when.and_then(When::earliest).is_some_and(|day| day > as_of)
        };
        let marks = self.scene.targets.all.iter();
        let shown = marks.filter_map(|target| match target.subject {
            Subject::Feature(id) => Some(id),
            Subject::Border(_) | Subject::Country(_) => None,
        });
        let names: Vec<String> = shown
            .filter(is_later)
            .map(|id| atlas.short_name(id))
            .collect();
        (!names.is_empty()).then(|| Finding {
            what: format!(
                "shown, and later than the map's own date: {}",
                names.join(", ")
            ),
            mend: "let the days that are shown end there, or change `as_of`",
        })
    }

    /// Marks under the margins.
    fn covered(&self) -> Option<Finding> {
        let furniture = self.scene.group("furniture")?;
        let grounds: Vec<ScreenRect> = furniture.items.iter().filter_map(ground).collect();
        let marks = self.scene.targets.all.iter();
        let covered = marks.filter(|mark| {
            let at = ScreenRect::around(mark.at, 1.0);
            mark.kind == TargetKind::Mark && grounds.iter().any(|ground| ground.overlaps(&at))
        });
        let names: Vec<&str> = covered.map(|mark| mark.name.as_str()).collect();
        (!names.is_empty()).then(|| Finding {
            what: format!("under the margins: {}", names.join(", ")),
            mend: "choose a larger size or another frame",
        })
    }

    fn credits(&self) -> Option<Finding> {
        (self.view.furniture.source_line != SourceLine::Full).then(|| Finding {
            what: "the picture does not say whose data it shows".to_owned(),
            mend: "show sources and credits, or print them beside the picture",
        })
    }

    /// Whether the frame reaches beyond what the dossier's own projection is good for. One that was
    /// chosen for the frame is the best there is, and the picture names it.
    fn sheared(&self) -> Option<Finding> {
        let atlas = &self.prepared.atlas;
        if atlas.is_reprojected() || atlas.dossier.map.projection.is_none() {
            return None;
        }
        let projection = &atlas.projection;
        // The words of a small picture stand beside its map.
        let (camera, window) = (self.scene.camera, self.scene.window);
        let scale_at = |across: f64, down: f64| {
            let (right, down) = (across * window.width(), down * window.height());
            let at = ScreenPoint::new(window.left + right, window.top + down);
            let place = projection.unproject(camera.map_from_screen(at))?;
            projection.scale_at(place)
        };
        let middle = scale_at(0.5, 0.5);
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)];
        let useful = corners.into_iter().all(|(across, down)| {
            let (Some(middle), Some(scale)) = (middle, scale_at(across, down)) else {
                return false;
            };
            (scale / middle - 1.0).abs() <= USEFUL
        });
        (!useful).then(|| Finding {
            what: "the frame reaches beyond what the projection shows within a tenth of its scale"
                .to_owned(),
            mend: "choose a smaller frame, or a projection that suits it",
        })
    }
}

/// The rectangle that a piece of furniture stands on.
fn ground(item: &Item) -> Option<ScreenRect> {
    let Item::Path(path) = item else { return None };
    path.fill?;
    let [contour] = path.contours.as_slice() else {
        return None;
    };
    let [from, _, to, _] = contour.points.as_slice() else {
        return None;
    };
    let (width, height) = (to.x_px - from.x_px, to.y_px - from.y_px);
    Some(ScreenRect::new(from.x_px, from.y_px, width, height))
}
