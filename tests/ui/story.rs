//! The walk through the article, passage by passage.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use steppe::session::Panel;

use crate::app::Window;
use crate::{opened, says};

fn place(harness: &Harness<'_, Window>) -> Option<(usize, usize)> {
    harness.state().session().story_place()
}

#[test]
fn space_and_arrows_walk_and_escape_leaves_the_window_as_it_was() {
    let mut harness = opened();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::J);
    harness.run_ok();
    let (first, all) = place(&harness).expect("it has begun");
    assert_eq!(first, 1);
    let shell = &harness.state().session().shell;
    assert!(shell.full_screen && !shell.open(Panel::Article) && !shell.open(Panel::Layers));
    assert!(says(&harness, &format!("1 of {all}")));
    harness.key_press(Key::Space);
    harness.run_ok();
    assert_eq!(place(&harness), Some((2, all)));
    let text = harness.state().session().atlas.article().passages[1].text();
    assert!(says(&harness, &text), "the passage stands over the map");
    assert!(
        !harness.state().session().timeline.play.playing,
        "time does not play"
    );
    harness.key_press(Key::ArrowLeft);
    harness.run_ok();
    assert_eq!(place(&harness), Some((1, all)));
    harness.get_by_label("Next passage").click();
    harness.run_ok();
    harness.key_press(Key::Escape);
    harness.run_ok();
    assert_eq!(place(&harness), None);
    let shell = &harness.state().session().shell;
    assert!(!shell.full_screen && shell.open(Panel::Article) && shell.open(Panel::Layers));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::J);
    harness.run_ok();
    assert_eq!(
        place(&harness),
        Some((2, all)),
        "it goes on where it was left"
    );
}
