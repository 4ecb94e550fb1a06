//! What the worker answers.

use super::*;

#[test]
fn every_event_round_trips() {
    let error = || "the disk is full; free some of it".to_owned();
    let session = super::super::session();
    let colophon = Colophon::of(&session.atlas, &session.view, &ExportSpec::default());
    let bookmark = Bookmark {
        name: "The valley".into(),
        view: SavedView::default(),
    };
    let details = DetailsRead {
        id: FeatureId(5),
        // Details are not written down; this is what is read in their place.
        details: Err("what was read is not kept; select it again".into()),
    };
    round_trips(&[
        Event::Began(path()),
        Event::NewFailed {
            path: path(),
            error: error(),
        },
        Event::Captured(SaveId(1), PictureId(2)),
        Event::CaptureFailed(SaveId(1), error()),
        Event::NoDialog {
            purpose: PromptPurpose::Open,
            path: path(),
        },
        Event::Saved(SaveId(1), path()),
        Event::Exists(SaveId(1), path()),
        Event::SaveAbandoned(SaveId(1)),
        Event::StateSaved {
            path: path(),
            what: "days".into(),
            state: Box::default(),
        },
        Event::StateNotSaved(error()),
        Event::SaveFailed {
            save: SaveId(1),
            path: path(),
            error: error(),
        },
        Event::Progress(SaveId(1), 0.5),
        Event::Copied { error: None },
        Event::FeaturesCopied(Ok(2)),
        Event::FeaturesCopied(Err(error())),
        Event::PictureRead {
            path: path(),
            colophon: Box::new(colophon),
        },
        Event::DetailsRead(details),
        Event::Opened(LoadedDossier {
            path: Some(path()),
            problems: Vec::new(),
            atlas: None,
            so_far: true,
            again: None,
        }),
        Event::ReadingWaits,
        Event::ReadSoFar(0.25),
        Event::SourceSaved,
        Event::ReadAgainFailed {
            serial: 2,
            error: "it is not there".into(),
        },
        Event::OpenFailed {
            path: path(),
            error: error(),
        },
        Event::Reprojected(Reprojected::default()),
        Event::Profiled(ProfileRead {
            request: ProfileScope {
                table: TableIx(0),
                layer: None,
            }
            .request(),
            profile: None,
        }),
        Event::BookmarksRead(vec![bookmark]),
        Event::ChartsRead(Vec::new()),
        Event::SourcesRead(Sources {
            added: vec![path()],
            ..Sources::default()
        }),
    ]);
}
