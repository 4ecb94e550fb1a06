//! The harness tried on windows of its own, so that a failure of the program's
//! test is not one of the harness.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use x11rb::COPY_DEPTH_FROM_PARENT;
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    AtomEnum, ChangeWindowAttributesAux, ConnectionExt, CreateWindowAux, EventMask, KeyButMask,
    PropMode, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use super::{Harness, Result};

const TITLE: &str = "A window of the harness";
const PATIENCE: Duration = Duration::from_secs(20);
const AMBER: u32 = 0x00e6_9f00;
const BLUE: u32 = 0x0000_72b2;

/// What the window under test was told.
#[derive(Debug, PartialEq)]
enum Heard {
    Button {
        number: u8,
        at: (i16, i16),
    },
    Dragged {
        to: (i16, i16),
    },
    Released {
        at: (i16, i16),
    },
    Key {
        with_control: bool,
        with_shift: bool,
    },
    Resized {
        width_px: u16,
        height_px: u16,
    },
}

#[test]
fn real_input_reaches_a_window_and_its_pixels_come_back() -> Result<()> {
    let Some(mut harness) = Harness::start(400, 300)? else {
        return Ok(());
    };
    let (heard, client) = client(harness.display())?;
    let window = harness.wait_for_window(TITLE, PATIENCE)?;
    let before = harness.wait_until("the window is amber", PATIENCE, |picture| {
        picture.get_pixel(100, 100).0 == [0xe6, 0x9f, 0x00, 0xff]
    })?;
    assert_eq!(before.dimensions(), (400, 300));

    harness.click(120, 90)?;
    assert_eq!(
        next(&heard, is_button)?,
        Heard::Button {
            number: 1,
            at: (70, 50)
        }
    );
    harness.wait_until("a click turns the window blue", PATIENCE, |picture| {
        picture.get_pixel(100, 100).0 == [0x00, 0x72, 0xb2, 0xff]
    })?;
    let at_rest = harness.settle(PATIENCE)?;
    assert_eq!(at_rest, harness.screenshot()?);

    harness.drag((60, 60), (140, 100))?;
    assert_eq!(
        next(&heard, |h| matches!(h, Heard::Dragged { .. }))?,
        Heard::Dragged { to: (20, 25) }
    );
    assert_eq!(
        next(&heard, |h| matches!(h, Heard::Released { .. }))?,
        Heard::Released { at: (90, 60) }
    );

    harness.wheel(100, 100, -1)?;
    assert_eq!(
        next(&heard, is_button)?,
        Heard::Button {
            number: 5,
            at: (50, 60)
        }
    );
    harness.key("Ctrl+f")?;
    // Control itself is heard first, when nothing else is down yet.
    next(&heard, |h| matches!(h, Heard::Key { .. }))?;
    let control = Heard::Key {
        with_control: true,
        with_shift: false,
    };
    assert_eq!(next(&heard, |h| matches!(h, Heard::Key { .. }))?, control);
    harness.type_text("A")?;
    next(&heard, |h| matches!(h, Heard::Key { .. }))?;
    let shift = Heard::Key {
        with_control: false,
        with_shift: true,
    };
    assert_eq!(next(&heard, |h| matches!(h, Heard::Key { .. }))?, shift);

    harness.resize(window, 250, 200)?;
    let resized = Heard::Resized {
        width_px: 250,
        height_px: 200,
    };
    next(&heard, |h| *h == resized)?;

    // The server goes with the harness, and the window with the server.
    drop(harness);
    assert!(client.join().is_ok_and(|ended| ended.is_err()));
    Ok(())
}

#[test]
fn a_program_finds_empty_settings_and_no_session() -> Result<()> {
    let Some(mut harness) = Harness::start(320, 200)? else {
        return Ok(());
    };
    harness.launch("env", &[])?;
    // It shows no window and ends: that is reported with what it printed.
    let Err(error) = harness.wait_for_window("none", PATIENCE) else {
        return Err("env has no window".into());
    };
    assert!(error.to_string().contains("the program ended"), "{error}");
    let display = format!("DISPLAY={}", harness.display());
    let program = harness.program()?;
    let output = program.output();
    let settings = format!("XDG_CONFIG_HOME={}/", program.home().display());
    assert!(output.lines().any(|line| line == display), "{output}");
    assert!(
        output.lines().any(|line| line.starts_with(&settings)),
        "{output}"
    );
    let wayland = output
        .lines()
        .find(|line| line.starts_with("WAYLAND_DISPLAY="));
    assert_eq!(
        wayland,
        Some("WAYLAND_DISPLAY=wayland-of-a-session-that-ended")
    );
    assert!(
        !output.contains("WAYLAND_SOCKET") && !output.contains("DBUS_SESSION"),
        "{output}"
    );
    Ok(())
}

fn is_button(heard: &Heard) -> bool {
    matches!(heard, Heard::Button { .. })
}

/// The next that is `wanted`; what comes before it is let go.
fn next(heard: &Receiver<Heard>, wanted: impl Fn(&Heard) -> bool) -> Result<Heard> {
    loop {
        let one = heard.recv_timeout(PATIENCE)?;
        if wanted(&one) {
            return Ok(one);
        }
    }
}

type Client = JoinHandle<std::result::Result<(), String>>;

/// Opens a window at (50, 40) that tells what it hears; its thread ends in an
/// error when the server goes.
fn client(display: &str) -> Result<(Receiver<Heard>, Client)> {
    let (sender, receiver) = channel();
    let display = display.to_owned();
    let run = move || listen(&display, &sender).map_err(|error| error.to_string());
    let client = thread::Builder::new()
        .name("window-of-the-harness".into())
        .spawn(run)?;
    Ok((receiver, client))
}

fn listen(display: &str, sender: &Sender<Heard>) -> Result<()> {
    let (connection, screen) = RustConnection::connect(Some(display))?;
    let screen = &connection.setup().roots[screen];
    let window = connection.generate_id()?;
    let events = EventMask::BUTTON_PRESS
        | EventMask::BUTTON_RELEASE
        | EventMask::BUTTON1_MOTION
        | EventMask::KEY_PRESS
        | EventMask::STRUCTURE_NOTIFY;
    let aux = CreateWindowAux::new()
        .background_pixel(AMBER)
        .event_mask(events);
    let (class, visual) = (WindowClass::INPUT_OUTPUT, screen.root_visual);
    connection.create_window(
        COPY_DEPTH_FROM_PARENT,
        window,
        screen.root,
        50,
        40,
        300,
        220,
        0,
        class,
        visual,
        &aux,
    )?;
    connection.change_property8(
        PropMode::REPLACE,
        window,
        AtomEnum::WM_NAME,
        AtomEnum::STRING,
        TITLE.as_bytes(),
    )?;
    connection.map_window(window)?;
    connection.flush()?;
    loop {
        let event = connection.wait_for_event()?;
        if let Event::ButtonPress(_) = event {
            let blue = ChangeWindowAttributesAux::new().background_pixel(BLUE);
            connection.change_window_attributes(window, &blue)?;
            connection.clear_area(false, window, 0, 0, 0, 0)?;
            connection.flush()?;
        }
        if let Some(heard) = heard(&event) {
            // The test may have stopped listening; the server decides the end.
            sender.send(heard).ok();
        }
    }
}

fn heard(event: &Event) -> Option<Heard> {
    Some(match event {
        Event::ButtonPress(e) => Heard::Button {
            number: e.detail,
            at: (e.event_x, e.event_y),
        },
        Event::MotionNotify(e) => Heard::Dragged {
            to: (e.event_x, e.event_y),
        },
        Event::ButtonRelease(e) => Heard::Released {
            at: (e.event_x, e.event_y),
        },
        Event::KeyPress(e) => Heard::Key {
            with_control: e.state.contains(KeyButMask::CONTROL),
            with_shift: e.state.contains(KeyButMask::SHIFT),
        },
        Event::ConfigureNotify(e) => Heard::Resized {
            width_px: e.width,
            height_px: e.height,
        },
        _ => return None,
    })
}
