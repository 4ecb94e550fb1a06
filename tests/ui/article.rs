//! Text and card.

use std::sync::Arc;

use egui_kittest::kittest::Queryable;
use steppe::atlas::{Atlas, Block, Passage, PassageIx};
use steppe::session::{Command, Panel, PanelTab, ReadCommand, SelectCommand, ShellCommand};

use crate::base_map::base_map;
use crate::small::{self, DRILL, KANT, TALKS};
use crate::{opened, says, window};

#[test]
fn a_link_in_the_text_selects_what_it_names() {
    let mut harness = opened();
    harness.get_by_label("an air base").click();
    harness.run_ok();
    let told = &harness.state().told;
    let from_text = Command::Select(SelectCommand::FromText {
        subject: KANT,
        passage: PassageIx(0),
    });
    assert!(told.contains(&from_text), "{told:?}");
    assert_eq!(harness.state().session().selected(), Some(KANT));
}

#[test]
fn a_link_under_the_pointer_brightens_its_mark() {
    let mut harness = opened();
    harness.get_by_label("a drill").hover();
    harness.step();
    harness.step();
    assert_eq!(harness.state().session().view.hovered, Some(DRILL));
}

#[test]
fn a_passage_that_names_several_marks_frames_them_all() {
    let mut harness = opened();
    harness
        .get_by_label("Show all 2 places of this passage")
        .click();
    harness.run_ok();
    let told = &harness.state().told;
    assert!(
        told.contains(&Command::Read(ReadCommand::Frame(PassageIx(1)))),
        "{told:?}"
    );
}

#[test]
fn the_link_to_what_was_chosen_is_not_below_the_card() {
    for sentences in [6, 24] {
        let mut dossier = small::atlas().dossier.clone();
        let passage = &mut dossier.article.passages[0];
        passage.spans[0].text = "Of this there is more to say. ".repeat(sentences);
        let atlas = Arc::new(Atlas::new(dossier, base_map()));
        let mut harness = window(egui::vec2(1280.0, 736.0), atlas);
        harness
            .state_mut()
            .apply(Command::Select(SelectCommand::Jump(KANT)));
        harness.run_ok();
        harness.run_steps(60);
        let link = harness.get_by_label("an air base").rect();
        let card = harness.get_by_label("Zoom here").rect();
        assert!(
            link.top() > 64.0 && link.bottom() < card.top() - 40.0,
            "{sentences}: {link:?} and the card's {card:?}"
        );
    }
}

#[test]
fn a_passage_that_is_gone_to_opens_the_folded_article() {
    let mut harness = opened();
    for command in [
        ShellCommand::Read(PanelTab::Figures),
        ShellCommand::TogglePanel(Panel::Article),
    ] {
        harness.state_mut().apply(Command::Shell(command));
    }
    harness.run_ok();
    let passage = ReadCommand::GoTo(PassageIx(1));
    harness.state_mut().apply(Command::Read(passage));
    harness.run_ok();
    assert!(harness.state().session().shell.shows(PanelTab::Article));
    assert!(harness.query_by_label("garrison").is_some());
}

#[test]
fn a_mark_of_several_passages_offers_them_one_by_one() {
    // The article comes back to the base at its end.
    let mut dossier = small::atlas().dossier.clone();
    let again = dossier.article.passages[0].clone();
    dossier.article.passages.push(Passage {
        id: "p03".into(),
        ..again
    });
    dossier.article.blocks.push(Block::Passage(PassageIx(2)));
    let atlas = Arc::new(Atlas::new(dossier, base_map()));
    let mut harness = window(egui::vec2(1280.0, 800.0), atlas);
    harness
        .state_mut()
        .apply(Command::Select(SelectCommand::Jump(KANT)));
    harness.run_ok();
    assert!(says(&harness, "1 of 2 passages"));
    for (button, passage, said) in [
        ("Next passage on this", PassageIx(2), "2 of 2 passages"),
        ("Previous passage on this", PassageIx(0), "1 of 2 passages"),
    ] {
        harness.get_by_label(button).click();
        harness.run_ok();
        assert_eq!(harness.state().session().reading.passage, Some(passage));
        assert!(says(&harness, said), "{said}");
    }
}

#[test]
fn the_card_keeps_every_qualifier_and_says_how_sure_the_place_is() {
    let mut harness = opened();
    harness
        .state_mut()
        .apply(Command::Select(SelectCommand::Jump(DRILL)));
    harness.run_ok();
    for text in [
        "more than 4,000 people",
        "Known to the district, within 90 km",
        "Undated",
        "1 passage",
    ] {
        assert!(says(&harness, text), "{text}");
    }
}

#[test]
fn a_distance_that_the_place_does_not_bear_is_not_said() {
    let mut harness = opened();
    harness
        .state_mut()
        .apply(Command::Select(SelectCommand::Jump(DRILL)));
    harness.run_ok();
    assert!(says(
        &harness,
        "not meaningful: the place is known only to 90 km"
    ));
    harness
        .state_mut()
        .apply(Command::Select(SelectCommand::Jump(KANT)));
    harness.run_ok();
    assert!(says(&harness, "≈ ") && says(&harness, "give or take 1 km"));
}

#[test]
fn what_has_no_place_says_so_and_cannot_be_zoomed_to() {
    let mut harness = opened();
    harness
        .state_mut()
        .apply(Command::Select(SelectCommand::Jump(TALKS)));
    harness.run_ok();
    assert!(says(&harness, "No place: it is not on the map"));
    harness.get_by_label("Zoom here").click();
    harness.run_ok();
    assert!(
        harness.state().told.is_empty(),
        "{:?}",
        harness.state().told
    );
}

#[test]
fn with_nothing_selected_the_card_says_what_to_do() {
    assert!(says(&opened(), "Choose a mark or a link"));
}

#[test]
fn closing_the_card_clears_the_selection() {
    let mut harness = opened();
    harness
        .state_mut()
        .apply(Command::Select(SelectCommand::Jump(KANT)));
    harness.run_ok();
    harness.get_by_label("Clear the selection").click();
    harness.run_ok();
    assert_eq!(harness.state().session().selected(), None);
}
