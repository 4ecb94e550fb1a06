//! The settings: looks, names, coordinates, motion, size, and where they are kept.

use egui::{RichText, Ui};

use super::super::View;
use super::super::output::UiOutput;
use super::super::theme::Ink;
use crate::atlas::NameLanguage;
use crate::earth::LengthUnit;
use crate::session::viewpoint::MapTheme;
use crate::session::{Command, CoordinateStyle, InterfaceTheme, ShellCommand};

/// Sizes of the interface that can be chosen, in hundredths.
const UI_SCALES: [u32; 6] = [75, 100, 125, 150, 175, 200];

pub(super) fn settings_ui(ui: &mut Ui, view: View<'_>, output: &mut UiOutput<'_>) {
    let (session, shell) = (view.session, &view.session.shell);
    let chosen = choice_ui(
        ui,
        "Interface",
        shell.theme,
        &[
            (InterfaceTheme::System, "As the system"),
            (InterfaceTheme::Light, "Light"),
            (InterfaceTheme::Dark, "Dark"),
        ],
    );
    if let Some(theme) = chosen {
        output.act(Command::Shell(ShellCommand::SetTheme(theme)));
    }
    let own = |theme| (!shell.map_follows_theme).then_some(theme);
    let now = own(session.view.theme);
    let chosen = choice_ui(
        ui,
        "Map",
        now,
        &[
            (None, "As the interface"),
            (Some(MapTheme::Light), "Light"),
            (Some(MapTheme::Dark), "Dark"),
            (Some(MapTheme::Print), "Print"),
        ],
    );
    if let Some(theme) = chosen {
        output.act(Command::SetMapTheme {
            theme: theme.unwrap_or(session.view.theme),
            follows: theme.is_none(),
        });
    }
    let languages = NameLanguage::ALL.map(|language| {
        let name = match language {
            NameLanguage::English => "As the dossier",
            NameLanguage::Russian => "Russian",
            NameLanguage::Chinese => "Chinese",
            NameLanguage::Local => "Local",
        };
        (language, name)
    });
    if let Some(language) = choice_ui(ui, "Names on the map", session.view.names, &languages) {
        output.act(Command::SetNames(language));
    }
    let units = LengthUnit::ALL.map(|unit| (unit, unit.name()));
    if let Some(unit) = choice_ui(ui, "Lengths", session.view.units, &units) {
        output.act(Command::SetUnits(unit));
    }
    let chosen = choice_ui(
        ui,
        "Coordinates",
        shell.coordinates,
        &[
            (CoordinateStyle::Decimal, "Decimal degrees"),
            (
                CoordinateStyle::DegreesMinutesSeconds,
                "Degrees, minutes, seconds",
            ),
            (CoordinateStyle::Utm, "UTM"),
        ],
    );
    if let Some(style) = chosen {
        output.act(Command::Shell(ShellCommand::SetCoordinates(style)));
    }
    let chosen = choice_ui(
        ui,
        "Motion",
        shell.reduced_motion,
        &[(false, "Flights glide"), (true, "No motion")],
    );
    if let Some(reduced) = chosen {
        output.act(Command::Shell(ShellCommand::SetReducedMotion(reduced)));
    }
    let nearest = (shell.ui_scale * 100.0).round() as u32;
    let scales = UI_SCALES.map(|percent| (percent, format!("{percent} %")));
    let scales: Vec<(u32, &str)> = scales
        .iter()
        .map(|(it, name)| (*it, name.as_str()))
        .collect();
    if let Some(percent) = choice_ui(ui, "Size of the interface", nearest, &scales) {
        output.act(Command::Shell(ShellCommand::SetUiScale(
            percent as f32 / 100.0,
        )));
    }
    let file = shell.settings_file.as_ref().map_or_else(
        || "nowhere: this system names no folder for settings".to_owned(),
        |file| file.text().into_owned(),
    );
    head_ui(ui, "Where this is kept");
    ui.add(
        egui::Label::new(RichText::new(file).small())
            .wrap()
            .selectable(true),
    );
    ui.add_space(4.0);
    let text = "Views, bookmarks and recent files are kept there, too. A measure is told in all three units, yours first.";
    ui.add(egui::Label::new(RichText::new(text).small().color(Ink::of(ui).muted)).wrap());
}

fn head_ui(ui: &mut Ui, text: &str) {
    ui.add_space(10.0);
    ui.label(RichText::new(text).small().color(Ink::of(ui).muted));
}

/// One choice of several; what the reader has chosen now.
fn choice_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    title: &str,
    now: T,
    choices: &[(T, &str)],
) -> Option<T> {
    head_ui(ui, title);
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        for &(choice, name) in choices {
            let response = ui.selectable_label(choice == now, name);
            response.widget_info(|| {
                let said = format!("{title}: {name}");
                egui::WidgetInfo::selected(
                    egui::accesskit::Role::RadioButton,
                    true,
                    choice == now,
                    said,
                )
            });
            if response.clicked() && choice != now {
                chosen = Some(choice);
            }
        }
    });
    chosen
}
