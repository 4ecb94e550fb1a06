//! A name that stands, and the names of one view.

use super::candidate::{Candidate, LEAD, Owner};
use super::label_position::LabelPosition;
use super::leader::{leader, up_to_symbol};
use super::selected::Chosen;
use super::towns;
use crate::atlas::Subject;
use crate::atlas::basemap::CountryIx;
use crate::earth::ScreenPoint;
use crate::scene::display::style::{DIMMED, Style, size};
use crate::scene::layout::view_context::ViewContext;
use crate::scene::prepare::{PlaceKind, dot_radius_px};
use crate::scene::{CurvedText, Item, ScreenRect, Stroke, Text};

/// The names of one view.
#[derive(Debug)]
pub(in crate::scene) struct LabelLayout {
    /// Foremost first.
    pub(super) shown: Vec<Shown>,
    /// The selected mark's name, before them all.
    pub(super) chosen: Option<Chosen>,
    pub(super) style: &'static Style,
}

/// What an item of the names belongs to.
#[derive(Debug, Clone)]
pub(in crate::scene) struct NameOwner {
    /// Where what is named is, or a part of it.
    pub(in crate::scene) at: ScreenPoint,
    /// What the name takes, and the line to it.
    pub(in crate::scene) covers: Vec<ScreenRect>,
}

impl NameOwner {
    pub(in crate::scene) fn shift(&mut self, dx: f64, dy: f64) {
        self.at = ScreenPoint::new(self.at.x_px + dx, self.at.y_px + dy);
        for rect in &mut self.covers {
            *rect = rect.shifted(dx, dy);
        }
    }
}

/// A name that stands in the view.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) priority: u32,
    pub(super) owner: Owner,
    pub(super) spot: LabelPosition,
    /// Where what it names is.
    pub(super) at: ScreenPoint,
    strength: f32,
}

impl LabelLayout {
    /// The names, the foremost drawn last, over the lines to those that stand apart; and what each
    /// item belongs to, `None` for the selected mark's, which stands in any case.
    pub(in crate::scene) fn items(&self) -> (Vec<Item>, Vec<Option<NameOwner>>) {
        let mut drawn: Vec<(Item, Option<NameOwner>)> = Vec::new();
        for shown in &self.shown {
            let line = shown.leader_items(self.style).into_iter();
            drawn.extend(line.map(|item| (item, Some(shown.named()))));
        }
        if let Some(chosen) = &self.chosen {
            let line = chosen.leader_items(self.style).into_iter();
            drawn.extend(line.map(|item| (item, None)));
        }
        let names = self.shown.iter().rev();
        drawn.extend(names.map(|shown| (shown.item(), Some(shown.named()))));
        let chosen = self.chosen.iter();
        drawn.extend(chosen.map(|chosen| (Item::Text(chosen.text.clone()), None)));
        drawn.into_iter().unzip()
    }

    /// The lines beneath names: who holds a claimed area, and who claims it.
    pub(in crate::scene) fn below_items(&self) -> Vec<Item> {
        self.shown.iter().flat_map(Shown::below_items).collect()
    }

    /// What the names of the map's own countries, their capitals and the lead cover.
    pub(in crate::scene) fn firm(&self) -> impl Iterator<Item = ScreenRect> {
        let firm = self.shown.iter();
        let firm = firm.filter(|shown| shown.priority <= LEAD);
        firm.flat_map(|shown| shown.spot.takes())
    }

    /// What all names take.
    pub(in crate::scene) fn all(&self) -> impl Iterator<Item = ScreenRect> {
        self.shown.iter().flat_map(|shown| shown.spot.takes())
    }

    /// The map's own countries that have their names.
    pub(in crate::scene) fn countries_in_focus(&self) -> impl Iterator<Item = CountryIx> {
        let firm = self.shown.iter();
        let firm = firm.filter(|shown| shown.priority <= LEAD);
        firm.filter_map(|shown| match shown.owner {
            Owner::Country(country) => Some(country),
            _ => None,
        })
    }

    /// Whether each of the map's own countries that has its name in `other` has it here, too.
    pub(in crate::scene) fn keeps_countries_of(&self, other: &Self) -> bool {
        let mut countries = other.countries_in_focus();
        countries.all(|country| self.of_country(country).is_some())
    }

    /// The labels of marks, the selected one's first, and what each covers.
    pub(in crate::scene) fn of_marks(&self) -> impl Iterator<Item = (Subject, ScreenRect)> {
        let chosen = self.chosen.iter();
        let chosen = chosen.map(|chosen| (chosen.subject, chosen.covers));
        chosen.chain(self.shown.iter().filter_map(|shown| match shown.owner {
            Owner::Mark(subject) => Some((subject, *shown.spot.covers.first()?)),
            Owner::Place(_)
            | Owner::Town(_)
            | Owner::Country(_)
            | Owner::Claimed(_)
            | Owner::Exclave(_)
            | Owner::Sea(_) => None,
        }))
    }

    /// What the name of a country covers.
    pub(in crate::scene) fn of_country(&self, country: CountryIx) -> Option<ScreenRect> {
        let mut names = self.shown.iter();
        let name = names.find(|shown| shown.owner == Owner::Country(country))?;
        name.spot.covers.first().copied()
    }

    /// Whether any name, or the line to it, lies on one of these.
    pub(in crate::scene) fn covers_any(&self, rects: &[ScreenRect]) -> bool {
        let covers = self.shown.iter().flat_map(|shown| shown.spot.takes());
        let chosen = self.chosen.iter().map(|chosen| chosen.covers);
        let mut covers = covers.chain(chosen);
        covers.any(|name| rects.iter().any(|rect| rect.overlaps(&name)))
    }

    /// Leaves out the names that lie under `taken`; the selected mark's stands.
    pub(in crate::scene) fn give_way(&mut self, taken: &[ScreenRect]) {
        self.shown.retain(|shown| {
            let under = |covers: ScreenRect| taken.iter().any(|taken| taken.overlaps(&covers));
            !shown.spot.takes().any(under)
        });
    }

    /// The dots of the places whose names stand in the view: kind and rank of each, and where.
    pub(in crate::scene) fn dots(
        &self,
        frame: &ViewContext<'_>,
    ) -> impl Iterator<Item = (PlaceKind, u8, ScreenPoint)> {
        let frame = *frame;
        self.shown.iter().filter_map(move |shown| {
            let (kind, rank) = dot_of(&frame, shown.owner)?;
            Some((kind, rank, shown.at))
        })
    }
}

/// Kind and rank of the place that a name belongs to, where that has a dot.
pub(super) fn dot_of(frame: &ViewContext<'_>, owner: Owner) -> Option<(PlaceKind, u8)> {
    let (kind, rank) = match owner {
        Owner::Place(number) => {
            let place = frame.prepared.places.get(number)?;
            (place.kind, place.rank)
        }
        Owner::Town(ix) => towns::dot_of(frame.atlas.basemap.towns.get(ix)?),
        Owner::Mark(_)
        | Owner::Country(_)
        | Owner::Claimed(_)
        | Owner::Exclave(_)
        | Owner::Sea(_) => return None,
    };
    (dot_radius_px(kind, rank) > 0.0).then_some((kind, rank))
}

impl Shown {
    pub(super) fn of(frame: &ViewContext<'_>, candidate: &Candidate, spot: LabelPosition) -> Self {
        Self {
            priority: candidate.priority,
            owner: candidate.owner,
            spot,
            at: frame.camera.screen_from_map(candidate.at),
            strength: strength(frame, candidate),
        }
    }

    fn named(&self) -> NameOwner {
        NameOwner {
            at: self.spot.on_line().unwrap_or(self.at),
            covers: self.spot.takes().collect(),
        }
    }

    fn item(&self) -> Item {
        let mut item = self.spot.item();
        if let Item::Text(text) | Item::CurvedText(CurvedText { text, .. }) = &mut item {
            self.fade(text);
        }
        item
    }

    /// The further lines of the label.
    fn below_items(&self) -> impl Iterator<Item = Item> {
        self.spot.below.iter().map(|text| {
            let mut text = text.clone();
            self.fade(&mut text);
            Item::Text(text)
        })
    }

    fn fade(&self, text: &mut Text) {
        text.color = text.color.faded(self.strength);
        text.halo = text
            .halo
            .map(|(color, width)| (color.faded(0.85 * self.strength), width));
    }

    /// The line to its mark, where it stands apart from it.
    fn leader_items(&self, style: &Style) -> Vec<Item> {
        let Some(ends) = self.spot.leader else {
            return Vec::new();
        };
        let halo = Stroke::solid(
            style.land.faded(0.85 * self.strength),
            0.8 + size::LABEL_HALO,
        );
        let line = Stroke::solid(style.text.faded(0.9 * self.strength), 0.9);
        leader(up_to_symbol(ends), halo, line)
    }
}

/// How much is left of a name: less while something else is selected.
fn strength(frame: &ViewContext<'_>, candidate: &Candidate) -> f32 {
    let dimmed = match candidate.owner {
        Owner::Mark(subject) => frame.steps_back(subject) && frame.view.hovered != Some(subject),
        Owner::Place(_)
        | Owner::Town(_)
        | Owner::Country(_)
        | Owner::Claimed(_)
        | Owner::Exclave(_)
        | Owner::Sea(_) => false,
    };
    let layer = candidate.layer.and_then(|layer| frame.view.layer(layer));
    let opacity = layer.map_or(1.0, |state| state.opacity);
    if dimmed { DIMMED * opacity } else { opacity }
}
