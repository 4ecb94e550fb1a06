use super::*;
use crate::atlas::{Atlas, LayerIx, LayerKind};
use crate::earth::ScreenPoint;
use crate::session::viewpoint::{MapTheme, Viewpoint};
pub struct LegendSection { pub title: String, pub layers: bool, pub rows: Vec<LegendRow> }
pub struct LegendRow { pub label: String, pub items: Vec<Item> }
pub fn layer_swatch(atlas: &Atlas, layer: LayerIx, _: MapTheme, at: ScreenPoint, _size: f32) -> Vec<Item> {
    let LayerKind::Features(_) = atlas.layer(layer).kind else { return vec![] };
    let p = |x: f64, y: f64| ScreenPoint::new(at.x_px + x, at.y_px + y);
    vec![Item::Path(Path { contours: vec![Contour { points: vec![p(-5.,-5.), p(5.,-5.), p(5.,5.), p(-5.,5.)], closed: true }], fill: Some(Color::hex(0x0072B2)), stroke: None })]
}
pub fn legend(_: &Atlas, _: &Viewpoint) -> Vec<LegendSection> { vec![] }
impl Targets {
    pub fn pick(&self, at: ScreenPoint, reach: f64) -> Vec<&Target> {
        self.all.iter().filter(|t| t.at.distance_px(at) <= t.radius_px.max(reach)).collect()
    }
}
