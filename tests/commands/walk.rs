//! A reader who does anything at all: after each command the window is whole.

use std::sync::{Arc, LazyLock};

use proptest::prelude::*;
use steppe::atlas::query::Expression;
use steppe::atlas::{
    Atlas, BaseMap, Claim, Evidence, Facet, FeatureId, LayerIx, NameLanguage, Origin, PassageIx,
    Subject,
};
use steppe::earth::{LonLat, ScreenPoint};
use steppe::scene::{Composer, Item, Patience, Prepared, Scene, covers, covers_along};
use steppe::session::viewpoint::{
    ColourVision, CompareMode, MapTheme, Outside, Side, TimeWindow, Viewpoint,
};
use steppe::session::{
    BookmarkCommand, CameraCommand, Command, CompareCommand, ExploreCommand, FileCommand,
    FilterCommand, LayersCommand, MeasureCommand, MeasurePoint, Panel, ReadCommand, SelectCommand,
    Session, Sheet, ShellCommand, StoryCommand, TimeCommand,
};

/// Seconds in which every flight has landed.
const LANDED_S: f64 = 30.0;

static PREPARED: LazyLock<Arc<Prepared>> = LazyLock::new(|| {
    let basemap = BaseMap::embedded().expect("the base map is in the binary");
    let atlas = Atlas::new(steppe::dossier::builtin().dossier, Arc::new(basemap));
    Arc::new(Prepared::new(Arc::new(atlas)))
});

fn points() -> impl Strategy<Value = ScreenPoint> {
    (0.0..900.0, 0.0..600.0).prop_map(|(x_px, y_px)| ScreenPoint::new(x_px, y_px))
}

fn subjects() -> impl Strategy<Value = Subject> {
    (0..40_u32).prop_map(|number| Subject::Feature(FeatureId(number)))
}

fn layers() -> impl Strategy<Value = LayerIx> {
    let count = u16::try_from(PREPARED.atlas().layers.len()).unwrap_or(u16::MAX);
    (0..count).prop_map(LayerIx)
}

fn windows() -> impl Strategy<Value = TimeWindow> {
    let day = jiff::civil::date(2021, 8, 1);
    (0..90_i64, 1..60_i64).prop_map(move |(from, days)| {
        let from = day.saturating_add(jiff::Span::new().days(from));
        TimeWindow::new(from, from.saturating_add(jiff::Span::new().days(days)))
    })
}

fn evidence() -> impl Strategy<Value = Evidence> {
    let values = Origin::ALL.map(Evidence::Origin).into_iter();
    let values = values.chain(Claim::ALL.map(Evidence::Claim));
    prop::sample::select(values.collect::<Vec<_>>())
}

fn map_commands() -> impl Strategy<Value = Command> {
    let place = (points(), 0.2..5.0);
    let camera = prop_oneof![
        (-300.0..300.0, -300.0..300.0)
            .prop_map(|(dx_px, dy_px)| CameraCommand::PanBy { dx_px, dy_px }),
        place.prop_map(|(at, factor)| CameraCommand::ZoomAt { factor, at }),
        (0.2..5.0).prop_map(|factor| CameraCommand::ZoomBy { factor }),
        (points(), points()).prop_map(|(from, to)| CameraCommand::FrameBox { from, to }),
        (300.0..1200.0, 200.0..900.0).prop_map(|(width_px, height_px)| CameraCommand::Resize {
            width_px,
            height_px
        }),
        subjects().prop_map(CameraCommand::FlyTo),
        (-179.0..179.0, -80.0..80.0)
            .prop_map(|(lon, lat)| CameraCommand::GoTo(LonLat::new(lon, lat))),
        (1e4..1e8).prop_map(|denominator| CameraCommand::SetScale { denominator }),
        Just(CameraCommand::Home),
        Just(CameraCommand::Settled),
        Just(CameraCommand::PreviousView),
        Just(CameraCommand::NextView),
    ];
    let order = prop_oneof![
        layers().prop_map(LayersCommand::Toggle),
        layers().prop_map(LayersCommand::ShowAlone),
        (layers(), 0.0..1.0_f32)
            .prop_map(|(layer, opacity)| LayersCommand::SetOpacity { layer, opacity }),
        (layers(), 0..9_usize)
            .prop_map(|(layer, position)| LayersCommand::MoveTo { layer, position }),
    ];
    let select = prop_oneof![
        (points(), prop::collection::vec(subjects(), 0..4))
            .prop_map(|(at, stack)| SelectCommand::Click { at, stack }),
        subjects().prop_map(SelectCommand::FromPickList),
        (subjects(), 0..9_u32).prop_map(|(subject, passage)| SelectCommand::FromText {
            subject,
            passage: PassageIx(passage),
        }),
        subjects().prop_map(SelectCommand::Jump),
        prop::collection::vec(subjects(), 0..4).prop_map(SelectCommand::Frame),
        Just(SelectCommand::NextInText),
        Just(SelectCommand::PreviousInText),
        Just(SelectCommand::Clear),
    ];
    let point = (-179.0..179.0, -80.0..80.0).prop_map(|(lon, lat)| MeasurePoint {
        at: LonLat::new(lon, lat),
        subject: None,
    });
    let measure = prop_oneof![
        prop::option::of(point.clone()).prop_map(MeasureCommand::Path),
        point.clone().prop_map(MeasureCommand::Ring),
        (1e3..1e6).prop_map(MeasureCommand::SetRadius),
        point.prop_map(MeasureCommand::Add),
        Just(MeasureCommand::TakeBack),
        Just(MeasureCommand::End),
        Just(MeasureCommand::Leave),
    ];
    prop_oneof![
        camera.prop_map(Command::Camera),
        order.prop_map(Command::Layers),
        select.prop_map(Command::Select),
        measure.prop_map(Command::Measure),
        prop::option::of(subjects()).prop_map(Command::Hover),
    ]
}

fn day_commands() -> impl Strategy<Value = Command> {
    let side = prop::sample::select(Side::BOTH.to_vec());
    let time = prop_oneof![
        windows().prop_map(TimeCommand::Drag),
        prop::option::of(windows()).prop_map(TimeCommand::Show),
        prop::sample::select(vec![Outside::Hide, Outside::Dim]).prop_map(TimeCommand::SetOutside),
        any::<bool>().prop_map(TimeCommand::SetUndated),
        any::<bool>().prop_map(|forward| TimeCommand::Step { forward }),
        any::<bool>().prop_map(TimeCommand::SetGrowing),
        Just(TimeCommand::TogglePlay),
        Just(TimeCommand::Settled),
    ];
    let compare = prop_oneof![
        Just(CompareCommand::Toggle),
        side.clone().prop_map(CompareCommand::TakeDays),
        (side, windows()).prop_map(|(side, window)| CompareCommand::SetDays { side, window }),
        Just(CompareCommand::Swap),
        prop::sample::select(vec![CompareMode::Swipe, CompareMode::Split])
            .prop_map(CompareCommand::SetMode),
        (0.0..1.0).prop_map(CompareCommand::Divide),
        Just(CompareCommand::Settled),
    ];
    let filter = prop_oneof![
        (evidence(), any::<bool>()).prop_map(|(value, shown)| FilterCommand::Tick { value, shown }),
        evidence().prop_map(FilterCommand::Only),
        prop::sample::select(Facet::ALL.to_vec()).prop_map(FilterCommand::All),
        prop::sample::select(Facet::ALL.to_vec()).prop_map(FilterCommand::None),
        Just(FilterCommand::Reported),
        Just(FilterCommand::Clear),
    ];
    prop_oneof![
        time.prop_map(Command::Time),
        compare.prop_map(Command::Compare),
        filter.prop_map(Command::Filter),
    ]
}

fn window_commands() -> impl Strategy<Value = Command> {
    let bookmark = prop_oneof![
        Just(BookmarkCommand::Add),
        (0..3_usize).prop_map(BookmarkCommand::Show),
        (0..3_usize, 0..3_usize).prop_map(|(from, to)| BookmarkCommand::Move { from, to }),
        (0..3_usize).prop_map(BookmarkCommand::Remove),
    ];
    let read = prop_oneof![
        Just(ReadCommand::NextPassage),
        Just(ReadCommand::PreviousPassage),
        (0..9_u32).prop_map(|at| ReadCommand::Frame(PassageIx(at))),
        (0..9_u32).prop_map(|at| ReadCommand::ScrolledTo(PassageIx(at))),
        any::<bool>().prop_map(ReadCommand::Follow),
    ];
    let shell = prop_oneof![
        Just(ShellCommand::TogglePanel(Panel::Article)),
        Just(ShellCommand::ToggleSheet(Sheet::Keys)),
        any::<bool>().prop_map(ShellCommand::SetNarrow),
        Just(ShellCommand::ToggleTable),
    ];
    let story = prop::sample::select(vec![
        StoryCommand::Begin,
        StoryCommand::Next,
        StoryCommand::Previous,
        StoryCommand::Leave,
    ]);
    let condition = |text: &str| text.parse::<Expression>().expect("a condition");
    let explore = prop::sample::select(vec![
        ExploreCommand::Show(None),
        ExploreCommand::Add(condition("status = 'active'")),
        ExploreCommand::Add(condition("name LIKE '%a%'")),
        ExploreCommand::Replace { at: 0, by: None },
        ExploreCommand::Replace {
            at: 0,
            by: Some(condition("when < DATE('2021-10-01')")),
        },
        ExploreCommand::Clear,
    ]);
    let file = prop::sample::select(vec![
        FileCommand::Open(Vec::new()),
        FileCommand::AskOpen,
        FileCommand::AbandonReading,
        FileCommand::ReadAgain,
        FileCommand::Remove(LayerIx(0)),
        FileCommand::ToggleExport,
        FileCommand::Export,
        FileCommand::DismissPrompt,
        FileCommand::CopyMap,
        FileCommand::SaveDossier,
        FileCommand::SaveDossierAs,
    ]);
    prop_oneof![
        bookmark.prop_map(Command::Bookmark),
        read.prop_map(Command::Read),
        shell.prop_map(Command::Shell),
        file.prop_map(Command::File),
        story.prop_map(Command::Story),
        explore.prop_map(Command::Explore),
        Just(Command::ToggleDetail),
        prop::sample::select(vec![MapTheme::Light, MapTheme::Dark]).prop_map(|theme| {
            Command::SetMapTheme {
                theme,
                follows: false,
            }
        }),
        prop::sample::select(vec![ColourVision::Normal, ColourVision::Tritanopia])
            .prop_map(Command::SetVision),
        Just(Command::SetNames(NameLanguage::default())),
        Just(Command::Undo),
        Just(Command::Redo),
        (0.0..5.0).prop_map(|dt_s| Command::Tick { dt_s }),
    ]
}

fn commands() -> impl Strategy<Value = Command> {
    prop_oneof![3 => map_commands(), 2 => day_commands(), 1 => window_commands()]
}

/// What undo brings back, as it is when every flight has landed.
fn undoable(view: &Viewpoint) -> Viewpoint {
    let mut view = view.clone();
    view.hovered = None;
    view
}

/// Whether a command is a step of its own, so that undoing it must give the view before it. Gestures
/// merge with the steps before them.
fn is_single_step(command: &Command) -> bool {
    match command {
        Command::Layers(command) => !matches!(command, LayersCommand::SetOpacity { .. }),
        Command::Filter(_) | Command::ToggleDetail | Command::SetMapTheme { .. } => true,
        Command::Compare(command) => matches!(
            command,
            CompareCommand::Toggle | CompareCommand::Swap | CompareCommand::SetMode(_)
        ),
        _ => false,
    }
}

/// What steps of undo hold, but for the place of the map: moving it is no step.
fn steps(session: &Session) -> impl PartialEq + std::fmt::Debug + use<> {
    let view = &session.view;
    (
        (view.layers.clone(), view.styles.clone()),
        (view.time, view.compare),
        (view.evidence.clone(), view.attributes.clone()),
        (view.theme, view.furniture.detail),
        view.selected,
    )
}

fn assert_whole(scene: &Scene) {
    let panes = scene.panes.iter().map(|pane| &*pane.scene);
    for map in panes.chain([scene]) {
        let names = map.group("labels").map_or(&[][..], |group| &group.items);
        let covered: Vec<_> = names
            .iter()
            .filter_map(|item| match item {
                Item::Text(text) => Some((text.text.as_str(), vec![covers(text)])),
                Item::CurvedText(text) => Some((text.text.text.as_str(), covers_along(text))),
                _ => None,
            })
            .collect();
        for (number, (name, rects)) in covered.iter().enumerate() {
            for (other, others) in &covered[number + 1..] {
                let over = rects.iter().any(|a| others.iter().any(|b| a.overlaps(b)));
                assert!(!over, "{name} over {other}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_reader_does_the_window_stays_whole(
        walk in prop::collection::vec(commands(), 1..10),
    ) {
        let mut session = Session::new(Arc::clone(PREPARED.atlas()), None, Vec::new());
        session.apply(Command::Camera(CameraCommand::Resize { width_px: 900.0, height_px: 600.0 }));
        let mut composer = Composer::new(Arc::clone(&PREPARED), Patience::Wait);
        for command in walk {
            session.apply(Command::Tick { dt_s: LANDED_S });
            let before = undoable(&session.view);
            session.apply(command.clone());
            let is_step = is_single_step(&command) && !session.timeline.play.playing;
            if is_step && undoable(&session.view) != before {
                session.apply(Command::Tick { dt_s: LANDED_S });
                let after = undoable(&session.view);
                session.apply(Command::Undo);
                session.apply(Command::Tick { dt_s: LANDED_S });
                prop_assert_eq!(&undoable(&session.view), &before, "undoing {:?}", command);
                session.apply(Command::Redo);
                session.apply(Command::Tick { dt_s: LANDED_S });
                prop_assert_eq!(&undoable(&session.view), &after, "redoing {:?}", command);
            }
            assert_whole(&composer.compose(&session.view));
        }
    }

    #[test]
    fn undoing_everything_leads_back_to_the_beginning_and_redoing_to_the_end(
        walk in prop::collection::vec(commands(), 1..30),
    ) {
        let mut session = Session::new(Arc::clone(PREPARED.atlas()), None, Vec::new());
        let begin = steps(&session);
        for command in walk {
            session.apply(command);
        }
        session.apply(Command::Tick { dt_s: LANDED_S });
        while session.redo_label().is_some() {
            session.apply(Command::Redo);
        }
        let end = steps(&session);
        while session.undo_label().is_some() {
            session.apply(Command::Undo);
        }
        prop_assert_eq!(steps(&session), begin);
        while session.redo_label().is_some() {
            session.apply(Command::Redo);
        }
        prop_assert_eq!(steps(&session), end);
    }
}
