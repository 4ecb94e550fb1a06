//! The session driven by its commands, as a reader would.

mod flights;
mod looks;
mod projecting;
mod revisions;
mod saving;

use std::sync::Arc;

use super::viewpoint::LayerState;
use super::*;
use crate::atlas::{
    Article, Atlas, BaseMap, Block, Dossier, Feature, FeatureId, LayerIx, Link, Origin, Passage,
    PassageIx, Precision, PrecisionClass, Role, Setting, Shape, Span, Subject,
};
use crate::earth::{Extent, LonLat, ScreenPoint};

const KANT: Subject = Subject::Feature(FeatureId(0));
const DUSHANBE: Subject = Subject::Feature(FeatureId(1));
const NOWHERE: Subject = Subject::Feature(FeatureId(2));

pub(super) fn feature(id: &str, at: Option<LonLat>) -> Feature {
    Feature {
        id: id.into(),
        layer: LayerIx(0),
        name: id.to_uppercase(),
        kind: "air base".into(),
        shape: at.map(Shape::point),
        precision: Precision {
            class: PrecisionClass::Site,
            radius_m: Some(1000.0),
        },
        origin: Origin::Article,
        line: 1,
        ..Feature::default()
    }
}

fn passage(id: &str, subjects: &[Subject]) -> Passage {
    let spans = subjects.iter().map(|&subject| Span {
        text: "here".into(),
        link: Some(Link::Subject(subject)),
        ..Span::default()
    });
    Passage {
        id: id.into(),
        role: Role::Body,
        setting: Setting::Paragraph,
        spans: spans.collect(),
        line: 1,
    }
}

#[test]
fn the_first_hint_leaves_when_the_reader_has_begun() {
    let mut session = session();
    for command in [
        Command::Select(SelectCommand::Jump(KANT)),
        Command::Shell(ShellCommand::ToggleTable),
        Command::Shell(ShellCommand::ToggleSheet(Sheet::Keys)),
    ] {
        session
            .shell
            .notify("How to begin".into(), NoticeKind::Hint);
        session.apply(Command::Tick { dt_s: 1.0 });
        assert_eq!(session.shell.notices.len(), 1);
        session.apply(command.clone());
        assert_eq!(session.shell.notices, [], "{command:?}");
    }
}

fn session() -> Session {
    let passages = vec![
        passage("p01", &[DUSHANBE]),
        passage("p02", &[KANT, DUSHANBE]),
        passage("p03", &[]),
    ];
    let blocks = (0..3).map(|ix| Block::Passage(PassageIx(ix))).collect();
    let mut dossier = Dossier {
        id: "test".into(),
        features: vec![
            feature("kant", Some(LonLat::new(74.846, 42.853))),
            feature("dushanbe", Some(LonLat::new(68.787, 38.56))),
            feature("nowhere", None),
        ],
        article: Article { blocks, passages },
        ..Dossier::default()
    };
    dossier.map.extent = Some(Extent {
        west_deg: 46.0,
        south_deg: 34.0,
        east_deg: 88.0,
        north_deg: 56.0,
    });
    dossier.layers = vec![crate::atlas::Layer {
        id: "bases".into(),
        name: "Bases".into(),
        kind: crate::atlas::LayerKind::Features(crate::atlas::Symbol::Square),
        visible: true,
        summary: String::new(),
    }];
    let mut session = Session::new(
        Arc::new(Atlas::new(
            dossier,
            Arc::new(BaseMap::embedded().expect("the base map")),
        )),
        None,
        Vec::new(),
    );
    session.apply(Command::Camera(CameraCommand::Resize {
        width_px: 1000.0,
        height_px: 600.0,
    }));
    session
}

fn land(session: &mut Session) {
    for _ in 0..60 {
        session.apply(Command::Tick { dt_s: 0.02 });
    }
    assert!(!session.navigation.flying(), "a flight ends within 1.2 s");
}

fn centre(session: &Session) -> LonLat {
    session
        .atlas
        .projection
        .unproject(session.view.camera.center)
        .expect("on the map")
}

const BASES: LayerIx = LayerIx(0);

#[test]
fn undo_takes_back_a_toggle_and_leaves_the_map_where_the_hand_has_moved_it() {
    let mut session = session();
    session.apply(Command::Layers(LayersCommand::Toggle(BASES)));
    assert!(!session.view.shows(BASES));
    session.apply(Command::Camera(CameraCommand::PanBy {
        dx_px: 50.0,
        dy_px: 0.0,
    }));
    let panned = session.view.camera;
    assert_eq!(session.undo_label(), Some("Hide Bases"));
    session.apply(Command::Undo);
    assert!(session.view.shows(BASES));
    assert_eq!(session.view.camera, panned);
    session.apply(Command::Redo);
    assert!(!session.view.shows(BASES));
}

#[test]
fn undo_takes_back_a_selection_and_the_flight_it_made_as_one_step() {
    let mut session = session();
    let before = session.view.camera;
    session.apply(Command::Select(SelectCommand::FromText {
        subject: KANT,
        passage: PassageIx(1),
    }));
    land(&mut session);
    assert!((centre(&session).lon_deg - 74.846).abs() < 1e-6);
    session.apply(Command::Undo);
    land(&mut session);
    assert_eq!(session.selected(), None);
    assert_eq!(session.view.camera.center, before.center);
    assert_eq!(session.undo_label(), None);
}

#[test]
fn dragging_the_opacity_slider_is_one_step() {
    let mut session = session();
    for step in 1..=10_u8 {
        let opacity = 1.0 - f32::from(step) / 20.0;
        session.apply(Command::Layers(LayersCommand::SetOpacity {
            layer: BASES,
            opacity,
        }));
    }
    session.apply(Command::Undo);
    assert_eq!(
        session.view.layer(BASES).map(|state| state.opacity),
        Some(1.0)
    );
    assert_eq!(session.undo_label(), None);
}

#[test]
fn the_order_of_layers_can_be_changed_and_none_is_ever_lost() {
    let mut session = session();
    let last = session.view.layers.len() - 1;
    session.apply(Command::Layers(LayersCommand::MoveTo {
        layer: BASES,
        position: 99,
    }));
    assert_eq!(session.view.layers[last].layer, BASES);
    session.apply(Command::Undo);
    assert_eq!(session.view.layers[0].layer, BASES);
    let mut layers: Vec<LayerIx> = session
        .view
        .layers
        .iter()
        .map(|state: &LayerState| state.layer)
        .collect();
    layers.sort();
    assert_eq!(layers, session.atlas.layer_ixs().collect::<Vec<_>>());
}

#[test]
fn showing_a_layer_alone_twice_shows_all_again() {
    let mut session = session();
    let water = session.atlas.layer_named("water").expect("a ground layer");
    session.apply(Command::Layers(LayersCommand::ShowAlone(water)));
    let countries = session
        .atlas
        .layer_named("countries")
        .expect("a ground layer");
    assert!(session.view.shows(water) && !session.view.shows(countries));
    assert!(session.view.shows(BASES), "features are of another kind");
    session.apply(Command::Layers(LayersCommand::ShowAlone(water)));
    assert!(session.view.shows(countries));
}

#[test]
fn a_click_on_a_stack_offers_the_list_and_a_second_click_steps_down() {
    let mut session = session();
    let at = ScreenPoint::new(100.0, 100.0);
    let click = || {
        Command::Select(SelectCommand::Click {
            at,
            stack: vec![KANT, DUSHANBE],
        })
    };
    session.apply(click());
    assert_eq!(session.selected(), Some(KANT));
    assert_eq!(
        session.picks.as_ref().map(|picks| picks.stack.len()),
        Some(2)
    );
    session.apply(click());
    assert_eq!(session.selected(), Some(DUSHANBE));
    session.apply(click());
    assert_eq!(session.selected(), Some(KANT));
    session.apply(Command::Select(SelectCommand::FromPickList(DUSHANBE)));
    assert_eq!(
        (session.selected(), &session.picks),
        (Some(DUSHANBE), &None)
    );
}

#[test]
fn a_click_on_the_empty_map_clears_the_selection() {
    let mut session = session();
    session.apply(Command::Select(SelectCommand::Jump(KANT)));
    session.apply(Command::Select(SelectCommand::Click {
        at: ScreenPoint::new(1.0, 1.0),
        stack: vec![],
    }));
    assert_eq!(session.selected(), None);
}

#[test]
fn escape_closes_what_is_open_before_it_clears_the_selection() {
    let mut session = session();
    session.apply(Command::Select(SelectCommand::Jump(KANT)));
    session.apply(Command::Shell(ShellCommand::ToggleSheet(Sheet::Keys)));
    session.apply(Command::Select(SelectCommand::Clear));
    assert_eq!(
        (session.shell.sheet, session.selected()),
        (None, Some(KANT))
    );
    session.apply(Command::Select(SelectCommand::Clear));
    assert_eq!(session.selected(), None);
}

#[test]
fn choosing_a_mark_opens_the_article_at_its_first_passage_and_arrows_step_on() {
    let mut session = session();
    session.apply(Command::Select(SelectCommand::Click {
        at: ScreenPoint::new(1.0, 1.0),
        stack: vec![DUSHANBE],
    }));
    assert_eq!(session.passage_count(), Some((1, 2)));
    let serial = session.reading.scroll_serial;
    session.apply(Command::Read(ReadCommand::NextPassage));
    assert_eq!(session.passage_count(), Some((2, 2)));
    assert_eq!(session.reading.scroll_serial, serial + 1);
    session.apply(Command::Read(ReadCommand::NextPassage));
    assert_eq!(session.passage_count(), Some((1, 2)));
}

#[test]
fn n_and_p_step_through_the_marks_in_the_order_of_the_text() {
    let mut session = session();
    session.apply(Command::Select(SelectCommand::NextInText));
    assert_eq!(session.selected(), Some(DUSHANBE));
    session.apply(Command::Select(SelectCommand::NextInText));
    assert_eq!(session.selected(), Some(KANT));
    session.apply(Command::Select(SelectCommand::NextInText));
    assert_eq!(session.selected(), Some(DUSHANBE));
    session.apply(Command::Select(SelectCommand::PreviousInText));
    assert_eq!(session.selected(), Some(KANT));
}

#[test]
fn a_passage_frames_every_mark_it_names() {
    let mut session = session();
    session.apply(Command::Read(ReadCommand::Frame(PassageIx(1))));
    land(&mut session);
    for subject in [KANT, DUSHANBE] {
        let at = session.atlas.anchor(subject).expect("a place");
        let point = session.atlas.projection.project(at).expect("on the map");
        let on_screen = session.view.camera.screen_from_map(point);
        assert!(
            (50.0..950.0).contains(&on_screen.x_px) && (50.0..550.0).contains(&on_screen.y_px),
            "{on_screen:?}"
        );
    }
}

#[test]
fn following_the_text_ends_as_soon_as_the_reader_pans() {
    let mut session = session();
    session.apply(Command::Read(ReadCommand::Follow(true)));
    session.apply(Command::Read(ReadCommand::ScrolledTo(PassageIx(1))));
    assert!(session.in_motion());
    session.apply(Command::Camera(CameraCommand::PanBy {
        dx_px: 10.0,
        dy_px: 0.0,
    }));
    assert!(!session.reading.following);
    session.apply(Command::Read(ReadCommand::ScrolledTo(PassageIx(0))));
    assert!(!session.in_motion());
}

#[test]
fn a_notice_goes_by_itself_and_an_error_stays() {
    let mut session = session();
    for kind in [NoticeKind::Info, NoticeKind::Error] {
        session.apply(Command::Shell(ShellCommand::Notify {
            text: "text".into(),
            kind,
        }));
    }
    session.apply(Command::Tick { dt_s: 60.0 });
    assert_eq!(session.shell.notices.len(), 1);
    assert!(!session.in_motion(), "an error that stays needs no frames");
    session.apply(Command::Shell(ShellCommand::CloseNotice(0)));
    assert!(session.shell.notices.is_empty());
}

#[test]
fn an_action_survives_being_written_down() {
    for command in [
        Command::Camera(CameraCommand::ZoomAt {
            factor: 1.5,
            at: ScreenPoint::new(1.0, 2.0),
        }),
        Command::Layers(LayersCommand::SetOpacity {
            layer: BASES,
            opacity: 0.5,
        }),
        Command::Select(SelectCommand::Click {
            at: ScreenPoint::new(0.0, 0.0),
            stack: vec![KANT],
        }),
        Command::File(FileCommand::Open(vec![SourceId::from("a.dossier")])),
        Command::Shell(ShellCommand::SetTheme(InterfaceTheme::Dark)),
    ] {
        let text = serde_json::to_string(&command).expect("written");
        assert_eq!(
            serde_json::from_str::<Command>(&text).expect("read"),
            command
        );
    }
}

#[test]
fn features_that_give_the_frame_have_room_around_them() {
    let mut dossier = session().atlas.dossier.clone();
    dossier.map.extent = None;
    let atlas = Arc::new(Atlas::new(dossier, Arc::new(BaseMap::default())));
    let session = Session::new(Arc::clone(&atlas), None, Vec::new());
    let camera = session.view.camera;
    for (_, feature) in atlas.features() {
        let Some(place) = feature
            .shape
            .as_ref()
            .and_then(|shape| shape.points.first())
        else {
            continue;
        };
        let at = camera.screen_from_map(atlas.projection.project(*place).unwrap());
        let room_px = at.x_px.min(camera.width_px - at.x_px);
        let room_px = room_px.min(at.y_px).min(camera.height_px - at.y_px);
        assert!(room_px >= 39.0, "{}: {room_px}", feature.id);
    }
}
