//! The name beside a mark that the pointer rests on; on land without one, the country's.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Id, Pos2, RichText, Ui};

use super::super::sheets::Front;
use super::super::theme::Ink;
use super::super::{View, find};
use super::gestures::stack_of;
use super::picks::more;
use super::{Local, REACH_PX, clear, place_at, target_at};
use crate::atlas::{Atlas, Dispute, Iso3, LayerIx, Subject, group_thousands};
use crate::earth::{Camera, ScreenPoint};
use crate::scene::{DensityCell, Target, TargetKind};

/// How long the pointer rests before the name stands, seconds.
const REST_S: f64 = 0.15;
/// Number of marks at one place that are named.
const MOST_NAMES: usize = 3;
/// Space between mark and name, logical pixels.
const GAP_PX: f32 = 10.0;
/// The name of the land stands so far beside and below the pointer, clear of its arrow.
const BELOW_PX: f32 = 16.0;
/// Greatest width of a tip's words, and the margins around them, logical pixels.
const MOST_WIDE_PX: f32 = 280.0;
const MARGIN_PX: (f32, f32) = (8.0, 4.0);
/// A pointer that moves no farther than this over land rests, logical pixels.
const STILL_PX: f32 = 2.0;
/// Where the pointer is first seen within this time after the start, nobody has put it there to ask,
/// seconds.
const START_S: f64 = 1.0;

/// Since when the pointer rests on what.
#[derive(Debug, Default)]
pub(super) struct Tip {
    resting: Option<(Subject, f64)>,
    ground: Option<Ground>,
    /// Where the map was seen from in the frame before.
    camera: Option<Camera>,
    /// What lay over the map in the frame before: a sheet, the find field's list.
    over: (Option<Front>, bool),
    /// Where the pointer was when the map came to be what is under it, or something opened above it: until it
    /// leaves that place, it asks for nothing.
    unasked: Option<Pos2>,
    /// When the first frame was shown, seconds.
    began_s: Option<f64>,
    /// Whether the pointer was seen so far.
    seen: bool,
}

/// A place without a mark that the pointer rests on.
#[derive(Debug)]
struct Ground {
    at: Pos2,
    since: f64,
    /// The dossier that it lies in.
    of: Arc<Atlas>,
    /// What is told of it, once it was looked for: the country's name first, nothing at sea.
    told: Option<Vec<String>>,
}

impl Tip {
    pub(super) fn tip_ui(&mut self, ui: &Ui, view: View<'_>, local: Local, pos: Option<Pos2>) {
        let finding = ui.memory(|memory| memory.has_focus(find::focus_id()));
        let over = (Front::of(view.session), finding);
        let opened = std::mem::replace(&mut self.over, over) != over;
        let pos = self.asking(ui, view.session.view.camera, opened, pos);
        let target = pos.and_then(|pos| target_at(view, local.point(pos)));
        let Some(target) = target else {
            self.resting = None;
            self.ground_ui(ui, view, local, pos);
            return;
        };
        self.ground = None;
        let at = pos.map(|pos| local.point(pos));
        self.target_ui(ui, (view, local), at, &target);
    }

    /// The pointer, where it was put to what is under it now: what came under it while it lay still,
    /// with the first frame or with a flight, was not pointed at. Nor is it any more once something was `opened`
    /// above it.
    fn asking(&mut self, ui: &Ui, camera: Camera, opened: bool, pos: Option<Pos2>) -> Option<Pos2> {
        let (now_s, pointer) = ui.input(|input| (input.time, input.pointer.latest_pos()));
        let began_s = *self.began_s.get_or_insert(now_s);
        let came_with_start = !self.seen && pointer.is_some() && now_s - began_s < START_S;
        self.seen |= pointer.is_some();
        if self.camera.replace(camera) != Some(camera) || came_with_start || opened {
            (self.resting, self.ground) = (None, None);
            self.unasked = pointer;
        }
        if self.unasked != pointer {
            self.unasked = None;
        }
        pos.filter(|_| self.unasked.is_none())
    }

    /// Names a mark; of several that stand there the first ones, and how many more there are.
    fn target_ui(
        &mut self,
        ui: &Ui,
        (view, local): (View<'_>, Local),
        at: Option<ScreenPoint>,
        target: &Target,
    ) {
        let now = ui.input(|input| input.time);
        let since = match self.resting {
            Some((subject, since)) if subject == target.subject => since,
            _ => now,
        };
        self.resting = Some((target.subject, since));
        if !rested(ui, since) {
            return;
        }
        let line = matches!(target.kind, TargetKind::Line | TargetKind::Area);
        let beside = if line {
            at.map_or_else(Pos2::default, |at| local.pos(at))
        } else {
            local.pos(target.at)
        };
        let gap = if line {
            GAP_PX
        } else {
            target.radius_px as f32 + GAP_PX
        };
        let (names, more) = at.map_or_else(Default::default, |at| named(view, at));
        name_ui(ui, &names, &more, beside + egui::vec2(gap, 0.0));
    }

    /// Says what a cell of a large layer counts; else names the country, with its blocs, or the claimed area. It is
    /// looked for only once the pointer rests: a hand on its way to a mark needs no name of the land between.
    fn ground_ui(&mut self, ui: &Ui, view: View<'_>, local: Local, pos: Option<Pos2>) {
        let Some(pos) = pos else {
            self.ground = None;
            return;
        };
        let atlas = &view.session.atlas;
        let still = |ground: &&mut Ground| {
            ground.at.distance(pos) <= STILL_PX && Arc::ptr_eq(&ground.of, atlas)
        };
        let Some(ground) = self.ground.as_mut().filter(still) else {
            let since = ui.input(|input| input.time);
            self.ground = Some(Ground {
                at: pos,
                since,
                of: Arc::clone(atlas),
                told: None,
            });
            rested(ui, since);
            return;
        };
        if !rested(ui, ground.since) {
            return;
        }
        let at = ground.at;
        let told = ground.told.get_or_insert_with(|| {
            if let Some(cell) = view.scene.targets.cell_at(local.point(pos)) {
                return counted(&cell);
            }
            let place = place_at(view, local.point(pos));
            if let Some(dispute) = place.and_then(|place| atlas.dispute_at(place)) {
                return disputed(&dispute);
            }
            let country = place.and_then(|place| atlas.basemap.country_at(place));
            country.map_or_else(Vec::new, |ix| {
                let country = atlas.country(ix);
                let name = Some(country.name.clone());
                let more = [blocs(atlas, country.iso3), contents(atlas, country.iso3)];
                name.into_iter().chain(more.into_iter().flatten()).collect()
            })
        });
        if let Some((name, more)) = told.split_first() {
            let corner = clear_corner(view, local, at, tip_size(ui, told));
            name_ui(ui, std::slice::from_ref(name), more, corner);
        }
    }
}

/// Size of a tip of so many lines of words, margins included.
fn tip_size(ui: &Ui, told: &[String]) -> egui::Vec2 {
    let lines = told.iter().enumerate().map(|(number, words)| {
        let style = if number == 0 {
            egui::TextStyle::Body
        } else {
            egui::TextStyle::Small
        };
        let font = style.resolve(ui.style());
        let galley = ui.painter().layout(
            words.clone(),
            font,
            egui::Color32::PLACEHOLDER,
            MOST_WIDE_PX,
        );
        galley.size()
    });
    let text = lines.fold(egui::Vec2::ZERO, |all, line| {
        egui::vec2(all.x.max(line.x), all.y + line.y + 1.0)
    });
    text + egui::vec2(2.0 * MARGIN_PX.0, 2.0 * MARGIN_PX.1)
}

/// The middle of the left side of a tip so large, beside `at` and clear of the arrow: on the side on
/// which it covers the fewest marks and names.
fn clear_corner(view: View<'_>, local: Local, at: Pos2, size: egui::Vec2) -> Pos2 {
    let best = clear::beside(view, local, at, size, egui::Vec2::splat(BELOW_PX));
    best.left_center()
}

/// Whether it has rested long enough; asks for a frame when it will have.
fn rested(ui: &Ui, since: f64) -> bool {
    let rest_s = ui.input(|input| input.time) - since;
    if rest_s < REST_S {
        ui.ctx()
            .request_repaint_after_secs((REST_S - rest_s) as f32);
    }
    rest_s >= REST_S
}

/// "1,204 here", and of which kinds.
fn counted(cell: &DensityCell) -> Vec<String> {
    let number = |count: u32| group_thousands(f64::from(count));
    let kinds = cell.by_kind.iter();
    let kinds: Vec<String> = kinds
        .map(|(kind, count)| format!("{kind} {}", number(*count)))
        .collect();
    let mut told = vec![format!("{} here", number(cell.count))];
    if !kinds.is_empty() {
        told.push(kinds.join(" \u{b7} "));
    }
    told
}

/// Of claimed land its own name, who holds it and who claims it: a country's alone would take a side.
fn disputed(dispute: &Dispute) -> Vec<String> {
    let Dispute {
        area,
        holder,
        claimed_by,
        ..
    } = dispute;
    let sides = format!("held by {holder}, claimed by {}", claimed_by.join(" and "));
    vec![area.clone(), sides]
}

/// "CSTO, SCO; observer: EAEU": its blocs by its role in them.
fn blocs(atlas: &Atlas, iso3: Iso3) -> Option<String> {
    let mut by_role: Vec<(&str, Vec<&str>)> = Vec::new();
    for (bloc, membership) in atlas.memberships(iso3) {
        let role = membership.role_words();
        match by_role.iter_mut().find(|(known, _)| *known == role) {
            // A state that joined twice is named once.
            Some((_, blocs)) if blocs.contains(&bloc.short.as_str()) => {}
            Some((_, blocs)) => blocs.push(&bloc.short),
            None => by_role.push((role, vec![&bloc.short])),
        }
    }
    by_role.sort_by_key(|(role, _)| *role != "member");
    let words = |(role, blocs): &(&str, Vec<&str>)| {
        let blocs = blocs.join(", ");
        if *role == "member" {
            blocs
        } else {
            format!("{role}: {blocs}")
        }
    };
    let words: Vec<String> = by_role.iter().map(words).collect();
    (!words.is_empty()).then(|| words.join("; "))
}

/// "Bases 5 · Exercises 3": what the dossier has in it, layer by layer.
fn contents(atlas: &Atlas, iso3: Iso3) -> Option<String> {
    let mut by_layer: BTreeMap<LayerIx, usize> = BTreeMap::new();
    for (_, feature) in atlas.features_in(iso3) {
        *by_layer.entry(feature.layer).or_default() += 1;
    }
    let words: Vec<String> = by_layer
        .iter()
        .map(|(&layer, count)| format!("{} {count}", atlas.layer(layer).name))
        .collect();
    (!words.is_empty()).then(|| words.join(" \u{b7} "))
}

/// The names of what a click at `at` chooses from, the first [`MOST_NAMES`] of them; and how many more there are.
fn named(view: View<'_>, at: ScreenPoint) -> (Vec<String>, Vec<String>) {
    let targets = view.scene.targets.pick(at, REACH_PX);
    let stack = stack_of(&targets);
    let count = stack.len() + more(view, at, &stack);
    let first = stack.iter().take(MOST_NAMES);
    let name = |what: &Subject| targets.iter().find(|target| target.subject == *what);
    let names: Vec<String> = first
        .filter_map(name)
        .map(|target| target.name.clone())
        .collect();
    let more = count.saturating_sub(names.len());
    let more = (more > 0).then(|| format!("and {} more", group_thousands(more as f64)));
    (names, more.into_iter().collect())
}

fn name_ui(ui: &Ui, names: &[String], more: &[String], at: Pos2) {
    let ink = Ink::of(ui);
    egui::Area::new(Id::unique("name tip"))
        // Sheets and lists lie above it.
        .order(egui::Order::Middle)
        .interactable(false)
        .pivot(egui::Align2::LEFT_CENTER)
        .fixed_pos(at)
        .fade_in(false)
        .constrain(true)
        .show(ui.ctx(), |ui| {
            let frame = egui::Frame::NONE
                .fill(ink.raised)
                .corner_radius(4)
                .inner_margin(egui::Margin::symmetric(
                    MARGIN_PX.0 as i8,
                    MARGIN_PX.1 as i8,
                ));
            frame
                .stroke(egui::Stroke::new(1.0, ink.hairline))
                .show(ui, |ui| {
                    ui.set_max_width(MOST_WIDE_PX);
                    ui.spacing_mut().item_spacing.y = 1.0;
                    for name in names {
                        ui.label(name);
                    }
                    for more in more {
                        ui.label(RichText::new(more).small().color(ink.muted));
                    }
                });
        });
}
