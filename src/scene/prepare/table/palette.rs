//! Colours of a table's kinds.

use crate::atlas::classes::Classes;
use crate::atlas::table::NO_KIND;
use crate::atlas::{FeatureTable, group_thousands};
use crate::scene::Color;
use crate::scene::display::style::Style;
use crate::scene::prepare::class_colours::{CATEGORIES, OTHER, class_colour};

/// Number of kinds that have a colour of their own; the rest share one.
const OWN: usize = CATEGORIES.len();

/// Kinds as they are coloured: the commonest, then all others as one.
#[derive(Debug, Default, PartialEq)]
pub(in crate::scene) struct Palette {
    /// What each class is called; one without a name where there are no kinds.
    pub(in crate::scene) names: Vec<String>,
    /// The class of each row; empty where there is but one.
    of_row: Vec<u8>,
    /// The colour of each class, where they are classes of a column; empty where they are kinds.
    colors: Vec<Color>,
    /// Whether the last class is all others.
    others: bool,
    /// Whether rows are areas of no kind: a colour over all the land would mean nothing.
    pub(in crate::scene) neutral: bool,
}

impl Palette {
    pub(in crate::scene) fn of(table: &FeatureTable) -> Self {
        let kinds = &table.columns.kinds;
        if kinds.is_empty() {
            return Self {
                names: vec![String::new()],
                ..Self::default()
            };
        }
        let own = kinds.len().min(OWN);
        let others = kinds.len() > OWN || table.columns.kind_of.contains(&NO_KIND);
        let class = |kind: &u16| usize::from(*kind).min(own) as u8;
        let mut names = kinds[..own].to_vec();
        if others {
            names.push("other".to_owned());
        }
        let of_row = if names.len() > 1 {
            table.columns.kind_of.iter().map(class).collect()
        } else {
            Vec::new()
        };
        Self {
            names,
            of_row,
            others,
            ..Self::default()
        }
    }

    /// The classes of a column, each called by its label with its count.
    pub(in crate::scene) fn of_classes(classes: &Classes, rows: usize, style: &Style) -> Self {
        let list = classes.list.iter();
        let names = list.clone().map(|class| {
            let count = group_thousands(class.count as f64);
            format!("{} ({count})", class.label)
        });
        Self {
            names: names.collect(),
            of_row: (0..rows).map(|row| classes.of_row(row) as u8).collect(),
            colors: list.map(|class| class_colour(class, style)).collect(),
            ..Self::default()
        }
    }

    /// How many classes there are.
    pub(in crate::scene) fn len(&self) -> usize {
        self.names.len()
    }

    /// The class of a row.
    pub(in crate::scene) fn class(&self, row: usize) -> usize {
        self.of_row.get(row).map_or(0, |&class| usize::from(class))
    }

    /// The colour of a class, as it stands out from the land.
    pub(in crate::scene) fn color(&self, class: usize, style: &Style) -> Color {
        if self.neutral {
            return style.country_text;
        }
        if let Some(&color) = self.colors.get(class) {
            return style.legible(color);
        }
        let other = self.others && class + 1 == self.len();
        style.legible(if other {
            OTHER
        } else {
            CATEGORIES[class % OWN]
        })
    }
}
