//! Random input: whatever keys, clicks, drags and letters come, the window stands.
//!
//! A failure names its seed. `STEPPE_RANDOM_SEED` begins at another one, and `STEPPE_RANDOM_STEPS` goes
//! on for longer: 20000 steps are about ten minutes.

use egui::{Event, Key, Modifiers, Pos2, vec2};
use egui_kittest::Harness;

use crate::app::Window;
use crate::hand::drag;
use crate::{opened, small};

/// Steps that a seed takes, if nothing else is asked for.
const STEPS: u64 = 60;
/// Seeds of a run.
const SEEDS: u64 = 2;

const KEYS: [Key; 28] = [
    Key::Tab,
    Key::Enter,
    Key::Escape,
    Key::Space,
    Key::ArrowDown,
    Key::ArrowUp,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::F1,
    Key::F6,
    Key::F10,
    Key::N,
    Key::P,
    Key::M,
    Key::C,
    Key::Num1,
    Key::Num2,
    Key::Plus,
    Key::Minus,
    Key::Home,
    Key::K,
    Key::F,
    Key::T,
    Key::E,
    Key::B,
    Key::I,
    Key::Z,
    Key::S,
];

/// Numbers that follow from a seed: splitmix64 (Steele, Lea, Flood 2014).
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % below
    }

    fn place(&mut self) -> Pos2 {
        Pos2::new(self.next(1280) as f32, self.next(800) as f32)
    }
}

fn number(name: &str, usual: u64) -> u64 {
    let given = std::env::var(name).ok().and_then(|text| text.parse().ok());
    given.unwrap_or(usual)
}

/// One thing that a hand does.
fn act(harness: &mut Harness<'_, Window>, dice: &mut Dice) {
    match dice.next(8) {
        0..3 => {
            let key = KEYS[dice.next(KEYS.len() as u64) as usize];
            let modifiers = match dice.next(6) {
                0 => Modifiers::COMMAND,
                1 => Modifiers::ALT,
                2 => Modifiers::SHIFT,
                _ => Modifiers::NONE,
            };
            harness.key_press_modifiers(modifiers, key);
        }
        3 => {
            let at = dice.place();
            drag(harness, &[at], Modifiers::NONE);
        }
        4 => {
            let (from, to) = (dice.place(), dice.place());
            drag(harness, &[from, to], Modifiers::NONE);
        }
        5 => {
            harness.event(Event::PointerMoved(dice.place()));
            harness.event(Event::MouseWheel {
                unit: egui::MouseWheelUnit::Line,
                delta: vec2(0.0, dice.next(7) as f32 - 3.0),
                phase: egui::TouchPhase::Move,
                modifiers: Modifiers::NONE,
                source: egui::MouseWheelSource::Wheel,
            });
        }
        6 => {
            let letters = [
                "kant",
                "42S 481446",
                "2021",
                "\u{43e}\u{448}",
                "\"'(",
                "9e99",
            ];
            let text = letters[dice.next(letters.len() as u64) as usize];
            harness.event(Event::Text(text.into()));
        }
        _ => harness.event(Event::PointerMoved(dice.place())),
    }
    harness.step();
}

/// What holds after every step.
fn check(harness: &Harness<'_, Window>, seed: u64, step: u64) {
    let session = harness.state().session();
    let view = &session.view;
    let camera = view.camera;
    let finite = [
        camera.center.x_m,
        camera.center.y_m,
        camera.metres_per_px,
        camera.width_px,
    ];
    assert!(
        finite.iter().all(|number| number.is_finite()) && camera.metres_per_px > 0.0,
        "seed {seed}, step {step}: {camera:?}"
    );
    let layers = session.atlas.layers.len();
    assert_eq!(view.layers.len(), layers, "seed {seed}, step {step}");
    let known = session.atlas.feature_count();
    if let Some(steppe::atlas::Subject::Feature(id)) = view.selected {
        assert!(id.index() < known, "seed {seed}, step {step}");
    }
}

#[test]
fn whatever_a_hand_does_the_window_stands() {
    let first = number("STEPPE_RANDOM_SEED", 1);
    let steps = number("STEPPE_RANDOM_STEPS", STEPS);
    assert_eq!(small::atlas().feature_count(), 4);
    for seed in first..first + SEEDS {
        let mut harness = opened();
        let mut dice = Dice(seed);
        for step in 0..steps {
            act(&mut harness, &mut dice);
            check(&harness, seed, step);
        }
    }
}
