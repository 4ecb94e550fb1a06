//! What several parts of the window say about one thing: its group, its symbol, its line in a list.

use egui::{Color32, Pos2, Rect, Response, RichText, Sense, TextWrapMode, Ui, vec2};

use super::View;
use super::output::UiOutput;
use super::theme::Ink;
use crate::atlas::{Atlas, LayerIx, Subject};
use crate::scene;
use crate::session::Session;

/// Side of a symbol in a list, logical pixels.
pub(super) const SYMBOL_PX: f32 = 16.0;

/// Height of a line in a list, and least space above and below its words, logical pixels.
const LINE_PX: f32 = 24.0;
const LINE_MARGIN_PX: f32 = 3.0;

/// The layer that a thing belongs to.
pub(super) fn layer_of(atlas: &Atlas, what: Subject) -> Option<LayerIx> {
    match what {
        Subject::Feature(id) => Some(atlas.layer_of(id)),
        Subject::Border(ix) => atlas.layer_named(if atlas.border(ix).disputed() {
            "disputed"
        } else {
            "borders"
        }),
        Subject::Country(_) => atlas.layer_named("countries"),
    }
}

/// What the list of layers calls the group of a thing.
pub(super) fn group_name(session: &Session, what: Subject) -> String {
    let layer = layer_of(&session.atlas, what);
    layer.map_or_else(
        || "Borders".to_owned(),
        |ix| session.atlas.layer(ix).name.clone(),
    )
}

/// The colour of a thing's mark: its leading actor's, as the legend has it.
pub(super) fn colour(ui: &Ui, atlas: &Atlas, what: Subject) -> Color32 {
    let Subject::Feature(ix) = what else {
        return Ink::of(ui).muted;
    };
    let lead = atlas.held(ix).and_then(|feature| feature.actors.first());
    let colours = &atlas.dossier.colours;
    let of_lead = colours
        .iter()
        .find(|colour| colour.actor.is_none() || colour.actor.as_ref() == lead);
    of_lead.map_or(Ink::of(ui).muted, |colour| {
        let [r, g, b] = colour.rgb;
        let color = Color32::from_rgb(r, g, b);
        // Thin lines on a dark ground need more light than marks do.
        let light = if ui.visuals().dark_mode { 0.25 } else { 0.0 };
        color.lerp_to_gamma(Color32::WHITE, light)
    })
}

/// Paints the symbol of a layer, drawn by the code that draws the map.
pub(super) fn symbol_ui(
    ui: &Ui,
    session: &Session,
    layer: LayerIx,
    rect: Rect,
    output: &mut UiOutput<'_>,
) {
    let middle = crate::earth::ScreenPoint::new(
        f64::from(rect.width()) / 2.0,
        f64::from(rect.height()) / 2.0,
    );
    let mut items = scene::layer_swatch(
        &session.atlas,
        layer,
        map_theme(ui),
        middle,
        f64::from(rect.width()),
    );
    scene::items_seen_with(&mut items, session.view.vision);
    output.paint(ui, &items, rect.min);
}

/// Paints the symbol of one thing as the map has it; of what has none of its own there, its layer's.
fn mark_ui(ui: &Ui, session: &Session, what: Subject, rect: Rect, output: &mut UiOutput<'_>) {
    let middle = crate::earth::ScreenPoint::new(
        f64::from(rect.width()) / 2.0,
        f64::from(rect.height()) / 2.0,
    );
    let own = match what {
        Subject::Feature(id) => scene::feature_swatch(
            &session.atlas,
            &session.view,
            id,
            map_theme(ui),
            (middle, f64::from(rect.width())),
        ),
        Subject::Border(_) | Subject::Country(_) => None,
    };
    if let Some(items) = own {
        output.paint(ui, &items, rect.min);
    } else if let Some(layer) = layer_of(&session.atlas, what) {
        symbol_ui(ui, session, layer, rect, output);
    }
}

/// The map's colours that suit the panels.
pub(super) fn map_theme(ui: &Ui) -> crate::session::viewpoint::MapTheme {
    use crate::session::viewpoint::MapTheme;
    if ui.visuals().dark_mode {
        MapTheme::Dark
    } else {
        MapTheme::Light
    }
}

/// One line of a list: symbol and name, which is cut where it is too long.
pub(super) fn line_ui(
    ui: &mut Ui,
    view: View<'_>,
    what: Subject,
    selected: bool,
    output: &mut UiOutput<'_>,
) -> Response {
    name_ui(ui, view, what, (selected, TextWrapMode::Truncate), output)
}

/// An entry of a list: symbol and name, which goes on in further lines where it is too long for one.
pub(super) fn entry_ui(
    ui: &mut Ui,
    view: View<'_>,
    what: Subject,
    selected: bool,
    output: &mut UiOutput<'_>,
) -> Response {
    name_ui(ui, view, what, (selected, TextWrapMode::Wrap), output)
}

fn name_ui(
    ui: &mut Ui,
    view: View<'_>,
    what: Subject,
    (selected, wrap): (bool, TextWrapMode),
    output: &mut UiOutput<'_>,
) -> Response {
    let atlas = &view.session.atlas;
    let name = atlas.name(what);
    let ink = Ink::of(ui);
    let text = egui::WidgetText::from(RichText::new(&name)).into_galley(
        ui,
        Some(wrap),
        (ui.available_width() - SYMBOL_PX - 24.0).max(0.0),
        egui::TextStyle::Body,
    );
    let height = (text.size().y + 2.0 * LINE_MARGIN_PX).max(LINE_PX);
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::accesskit::Role::Button, true, selected, &name)
    });
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if selected || response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, ink.wash);
    }
    if selected {
        let bar = Rect::from_min_size(rect.min, vec2(2.0, rect.height()));
        ui.painter().rect_filled(bar, 1.0, ink.accent);
    }
    let symbol = Rect::from_center_size(
        Pos2::new(rect.left() + 8.0 + SYMBOL_PX / 2.0, rect.center().y),
        vec2(SYMBOL_PX, SYMBOL_PX),
    );
    mark_ui(ui, view.session, what, symbol, output);
    let elided = text.elided;
    let at = Pos2::new(symbol.right() + 8.0, rect.center().y - text.size().y / 2.0);
    ui.painter().galley(at, text, ink.text);
    if elided {
        response.on_hover_text(name)
    } else {
        response
    }
}

/// The layers of features, topmost first, where none of them is shown and there is one.
pub(super) fn feature_layers_all_off(session: &Session) -> Vec<LayerIx> {
    let of_features = |layer: &LayerIx| session.atlas.layer(*layer).kind.is_of_marks();
    let layers: Vec<LayerIx> = session
        .view
        .layers
        .iter()
        .map(|state| state.layer)
        .filter(of_features)
        .collect();
    if layers.iter().any(|&layer| session.view.shows(layer)) {
        Vec::new()
    } else {
        layers
    }
}
