//! The menu of a right click.

use egui::Response;

use super::super::View;
use super::super::citation::citation;
use super::super::coordinates::coordinates;
use super::super::output::UiOutput;
use super::detail::on_map;
use super::{Local, corner_at, place_at, target_at};
use crate::atlas::Subject;
use crate::atlas::basemap::CountryIx;
use crate::earth::{LonLat, ScreenPoint};
use crate::session::{
    CameraCommand, Command, FileCommand, MeasureCommand, MeasurePoint, SelectCommand, ShellCommand,
};

/// A right click on the map zooms in by this much.
const ZOOM: f64 = 2.0;

/// What the menu was opened on.
#[derive(Debug, Default)]
pub(super) struct MenuOrigin {
    at: Option<ScreenPoint>,
    place: Option<LonLat>,
    subject: Option<Subject>,
    country: Option<CountryIx>,
    corner: Option<MeasurePoint>,
}

impl MenuOrigin {
    pub(super) fn menu_ui(
        &mut self,
        response: &Response,
        view: View<'_>,
        local: Local,
        output: &mut UiOutput<'_>,
    ) {
        if response.secondary_clicked()
            && let Some(pos) = response.interact_pointer_pos()
        {
            let at = local.point(pos);
            self.at = Some(on_map(view, at));
            self.place = place_at(view, at);
            self.country = self
                .place
                .and_then(|place| view.session.atlas.basemap.country_at(place));
            self.subject = target_at(view, at).map(|target| target.subject);
            self.corner = corner_at(view, at);
        }
        response.context_menu(|ui| {
            if let Some(place) = self.place {
                let text = coordinates(view.session, place);
                if ui.button(format!("Copy {text}")).clicked() {
                    output.act(Command::Shell(ShellCommand::CopyText(text)));
                }
            }
            if let Some(what) = self.subject {
                subject_ui(ui, view, what, output);
            } else if let Some(at) = self.at
                && ui.button("Zoom here").clicked()
            {
                output.act(Command::Camera(CameraCommand::ZoomAt { factor: ZOOM, at }));
                output.act(Command::Camera(CameraCommand::Settled));
            }
            if let Some(corner) = self.corner {
                ui.separator();
                if ui.button("Measure from here").clicked() {
                    let command = MeasureCommand::Path(Some(corner));
                    output.act(Command::Measure(command));
                }
                if ui.button("What is within\u{2026}").clicked() {
                    output.act(Command::Measure(MeasureCommand::Ring(corner)));
                }
            }
            if let (Some(country), Some(at)) = (self.country, self.at) {
                let country = Subject::Country(country);
                let name = view.session.atlas.name(country);
                // Nothing moves: the country lies under the pointer already.
                if ui.button(format!("About {name}")).clicked() {
                    let stack = vec![country];
                    output.act(Command::Select(SelectCommand::Click { at, stack }));
                }
            }
        });
    }
}

fn subject_ui(ui: &mut egui::Ui, view: View<'_>, what: Subject, output: &mut UiOutput<'_>) {
    let atlas = &view.session.atlas;
    ui.separator();
    ui.weak(egui::RichText::new(atlas.name(what)).small());
    // A border has no line of its own: that is the base map's.
    if let Subject::Feature(id) = what
        && ui.button("Copy as GeoJSON").clicked()
    {
        output.act(Command::File(FileCommand::CopyFeatures(vec![id])));
    }
    if ui.button("Copy citation").clicked() {
        output.act(Command::Shell(ShellCommand::CopyText(citation(
            atlas, what,
        ))));
    }
    if ui.button("Zoom here").clicked() {
        output.act(Command::Camera(CameraCommand::FlyTo(what)));
    }
}
