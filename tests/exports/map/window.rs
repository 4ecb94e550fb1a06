//! Pictures of the map from the window: the export sheet, and the clipboard.

use std::path::Path;
use std::sync::Arc;

use resvg::usvg::roxmltree;
use steppe::app::{Viewer, render_map};
use steppe::scene::Patience;
use steppe::session::viewpoint::{ColourVision, Furniture, MapTheme};
use steppe::session::{Command, Effect, Event, ExportFormat, ExportSpec, FileCommand};

use super::{moved, told};
use crate::{PREPARED, raster};

#[test]
fn a_copy_of_the_map_shows_what_the_window_shows() {
    let mut session = moved();
    let effects = session.apply(Command::File(FileCommand::CopyMap));
    let [Effect::CopyMap { view, spec }] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(view.camera, session.view.camera);
    assert_eq!(
        (spec.width_px, spec.height_px, spec.scale),
        (1800, 1000, 2.0)
    );
    assert!(session.files.copying);
    session.receive(Event::Copied { error: None });
    assert!(!session.files.copying && told(&session).contains("on the clipboard"));
    session.receive(Event::Copied {
        error: Some("no memory".into()),
    });
    assert!(told(&session).contains("no memory"));
}

#[test]
fn the_export_sheet_shows_the_picture_small() {
    use egui_kittest::kittest::Queryable as _;
    let mut desk = Viewer::with_patience(moved(), Patience::Wait);
    desk.apply(Command::File(FileCommand::ToggleExport));
    let builder = raster::harness(egui::vec2(1100.0, 800.0), 1.0).with_max_steps(16);
    let mut harness = builder.build_ui_state(
        |ui, desk: &mut Viewer| {
            desk.frame(ui);
        },
        desk,
    );
    let mut brightness = |theme| {
        let spec = ExportSpec {
            theme,
            ..harness.state().session().files.export
        };
        harness
            .state_mut()
            .apply(Command::File(FileCommand::SetExport(spec)));
        harness.run_ok();
        let room = harness
            .get_by_label("What the picture will look like")
            .rect();
        let picture = harness.render().unwrap();
        // For the eye, where the environment names a folder.
        if let Some(folder) = std::env::var_os("STEPPE_TEST_PICTURES") {
            let name = format!("sheet-{theme:?}.png");
            picture.save(Path::new(&folder).join(name)).unwrap();
        }
        let inside = picture
            .enumerate_pixels()
            .filter(|(x, y, _)| room.shrink(24.0).contains(egui::pos2(*x as f32, *y as f32)));
        let colours: Vec<[u8; 4]> = inside.map(|(_, _, pixel)| pixel.0).collect();
        let different: std::collections::BTreeSet<_> = colours.iter().collect();
        assert!(different.len() > 60, "{} colours", different.len());
        colours.iter().map(|pixel| u64::from(pixel[1])).sum::<u64>() / colours.len() as u64
    };
    let (light, dark) = (brightness(MapTheme::Light), brightness(MapTheme::Dark));
    assert!(light > 200 && dark < 90, "{light}, {dark}");
}

#[test]
fn a_preview_for_other_eyes_says_what_it_is_and_without_colour_has_none() {
    let session = moved();
    for vision in ColourVision::ALL {
        let spec = ExportSpec {
            width_px: 640,
            height_px: 480,
            vision,
            format: ExportFormat::Svg,
            furniture: Furniture::BARE,
            ..ExportSpec::default()
        };
        let svg = render_map(Arc::clone(&PREPARED), &session.view, spec).unwrap();
        let svg = String::from_utf8(svg).unwrap();
        match vision.words() {
            Some(words) => assert!(svg.contains(words), "{vision:?} is not said in the margin"),
            None => assert!(!svg.contains("Preview:")),
        }
        let document = roxmltree::Document::parse(&svg).unwrap();
        let fills = document
            .descendants()
            .filter_map(|node| node.attribute("fill"));
        let hues = fills.filter(|fill| {
            fill.len() == 7 && (fill[1..3] != fill[3..5] || fill[3..5] != fill[5..7])
        });
        assert_eq!(
            hues.count() == 0,
            vision == ColourVision::Grey,
            "{vision:?}"
        );
    }
}
