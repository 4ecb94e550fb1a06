//! What each layer draws of the view.

mod alliances;
mod borders;
mod changes;
mod cities;
mod earth;
mod features;
mod graticule;
mod hatch;
mod land;
mod relief;
mod selection;
mod water;

use super::view_context::ViewContext;
use crate::scene::{Item, Line, LineGeometry, Stroke};
use std::sync::Arc;

pub(in crate::scene) use alliances::dash as bloc_dash;
pub(in crate::scene) use borders::{claimed_hatch, line_of_control, not_agreed};
pub(in crate::scene) use changes::{Beside, items as change_items};
pub(in crate::scene) use cities::dot;
pub(in crate::scene) use graticule::{Graticule, GraticuleLine};
pub(in crate::scene) use hatch::Slope;
pub(in crate::scene) use relief::{ReliefImage, strength as relief_strength};

pub(in crate::scene) use {
    alliances::items as alliance_items, borders::agreed_items, borders::disputed_items,
    cities::items as city_items, earth::items as earth_items, features::items as feature_items,
    land::items as land_items, selection::items as selection_items, water::items as water_items,
};

fn line(geometry: &Arc<LineGeometry>, stroke: Stroke) -> Item {
    Item::Line(Line {
        geometry: Arc::clone(geometry),
        stroke,
    })
}
