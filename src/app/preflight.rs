//! What a window needs, looked for before one is opened.
//!
//! Some of it is loaded at run time by libraries that panic where it is
//! missing, so it must be asked for first.

use std::fmt;
#[cfg(all(unix, not(target_os = "macos")))]
use std::os::unix::net::UnixStream;

/// Something that a window needs and the system lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Missing {
    /// Neither X11 nor Wayland.
    #[cfg(all(unix, not(target_os = "macos")))]
    Display,
    /// A shared library.
    #[cfg(all(unix, not(target_os = "macos")))]
    Library {
        /// Its file.
        file: &'static str,
        /// The Debian package that holds it.
        debian: &'static str,
        /// The Fedora package that holds it.
        fedora: &'static str,
    },
    /// Whatever else the windowing library says.
    Other(String),
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            #[cfg(all(unix, not(target_os = "macos")))]
            Self::Display => f.write_str(
                "there is no display: neither WAYLAND_DISPLAY nor DISPLAY is set; \
                 start steppe from a desktop session, or over `ssh -X`, or under `xvfb-run`",
            ),
            #[cfg(all(unix, not(target_os = "macos")))]
            Self::Library {
                file,
                debian,
                fedora,
            } => write!(
                f,
                "the library {file} is missing; install it with `apt install {debian}` (Debian, Ubuntu) \
                 or `dnf install {fedora}` (Fedora)"
            ),
            Self::Other(what) => f.write_str(what),
        }
    }
}

/// The system that windows are shown by.
#[cfg(all(unix, not(target_os = "macos")))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Windowing {
    Wayland,
    X11,
}

#[cfg(all(unix, not(target_os = "macos")))]
fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// What a window would be shown by; `None` where neither is named.
///
/// A name is left in `WAYLAND_DISPLAY` where its session ended, or came along with `sudo` or `ssh`;
/// winit tries no other then.
#[cfg(all(unix, not(target_os = "macos")))]
pub(super) fn windowing() -> Option<Windowing> {
    if is_set("WAYLAND_SOCKET") {
        return Some(Windowing::Wayland);
    }
    let named = is_set("WAYLAND_DISPLAY");
    match (named, is_set("DISPLAY")) {
        (true, true) if !wayland_answers() => {
            log::info!("nothing answers at WAYLAND_DISPLAY; the window is shown by X11");
            Some(Windowing::X11)
        }
        (true, _) => Some(Windowing::Wayland),
        (false, true) => Some(Windowing::X11),
        (false, false) => None,
    }
}

/// Whether somebody listens at the socket that `WAYLAND_DISPLAY` names: a path, or a name below
/// `XDG_RUNTIME_DIR`.
#[cfg(all(unix, not(target_os = "macos")))]
fn wayland_answers() -> bool {
    let name = std::env::var_os("WAYLAND_DISPLAY").unwrap_or_default();
    let folder = std::env::var_os("XDG_RUNTIME_DIR").unwrap_or_default();
    // An absolute path stands by itself.
    UnixStream::connect(std::path::Path::new(&folder).join(name)).is_ok()
}

/// What is missing for a window, found without opening one.
#[cfg(all(unix, not(target_os = "macos")))]
pub(super) fn missing() -> Option<Missing> {
    let Some(windowing) = windowing() else {
        return Some(Missing::Display);
    };
    if xkbcommon_dl::xkbcommon_option().is_none() {
        return Some(Missing::Library {
            file: "libxkbcommon.so.0",
            debian: "libxkbcommon0",
            fedora: "libxkbcommon",
        });
    }
    // Wayland needs it, too, as soon as winit falls back to X11.
    if windowing == Windowing::X11 && xkbcommon_dl::x11::xkbcommon_x11_option().is_none() {
        return Some(Missing::Library {
            file: "libxkbcommon-x11.so.0",
            debian: "libxkbcommon-x11-0",
            fedora: "libxkbcommon-x11",
        });
    }
    None
}

/// What is missing for a window: here the system brings it all.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub(super) fn missing() -> Option<Missing> {
    None
}

/// What the windowing library's failure means for the reader.
pub(super) fn explain(error: &eframe::Error) -> Missing {
    match error {
        // Its own words print a page of settings.
        eframe::Error::NoGlutinConfigs(_, cause) => no_opengl(&cause.to_string()),
        eframe::Error::Glutin(_) | eframe::Error::OpenGL(_) => no_opengl(&error.to_string()),
        _ => no_window(&error.to_string()),
    }
}

fn no_opengl(said: &str) -> Missing {
    Missing::Other(format!(
        "OpenGL is missing or too old ({said}); steppe needs OpenGL 2.0 or newer: install your \
         graphics driver, or Mesa's software one with `apt install libgl1-mesa-dri libegl1 libgl1` \
         (Debian, Ubuntu) or `dnf install mesa-dri-drivers mesa-libEGL mesa-libGL` (Fedora)"
    ))
}

fn no_window(said: &str) -> Missing {
    // winit loads the X libraries at run time and does not say which it missed.
    if said.contains("xlib") {
        return Missing::Other(
            "a library of the X window system is missing; install them with \
             `apt install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxrandr2` (Debian, Ubuntu) \
             or `dnf install libX11 libX11-xcb libXcursor libXi libXrandr` (Fedora)"
                .to_owned(),
        );
    }
    // What stands before the last colon is the place in winit's own source.
    let reason = said.rsplit(": ").next().unwrap_or(said);
    Missing::Other(format!(
        "no window could be opened ({reason}); look whether the display that DISPLAY or \
         WAYLAND_DISPLAY names is there and lets you in"
    ))
}
