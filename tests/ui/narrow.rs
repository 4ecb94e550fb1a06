//! Small windows: the panels fold by themselves and the map keeps its half.

use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable;
use steppe::earth::LonLat;
use steppe::session::{
    Command, FileCommand, MeasureCommand, MeasurePoint, NoticeKind, Panel, PanelTab, SelectCommand,
    Sheet, ShellCommand, StoryCommand,
};

use crate::app::window;
use crate::small::{self, KANT};
use crate::{opened, says};

#[test]
fn the_map_keeps_its_half_of_a_small_window() {
    // The last is a screen of 1920 by 1080 pixels at 200 %.
    let sizes = [
        vec2(640.0, 480.0),
        vec2(720.0, 480.0),
        vec2(853.0, 533.0),
        vec2(960.0, 540.0),
    ];
    for size in sizes {
        let mut harness = window(size, small::atlas());
        harness.run_ok();
        let map = harness.state().map;
        assert!(map.area() >= size.x * size.y / 2.0, "{size:?}: {map:?}");
        harness.key_press_modifiers(Modifiers::COMMAND, Key::L);
        harness.run_ok();
        assert!(harness.state().session().shell.open(Panel::Layers));
        harness.key_press_modifiers(Modifiers::COMMAND, Key::R);
        harness.run_ok();
        let shell = &harness.state().session().shell;
        assert!(
            shell.open(Panel::Article) && !shell.open(Panel::Layers),
            "{size:?}"
        );
        let map = harness.state().map;
        assert!(map.width() >= size.x * 0.48, "{size:?}: {map:?}");
    }
}

#[test]
fn a_folded_panel_has_a_button_that_opens_it() {
    let mut harness = window(vec2(640.0, 480.0), small::atlas());
    harness.run_ok();
    for (button, panel) in [
        ("Show the layers", Panel::Layers),
        ("Show the article", Panel::Article),
    ] {
        let place = harness.get_by_label(button).rect();
        assert!(place.right() < 640.0 && place.width() >= 24.0, "{place:?}");
        harness.get_by_label(button).click();
        harness.run_ok();
        assert!(harness.state().session().shell.open(panel), "{button}");
        assert!(harness.query_by_label(button).is_none(), "{button}");
    }
}

#[test]
fn panels_that_folded_by_themselves_open_again() {
    let mut harness = opened();
    let large = Command::Shell(ShellCommand::SetUiScale(2.0));
    harness.state_mut().apply(large);
    harness.run_ok();
    assert!(!harness.state().session().shell.open(Panel::Article));
    let usual = Command::Shell(ShellCommand::SetUiScale(1.0));
    harness.state_mut().apply(usual);
    harness.run_ok();
    let shell = &harness.state().session().shell;
    assert!(shell.open(Panel::Article) && shell.open(Panel::Layers));
}

#[test]
fn the_card_lies_over_the_map_while_the_article_is_folded() {
    let mut harness = window(vec2(720.0, 480.0), small::atlas());
    harness.run_ok();
    let jump = Command::Select(SelectCommand::Jump(KANT));
    harness.state_mut().apply(jump);
    harness.run_ok();
    assert!(!harness.state().session().shell.open(Panel::Article));
    assert!(says(&harness, "Kant air base"));
}

#[test]
fn the_table_takes_the_timelines_place_in_a_low_window() {
    let size = vec2(640.0, 480.0);
    let mut harness = window(size, small::atlas());
    // The small dossier has no days to show.
    let timeline = "nothing that is open has a date";
    harness.run_ok();
    let toggle = || Command::Shell(ShellCommand::ToggleTable);
    harness.state_mut().apply(toggle());
    harness.run_ok();
    let map = harness.state().map;
    assert!(map.area() >= size.x * size.y / 2.0, "{map:?}");
    assert!(!says(&harness, timeline), "no timeline");
    harness.state_mut().apply(toggle());
    harness.run_ok();
    assert!(says(&harness, timeline), "it is there again");
}

#[test]
fn a_window_stands_however_small_it_is() {
    for size in [vec2(48.0, 40.0), vec2(110.0, 90.0), vec2(230.0, 170.0)] {
        let mut harness = window(size, small::atlas());
        let notice = ShellCommand::Notify {
            text: "Saved the map of the bases, and where it lies".into(),
            kind: NoticeKind::Saved("/maps/a.png".into()),
        };
        let ring = MeasureCommand::Ring(MeasurePoint {
            at: LonLat::new(68.787, 38.5598),
            subject: None,
        });
        for command in [
            Command::Shell(notice),
            Command::Measure(ring),
            Command::Select(SelectCommand::Jump(KANT)),
            Command::Shell(ShellCommand::TogglePanel(Panel::Article)),
            Command::Shell(ShellCommand::TogglePanel(Panel::Layers)),
            Command::Shell(ShellCommand::Read(PanelTab::Figures)),
            Command::Shell(ShellCommand::Read(PanelTab::Explore)),
            Command::Shell(ShellCommand::TogglePanel(Panel::Timeline)),
            Command::Shell(ShellCommand::ToggleTable),
            Command::Story(StoryCommand::Begin),
            Command::File(FileCommand::ToggleExport),
        ] {
            harness.state_mut().apply(command);
            harness.run_steps(2);
        }
        for sheet in [
            Sheet::Keys,
            Sheet::Palette,
            Sheet::Bookmarks,
            Sheet::Manual,
            Sheet::Settings,
            Sheet::SaveAs,
        ] {
            let toggle = Command::Shell(ShellCommand::ToggleSheet(sheet));
            harness.state_mut().apply(toggle);
            harness.run_steps(2);
        }
        harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
        harness.event(egui::Event::Text("kant".into()));
        harness.run_steps(4);
    }
}
