//! From days to frames.

use std::sync::Arc;

use steppe::atlas::{Atlas, BaseMap, Subject};
use steppe::dossier::builtin;
use steppe::session::viewpoint::{TimeWindow, Viewpoint};
use steppe::session::{
    AnimationError, AnimationSpec, Command, Effect, Event, ExportFormat, FileCommand,
    LayersCommand, MOST_FRAMES, MovingFormat, Picture, PlayStep,
};

use super::{animation, autumn, days, session};
use crate::atlas;

#[test]
fn windows_slide_or_grow_by_day_week_or_event_to_the_last_day() {
    let range = days((2021, 10, 1), (2021, 10, 23));
    let windows = |step, growing, days| {
        let spec = AnimationSpec {
            step,
            growing,
            days,
            range: Some(range),
            ..AnimationSpec::default()
        };
        animation(&spec).windows
    };
    let slid = windows(PlayStep::Day, false, 7);
    assert_eq!(slid.len(), 17);
    assert!(slid.iter().all(|window| window.days() == 7));
    assert_eq!(slid[0], days((2021, 10, 1), (2021, 10, 7)));
    assert_eq!(*slid.last().unwrap(), days((2021, 10, 17), (2021, 10, 23)));
    let grown = windows(PlayStep::Week, true, 1);
    assert_eq!(grown.len(), 5);
    assert!(grown.iter().all(|window| window.from() == range.from()));
    // The last step is shorter: it ends with the last day.
    assert_eq!(grown[4], range);
    let events = windows(PlayStep::Event, true, 1);
    let begins = |window: &TimeWindow| {
        let atlas = atlas();
        let mut dated = atlas
            .features()
            .filter_map(|(_, it)| it.when.as_ref()?.earliest());
        dated.any(|day| day == window.to())
    };
    assert!(events.len() > 3 && events.len() < 23);
    assert!(events[1..events.len() - 1].iter().all(begins), "{events:?}");
    // Longer than all of the days: one frame, of all of them.
    assert_eq!(windows(PlayStep::Day, false, 90), [range]);
    // What is not shown is no event.
    let mut session = session();
    for layer in atlas().layer_ixs() {
        if session.view.shows(layer) {
            session.apply(Command::Layers(LayersCommand::Toggle(layer)));
        }
    }
    let spec = AnimationSpec {
        step: PlayStep::Event,
        range: Some(range),
        ..AnimationSpec::default()
    };
    assert_eq!(
        spec.animation(&atlas(), &session.view)
            .unwrap()
            .windows
            .len(),
        1
    );
}

#[test]
fn what_cannot_be_played_says_why() {
    let asked = |change: &dyn Fn(&mut AnimationSpec)| {
        let mut spec = AnimationSpec::default();
        change(&mut spec);
        spec.animation(&atlas(), &session().view).unwrap_err()
    };
    assert_eq!(asked(&|spec| spec.days = 0), AnimationError::Days(0));
    assert_eq!(asked(&|spec| spec.per_s = 51.0), AnimationError::Speed);
    assert_eq!(asked(&|spec| spec.per_s = f64::NAN), AnimationError::Speed);
    let long = asked(&|spec| spec.range = Some(days((1900, 1, 1), (2021, 1, 1))));
    assert_eq!(long, AnimationError::TooMany);
    assert!(long.to_string().contains(&MOST_FRAMES.to_string()));
    let mut dossier = builtin().dossier;
    dossier
        .features
        .iter_mut()
        .for_each(|feature| feature.when = None);
    let dateless = Atlas::new(dossier, Arc::new(BaseMap::default()));
    let view = Viewpoint::home(&dateless);
    let nothing = AnimationSpec::default().animation(&dateless, &view);
    assert_eq!(nothing.unwrap_err(), AnimationError::NoDays);
}

#[test]
fn the_sheet_plays_the_days_it_is_set_to() {
    let mut session = session();
    let kant = atlas().find("base-kant").unwrap();
    session.view.hovered = Some(kant);
    let animation = autumn(MovingFormat::Apng);
    session.apply(Command::File(FileCommand::ToggleExport));
    session.apply(Command::File(FileCommand::SetAnimation {
        animation: AnimationSpec {
            days: 0,
            ..animation
        },
        animates: true,
    }));
    assert!(session.apply(Command::File(FileCommand::Export)).is_empty());
    assert!(
        session.files.exporting,
        "the sheet stays, so that it can be mended"
    );
    session.apply(Command::File(FileCommand::SetAnimation {
        animation,
        animates: true,
    }));
    let effects = session.apply(Command::File(FileCommand::Export));
    let [
        Effect::AskSavePath {
            save, extension, ..
        },
    ] = effects[..]
    else {
        panic!("{effects:?}")
    };
    assert_eq!(extension, "apng");
    let chosen = FileCommand::PathChosen {
        save,
        path: "days.apng".into(),
        replace: false,
    };
    let effects = session.apply(Command::File(chosen));
    let [
        Effect::Save {
            picture:
                Picture::Animation {
                    view,
                    spec,
                    animation,
                },
            ..
        },
    ] = &effects[..]
    else {
        panic!("{effects:?}")
    };
    assert_eq!(
        (view.hovered, animation.windows.len()),
        (None::<Subject>, 7)
    );
    assert_eq!(spec.format, ExportFormat::Png);
    session.receive(Event::Progress(save, 0.5));
    assert_eq!(session.files.waiting[0].done, Some(0.5));
    session.apply(Command::File(FileCommand::Abandon(save)));
    assert!(session.files.waiting.is_empty());
    // Word of what nobody waits for changes nothing.
    session.receive(Event::Progress(save, 0.9));
    assert!(session.files.waiting.is_empty());
}
