//! A view that somebody kept, in a picture or among the settings: whatever it says, it can be shown.

#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use steppe::atlas::{Atlas, BaseMap};
use steppe::dossier::builtin;
use steppe::scene::{Composer, Patience, Prepared};
use steppe::session::{Bookmark, BookmarkCommand, Colophon, Command, Event, SavedView, Session};

static PREPARED: LazyLock<Arc<Prepared>> = LazyLock::new(|| {
    let basemap = BaseMap::embedded().expect("the base map is in the binary");
    let atlas = Atlas::new(builtin().dossier, Arc::new(basemap));
    Arc::new(Prepared::new(Arc::new(atlas)))
});

fuzz_target!(|text: &str| {
    let mut session = Session::new(Arc::clone(PREPARED.atlas()), None, Vec::new());
    let effects = if let Ok(colophon) = Colophon::from_json(text) {
        session.receive(Event::PictureRead {
            path: "a.png".into(),
            colophon: Box::new(colophon),
        })
    } else if let Ok(bookmarks) = serde_json::from_str::<Vec<Bookmark>>(text) {
        session.receive(Event::BookmarksRead(bookmarks));
        session.apply(Command::Bookmark(BookmarkCommand::Show(0)))
    } else if let Ok(view) = serde_json::from_str::<SavedView>(text) {
        session.apply(Command::Restore(Box::new(view)))
    } else {
        return;
    };
    drop(effects);
    Composer::new(Arc::clone(&PREPARED), Patience::Wait).compose(&session.view);
});
