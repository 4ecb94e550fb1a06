//! The table of commands, as the menus, the keys and the palette read it.

mod round_trip;
mod walk;

use std::collections::BTreeSet;

use steppe::session::{Command, FileCommand, Session, SourceId};
use steppe::ui::commands::{Menu, OfferChosen, commands, offers};

fn session() -> Session {
    let atlas = steppe::atlas::Atlas::new(
        steppe::atlas::Dossier::default(),
        std::sync::Arc::new(steppe::atlas::BaseMap::embedded().expect("the base map")),
    );
    Session::new(std::sync::Arc::new(atlas), None, Vec::new())
}

#[test]
fn every_command_has_an_id_of_its_own_and_a_name_of_its_own() {
    let ids: BTreeSet<&str> = commands().iter().map(|command| command.id).collect();
    let names: BTreeSet<&str> = commands().iter().map(|command| command.name).collect();
    assert_eq!(
        (ids.len(), names.len()),
        (commands().len(), commands().len())
    );
    assert!(!ids.contains("") && !names.contains(""));
}

#[test]
fn no_key_is_used_twice() {
    let offers = offers(&session());
    let mut keys: Vec<String> = offers
        .iter()
        .flat_map(|offer| &offer.keys)
        .map(|key| format!("{key:?}"))
        .collect();
    let all = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), all);
}

#[test]
fn every_command_stands_in_a_menu_and_each_layer_is_one() {
    let session = session();
    let offers = offers(&session);
    assert_eq!(
        offers.len(),
        commands().len()
            + 2 * session.view.layers.len()
            + steppe::session::presets(&session.atlas).len()
            + steppe::session::comparisons(&session.atlas).len()
    );
    for menu in Menu::ALL {
        assert!(
            offers.iter().any(|offer| offer.menu == menu),
            "{} is empty",
            menu.name()
        );
    }
}

#[test]
fn the_groups_of_a_menu_stand_together() {
    let offers = offers(&session());
    for menu in Menu::ALL {
        let groups: Vec<u8> = offers
            .iter()
            .filter(|offer| offer.menu == menu)
            .map(|offer| offer.group)
            .collect();
        assert!(groups.is_sorted(), "{}: {groups:?}", menu.name());
    }
}

#[test]
fn what_cannot_be_done_is_not_offered() {
    let offers = offers(&session());
    for id in [
        "undo",
        "redo",
        "copy-citation",
        "next-mark",
        "previous-view",
    ] {
        assert!(
            offers.iter().any(|offer| offer.id == id && !offer.enabled),
            "{id}"
        );
    }
    for offer in &offers {
        let why = offer.why_disabled();
        assert_eq!(why.is_some(), !offer.enabled, "{}: {why:?}", offer.name);
    }
}

#[test]
fn dossiers_that_were_opened_can_be_opened_again_and_forgotten() {
    let mut session = session();
    let find = |session: &Session, id: &str| {
        let offers = offers(session);
        offers.into_iter().find(|offer| offer.id == id)
    };
    assert!(find(&session, "recent-1").is_none());
    assert!(!find(&session, "clear-recent").expect("listed").enabled);
    let path = SourceId::from("maps/kant.dossier");
    session.files.recent = vec![path.clone(), "maps/manas.dossier".into()];
    let first = find(&session, "recent-1").expect("the last opened");
    assert_eq!(first.submenu, Some("Open recent"));
    assert_eq!(
        first.chosen,
        OfferChosen::Act(Command::File(FileCommand::Open(vec![path])))
    );
    let clear = find(&session, "clear-recent").expect("listed");
    assert!(clear.enabled);
    let OfferChosen::Act(action) = clear.chosen else {
        panic!("{:?}", clear.chosen);
    };
    session.apply(action);
    assert!(session.files.recent.is_empty());
}
