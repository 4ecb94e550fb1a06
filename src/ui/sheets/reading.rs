//! How a file was understood, and what the reader wants understood otherwise.

use egui::{ComboBox, Id, Key, Label, RichText, TextEdit, Ui};

use super::super::View;
use super::super::output::UiOutput;
use super::super::theme::Ink;
use crate::atlas::LayerIx;
use crate::session::{Choices, Command, DayOrder, FileCommand, ReadAs};

/// Encodings that can be chosen, by their labels, with what people call them.
const ENCODINGS: [(&str, &str); 14] = [
    ("utf-8", "UTF-8"),
    ("utf-16le", "UTF-16"),
    ("windows-1252", "Windows-1252, Western"),
    ("windows-1250", "Windows-1250, Central European"),
    ("windows-1251", "Windows-1251, Cyrillic"),
    ("koi8-r", "KOI8-R, Cyrillic"),
    ("ibm866", "DOS 866, Cyrillic"),
    ("windows-1254", "Windows-1254, Turkish"),
    ("windows-1256", "Windows-1256, Arabic"),
    ("gb18030", "GB 18030, Chinese"),
    ("big5", "Big5, Chinese"),
    ("shift_jis", "Shift JIS, Japanese"),
    ("euc-kr", "EUC-KR, Korean"),
    ("iso-8859-2", "ISO 8859-2, Central European"),
];

/// What stands for leaving a choice to the file.
const AS_FOUND: &str = "As found";

/// The reference system that is being typed.
#[derive(Debug, Default)]
pub(super) struct Draft {
    crs: Option<String>,
}

pub(super) fn reading_ui(
    ui: &mut Ui,
    view: View<'_>,
    layer: LayerIx,
    draft: &mut Draft,
    output: &mut UiOutput<'_>,
) {
    let session = view.session;
    let Some(file) = session.adjustable_file(layer) else {
        ui.label("This layer was written for this program: it says itself what it means.");
        return;
    };
    let understood = &session.atlas.layer(layer).summary;
    let text = if understood.is_empty() {
        "Nothing in it was understood but its places.".to_owned()
    } else {
        format!("Understood: {understood}.")
    };
    ui.add(Label::new(text).wrap().selectable(true));
    ui.add_space(8.0);
    let choices = session.choices(file);
    let mut read_as = choices.read_as.clone();
    egui::Grid::new("how a file is read")
        .num_columns(2)
        .spacing([16.0, 8.0])
        .show(ui, |ui| fields_ui(ui, &choices, &mut read_as, draft));
    ui.add_space(8.0);
    let note = "Each change reads the file again. Undo takes it back; it is kept for the next time that \
                the file is opened. In a dossier of your own, [[read]] in dossier.toml says the same.";
    let note = RichText::new(note).small().color(Ink::of(ui).muted);
    ui.add(Label::new(note).wrap());
    let nothing_said = choices.read_as.is_empty();
    let reset = ui.add_enabled(!nothing_said, egui::Button::new("All as found"));
    if reset.clicked() {
        *draft = Draft::default();
        read_as = ReadAs::default();
    }
    if read_as != choices.read_as {
        let (file, read_as) = (file.to_owned(), Box::new(read_as));
        output.act(Command::File(FileCommand::ReadAs { file, read_as }));
    }
}

fn fields_ui(ui: &mut Ui, choices: &Choices<'_>, read_as: &mut ReadAs, draft: &mut Draft) {
    let columns: Vec<(&str, &str)> = choices
        .columns
        .iter()
        .map(|column| (column.as_str(), column.as_str()))
        .collect();
    choice_ui(ui, "Names from", &columns, &mut read_as.name);
    choice_ui(ui, "Kinds from", &columns, &mut read_as.kind);
    choice_ui(ui, "Dates from", &columns, &mut read_as.begin);
    choice_ui(ui, "End of dates from", &columns, &mut read_as.end);
    order_ui(ui, &mut read_as.day_order);
    if choices.coordinates {
        choice_ui(ui, "Latitude from", &columns, &mut read_as.given.latitude);
        choice_ui(ui, "Longitude from", &columns, &mut read_as.given.longitude);
    }
    if choices.encoding {
        choice_ui(ui, "Encoding", &ENCODINGS, &mut read_as.given.encoding);
    }
    if choices.crs {
        crs_ui(ui, &mut read_as.given.crs, draft);
    }
}

/// One choice of a list, or none of it.
fn choice_ui(ui: &mut Ui, title: &str, choices: &[(&str, &str)], chosen: &mut Option<String>) {
    ui.label(title);
    let named = |value: &str| {
        let known = choices.iter().find(|(choice, _)| *choice == value);
        known.map_or(value, |(_, name)| name).to_owned()
    };
    let now = chosen.as_deref().map_or_else(|| AS_FOUND.to_owned(), named);
    let combo = ComboBox::from_id_salt(title)
        .selected_text(&now)
        .width(240.0)
        .truncate()
        .show_ui(ui, |ui| {
            ui.selectable_value(chosen, None, AS_FOUND);
            for &(choice, name) in choices {
                ui.selectable_value(chosen, Some(choice.to_owned()), name);
            }
        });
    let said = format!("{title}: {now}");
    let info = || egui::WidgetInfo::labeled(egui::accesskit::Role::ComboBox, true, &said);
    combo.response.widget_info(info);
    ui.end_row();
}

fn order_ui(ui: &mut Ui, order: &mut Option<DayOrder>) {
    ui.label("07/08/2021 is");
    ui.horizontal(|ui| {
        for (choice, name) in [
            (None, AS_FOUND),
            (Some(DayOrder::DayFirst), "7 August"),
            (Some(DayOrder::MonthFirst), "8 July"),
        ] {
            let response = ui.selectable_value(order, choice, name);
            let said = format!("07/08/2021 is: {name}");
            response.widget_info(|| {
                let role = egui::accesskit::Role::RadioButton;
                egui::WidgetInfo::selected(role, true, *order == choice, &said)
            });
        }
    });
    ui.end_row();
}

/// The field of the coordinate reference system; Enter or leaving it enters what was typed.
fn crs_ui(ui: &mut Ui, crs: &mut Option<String>, draft: &mut Draft) {
    let label = ui.label("Reference system");
    let mut text = draft
        .crs
        .clone()
        .or_else(|| crs.clone())
        .unwrap_or_default();
    let field = TextEdit::singleline(&mut text)
        .id(Id::unique("reference system"))
        .hint_text("As found, or EPSG:32642")
        .background_color(Ink::of(ui).wash)
        .desired_width(240.0);
    let response = ui.add(field).labelled_by(label.id);
    if response.changed() {
        draft.crs = Some(text.clone());
    }
    let entered = response.lost_focus() || ui.input(|input| input.key_pressed(Key::Enter));
    if entered && let Some(typed) = draft.crs.take() {
        *crs = Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty());
    }
    response.on_hover_text("An EPSG code, WKT or a PROJ string");
    ui.end_row();
}
