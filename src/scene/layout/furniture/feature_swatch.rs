//! The symbol of one feature, as the map draws it, for a list.

use crate::atlas::{Atlas, FeatureId};
use crate::earth::ScreenPoint;
use crate::scene::display::style::Style;
use crate::scene::display::symbols::{Sign, SymbolLook};
use crate::scene::prepare::class_colour;
use crate::scene::{Item, items_seen_with};
use crate::session::viewpoint::{MapTheme, Viewpoint};

/// Radius of the symbol, as a part of the width that it has.
const RADIUS: f64 = 0.3;

/// The symbol of a feature in the colours that `view` gives its layer, its middle at `at`, about `size_px` wide:
/// paths, in logical pixels. `None` for a row of a large source, and for what has no symbol on the map.
#[must_use]
pub fn feature_swatch(
    atlas: &Atlas,
    view: &Viewpoint,
    id: FeatureId,
    theme: MapTheme,
    (at, size_px): (ScreenPoint, f64),
) -> Option<Vec<Item>> {
    let feature = atlas.held(id)?;
    let style = Style::seen_with(theme, view.vision);
    let look = SymbolLook::of(atlas, &Sign::of_all(&atlas.dossier), feature);
    let look = match view.styles.colours.get(&feature.layer) {
        None => look,
        Some(by) => {
            let classes = atlas.classes(feature.layer, by)?;
            let (_, row) = atlas.locate(id);
            let class = classes.list.get(classes.of_row(row.index()))?;
            SymbolLook {
                actor: class_colour(class, style),
                sign: Sign::default(),
                ..look
            }
        }
    };
    let mut items = Vec::new();
    look.draw(at, RADIUS * size_px, style, 1.0, &mut items);
    items_seen_with(&mut items, view.vision);
    Some(items).filter(|_| look.pinned)
}
