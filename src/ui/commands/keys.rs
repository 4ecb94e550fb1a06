//! Which command a key press means.

use egui::{Event, Key, KeyboardShortcut, Modifiers};

use super::{Offer, OfferChosen};

const DIGITS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// The key of the layer at `position` in the list.
pub(super) fn digit(position: usize, alone: bool) -> Option<KeyboardShortcut> {
    let modifiers = if alone {
        Modifiers::ALT
    } else {
        Modifiers::NONE
    };
    DIGITS
        .get(position)
        .map(|&key| KeyboardShortcut::new(modifiers, key))
}

/// Signs that some keyboards give with Shift and others without.
fn is_sign(key: Key) -> bool {
    matches!(
        key,
        Key::Plus
            | Key::Minus
            | Key::Equals
            | Key::Questionmark
            | Key::OpenBracket
            | Key::CloseBracket
    )
}

/// Whether pressing `key` with `held` is `shortcut`: all modifiers count, save Shift for signs.
fn is_meant(shortcut: KeyboardShortcut, key: Key, held: Modifiers) -> bool {
    let wanted = shortcut.modifiers;
    shortcut.logical_key == key
        && wanted.command == held.command
        && wanted.alt == held.alt
        && (wanted.shift == held.shift || is_sign(key))
}

fn moves_focus(key: Key) -> bool {
    matches!(
        key,
        Key::ArrowUp | Key::ArrowDown | Key::ArrowLeft | Key::ArrowRight
    )
}

/// What the keyboard is doing beside giving commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Busy {
    /// Nothing, or the map has the focus.
    No,
    /// A button, link or list has the focus: arrows belong to it.
    Focus,
    /// A text field has the focus: single keys belong to it.
    Text,
    /// A menu or list is open: Escape and arrows belong to it.
    Popup,
}

/// Where the keyboard is.
#[derive(Debug, Clone, Copy)]
pub(in crate::ui) struct Keyboard {
    /// What has the focus while the map has it.
    pub(in crate::ui) map: egui::Id,
    /// Whether a list at the pointer takes the arrows.
    pub(in crate::ui) listing: bool,
    /// Whether a sheet lies in front of the window.
    pub(in crate::ui) under_sheet: bool,
}

fn busy(ctx: &egui::Context, Keyboard { map, listing, .. }: Keyboard) -> Busy {
    let focused = ctx.memory(egui::Memory::focused);
    if ctx.text_edit_focused() {
        Busy::Text
    } else if egui::Popup::is_any_open(ctx) {
        Busy::Popup
    } else if listing || focused.is_some_and(|id| id != map) {
        Busy::Focus
    } else {
        Busy::No
    }
}

fn free(shortcut: KeyboardShortcut, busy: Busy) -> bool {
    let key = shortcut.logical_key;
    let single = !shortcut.modifiers.command && !shortcut.modifiers.alt;
    match busy {
        Busy::No => true,
        // Space and Enter press the button that has the focus.
        Busy::Focus => !(single && (moves_focus(key) || matches!(key, Key::Space | Key::Enter))),
        Busy::Popup => {
            !(single && (moves_focus(key) || matches!(key, Key::Escape | Key::Space | Key::Enter)))
        }
        Busy::Text => !single || is_function(key),
    }
}

fn is_function(key: Key) -> bool {
    matches!(
        key,
        Key::F1 | Key::F5 | Key::F6 | Key::F10 | Key::F11 | Key::F12
    )
}

/// Longest press of the space bar that is a tap, seconds. A longer one holds it, which pans.
const TAP_S: f64 = 0.5;

/// The space bar: its command is given when it comes up after a tap, and not when it was held to pan.
#[derive(Debug, Default)]
pub(in crate::ui) struct SpaceBar {
    /// When it went down, seconds; `None` while it is up, and once the press cannot be a tap.
    down_s: Option<f64>,
}

impl SpaceBar {
    /// It went down, or is still down and repeats itself.
    fn press(&mut self, now_s: f64, repeats: bool) {
        if !repeats {
            self.down_s = Some(now_s);
        }
    }

    /// It came up; whether that was a tap.
    fn release(&mut self, now_s: f64) -> bool {
        let down_s = self.down_s.take();
        down_s.is_some_and(|down_s| now_s - down_s <= TAP_S)
    }

    /// A button of the mouse went down, so the press is a part of a gesture.
    fn hold(&mut self) {
        self.down_s = None;
    }
}

/// What the keys pressed in this frame choose; they are used up.
pub(in crate::ui) fn pressed(
    ctx: &egui::Context,
    offers: &[Offer],
    hand: Keyboard,
    space: &mut SpaceBar,
) -> Vec<OfferChosen> {
    let busy = busy(ctx, hand);
    let meant = |key: Key, held: Modifiers| {
        let has_key = |offer: &&Offer| {
            offer
                .keys
                .iter()
                .any(|&shortcut| is_meant(shortcut, key, held) && free(shortcut, busy))
        };
        let reached = |offer: &&Offer| offer.over_sheets || !hand.under_sheet;
        offers
            .iter()
            .find(|offer| offer.enabled && reached(offer) && has_key(offer))
    };
    let mut chosen = Vec::new();
    ctx.input_mut(|input| {
        let now_s = input.time;
        input.events.retain(|event| {
            if let Event::PointerButton { pressed: true, .. } = event {
                space.hold();
            }
            let Event::Key {
                key,
                pressed,
                repeat,
                modifiers,
                ..
            } = event
            else {
                return true;
            };
            let tapped = *key == Key::Space && !pressed && space.release(now_s);
            if !pressed && !tapped {
                return true;
            }
            // What is typed after the key for finding, in one slow frame, is what is sought.
            if chosen.contains(&OfferChosen::Find) {
                return true;
            }
            let Some(offer) = meant(*key, *modifiers) else {
                return true;
            };
            if *key == Key::Space && *pressed {
                space.press(now_s, *repeat);
            } else {
                chosen.push(offer.chosen.clone());
            }
            false
        });
    });
    chosen
}

/// A command's keys as the reader sees them: "Ctrl+Shift+Z", "[".
pub(in crate::ui) fn keys_in_words(ctx: &egui::Context, shortcut: KeyboardShortcut) -> String {
    let words = ctx.format_shortcut(&shortcut);
    let key = shortcut.logical_key;
    let sign = match key {
        Key::Plus => "+",
        Key::Minus => "\u{2212}",
        Key::Equals => "=",
        Key::Questionmark => "?",
        Key::OpenBracket => "[",
        Key::CloseBracket => "]",
        _ => return words,
    };
    words.replace(key.name(), sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shift_counts_for_letters_and_not_for_signs() {
        let undo = KeyboardShortcut::new(Modifiers::COMMAND, Key::Z);
        assert!(is_meant(undo, Key::Z, Modifiers::COMMAND));
        assert!(!is_meant(
            undo,
            Key::Z,
            Modifiers::COMMAND | Modifiers::SHIFT
        ));
        let plus = KeyboardShortcut::new(Modifiers::NONE, Key::Plus);
        assert!(is_meant(plus, Key::Plus, Modifiers::SHIFT));
        assert!(!is_meant(plus, Key::Plus, Modifiers::COMMAND));
    }

    #[test]
    fn single_keys_are_the_text_fields_while_it_has_the_focus() {
        let next = KeyboardShortcut::new(Modifiers::NONE, Key::N);
        assert!(!free(next, Busy::Text) && free(next, Busy::Focus));
        assert!(free(
            KeyboardShortcut::new(Modifiers::COMMAND, Key::K),
            Busy::Text
        ));
        let play = KeyboardShortcut::new(Modifiers::NONE, Key::Space);
        assert!(free(play, Busy::No) && !free(play, Busy::Focus));
        assert!(!free(
            KeyboardShortcut::new(Modifiers::NONE, Key::Escape),
            Busy::Popup
        ));
    }
}
