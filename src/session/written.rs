//! Views and bookmarks as a dossier writes them down, and whether it has them already.

use serde::{Deserialize, Serialize};

use super::viewpoint::{
    AttributeFilter, Compare, CompareMode, LayerState, Outside, TimeFilter, TimeWindow,
};
use super::{Bookmark, SavedLayer, SavedView, Session, Sources};
use crate::atlas::{
    Atlas, WrittenBookmark, WrittenChart, WrittenComparison, WrittenLayer, WrittenState,
    WrittenView, WrittenWords,
};
use crate::earth::LonLat;
use crate::math;

/// Decimals of a degree that are written: about a metre.
const DECIMALS: i32 = 5;
/// Digits of a scale that are written.
const DIGITS: i32 = 5;

/// The parts of a session that its dossier keeps.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SavedState {
    /// What is shown.
    pub view: SavedView,
    /// The views that the reader keeps.
    pub bookmarks: Vec<Bookmark>,
    /// The charts that the reader keeps.
    pub charts: Vec<WrittenChart>,
    /// What the reader calls it, where that was said.
    #[serde(default)]
    pub words: Option<WrittenWords>,
}

/// What a copy of a dossier is made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DossierCopy {
    /// The files that are open.
    pub sources: Sources,
    /// What they are called together, for a copy that needs a title.
    pub title: String,
    /// Whether the copy gets a lasting name of its own.
    pub renamed: bool,
    /// What it keeps of the session.
    pub state: SavedState,
}

impl SavedState {
    /// What `session` shows and keeps.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        Self {
            view: SavedView::of(session),
            bookmarks: session.bookmarks.clone(),
            charts: session.charts_kept().cloned().collect(),
            words: session.files.words.clone(),
        }
    }

    /// As a dossier writes it down.
    #[must_use]
    pub fn written(&self) -> WrittenState {
        let bookmarks = self.bookmarks.iter().map(|kept| WrittenBookmark {
            name: kept.name.clone(),
            view: kept.view.written(),
        });
        WrittenState {
            view: self.view.written(),
            bookmarks: bookmarks.collect(),
            charts: self.charts.clone(),
            words: self.words.clone(),
        }
    }
}

impl From<&WrittenBookmark> for Bookmark {
    fn from(written: &WrittenBookmark) -> Self {
        Self {
            name: written.name.clone(),
            view: SavedView::from(&written.view),
        }
    }
}

impl From<&WrittenView> for SavedView {
    fn from(written: &WrittenView) -> Self {
        let layers = written.layers.iter().map(|layer| SavedLayer {
            id: layer.id.clone(),
            visible: layer.visible,
            opacity: layer.opacity,
            colour_by: layer.colour_by.clone(),
            label_by: layer.label_by.clone(),
        });
        let window = |[from, to]: [_; 2]| TimeWindow::new(from, to);
        let outside = if written.dims_others {
            Outside::Dim
        } else {
            Outside::Hide
        };
        Self {
            camera: written.place,
            layers: layers.collect(),
            time: TimeFilter {
                window: written.days.map(window),
                outside,
                undated: written.undated,
            },
            compare: written.compared.map(|compared| {
                let [before, after] = compared.days.map(window);
                let mode = if compared.two_maps {
                    CompareMode::Split
                } else {
                    CompareMode::Swipe
                };
                Compare::new(before, after).in_mode(mode)
            }),
            evidence: written.evidence.clone().into(),
            attributes: AttributeFilter {
                conditions: written.conditions.clone(),
            },
            selected: written.selected.clone(),
            measure: None,
        }
    }
}

impl SavedView {
    /// As a dossier writes it down: numbers are rounded to what can be seen.
    fn written(&self) -> WrittenView {
        let days = |window: TimeWindow| [window.from(), window.to()];
        let layers = self.layers.iter().map(|layer| WrittenLayer {
            id: layer.id.clone(),
            visible: layer.visible,
            opacity: (layer.opacity * 100.0).round() / 100.0,
            colour_by: layer.colour_by.clone(),
            label_by: layer.label_by.clone(),
        });
        WrittenView {
            place: self.camera.map(|(middle, metres_per_px)| {
                let middle = LonLat::new(
                    rounded(middle.lon_deg, DECIMALS),
                    rounded(middle.lat_deg, DECIMALS),
                );
                let whole_digits = math::log10(metres_per_px.abs()).floor() as i32 + 1;
                (middle, rounded(metres_per_px, DIGITS - whole_digits))
            }),
            layers: layers.collect(),
            days: self.time.window.map(days),
            compared: self.compare.map(|compare| WrittenComparison {
                days: [days(compare.before), days(compare.after)],
                two_maps: compare.mode == CompareMode::Split,
            }),
            dims_others: self.time.outside == Outside::Dim,
            undated: self.time.undated,
            evidence: self.evidence.clone().into(),
            conditions: self.attributes.conditions.clone(),
            selected: self.selected.clone(),
        }
    }
}

/// `number` rounded to this number of decimals; negative ones round to tens or hundreds.
fn rounded(number: f64, decimals: i32) -> f64 {
    // Dividing by a power of ten gives the nearest number to the decimal one; multiplying by a
    // tenth does not.
    let factor = math::powi(10.0, decimals.abs());
    if decimals >= 0 {
        (number * factor).round() / factor
    } else {
        (number / factor).round() * factor
    }
}

impl Session {
    /// Shows what the dossier says that it opens with, and takes over the views that it keeps.
    pub(super) fn open_as_written(&mut self) {
        let atlas = std::sync::Arc::clone(&self.atlas);
        self.bookmarks = atlas.dossier.bookmarks.iter().map(Bookmark::from).collect();
        if let Some(view) = &atlas.dossier.view {
            self.restore_view(&SavedView::from(view));
        }
    }

    /// What the dossier on the disk keeps, every layer named.
    fn kept_in_dossier(&self) -> WrittenState {
        let dossier = &self.atlas.dossier;
        let kept = self.files.kept.clone().unwrap_or_else(|| WrittenState {
            view: dossier.view.clone().unwrap_or_default(),
            bookmarks: dossier.bookmarks.clone(),
            charts: Vec::new(),
            words: None,
        });
        let opening = SavedView::from(&kept.view);
        let layers = self.restored_layers(&opening, &as_dossier_has_them(&self.atlas));
        let styles = self.restored_styles(&opening);
        let layers = layers.iter().map(|state| SavedLayer {
            id: self.atlas.layer(state.layer).id.clone(),
            visible: state.visible,
            opacity: state.opacity,
            colour_by: styles.colours.get(&state.layer).cloned(),
            label_by: styles.labels.get(&state.layer).cloned(),
        });
        let view = SavedView {
            layers: layers.collect(),
            ..opening
        };
        WrittenState {
            view: view.written(),
            ..kept
        }
    }

    /// What the dossier says that it is called.
    #[must_use]
    pub fn words(&self) -> WrittenWords {
        let dossier = &self.atlas.dossier;
        WrittenWords {
            title: dossier.title.clone(),
            headline: dossier.headline.clone().unwrap_or_default(),
        }
    }

    /// What differs from what the dossier keeps, in words: "place", "layers". Empty where nothing does.
    #[must_use]
    pub fn unsaved(&self) -> Vec<&'static str> {
        if self.is_blank() {
            return Vec::new();
        }
        let (now, kept) = (SavedState::of(self).written(), self.kept_in_dossier());
        let (new, old) = (&now.view, &kept.view);
        let days = |view: &WrittenView| (view.days, view.compared, view.dims_others, view.undated);
        let differs = [
            ("place", new.place != old.place),
            ("layers", new.layers != old.layers),
            ("days", days(new) != days(old)),
            (
                "filter",
                new.evidence != old.evidence || new.conditions != old.conditions,
            ),
            ("selection", new.selected != old.selected),
            ("bookmarks", now.bookmarks != kept.bookmarks),
            (
                "charts",
                now.charts.iter().any(|it| !kept.charts.contains(it)),
            ),
            ("title and headline", {
                let words = now.words.as_ref();
                words.is_some_and(|words| *words != kept.words.unwrap_or_else(|| self.words()))
            }),
        ];
        let differs = differs.into_iter().filter(|(_, differs)| *differs);
        differs.map(|(what, _)| what).collect()
    }
}

/// The layers as the dossier sets them before its view is shown.
fn as_dossier_has_them(atlas: &Atlas) -> Vec<LayerState> {
    let layers = atlas.layer_ixs().map(|layer| LayerState {
        layer,
        visible: atlas.layer(layer).visible,
        opacity: 1.0,
    });
    layers.collect()
}
