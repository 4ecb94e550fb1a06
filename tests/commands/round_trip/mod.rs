//! Every command and every event is plain data: written down and read again, it is the same.

mod events;

use std::collections::BTreeSet;
use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use steppe::atlas::basemap::CountryIx;
use steppe::atlas::classes::ColourBy;
use steppe::atlas::profile::ProfileScope;
use steppe::atlas::query::Expression;
use steppe::atlas::{
    Evidence, Facet, FeatureId, LayerIx, NameLanguage, Origin, PassageIx, Subject, TableIx,
    WrittenWords,
};
use steppe::dossier::{DayOrder, ReadAs};
use steppe::earth::{LengthUnit, LonLat, ScreenPoint};
use steppe::session::viewpoint::{
    ColourVision, Compare, CompareMode, MapTheme, Outside, PictureWords, Side, TimeWindow,
};
use steppe::session::{
    AnimationSpec, Bookmark, BookmarkCommand, CameraCommand, ChartSpec, Colophon, Command,
    CompareCommand, CoordinateStyle, DetailsRead, Event, ExploreCommand, ExportSpec, FileCommand,
    FilterCommand, InterfaceTheme, LayersCommand, LoadedDossier, MeasureCommand, MeasurePoint,
    NoticeKind, Panel, PanelTab, PictureId, PlayStep, ProfileRead, PromptPurpose, ReadCommand,
    Reprojected, SaveId, SavedView, SelectCommand, Sheet, ShellCommand, SourceId, Sources,
    StoryCommand, Stretch, TableSorting, TimeCommand,
};

/// The names of all variants of a type, as its reader lists them for one that it does not know.
fn variants<T: DeserializeOwned>() -> BTreeSet<String> {
    let unknown = serde_json::from_str::<T>("\"?\"").err();
    let said = unknown.expect("no variant is called so").to_string();
    let listed = said.split_once("expected one of ").expect("a list").1;
    let names = listed.split('`').skip(1).step_by(2);
    names.map(str::to_owned).collect()
}

/// Writes and reads each sample, and fails where a variant has none.
#[track_caller]
fn round_trips<T: Serialize + DeserializeOwned + PartialEq + Debug>(samples: &[T]) {
    let mut seen = BTreeSet::new();
    for sample in samples {
        let written = serde_json::to_value(sample).expect("it is written");
        let name = match &written {
            serde_json::Value::Object(one) => one.keys().next().cloned(),
            other => other.as_str().map(str::to_owned),
        };
        seen.extend(name);
        let read: T = serde_json::from_value(written).expect("it is read");
        assert_eq!(&read, sample);
    }
    assert_eq!(seen, variants::<T>(), "each variant has a sample");
}

fn window() -> TimeWindow {
    let day = |text: &str| text.parse().expect("a date");
    TimeWindow::new(day("2021-08-15"), day("2021-10-18"))
}

fn at() -> ScreenPoint {
    ScreenPoint::new(12.5, 40.0)
}

fn place() -> MeasurePoint {
    MeasurePoint {
        at: LonLat::new(68.8, 38.5),
        subject: Some(Subject::Country(CountryIx(3))),
    }
}

fn path() -> SourceId {
    "maps/kant.dossier".into()
}

#[test]
fn every_command_of_the_map_round_trips() {
    let feature = Subject::Feature(FeatureId(7));
    round_trips(&[
        CameraCommand::PanBy {
            dx_px: 1.5,
            dy_px: -2.0,
        },
        CameraCommand::ZoomAt {
            factor: 1.2,
            at: at(),
        },
        CameraCommand::ZoomBy { factor: 0.5 },
        CameraCommand::Resize {
            width_px: 900.0,
            height_px: 600.0,
        },
        CameraCommand::FrameBox {
            from: at(),
            to: ScreenPoint::new(90.0, 80.0),
        },
        CameraCommand::Home,
        CameraCommand::FlyTo(feature),
        CameraCommand::GoTo(LonLat::new(69.2, 41.3)),
        CameraCommand::SetScale { denominator: 2e6 },
        CameraCommand::Settled,
        CameraCommand::PreviousView,
        CameraCommand::NextView,
    ]);
    round_trips(&[
        LayersCommand::Toggle(LayerIx(1)),
        LayersCommand::ShowAlone(LayerIx(2)),
        LayersCommand::SetOpacity {
            layer: LayerIx(0),
            opacity: 0.25,
        },
        LayersCommand::ColourBy {
            layer: LayerIx(1),
            by: Some(ColourBy {
                column: "status".into(),
                ..ColourBy::default()
            }),
        },
        LayersCommand::LabelBy {
            layer: LayerIx(1),
            column: Some("when".into()),
        },
        LayersCommand::MoveTo {
            layer: LayerIx(3),
            position: 0,
        },
    ]);
    round_trips(&[
        SelectCommand::Click {
            at: at(),
            stack: vec![feature],
        },
        SelectCommand::List {
            at: at(),
            stack: vec![feature],
        },
        SelectCommand::FromPickList(feature),
        SelectCommand::FromText {
            subject: feature,
            passage: PassageIx(4),
        },
        SelectCommand::Jump(feature),
        SelectCommand::Frame(vec![feature]),
        SelectCommand::NextInText,
        SelectCommand::PreviousInText,
        SelectCommand::Clear,
    ]);
    round_trips(&[
        MeasureCommand::Path(None),
        MeasureCommand::Ring(place()),
        MeasureCommand::SetRadius(5e4),
        MeasureCommand::Add(place()),
        MeasureCommand::TakeBack,
        MeasureCommand::End,
        MeasureCommand::Leave,
    ]);
}

#[test]
fn every_command_of_days_and_evidence_round_trips() {
    round_trips(&[
        TimeCommand::Drag(window()),
        TimeCommand::Settled,
        TimeCommand::Show(Some(window())),
        TimeCommand::SetOutside(Outside::Dim),
        TimeCommand::SetUndated(true),
        TimeCommand::TogglePlay,
        TimeCommand::Step { forward: false },
        TimeCommand::SetStep(PlayStep::Week),
        TimeCommand::SetSpeed(2.0),
        TimeCommand::SetLooping(true),
        TimeCommand::SetGrowing(true),
        TimeCommand::Look(Stretch {
            from_day: 18_000.0,
            days: 90.0,
        }),
    ]);
    round_trips(&[
        CompareCommand::Toggle,
        CompareCommand::TakeDays(Side::Before),
        CompareCommand::Show(Some(Compare::new(window(), window()))),
        CompareCommand::SetDays {
            side: Side::After,
            window: window(),
        },
        CompareCommand::Swap,
        CompareCommand::SetMode(CompareMode::Split),
        CompareCommand::Divide(0.5),
        CompareCommand::Settled,
        CompareCommand::Take(Side::After),
    ]);
    let sure: Expression = "precision = 'site'".parse().expect("a condition");
    round_trips(&[
        ExploreCommand::Show(Some(LayerIx(1))),
        ExploreCommand::SetLog {
            column: "population".into(),
            log: true,
        },
        ExploreCommand::Narrow {
            layer: None,
            column: "precision".into(),
            condition: Some(sure.clone()),
            drag: Some(1),
        },
        ExploreCommand::LookCloser {
            column: "when".into(),
            days: Some([18_000, 18_100]),
        },
        ExploreCommand::Compare(Some(["when".into(), "weight".into()])),
        ExploreCommand::Keep(vec!["kind".into()]),
        ExploreCommand::Rename {
            chart: "features-by-kind".into(),
            title: "Kinds".into(),
        },
        ExploreCommand::Forget("features-by-kind".into()),
        ExploreCommand::Replace { at: 0, by: None },
        ExploreCommand::Add(sure),
        ExploreCommand::ReadColumns,
        ExploreCommand::Clear,
    ]);
    let article = Evidence::Origin(Origin::Article);
    round_trips(&[
        FilterCommand::Tick {
            value: article.clone(),
            shown: false,
        },
        FilterCommand::Only(article),
        FilterCommand::All(Facet::Origin),
        FilterCommand::None(Facet::Actor),
        FilterCommand::Reported,
        FilterCommand::Clear,
    ]);
}

fn headline() -> PictureWords {
    PictureWords {
        headline: Some("Two bases".into()),
        ..PictureWords::default()
    }
}

#[test]
fn every_command_of_text_window_and_files_round_trips() {
    round_trips(&[
        ReadCommand::NextPassage,
        ReadCommand::PreviousPassage,
        ReadCommand::Frame(PassageIx(1)),
        ReadCommand::ScrolledTo(PassageIx(2)),
        ReadCommand::Follow(true),
        ReadCommand::GoTo(PassageIx(3)),
    ]);
    round_trips(&[
        StoryCommand::Begin,
        StoryCommand::Next,
        StoryCommand::Previous,
        StoryCommand::Leave,
    ]);
    round_trips(&[
        BookmarkCommand::Add,
        BookmarkCommand::Show(1),
        BookmarkCommand::Rename {
            at: 0,
            name: "The valley".into(),
        },
        BookmarkCommand::Move { from: 0, to: 1 },
        BookmarkCommand::Remove(0),
    ]);
    round_trips(&[
        ShellCommand::TogglePanel(Panel::Layers),
        ShellCommand::Read(PanelTab::Figures),
        ShellCommand::ShowChart("troops".into()),
        ShellCommand::SetTheme(InterfaceTheme::Dark),
        ShellCommand::SetUiScale(1.25),
        ShellCommand::SetReducedMotion(true),
        ShellCommand::SetNarrow(false),
        ShellCommand::ToggleFullScreen,
        ShellCommand::ToggleTable,
        ShellCommand::CycleCoordinates,
        ShellCommand::SetCoordinates(CoordinateStyle::Utm),
        ShellCommand::ToggleSheet(Sheet::Keys),
        ShellCommand::CloseNotice(0),
        ShellCommand::Notify {
            text: "Saved".into(),
            kind: NoticeKind::Saved(path()),
        },
        ShellCommand::CopyText("68.8, 38.5".into()),
        ShellCommand::OpenUrl("https://example.org".into()),
        ShellCommand::OpenPath(path()),
        ShellCommand::ShowInFolder(path()),
        ShellCommand::Quit,
    ]);
    round_trips(&[
        FileCommand::Screenshot,
        FileCommand::ToggleExport,
        FileCommand::SetExport(ExportSpec::default()),
        FileCommand::SetPictureWords(headline()),
        FileCommand::SetAnimation {
            animation: AnimationSpec::default(),
            animates: true,
        },
        FileCommand::SetWords(WrittenWords {
            title: "Bases".into(),
            headline: "Two bases closed".into(),
        }),
        FileCommand::Export,
        FileCommand::ExportChart {
            chart: "troops".into(),
            spec: ChartSpec::default(),
        },
        FileCommand::AskOpen,
        FileCommand::SaveFeatures(steppe::session::FeaturesWanted::Shown),
        FileCommand::Add(vec!["towns.csv".into()]),
        FileCommand::Remove(steppe::atlas::LayerIx(1)),
        FileCommand::ReadAs {
            file: "towns.csv".into(),
            read_as: Box::new(ReadAs {
                name: Some("title".into()),
                day_order: Some(DayOrder::DayFirst),
                ..ReadAs::default()
            }),
        },
        FileCommand::ReadAgain,
        FileCommand::Open(vec![path()]),
        FileCommand::SaveRows(vec![FeatureId(7), FeatureId(2)]),
        FileCommand::SaveDossier,
        FileCommand::SaveDossierAs,
        FileCommand::AskNew,
        FileCommand::New(path()),
        FileCommand::ClearRecent,
        FileCommand::PathChosen {
            save: SaveId(1),
            path: path(),
            replace: true,
        },
        FileCommand::Cancelled(SaveId(1)),
        FileCommand::DismissPrompt,
        FileCommand::Abandon(SaveId(1)),
        FileCommand::CopyMap,
        FileCommand::CopyFeatures(vec![FeatureId(7), FeatureId(2)]),
        FileCommand::AbandonReading,
    ]);
}

#[test]
fn every_command_is_of_a_kind_that_round_trips() {
    round_trips(&[
        Command::Camera(CameraCommand::Home),
        Command::Layers(LayersCommand::Toggle(LayerIx(0))),
        Command::Time(TimeCommand::Settled),
        Command::Compare(CompareCommand::Toggle),
        Command::Filter(FilterCommand::Clear),
        Command::Select(SelectCommand::Clear),
        Command::Measure(MeasureCommand::End),
        Command::Bookmark(BookmarkCommand::Add),
        Command::Hover(None),
        Command::Read(ReadCommand::NextPassage),
        Command::Shell(ShellCommand::Quit),
        Command::File(FileCommand::Export),
        Command::Explore(ExploreCommand::Clear),
        Command::Story(StoryCommand::Begin),
        Command::Restore(Box::default()),
        Command::SetMapTheme {
            theme: MapTheme::Dark,
            follows: false,
        },
        Command::SetVision(ColourVision::Deuteranopia),
        Command::SortTable(Some(TableSorting {
            column: "when".into(),
            ascending: false,
        })),
        Command::SetNames(NameLanguage::default()),
        Command::SetUnits(LengthUnit::Miles),
        Command::ToggleDetail,
        Command::Undo,
        Command::Redo,
        Command::Tick { dt_s: 0.016 },
    ]);
}
