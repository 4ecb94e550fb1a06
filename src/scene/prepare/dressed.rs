//! An atlas in the colours that a view gives its layers by their columns.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Prepared;
use super::class_colours::class_colour;
use super::table::Palette;
use crate::atlas::classes::Classes;
use crate::atlas::{Atlas, LayerIx};
use crate::scene::display::style::Style;
use crate::scene::display::symbols::{Sign, SymbolLook};
use crate::session::viewpoint::{ColourVision, MapTheme, Viewpoint};

/// The colours of a view's layers.
#[derive(Debug, Clone)]
pub(in crate::scene) struct Dress {
    classes: Vec<(LayerIx, Arc<Classes>)>,
    theme: MapTheme,
    vision: ColourVision,
}

impl PartialEq for Dress {
    fn eq(&self, other: &Self) -> bool {
        let mut pairs = self.classes.iter().zip(&other.classes);
        (self.theme, self.vision) == (other.theme, other.vision)
            && self.classes.len() == other.classes.len()
            && pairs.all(|(one, other)| one.0 == other.0 && Arc::ptr_eq(&one.1, &other.1))
    }
}

impl Dress {
    /// What `view` colours by columns; `None` where it colours nothing so.
    pub(in crate::scene) fn of(atlas: &Atlas, view: &Viewpoint) -> Option<Self> {
        let colours = view.styles.colours.iter();
        let classes: Vec<_> = colours
            .filter_map(|(&layer, by)| Some((layer, atlas.classes(layer, by)?)))
            .collect();
        (!classes.is_empty()).then_some(Self {
            classes,
            theme: view.theme,
            vision: view.vision,
        })
    }

    fn of_layer(&self, layer: LayerIx) -> Option<&Classes> {
        let mut classes = self.classes.iter();
        let found = classes.find(|(of, _)| *of == layer);
        found.map(|(_, classes)| &**classes)
    }
}

impl Prepared {
    /// The same in other colours; all else is shared.
    pub(in crate::scene) fn dressed(&self, dress: &Dress) -> Self {
        let style = Style::seen_with(dress.theme, dress.vision);
        let marks = self.marks.iter().map(|mark| {
            let mark = mark.as_ref()?;
            let layer = self.atlas.feature(mark.ix).layer;
            let Some(classes) = dress.of_layer(layer) else {
                return Some(mark.clone());
            };
            let (_, row) = self.atlas.locate(mark.ix);
            let class = classes.list.get(classes.of_row(row.index()))?;
            let look = SymbolLook {
                actor: class_colour(class, style),
                sign: Sign::default(),
                ..mark.look
            };
            let mut mark = mark.clone();
            mark.look = look;
            Some(mark)
        });
        let tables = self.tables.iter().cloned().map(|mut table| {
            if let Some(classes) = dress.of_layer(table.layer) {
                table.palette = Arc::new(Palette::of_classes(classes, table.at.len(), style));
            }
            table
        });
        Self {
            atlas: Arc::clone(&self.atlas),
            marks: marks.collect(),
            mark_index: self.mark_index.clone(),
            places: self.places.clone(),
            tables: tables.collect(),
            rounds: AtomicUsize::new(self.rounds.load(Ordering::Relaxed)),
            levels: Arc::clone(&self.levels),
            needed: self.needed,
        }
    }
}
