//! Why a command cannot be chosen now: what its line in the menu says instead.

use super::Menu;

/// Why the command with this id cannot be chosen, and what to do first.
pub(super) fn why_disabled(id: &str, menu: Menu) -> &'static str {
    match id {
        "save" | "save-as" | "read-again" => "Nothing is open.",
        "clear-recent" => "No dossier was opened before.",
        "copy-map" => "A picture is on its way to the clipboard.",
        "undo" => "Nothing was done that could be taken back.",
        "redo" => "Nothing was taken back.",
        "next-mark" | "previous-mark" => "The article links to no mark.",
        "save-feature-selected" | "next-passage" | "previous-passage" | "copy-citation" => {
            "Nothing is selected: choose a mark or a link first."
        }
        "zoom-to-selection" | "measure-from-selection" | "within" => {
            "Nothing that has a place is selected: choose a mark first."
        }
        "measure-end" | "measure-back" => "Nothing is measured: M begins.",
        "previous-view" => "There is no view before this one.",
        "next-view" => "There is no view after this one.",
        "story" => "There is no article.",
        "filter-clear" => "The filter hides nothing.",
        "compare-from" | "compare-to" => "No days are chosen: drag over the timeline's axis first.",
        _ if menu == Menu::Time => "Nothing here has a date, or nothing is compared: C compares.",
        _ => "It does not apply to what is shown now.",
    }
}
