//! The sizes that the export sheet offers.

use crate::session::viewpoint::MapTheme;
use crate::session::{ExportSpec, Layout, Paper, Session};

/// A size that is often asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct SizePreset {
    pub(super) name: &'static str,
    pub(super) size: Size,
}

/// How large a preset is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Size {
    /// The map as it stands in the window, this many times.
    Window(u32),
    /// Pixels, and pixels for each logical pixel.
    Pixels(u32, u32, f32),
    /// Where the picture goes.
    For(Layout),
}

/// The sizes that are offered.
pub(super) const PRESETS: [SizePreset; 15] = [
    SizePreset {
        name: "Window",
        size: Size::Window(1),
    },
    SizePreset {
        name: "Window, twice as fine",
        size: Size::Window(2),
    },
    SizePreset {
        name: "Window, three times as fine",
        size: Size::Window(3),
    },
    SizePreset {
        name: "Article column, 1400 × 1800",
        size: Size::For(Layout::Article),
    },
    SizePreset {
        name: "Full width, 2000 × 1250",
        size: Size::For(Layout::Wide),
    },
    SizePreset {
        name: "Social card, 1200 × 675",
        size: Size::For(Layout::Social),
    },
    SizePreset {
        name: "Square post, 1080 × 1080",
        size: Size::For(Layout::Square),
    },
    SizePreset {
        name: "Story, 1080 × 1920",
        size: Size::For(Layout::Story),
    },
    SizePreset {
        name: "Full HD, 1920 × 1080",
        size: Size::Pixels(1920, 1080, 1.0),
    },
    SizePreset {
        name: "4K, 3840 × 2160",
        size: Size::Pixels(3840, 2160, 2.0),
    },
    SizePreset {
        name: "Square, 2048 × 2048",
        size: Size::Pixels(2048, 2048, 2.0),
    },
    SizePreset {
        name: "A4 upright, 300 dpi",
        size: Size::For(Layout::Sheet(Paper::A4Upright)),
    },
    SizePreset {
        name: "A4 across, 300 dpi",
        size: Size::For(Layout::Sheet(Paper::A4Across)),
    },
    SizePreset {
        name: "A3 upright, 300 dpi",
        size: Size::For(Layout::Sheet(Paper::A3Upright)),
    },
    SizePreset {
        name: "A3 across, 300 dpi",
        size: Size::For(Layout::Sheet(Paper::A3Across)),
    },
];

impl SizePreset {
    /// `spec` at this preset's size.
    pub(super) fn applied(self, session: &Session, spec: ExportSpec) -> ExportSpec {
        let theme = match self.size {
            Size::For(Layout::Sheet(_)) => MapTheme::Print,
            _ if spec.theme == MapTheme::Print => MapTheme::Light,
            _ => spec.theme,
        };
        let (width_px, height_px, scale) = match self.size {
            Size::Pixels(width, height, scale) => (width, height, scale),
            Size::For(layout) => {
                let (width, height) = layout.size_px();
                (width, height, layout.scale())
            }
            Size::Window(times) => {
                let camera = session.view.camera;
                let px = |logical: f64| (logical * f64::from(times)).round() as u32;
                (px(camera.width_px), px(camera.height_px), times as f32)
            }
        };
        ExportSpec {
            width_px,
            height_px,
            scale,
            theme,
            ..spec
        }
    }
}
