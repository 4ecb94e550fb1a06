//! Views and charts that come back from pictures, and pictures on their way to the clipboard.

use crate::dossier::BUILTIN_ID;
use crate::earth::LonLat;
use crate::session::{
    Colophon, Effect, ExportSpec, NoticeKind, PanelTab, PictureContent, PromptPurpose, SavedView,
    Session, ShellCommand, ShownChart, ShownMap, SourceId,
};

/// Pixels for each logical one of a picture on the clipboard: sharp in print and on fine screens.
const CLIPBOARD_SCALE: f32 = 2.0;

impl Session {
    /// Whether the view came from a picture when the dossier was opened: then
    /// the view of the last visit does not take its place.
    #[must_use]
    pub fn came_from_picture(&self) -> bool {
        self.files.from_picture
    }

    pub(in crate::session) fn picture_read(
        &mut self,
        path: SourceId,
        colophon: Box<Colophon>,
    ) -> Vec<Effect> {
        let dossier_comes = self
            .files
            .reading
            .as_ref()
            .is_some_and(|it| it.path != path);
        if dossier_comes {
            self.files.returning = Some(colophon);
            return Vec::new();
        }
        self.files.reading = None;
        self.files.answered(PromptPurpose::Open);
        if colophon.dossier.id == self.atlas.dossier.id {
            self.show_picture(&colophon);
            return Vec::new();
        }
        let builtin = colophon.dossier.id == BUILTIN_ID;
        if !builtin {
            let error = needs(&colophon);
            self.files
                .ask(PromptPurpose::Open, path, Some(error), false);
        }
        self.files.returning = Some(colophon);
        if builtin {
            self.begin_reading(Vec::new())
        } else {
            Vec::new()
        }
    }

    /// Shows what waits for a dossier, if it is that of the one just opened; whether that was a view.
    pub(in crate::session) fn return_to_picture(&mut self) -> bool {
        let Some(colophon) = self.files.returning.take() else {
            return false;
        };
        let same = colophon.dossier.id == self.atlas.dossier.id;
        if same {
            self.show_picture(&colophon);
        } else {
            let other = &colophon.dossier;
            let text = format!(
                "The picture shows another dossier, \"{}\" ({}); open that, then the picture again",
                other.title, other.id
            );
            self.shell.notify(text, NoticeKind::Error);
        }
        same && colophon.map().is_some()
    }

    fn show_picture(&mut self, colophon: &Colophon) {
        let what = match &colophon.shows {
            PictureContent::Map(map) => {
                self.show_map(map);
                "This is the view of the picture".to_owned()
            }
            PictureContent::Chart(shown) => match self.chart(&shown.id) {
                Some(chart) => {
                    let what = format!("This is the chart of the picture: {}", chart.title);
                    self.shell.apply(ShellCommand::ShowChart(shown.id.clone()));
                    what
                }
                None => return self.miss_chart(shown),
            },
        };
        let same = colophon.dossier.content == self.atlas.dossier.content;
        let text = if same {
            what
        } else {
            format!("{what}; the dossier has changed since it was drawn")
        };
        self.shell.notify(text, NoticeKind::Info);
    }

    /// Another version of the dossier may have lost the chart: the others are shown.
    fn miss_chart(&mut self, shown: &ShownChart) {
        self.shell.apply(ShellCommand::Read(PanelTab::Figures));
        let text = format!(
            "the picture shows the chart \"{}\" ({}), which this version of the dossier does not have",
            shown.title, shown.id
        );
        self.shell.notify(text, NoticeKind::Error);
    }

    fn show_map(&mut self, map: &ShownMap) {
        self.files.from_picture = true;
        let camera = map
            .view
            .camera
            .zip(map.seen_px())
            .and_then(|(camera, seen_px)| self.refitted(camera, seen_px));
        self.restore_view(&SavedView {
            camera,
            ..map.view.clone()
        });
        self.view.theme = map.theme;
        self.files.export.theme = map.theme;
        self.files.export.furniture = map.furniture;
        self.view.vision = map.vision;
        self.view.names = map.names;
        self.files.export.vision = map.vision;
    }

    /// The picture's view in this window: all that it showed, in whatever room there is.
    fn refitted(
        &self,
        (middle, metres_per_px): (LonLat, f64),
        [width_px, height_px]: [f64; 2],
    ) -> Option<(LonLat, f64)> {
        let here = self.view.camera;
        let fit = (width_px / here.width_px).max(height_px / here.height_px);
        let scale = metres_per_px * fit;
        let on_earth = middle.lon_deg.abs() <= 180.0 && middle.lat_deg.abs() <= 90.0;
        // A hostile file may say anything: no scale of the map is finer than a millimetre or
        // coarser than the Earth.
        let sane = (1e-3..=4e7).contains(&scale);
        (on_earth && sane).then_some((middle, scale))
    }

    pub(in crate::session) fn copy_map(&mut self) -> Vec<Effect> {
        self.files.copying = true;
        let view = self.pictured(&self.files.export);
        let px = |logical: f64| (logical * f64::from(CLIPBOARD_SCALE)).round() as u32;
        let spec = ExportSpec {
            width_px: px(view.camera.width_px),
            height_px: px(view.camera.height_px),
            scale: CLIPBOARD_SCALE,
            ..self.files.export
        };
        vec![Effect::CopyMap {
            view: Box::new(view),
            spec,
        }]
    }

    pub(in crate::session) fn copied(&mut self, error: Option<String>) {
        self.files.copying = false;
        match error {
            None => {
                let text = "A picture of the map is on the clipboard".to_owned();
                self.shell.notify(text, NoticeKind::Info);
            }
            Some(error) => self.shell.notify(error, NoticeKind::Error),
        }
    }
}

/// Which dossier a picture needs, and what to do.
#[must_use]
pub fn needs(colophon: &Colophon) -> String {
    let dossier = &colophon.dossier;
    let (shows, comes_back) = match &colophon.shows {
        PictureContent::Map(_) => ("the dossier".to_owned(), "the view"),
        PictureContent::Chart(chart) => (
            format!("the chart \"{}\" of the dossier", chart.title),
            "the chart",
        ),
    };
    format!(
        "this picture shows {shows} \"{}\" ({}), which is not open; \
         open that dossier first, and {comes_back} comes back",
        dossier.title, dossier.id
    )
}
