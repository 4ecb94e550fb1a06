//! A hand on the mouse and the keyboard, through XTEST: to the program these
//! are the events of real devices.

use std::thread;
use std::time::Duration;

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, ConnectionExt, KEY_PRESS_EVENT, KEY_RELEASE_EVENT,
    MOTION_NOTIFY_EVENT,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::wrapper::ConnectionExt as _;

use super::{Harness, Result};

/// A hand's pause between two movements: longer than a frame, so that the
/// program sees each on its own.
const PAUSE: Duration = Duration::from_millis(40);
const LEFT_BUTTON: u8 = 1;
const WHEEL_UP: u8 = 4;
const WHEEL_DOWN: u8 = 5;
const DRAG_STEPS: i16 = 8;

/// Keysyms by name, as in X11's `keysymdef.h`. A single character stands for
/// itself: there the keysym is its Latin-1 code.
const KEYSYMS: [(&str, u32); 18] = [
    ("Ctrl", 0xffe3),
    ("Shift", 0xffe1),
    ("Alt", 0xffe9),
    ("Escape", 0xff1b),
    ("Return", 0xff0d),
    ("Tab", 0xff09),
    ("BackSpace", 0xff08),
    ("Delete", 0xffff),
    ("Space", 0x20),
    ("Plus", 0x2b),
    ("Left", 0xff51),
    ("Up", 0xff52),
    ("Right", 0xff53),
    ("Down", 0xff54),
    ("PageUp", 0xff55),
    ("PageDown", 0xff56),
    ("Home", 0xff50),
    ("End", 0xff57),
];
const F1: u32 = 0xffbe;

impl Harness {
    /// Moves the pointer there.
    pub(crate) fn move_to(&self, x: i16, y: i16) -> Result<()> {
        self.fake(MOTION_NOTIFY_EVENT, 0, x, y)
    }

    /// Moves there and clicks with the left button.
    pub(crate) fn click(&self, x: i16, y: i16) -> Result<()> {
        self.move_to(x, y)?;
        self.press_and_release(LEFT_BUTTON)
    }

    /// Takes hold at `from` with the left button and lets go at `to`.
    pub(crate) fn drag(&self, from: (i16, i16), to: (i16, i16)) -> Result<()> {
        self.move_to(from.0, from.1)?;
        self.fake(BUTTON_PRESS_EVENT, LEFT_BUTTON, 0, 0)?;
        for step in 1..=DRAG_STEPS {
            let between = |a: i16, b: i16| a + (b - a) / DRAG_STEPS * step;
            self.move_to(between(from.0, to.0), between(from.1, to.1))?;
        }
        self.move_to(to.0, to.1)?;
        self.fake(BUTTON_RELEASE_EVENT, LEFT_BUTTON, 0, 0)
    }

    /// Turns the wheel there: away from the hand for positive `notches`.
    pub(crate) fn wheel(&self, x: i16, y: i16, notches: i32) -> Result<()> {
        self.move_to(x, y)?;
        let button = if notches > 0 { WHEEL_UP } else { WHEEL_DOWN };
        for _ in 0..notches.unsigned_abs() {
            self.press_and_release(button)?;
        }
        Ok(())
    }

    /// Presses keys together and lets go of them in turn: `Escape`, `f`,
    /// `Ctrl+Shift+z`, `F1`.
    pub(crate) fn key(&self, keys: &str) -> Result<()> {
        let mut codes = Vec::new();
        for name in keys.split('+') {
            for code in self.keycodes(keysym(name)?)? {
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
        }
        for &code in &codes {
            self.fake(KEY_PRESS_EVENT, code, 0, 0)?;
        }
        for &code in codes.iter().rev() {
            self.fake(KEY_RELEASE_EVENT, code, 0, 0)?;
        }
        Ok(())
    }

    /// Types a text, one key after the other.
    pub(crate) fn type_text(&self, text: &str) -> Result<()> {
        for character in text.chars() {
            match character {
                ' ' => self.key("Space")?,
                '+' => self.key("Plus")?,
                other => self.key(other.encode_utf8(&mut [0; 4]))?,
            }
        }
        Ok(())
    }

    fn press_and_release(&self, button: u8) -> Result<()> {
        self.fake(BUTTON_PRESS_EVENT, button, 0, 0)?;
        self.fake(BUTTON_RELEASE_EVENT, button, 0, 0)
    }

    fn fake(&self, event: u8, detail: u8, x: i16, y: i16) -> Result<()> {
        self.connection
            .xtest_fake_input(event, detail, x11rb::CURRENT_TIME, self.root, x, y, 0)?
            .check()?;
        self.connection.sync()?;
        thread::sleep(PAUSE);
        Ok(())
    }

    /// The keys that give `keysym` on this keyboard: Shift first where needed.
    fn keycodes(&self, keysym: u32) -> Result<Vec<u8>> {
        let setup = self.connection.setup();
        let count = setup.max_keycode - setup.min_keycode + 1;
        let map = self
            .connection
            .get_keyboard_mapping(setup.min_keycode, count)?
            .reply()?;
        let columns = usize::from(map.keysyms_per_keycode);
        for column in 0..columns.min(2) {
            let place = map
                .keysyms
                .chunks(columns)
                .position(|key| key[column] == keysym);
            if let Some(place) = place {
                let code = setup.min_keycode + u8::try_from(place)?;
                let mut codes = if column == 1 {
                    self.keycodes(self::keysym("Shift")?)?
                } else {
                    Vec::new()
                };
                codes.push(code);
                return Ok(codes);
            }
        }
        Err(format!("no key gives the keysym {keysym:#x}").into())
    }
}

fn keysym(name: &str) -> Result<u32> {
    let mut characters = name.chars();
    if let (Some(character @ '!'..='~'), None) = (characters.next(), characters.next()) {
        return Ok(character.into());
    }
    if let Some(&(_, keysym)) = KEYSYMS.iter().find(|(known, _)| *known == name) {
        return Ok(keysym);
    }
    match name.strip_prefix('F').map(str::parse::<u32>) {
        Some(Ok(number @ 1..=12)) => Ok(F1 + number - 1),
        _ => Err(format!("no key is called {name:?}").into()),
    }
}
