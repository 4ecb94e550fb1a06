//! The line at the window's foot: where, how large, how many, what is going on.

use egui::{Align, Id, Key, Layout, RichText, Sense, TextEdit, Ui};

use super::coordinates::coordinates;
use super::off_map::{off_map, rows_off_map};
use super::output::UiOutput;
use super::theme::Ink;
use super::{View, icons};
use crate::atlas::group_thousands;
use crate::earth::LonLat;
use crate::problem::Severity;
use crate::session::{
    CameraCommand, Capture, Command, FileCommand, FilterCommand, Incoming, Panel, Picture, Session,
    Sheet, ShellCommand,
};

/// Letters of the filter's words that the bar has room for.
const MOST_WORDS: usize = 44;

/// The text in the scale field while it is edited.
#[derive(Debug, Default)]
pub(super) struct ScaleField {
    draft: Option<String>,
}

/// A scale with three digits that count: "1:8,120,000".
#[must_use]
pub(super) fn scale_in_words(denominator: f64) -> String {
    if !(denominator.is_finite() && denominator >= 1.0) {
        return "1:–".to_owned();
    }
    let unit = 10_f64.powf((denominator.log10().floor() - 2.0).max(0.0));
    format!("1:{}", group_thousands((denominator / unit).round() * unit))
}

/// The n of a scale written as "1:8 000 000", "8,000,000" or "8m".
#[must_use]
pub(super) fn parse_scale(text: &str) -> Option<f64> {
    let text = text.trim();
    let text = text.split_once(':').map_or(text, |(_, n)| n);
    let compact: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, ',' | '\u{202f}' | '\''))
        .collect();
    let lower = compact.to_lowercase();
    let (digits, unit) = match lower.strip_suffix('m') {
        Some(digits) => (digits, 1e6),
        None => lower
            .strip_suffix('k')
            .map_or((lower.as_str(), 1.0), |digits| (digits, 1e3)),
    };
    let value: f64 = digits.parse().ok()?;
    (value.is_finite() && value > 0.0).then_some(value * unit)
}

pub(super) fn status_ui(
    ui: &mut Ui,
    view: View<'_>,
    pointer: Option<LonLat>,
    scale: &mut ScaleField,
    output: &mut UiOutput<'_>,
) {
    ui.style_mut().override_text_style = Some(egui::TextStyle::Small);
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        pointer_ui(ui, view.session, pointer, output);
        scale_ui(ui, view.session, scale, output);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            counts_ui(ui, view, output);
            work_ui(ui, view.session, output);
        });
    });
}

fn pointer_ui(ui: &mut Ui, session: &Session, pointer: Option<LonLat>, output: &mut UiOutput<'_>) {
    let text = pointer.map_or_else(|| "–".to_owned(), |at| coordinates(session, at));
    let (rect, response) = ui.allocate_exact_size(egui::vec2(176.0, 22.0), Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::accesskit::Role::Button,
            true,
            format!("Place under the pointer: {text}"),
        )
    });
    let color = if response.hovered() {
        Ink::of(ui).text
    } else {
        Ink::of(ui).muted
    };
    ui.painter().text(
        rect.left_center(),
        egui::Align2::LEFT_CENTER,
        text,
        egui::TextStyle::Small.resolve(ui.style()),
        color,
    );
    if response.on_hover_text("Place under the pointer. Click for the next style: decimal, degrees-minutes-seconds, UTM.").clicked() {
        output.act(Command::Shell(ShellCommand::CycleCoordinates));
    }
}

fn scale_ui(ui: &mut Ui, session: &Session, scale: &mut ScaleField, output: &mut UiOutput<'_>) {
    let id = Id::unique("scale");
    let now = scale_in_words(session.scale_denominator());
    let editing = ui.memory(|memory| memory.has_focus(id));
    let draft = scale.draft.get_or_insert_with(|| now.clone());
    if !editing {
        draft.clone_from(&now);
    }
    let field = TextEdit::singleline(draft)
        .id(id)
        .desired_width(96.0)
        .frame(egui::Frame::NONE)
        .margin(egui::Margin::ZERO);
    let field = field
        .font(egui::TextStyle::Small)
        .text_color(Ink::of(ui).muted)
        .align(egui::Align2::LEFT_CENTER)
        .min_size(egui::vec2(96.0, 22.0));
    let help = "Scale at the middle of the map. Write another, such as 1:2,000,000 or 2m.";
    let help = if session.atlas.is_reprojected() {
        let title = session.atlas.projection.title();
        format!(
            "{help}\nProjection: {title}, since the dossier's own would distort what is in view."
        )
    } else {
        help.to_owned()
    };
    let response = ui.add(field).accessible_name("Scale").on_hover_text(help);
    if response.gained_focus() {
        super::select_all(ui, id, draft.chars().count());
    }
    if response.lost_focus()
        && !ui.input(|input| input.key_pressed(Key::Escape))
        && *draft != now
        && let Some(denominator) = parse_scale(draft)
    {
        output.act(Command::Camera(CameraCommand::SetScale { denominator }));
    }
}

fn counts_ui(ui: &mut Ui, view: View<'_>, output: &mut UiOutput<'_>) {
    let session = view.session;
    let problems = session.problems.len();
    if problems > 0 {
        let errors = session
            .problems
            .iter()
            .any(|problem| problem.severity == Severity::Error);
        let icon = if errors {
            icons::WARNING_CIRCLE
        } else {
            icons::WARNING
        };
        let words = if problems == 1 { "problem" } else { "problems" };
        if link_ui(
            ui,
            &format!("{icon} {problems} {words}"),
            "What reading the dossier found wrong",
        ) {
            output.act(Command::Shell(ShellCommand::ToggleSheet(Sheet::Problems)));
        }
    }
    let off_map = off_map(session).count() + rows_off_map(session);
    if off_map > 0
        && link_ui(
            ui,
            &format!("{} not on the map", group_thousands(off_map as f64)),
            "What has no place, or no date where that is hidden, is listed under the layers",
        )
    {
        if !session.shell.open(Panel::Layers) {
            output.act(Command::Shell(ShellCommand::TogglePanel(Panel::Layers)));
        }
        ui.ctx()
            .data_mut(|data| data.insert_temp(super::layers::unplaced_id(), true));
    }
    super::timeline::status_ui(ui, session, output);
    filter_ui(ui, session, output);
    let shown = view.scene.layers_in_view().count();
    let features = session.atlas.features();
    let features = features.filter(|(_, feature)| feature.shape.is_some());
    let tables = session.atlas.large_tables();
    let rows = tables.map(|(_, table)| table.len() - table.calendar().unplaced());
    let all = features.count() + rows.sum::<usize>();
    let number = |count: usize| group_thousands(count as f64);
    let text = format!("{} of {} marks", number(shown), number(all));
    ui.label(RichText::new(text).color(Ink::of(ui).muted))
        .on_hover_text(
            "Marks that layers, days and filter show and that lie in this view, of all that have a place",
        );
}

/// What the filter shows, cut where it is long; a click clears it.
fn filter_ui(ui: &mut Ui, session: &Session, output: &mut UiOutput<'_>) {
    let Some(words) = session.view.filter_words(&session.atlas) else {
        return;
    };
    let shown: String = words.chars().take(MOST_WORDS).collect();
    let dots = if shown.len() < words.len() { "…" } else { "" };
    let text = format!("{} {}{dots}", icons::FUNNEL_X, shown.trim_end());
    let label = egui::Label::new(RichText::new(text).color(Ink::of(ui).text));
    let response = ui
        .add(label.sense(Sense::click()))
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .on_hover_text(format!("The filter shows {words}. Click to clear it."));
    response.widget_info(|| {
        let name = format!("Clear the filter: {words}");
        egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, name)
    });
    if response.clicked() {
        output.act(Command::Filter(FilterCommand::Clear));
    }
}

fn link_ui(ui: &mut Ui, text: &str, tip: &str) -> bool {
    let label =
        egui::Label::new(RichText::new(text).color(Ink::of(ui).muted)).sense(Sense::click());
    let response = ui
        .add(label)
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .on_hover_text(tip);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, text));
    response.clicked()
}

fn work_ui(ui: &mut Ui, session: &Session, output: &mut UiOutput<'_>) {
    let files = &session.files;
    let writing = files.waiting.iter().find(|capture| capture.writing);
    let text = match (&files.reading, writing) {
        (Some(reading), _) => reading_in_words(reading),
        (None, Some(capture)) => writing_in_words(capture),
        (None, None) if files.copying => "Copying the map".to_owned(),
        (None, None) => return,
    };
    let (tip, cancel) = match (&files.reading, writing) {
        (Some(_), _) => ("End the reading", Some(FileCommand::AbandonReading)),
        (None, Some(capture)) => (
            "Drop the picture that is being written",
            Some(FileCommand::Abandon(capture.id)),
        ),
        (None, None) => ("", None),
    };
    if let Some(cancel) = cancel
        && link_ui(ui, "Cancel", tip)
    {
        output.act(Command::File(cancel));
    }
    ui.label(RichText::new(text).color(Ink::of(ui).muted));
    ui.add(egui::Spinner::new().size(12.0));
}

/// "Reading towns.geojson, 42 %"
fn reading_in_words(reading: &Incoming) -> String {
    let sentence = reading.sentence();
    match reading.done {
        Some(done) => format!("{sentence}, {:.0} %", 100.0 * done),
        None => sentence,
    }
}

/// "Drawing frame 12 of 86", "Drawing the map, 42 %"; of what has only begun, that it is written.
fn writing_in_words(capture: &Capture) -> String {
    match (&capture.picture, capture.done) {
        (Picture::Animation { animation, .. }, done) => {
            let frames = animation.windows.len();
            let done = (f64::from(done.unwrap_or(0.0)) * frames as f64) as usize;
            format!("Drawing frame {} of {frames}", (done + 1).min(frames))
        }
        (Picture::Map { .. }, Some(done)) => format!("Drawing the map, {:.0} %", 100.0 * done),
        (Picture::Chart { .. }, _) => "Writing the chart".to_owned(),
        (Picture::Features { .. } | Picture::Rows(_), _) => "Writing the features".to_owned(),
        (Picture::Dossier(_), _) => "Writing the dossier".to_owned(),
        (Picture::Map { .. } | Picture::Window(_), _) => "Writing the picture".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_says_how_far_it_is() {
        use jiff::civil::date;

        use crate::session::viewpoint::TimeWindow;
        use crate::session::{Animation, MovingFormat, SaveId};
        let day = TimeWindow::new(date(2021, 10, 18), date(2021, 10, 18));
        let animation = Animation {
            format: MovingFormat::Gif,
            windows: (0..86).map(|days| day.shifted(days)).collect(),
            per_s: 4.0,
        };
        let basemap = std::sync::Arc::new(crate::atlas::BaseMap::default());
        let atlas = crate::atlas::Atlas::new(crate::dossier::builtin().dossier, basemap);
        let view = Box::new(crate::session::Viewpoint::home(&atlas));
        let spec = crate::session::ExportSpec::default();
        let moving = Picture::Animation {
            view: view.clone(),
            spec,
            animation,
        };
        let words = |picture: &Picture, done| {
            writing_in_words(&Capture {
                id: SaveId(0),
                picture: picture.clone(),
                writing: true,
                done,
            })
        };
        assert_eq!(words(&moving, None), "Drawing frame 1 of 86");
        assert_eq!(words(&moving, Some(11.4 / 86.0)), "Drawing frame 12 of 86");
        assert_eq!(words(&moving, Some(1.0)), "Drawing frame 86 of 86");
        let still = Picture::Map { view, spec };
        assert_eq!(words(&still, Some(0.42)), "Drawing the map, 42 %");
        assert_eq!(words(&still, None), "Writing the picture");
    }

    #[test]
    fn a_scale_is_read_as_people_write_it_and_as_it_is_shown() {
        for text in ["1:8 000 000", "8,000,000", "1 : 8m", "8000k"] {
            assert_eq!(parse_scale(text), Some(8e6), "{text}");
        }
        for text in ["", "far", "-3", "0"] {
            assert_eq!(parse_scale(text), None, "{text}");
        }
        assert_eq!(scale_in_words(8_123_456.0), "1:8,120,000");
        assert_eq!(parse_scale(&scale_in_words(8_123_456.0)), Some(8_120_000.0));
    }
}
