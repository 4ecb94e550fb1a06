//! Windows of days by name.

use jiff::civil::date;

use crate::atlas::Atlas;
use crate::session::viewpoint::TimeWindow;

/// A window of days with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedWindow {
    /// What it is called.
    pub name: String,
    /// Its days; `None` for all.
    pub window: Option<TimeWindow>,
}

/// All days; those that the dossier names; then month and year of its own day, where it names neither.
#[must_use]
pub fn presets(atlas: &Atlas) -> Vec<OfferedWindow> {
    let mut presets = vec![OfferedWindow {
        name: "All days".to_owned(),
        window: None,
    }];
    let declared = atlas
        .dossier
        .time_presets
        .iter()
        .map(|preset| OfferedWindow {
            name: preset.name.clone(),
            window: Some(TimeWindow::new(preset.from, preset.to)),
        });
    presets.extend(declared);
    if let Some(day) = atlas.dossier.as_of {
        let month = TimeWindow::new(day.first_of_month(), day.last_of_month());
        let year = TimeWindow::new(date(day.year(), 1, 1), date(day.year(), 12, 31));
        for window in [month, year] {
            if !presets.iter().any(|preset| preset.window == Some(window)) {
                presets.push(OfferedWindow {
                    name: window.words(),
                    window: Some(window),
                });
            }
        }
    }
    presets
}
