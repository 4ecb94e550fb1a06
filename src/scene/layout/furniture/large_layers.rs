//! What the legend says of large layers.

use super::key::layer_title;
use crate::atlas::{Atlas, group_thousands};
use crate::earth::ScreenPoint;
use crate::scene::display::style::Style;
use crate::scene::display::symbols::ring;
use crate::scene::{Color, Contour, Item, LegendRow, LegendSection, Path, SWATCH_PX, Stroke};
use crate::scene::{Density, TableShown};
use crate::session::viewpoint::Viewpoint;

/// Half the width of a swatch's dot, logical pixels.
const DOT_PX: f64 = 4.0;

/// A section for each large layer.
pub(super) fn sections(
    atlas: &Atlas,
    view: &Viewpoint,
    tables: &[TableShown],
) -> Vec<LegendSection> {
    let style = Style::of(view.theme);
    let shown = tables.iter().filter(|shown| shown.in_view > 0);
    shown
        .map(|shown| LegendSection {
            title: layer_title(atlas, view, shown.layer),
            rows: rows(shown, style),
        })
        .collect()
}

fn rows(shown: &TableShown, style: &Style) -> Vec<LegendRow> {
    let mut rows: Vec<LegendRow> = shown
        .kinds
        .iter()
        .filter(|kind| !kind.name.is_empty())
        .map(|kind| row(kind.name.clone(), vec![dot(kind.color, style)]))
        .collect();
    let color = match shown.kinds.as_slice() {
        [only] => only.color,
        _ => style.quiet_text,
    };
    if let Some(density) = &shown.density {
        rows.push(row(words(density), ramp(density, color)));
    } else if rows.is_empty() {
        let count = group_thousands(shown.in_view as f64);
        rows.push(row(format!("{count} in view"), vec![dot(color, style)]));
    }
    rows
}

fn row(label: String, items: Vec<Item>) -> LegendRow {
    LegendRow {
        label,
        items,
        bloc: None,
    }
}

/// "1, 3, 10, 30, 100 and more in a cell of 12 km"
fn words(density: &Density) -> String {
    let counts: Vec<String> = density
        .classes
        .iter()
        .map(|class| group_thousands(f64::from(class.from)))
        .collect();
    let more = match density.classes.last() {
        Some(class) if class.to > class.from => " and more",
        _ => "",
    };
    let lines = if density.lines { " cross" } else { " in" };
    format!(
        "{}{more}{lines} a cell of {}",
        counts.join(", "),
        length(density.cell_m)
    )
}

/// "12 km", "450 m"
fn length(metres: f64) -> String {
    match metres {
        km if km >= 9_500.0 => format!("{} km", group_thousands((km / 1000.0).round())),
        km if km >= 950.0 => format!("{:.1} km", km / 1000.0),
        metres => format!("{} m", metres.round()),
    }
}

fn dot(color: Color, style: &Style) -> Item {
    let middle = ScreenPoint::new(SWATCH_PX[0] / 2.0, SWATCH_PX[1] / 2.0);
    let mut path = ring(middle, DOT_PX, Stroke::solid(style.land, 0.8));
    path.fill = Some(color);
    Item::Path(path)
}

/// A box for each class, side by side.
fn ramp(density: &Density, color: Color) -> Vec<Item> {
    let count = density.classes.len().max(1) as f64;
    let width = SWATCH_PX[0] / count;
    let (top, bottom) = (4.0, SWATCH_PX[1] - 4.0);
    let classes = density.classes.iter().enumerate();
    classes
        .map(|(number, class)| {
            let left = width * number as f64;
            let corners = [
                (left, top),
                (left + width, top),
                (left + width, bottom),
                (left, bottom),
            ];
            Item::Path(Path {
                contours: vec![Contour {
                    points: corners.map(|(x, y)| ScreenPoint::new(x, y)).to_vec(),
                    closed: true,
                }],
                fill: Some(color.faded(class.strength)),
                stroke: None,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::CountClass;

    #[test]
    fn a_density_says_what_its_strengths_count() {
        let class = |from, to| CountClass {
            from,
            to,
            strength: 0.5,
        };
        let density = Density {
            cell_m: 11_930.4,
            lines: false,
            classes: vec![class(1, 2), class(3, 9), class(10, 1234)],
        };
        assert_eq!(words(&density), "1, 3, 10 and more in a cell of 12 km");
        assert_eq!([length(2330.2), length(23.3)], ["2.3 km", "23 m"]);
    }
}
