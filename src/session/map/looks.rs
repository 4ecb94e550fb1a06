//! How the map looks beside its layers: its colours, and the detail inset.

use crate::session::Session;
use crate::session::viewpoint::{Detail, MapTheme};

impl Session {
    /// Sets the map's colours, and whether they keep to the interface's. A map that only keeps to them makes no
    /// step to undo: nobody has chosen its new colours apart from the interface's.
    pub(in crate::session) fn set_map_theme(&mut self, theme: MapTheme, follows: bool) {
        if self.shell.map_follows_theme && follows {
            self.view.theme = theme;
            return;
        }
        let label = match (follows, theme) {
            (true, _) => "Map in the interface's colours",
            (false, MapTheme::Light) => "Light map",
            (false, MapTheme::Dark) => "Dark map",
            (false, MapTheme::Print) => "Map as in print",
        };
        self.undoable_theme(label.to_owned(), (theme, follows));
    }

    /// Shows the detail inset over the whole map, or hides it.
    pub(in crate::session) fn toggle_detail(&mut self) {
        let (label, detail) = match self.view.furniture.detail {
            Detail::None => ("Show the detail inset", Detail::Auto),
            Detail::Auto | Detail::At(_) => ("Hide the detail inset", Detail::None),
        };
        self.undoable(label.to_owned(), |session| {
            session.view.furniture.detail = detail;
        });
    }
}
