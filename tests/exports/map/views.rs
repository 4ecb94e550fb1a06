//! Pictures bring their view back, and what is none is refused in words.

use std::sync::Arc;

use steppe::app::{is_picture, reopen};
use steppe::atlas::{Atlas, BaseMap};
use steppe::dossier::{BUILTIN_ID, builtin};
use steppe::render::note;
use steppe::session::viewpoint::{ColourVision, Furniture, MapTheme};
use steppe::session::{
    CameraCommand, Colophon, Command, Effect, Event, ExportFormat, ExportSpec, FileCommand,
    LoadedDossier, Session, SourceId,
};

use super::{apart, drawn, moved, spec, told};
use crate::atlas;

#[test]
fn a_picture_brings_back_the_view_it_shows() {
    for format in ExportFormat::ALL {
        let before = moved();
        let spec = ExportSpec {
            theme: MapTheme::Dark,
            furniture: Furniture {
                legend: false,
                ..Furniture::PICTURE
            },
            ..spec(format)
        };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map").with_extension(format.extension());
        std::fs::write(&path, drawn(&before, spec)).unwrap();
        assert!(is_picture(&path));
        let colophon = reopen(&path).unwrap();
        assert_eq!(colophon.dossier.id, BUILTIN_ID);
        assert_eq!(colophon.as_of.as_deref(), Some("2021-10-23"));
        let mut after = Session::new(atlas(), None, Vec::new());
        after.apply(Command::Camera(CameraCommand::Resize {
            width_px: 900.0,
            height_px: 500.0,
        }));
        after.receive(Event::PictureRead {
            path: path.into(),
            colophon: Box::new(colophon),
        });
        assert_eq!(after.view.selected, before.view.selected);
        assert_eq!(after.view.layers, before.view.layers);
        assert_eq!(after.view.theme, MapTheme::Dark);
        assert_eq!(after.files.export.furniture, spec.furniture);
        let (a, b) = (after.view.camera, before.view.camera);
        assert!(
            (a.center.x_m - b.center.x_m).abs() < 1e-3
                && (a.center.y_m - b.center.y_m).abs() < 1e-3
        );
        assert!((a.metres_per_px / b.metres_per_px - 1.0).abs() < 1e-9);
        // The view that came back says the same of itself, and looks the same.
        let again = drawn(&after, spec);
        assert_eq!(note(&again), note(&drawn(&before, spec)), "{format:?}");
        if format == ExportFormat::Png {
            let pixels = |file: &[u8]| image::load_from_memory(file).unwrap().into_rgba8();
            assert!(apart(&pixels(&again), &pixels(&drawn(&before, spec))) < 0.01);
        }
    }
}

#[test]
fn a_smaller_window_shows_all_that_the_picture_showed() {
    let before = moved();
    let colophon = Colophon::of(&atlas(), &before.view, &ExportSpec::default());
    let mut after = Session::new(atlas(), None, Vec::new());
    after.apply(Command::Camera(CameraCommand::Resize {
        width_px: 450.0,
        height_px: 500.0,
    }));
    after.receive(Event::PictureRead {
        path: SourceId::default(),
        colophon: Box::new(colophon),
    });
    let (wide, here) = (
        before.view.camera.view_rect(),
        after.view.camera.view_rect(),
    );
    assert!(here.inflate(1.0).contains(wide.min) && here.inflate(1.0).contains(wide.max));
}

#[test]
fn a_picture_of_a_dossier_that_is_not_open_says_so_and_waits_for_it() {
    let mut session = Session::new(atlas(), None, Vec::new());
    let mut colophon = Colophon::of(&atlas(), &moved().view, &ExportSpec::default());
    colophon.dossier.id = "walk".into();
    colophon.dossier.title = "A walk".into();
    let read = |colophon: &Colophon| {
        let colophon = Box::new(colophon.clone());
        Event::PictureRead {
            path: "map.png".into(),
            colophon,
        }
    };
    assert!(session.receive(read(&colophon)).is_empty());
    let error = session
        .files
        .prompt
        .as_ref()
        .and_then(|prompt| prompt.error.clone())
        .unwrap();
    assert!(
        error.contains("\"A walk\" (walk)") && error.contains("open that dossier first"),
        "{error}"
    );
    let mut dossier = builtin().dossier;
    dossier.id = "walk".into();
    dossier.content = "another".into();
    let walk = Arc::new(Atlas::new(dossier, Arc::new(BaseMap::default())));
    let open = |atlas: &Arc<Atlas>| {
        let atlas = Some(Arc::clone(atlas));
        Event::Opened(LoadedDossier {
            so_far: false,
            again: None,
            path: None,
            problems: Vec::new(),
            atlas,
        })
    };
    session.receive(open(&walk));
    assert!(session.came_from_picture());
    assert_eq!(session.view.selected, walk.find("base-kant"));
    assert!(
        told(&session).contains("the dossier has changed since"),
        "{}",
        told(&session)
    );
    // The next dossier is another visit.
    session.receive(open(&atlas()));
    assert!(!session.came_from_picture() && session.view.selected.is_none());
    // A picture of the built-in dossier needs nothing more: that is at hand.
    session.receive(open(&walk));
    colophon.dossier.id = BUILTIN_ID.into();
    colophon
        .dossier
        .content
        .clone_from(&atlas().dossier.content);
    assert_eq!(session.receive(read(&colophon)), [Effect::Read(Vec::new())]);
    session.receive(open(&atlas()));
    assert_eq!(session.view.selected, atlas().find("base-kant"));
    assert!(!told(&session).lines().last().unwrap().contains("changed"));
}

#[test]
fn a_picture_named_beside_a_dossier_waits_until_that_is_read() {
    let mut colophon = Colophon::of(&atlas(), &moved().view, &ExportSpec::default());
    colophon.dossier.id = "walk".into();
    let dossier = |id: &str| {
        let mut dossier = builtin().dossier;
        dossier.id = id.into();
        let atlas = Atlas::new(dossier, Arc::new(BaseMap::default()));
        Event::Opened(LoadedDossier {
            so_far: false,
            again: None,
            path: Some("walk.dossier".into()),
            problems: Vec::new(),
            atlas: Some(Arc::new(atlas)),
        })
    };
    let opening = || {
        let mut session = Session::blank();
        session.apply(Command::File(FileCommand::Open(vec![
            "walk.dossier".into(),
        ])));
        let read = session.receive(Event::PictureRead {
            path: "map.png".into(),
            colophon: Box::new(colophon.clone()),
        });
        assert!(read.is_empty() && session.files.prompt.is_none());
        session
    };
    let mut session = opening();
    session.receive(dossier("walk"));
    assert_eq!(session.view.selected, atlas().find("base-kant"));
    assert!(session.came_from_picture());
    // Of another dossier nothing comes back, and the reader is told.
    let mut session = opening();
    session.receive(dossier("run"));
    assert!(!session.came_from_picture() && session.view.selected.is_none());
    assert!(
        told(&session).contains("another dossier"),
        "{}",
        told(&session)
    );
}

#[test]
fn a_view_that_no_map_has_is_left_out_and_the_rest_comes_back() {
    let base = Colophon::of(&atlas(), &moved().view, &ExportSpec::default());
    let json = base.to_json().unwrap();
    let scale = base.map().unwrap().view.camera.unwrap().1;
    for (from, to) in [
        (format!("{scale}"), "0.0".to_owned()),
        (format!("{scale}"), "-5.0".to_owned()),
        (format!("{scale}"), "1e300".to_owned()),
        (
            "\"size_px\":[900.0,500.0]".to_owned(),
            "\"size_px\":[0.0,-1.0]".to_owned(),
        ),
    ] {
        let hostile = json.replace(&from, &to);
        assert_ne!(hostile, json);
        let colophon = Box::new(Colophon::from_json(&hostile).unwrap());
        let mut session = Session::new(atlas(), None, Vec::new());
        let home = session.view.camera;
        session.receive(Event::PictureRead {
            path: SourceId::default(),
            colophon,
        });
        assert_eq!(session.view.camera, home, "{to}");
        assert_eq!(session.view.selected, atlas().find("base-kant"));
    }
    let newer = json.replace("{\"format\":1", "{\"format\":7");
    assert!(
        Colophon::from_json(&newer)
            .unwrap_err()
            .to_string()
            .contains("version 7")
    );
    assert!(Colophon::from_json("{\"format\":1}").is_err() && Colophon::from_json("[").is_err());
}

#[test]
fn with_its_note_a_preview_opens_as_one_and_what_older_versions_wrote_opens_too() {
    let session = moved();
    let spec = ExportSpec {
        vision: ColourVision::Tritanopia,
        theme: MapTheme::Print,
        ..ExportSpec::default()
    };
    let json = Colophon::of(&session.atlas, &session.view, &spec)
        .to_json()
        .unwrap();
    let colophon = Colophon::from_json(&json).unwrap();
    let map = colophon.map().unwrap();
    assert_eq!(
        (map.vision, map.theme),
        (ColourVision::Tritanopia, MapTheme::Print)
    );
    let older = |json: &str| -> serde_json::Value {
        let mut value: serde_json::Value = serde_json::from_str(json).unwrap();
        assert!(value.as_object_mut().unwrap().remove("vision").is_some());
        value
    };
    let opened = Colophon::from_json(&older(&json).to_string()).unwrap();
    assert_eq!(opened.map().unwrap().vision, ColourVision::Normal);
    let settings: ExportSpec =
        serde_json::from_value(older(&serde_json::to_string(&spec).unwrap())).unwrap();
    assert_eq!(
        (settings.vision, settings.theme),
        (ColourVision::Normal, MapTheme::Print)
    );
    let view = serde_json::to_string(&session.view).unwrap();
    let view: steppe::session::Viewpoint = serde_json::from_value(older(&view)).unwrap();
    assert_eq!(view.vision, ColourVision::Normal);
}
