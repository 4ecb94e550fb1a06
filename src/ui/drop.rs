//! Files dragged onto the window: what will happen is shown while they hover.

use egui::accesskit::Role;
use egui::{Align2, Area, Id, Order, Sense, Stroke, Ui, WidgetInfo};

use super::output::UiOutput;
use super::theme::{self, Ink};
use crate::session::{Command, ExportFormat, FileCommand, MovingFormat, Session, SourceId};

pub(super) fn drop_ui(ui: &Ui, session: &Session, output: &mut UiOutput<'_>) {
    let (hovering, dropped) = ui.input(|input| {
        (
            input.raw.hovered_files.clone(),
            input.raw.dropped_files.clone(),
        )
    });
    if let Some(file) = hovering.first() {
        let name = file
            .path
            .as_ref()
            .and_then(|path| path.file_name())
            .map(|name| name.to_string_lossy().into_owned());
        let beside = !session.is_blank();
        over_ui(ui, &words(name.as_deref(), hovering.len(), beside));
    }
    if !dropped.is_empty() {
        let paths = dropped.iter().map(|file| SourceId::from(file.path()));
        output.act(Command::File(FileCommand::Add(paths.collect())));
    }
}

/// What letting go will do.
fn words(name: Option<&str>, count: usize, beside: bool) -> String {
    let name = name.unwrap_or("the file");
    let what = match count {
        0 | 1 => name.to_owned(),
        count => format!("{name} and {} more", count - 1),
    };
    match count {
        0 | 1 if is_picture(name) => {
            format!("Let go to bring back the view or chart that {name} shows")
        }
        0 | 1 if is_whole(name) || !beside => format!("Let go to open {what}"),
        0 | 1 => format!("Let go to add {what} as a layer; you can open it instead then"),
        _ if beside => {
            format!("Let go to add {what} as layers; you can open them instead then")
        }
        _ => format!("Let go to open {what} together"),
    }
}

/// Whether a file of this name is a dossier, which stands alone.
fn is_whole(name: &str) -> bool {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase());
    ending.is_none_or(|ending| matches!(ending.as_str(), "dossier" | "toml"))
}

/// Whether a file of this name may carry a view or chart.
fn is_picture(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ExportFormat::of_extension(ending).is_some()
        || MovingFormat::of_extension(ending) == Some(MovingFormat::Apng)
}

fn over_ui(ui: &Ui, text: &str) {
    let ink = Ink::of(ui);
    let rect = ui.ctx().content_rect();
    let area = Area::new(Id::unique("dropping"))
        .order(Order::Foreground)
        .fixed_pos(rect.min)
        .interactable(false);
    area.show(ui.ctx(), |ui| {
        let response = ui.allocate_rect(rect, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
        let painter = ui.painter();
        painter.rect_filled(rect, 0.0, ink.ground.gamma_multiply(0.85));
        painter.rect_stroke(
            rect.shrink(16.0),
            6.0,
            Stroke::new(1.5, ink.text),
            egui::StrokeKind::Inside,
        );
        painter.text(
            rect.center(),
            Align2::CENTER_CENTER,
            text,
            theme::sans(theme::size::HEADING),
            ink.text,
        );
    });
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_letting_go_will_do_names_the_file() {
        assert_eq!(
            super::words(Some("my.dossier"), 1, true),
            "Let go to open my.dossier"
        );
        assert_eq!(
            super::words(Some("rents.PDF"), 1, true),
            "Let go to bring back the view or chart that rents.PDF shows"
        );
        assert_eq!(
            super::words(Some("a.geojson"), 3, false),
            "Let go to open a.geojson and 2 more together"
        );
        assert!(super::words(Some("a.csv"), 1, true).contains("add a.csv as a layer"));
        assert!(super::words(Some("a.csv"), 2, true).contains("add a.csv and 1 more as layers"));
    }
}
