//! What stands over the map: its detail insets and the numbered notes.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::written::MapWriting;
use super::{Around, Composed, MapComposer, Staged, group};
use crate::atlas::basemap::CountryIx;
use crate::scene::layout::callouts::{self, Callouts, Insets, NoteApart};
use crate::scene::layout::collision_index::{CollisionIndex, Occupant};
use crate::scene::layout::detail;
use crate::scene::layout::furniture;
use crate::scene::layout::labels::{Enlarged, LabelLayout, Labels};
use crate::scene::layout::marks::VisibleMarks;
use crate::scene::layout::view_context::{InMargins, ViewContext};
use crate::scene::{DetailTarget, Group, Item, Scene, ScreenRect, Target, TargetKind};
use crate::session::viewpoint::{
    ColourVision, Detail, Furniture as MarginsShown, Viewpoint, is_home,
};

/// Detail insets of a picture, at most.
const MOST_INSETS: usize = 4;
/// Length of the line of a note at which it stands near its mark, logical pixels.
const NEAR_PX: f64 = 60.0;
/// Distance of names and notes from an inset's frame, logical pixels.
const CLEAR_PX: f64 = 3.0;

/// The detail inset and the notes of a map.
#[derive(Debug, Default)]
pub(super) struct OverTheMap {
    pub(super) groups: Vec<Group>,
    pub(super) detail: Option<DetailTarget>,
    /// What can be picked in it.
    pub(super) in_detail: Vec<Target>,
    /// What the inset enlarges and names.
    pub(super) enlarged: Option<Enlarged>,
    /// The notes without a line to a place.
    pub(super) apart: Vec<NoteApart>,
    /// The numbers of the notes that stand there.
    pub(super) noted: Vec<u32>,
}

impl MapComposer {
    /// The detail insets and the numbered notes, clear of what is `taken`; they take their places.
    pub(super) fn over_the_map(
        &mut self,
        shown: &Staged<'_>,
        taken: &mut CollisionIndex,
    ) -> OverTheMap {
        let Staged { frame, stage } = shown;
        let mut over = OverTheMap::default();
        let groups = &mut over.groups;
        let wanted = frame.view.furniture;
        // In the window it belongs to the whole map: beside a reader who looks closer it would leap
        // about.
        let enlarges = wanted.detail != Detail::None
            && (frame.is_picture() || is_home(frame.atlas, &frame.camera));
        if !enlarges && !wanted.callouts {
            return over;
        }
        // Names of countries and capitals come first: neither inset nor notes take their room.
        let mut names = self.firm.layout(frame, stage, taken.clone(), None);
        taken.take_all(furniture::capitals(frame), Occupant::Kept);
        taken.take_all(names.firm(), Occupant::Kept);
        let mut places: Vec<detail::DetailPlace> = Vec::new();
        let most = match (enlarges, frame.is_picture()) {
            (false, _) => 0,
            (true, false) => 1,
            (true, true) => MOST_INSETS,
        };
        while places.len() < most {
            let mut place = detail::DetailPlace::of(frame, stage, taken, &places);
            if place.is_none()
                && places.is_empty()
                && let Some((beside, moved)) = self.beside_moved(shown, taken, &names)
            {
                place = Some(beside);
                taken.release(Occupant::Kept);
                taken.take_all(furniture::capitals(frame), Occupant::Kept);
                taken.take_all(moved.firm(), Occupant::Kept);
                names = moved;
            }
            let Some(place) = place else { break };
            let Composed { scene, noted, .. } = self.inset(places.len(), frame, &place);
            over.noted.extend(noted);
            let shown_there = over.enlarged.get_or_insert_default();
            shown_there.parts.push(place.source);
            shown_there.said.extend(said(&scene));
            groups.push(detail::group(frame, (places.len(), &place), &scene));
            if places.is_empty() {
                over.in_detail = targets_in(place.rect, scene.targets.all);
            }
            taken.take_all(
                [place.rect.inflated(CLEAR_PX), place.letter],
                Occupant::Margin,
            );
            taken.take_all(detail::outline_of(place.source), Occupant::Outline);
            places.push(place);
        }
        over.detail = places.first().map(target);
        let insets = Insets {
            rects: places.iter().map(|place| place.rect).collect(),
            sources: places.iter().map(|place| place.source).collect(),
            guides: places.iter().flat_map(detail::guide_lines).collect(),
        };
        let listed = frame.in_margins.listed.map(|listed| {
            let rest = listed.iter().filter(|number| !over.noted.contains(number));
            rest.copied().collect::<Vec<u32>>()
        });
        let noting = frame.listing(listed.as_deref());
        let callouts = self.notes((&noting, stage), taken, &insets, &names);
        if !callouts.items.is_empty() {
            groups.push(group("callouts", "Notes", callouts.items));
        }
        over.apart = callouts.apart;
        over.noted.extend(callouts.told);
        over
    }

    /// The numbered notes, which take their places. The names of countries give way to them: where a line to a
    /// name would miss it then, the notes are laid once more.
    fn notes(
        &mut self,
        (frame, stage): (&ViewContext<'_>, &VisibleMarks<'_>),
        taken: &mut CollisionIndex,
        insets: &Insets,
        names: &LabelLayout,
    ) -> Callouts {
        if self.is_inset
            && let Some(callouts) = self.beside_names((frame, stage), taken, insets, names)
        {
            return callouts;
        }
        let mut with_notes = taken.clone();
        let callouts = Callouts::lay(frame, stage, names, &mut with_notes, insets);
        if frame.in_margins.listed.is_some()
            && let Some(nearer) =
                self.nearer(&callouts, (frame, stage), (taken, &with_notes), insets)
        {
            return nearer;
        }
        if callouts.apart.is_empty() {
            *taken = with_notes;
            return callouts;
        }
        let moved = self.firm.layout(frame, stage, with_notes.clone(), None);
        if callouts
            .apart
            .iter()
            .all(|note| note.meets_name(frame, &moved))
        {
            *taken = with_notes;
            return callouts;
        }
        taken.release(Occupant::Kept);
        taken.take_all(furniture::capitals(frame), Occupant::Kept);
        taken.take_all(moved.firm(), Occupant::Kept);
        Callouts::lay(frame, stage, &moved, taken, insets)
    }

    /// The numbers of notes beside all names as these stand with the numbers: where the longest line is shorter then.
    fn nearer(
        &mut self,
        callouts: &Callouts,
        (frame, stage): (&ViewContext<'_>, &VisibleMarks<'_>),
        (taken, with_notes): (&mut CollisionIndex, &CollisionIndex),
        insets: &Insets,
    ) -> Option<Callouts> {
        let names = self.labels.layout(frame, stage, with_notes.clone(), None);
        let mut beside = taken.clone();
        // No room is kept on trust: where the names of capitals stand is known.
        beside.release(Occupant::Kept);
        beside.take_all(names.all(), Occupant::Kept);
        let nearer = Callouts::lay(frame, stage, &names, &mut beside, insets);
        let is_better =
            nearer.told.len() == callouts.told.len() && nearer.longest_px < callouts.longest_px;
        is_better.then(|| {
            beside.release(Occupant::Kept);
            beside.take_all(furniture::capitals(frame), Occupant::Kept);
            beside.take_all(names.firm(), Occupant::Kept);
            *taken = beside;
            nearer
        })
    }

    /// The notes beside all names, which take their places; `None` where one of them has no room near its mark.
    fn beside_names(
        &mut self,
        (frame, stage): (&ViewContext<'_>, &VisibleMarks<'_>),
        taken: &mut CollisionIndex,
        insets: &Insets,
        names: &LabelLayout,
    ) -> Option<Callouts> {
        let alone = Callouts::lay(frame, stage, names, &mut taken.clone(), insets);
        let all = self.labels.layout(frame, stage, taken.clone(), None);
        let mut beside = taken.clone();
        beside.take_all(all.all(), Occupant::Kept);
        let callouts = Callouts::lay(frame, stage, names, &mut beside, insets);
        let are_near = callouts.longest_px <= NEAR_PX;
        (are_near && callouts.told.len() == alone.told.len()).then(|| {
            beside.release(Occupant::Kept);
            *taken = beside;
            callouts
        })
    }

    /// The inset of a map on which the name of the widest of its own countries gives way to it, and the
    /// names beside it; none where a country would then lose its name, or that one have it smaller.
    fn beside_moved(
        &mut self,
        Staged { frame, stage }: &Staged<'_>,
        taken: &CollisionIndex,
        names: &LabelLayout,
    ) -> Option<(detail::DetailPlace, LabelLayout)> {
        let ground = frame.land()?;
        let width_m = |country: &CountryIx| {
            let land = ground.country(*country);
            let widths_m = land.map(|land| land.geometry.bounds.width_m());
            widths_m.fold(0.0, f64::max)
        };
        let widest = names.countries_in_focus();
        let widest = widest.max_by(|a, b| width_m(a).total_cmp(&width_m(b)))?;
        let movable = names.of_country(widest);
        let mut bare = taken.clone();
        bare.release(Occupant::Kept);
        bare.take_all(furniture::capitals(frame), Occupant::Kept);
        let mut taken = bare.clone();
        let others = names.firm().filter(|rect| Some(*rect) != movable);
        taken.take_all(others, Occupant::Kept);
        let place = detail::DetailPlace::of(frame, stage, &taken, &[])?;
        let mut taken = bare;
        let covers = [place.rect.inflated(CLEAR_PX), place.letter];
        taken.take_all(covers, Occupant::Margin);
        let moved = self.giving_way.layout(frame, stage, taken, None);
        let width_px =
            |names: &LabelLayout| names.of_country(widest).map(|rect| rect.width().round());
        let as_large = width_px(&moved) >= width_px(names);
        (as_large && moved.keeps_countries_of(names)).then_some((place, moved))
    }

    /// The scene of the inset of this number.
    fn inset(
        &mut self,
        number: usize,
        frame: &ViewContext<'_>,
        place: &detail::DetailPlace,
    ) -> Composed {
        let wanted = frame.view.furniture;
        // One over the map has no room for numbers beside the names of its marks.
        let below = frame.in_margins.inset.filter(|rect| *rect == place.rect);
        let listed = below.and(frame.in_margins.listed);
        let view = Viewpoint {
            camera: place.camera,
            furniture: MarginsShown {
                scale_bar: true,
                label_percent: wanted.label_percent,
                dims: wanted.dims,
                callouts: wanted.callouts && listed.is_some(),
                ..MarginsShown::BARE
            },
            vision: ColourVision::Normal,
            measure: None,
            ..frame.view.clone()
        };
        if self.insets.len() <= number {
            self.insets.push(Self {
                labels: Labels::inset(),
                is_inset: true,
                ..Self::new(Arc::clone(&self.prepared), self.patience)
            });
        }
        // No name stands on its letter, nor, in a window, on the button that closes it.
        let within = |rect: ScreenRect| rect.shifted(-place.rect.left, -place.rect.top);
        let mut corners = vec![within(detail::letter_of(place.rect))];
        if !frame.is_picture() {
            corners.push(within(target(place).close()));
        }
        let around = Around {
            reserved: &corners,
            in_margins: Some(InMargins {
                listed,
                inset: None,
            }),
            ..Around::none(&view)
        };
        self.insets[number].one(&view, around)
    }
}

impl OverTheMap {
    /// Draws the lines from notes without a place to the names of what they are about.
    pub(super) fn lead_to_names(&mut self, frame: &ViewContext<'_>, written: &MapWriting) {
        let lines = callouts::lines_to_names(frame, &self.apart, &written.layout, &written.taken);
        let mut groups = self.groups.iter_mut();
        if let Some(notes) = groups.find(|group| group.id == "callouts") {
            notes.items.splice(0..0, lines);
        }
    }
}

/// The inset of a place as it is picked.
fn target(place: &detail::DetailPlace) -> DetailTarget {
    DetailTarget {
        rect: place.rect,
        source: place.source,
        camera: place.camera,
    }
}

/// The targets of an inset's scene, where they stand in the window.
fn targets_in(rect: ScreenRect, mut targets: Vec<Target>) -> Vec<Target> {
    for target in &mut targets {
        target.shift(rect.left, rect.top);
    }
    // Of what lies beyond the inset the map around it tells.
    targets.retain(|target| target.kind == TargetKind::Mark && rect.contains(target.at));
    targets
}

/// What the names of a scene say, in small letters.
fn said(scene: &Scene) -> BTreeSet<String> {
    let names = scene.group("labels").into_iter();
    let names = names.flat_map(|group| &group.items);
    let texts = names.filter_map(|item| match item {
        Item::Text(text) => Some(text.text.to_lowercase()),
        _ => None,
    });
    texts.collect()
}
