//! Colours of a table's kinds.

use crate::atlas::FeatureTable;
use crate::atlas::table::NO_KIND;
use crate::scene::Color;
use crate::scene::display::style::Style;

/// So many kinds have a colour of their own; the rest share one.
const OWN: usize = 7;

/// Okabe and Ito, "Color Universal Design" (2008), without black, the commonest kind first. The blues come
/// late: they are what is selected.
const COLORS: [Color; OWN] = [
    Color::hex(0x00D5_5E00),
    Color::hex(0x0000_9E73),
    Color::hex(0x00CC_79A7),
    Color::hex(0x00E6_9F00),
    Color::hex(0x0000_72B2),
    Color::hex(0x0056_B4E9),
    Color::hex(0x00F0_E442),
];

/// Of all other kinds.
const OTHER: Color = Color::hex(0x006E_6E6E);

/// Kinds as they are coloured: the commonest, then all others as one.
#[derive(Debug, Default, PartialEq)]
pub(in crate::scene) struct Palette {
    /// What each class is called; one without a name where there are no kinds.
    pub(in crate::scene) names: Vec<String>,
    /// The class of each row; empty where there is but one.
    of_row: Vec<u8>,
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
            neutral: false,
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
        let other = self.others && class + 1 == self.len();
        style.legible(if other { OTHER } else { COLORS[class % OWN] })
    }
}
