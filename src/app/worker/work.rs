//! The jobs themselves.

use std::sync::Arc;

use super::super::copying::features_as_geojson;
use super::super::dossier_saving::save_state;
use super::super::starting::begin;
use super::super::system_fonts::fonts_with;
use super::picture::{Saving, copied};
use super::profile::profiled;
use super::reading::DossierReader;
use super::{Answer, Answerer, Job};
use crate::dossier;
use crate::scene::Prepared;
use crate::session::{DetailsRead, Event};

/// Does `job`, and answers.
pub(super) fn work(job: Job, reader: &DossierReader, to: &Answerer) {
    match job {
        Job::Prepare(prepared, level) => {
            prepared.prepare_for_window(level);
            to.send(Answer::Prepared);
        }
        Job::PrepareTables(prepared, view) => {
            prepared.prepare_tables(&view);
            to.send(Answer::Prepared);
        }
        Job::Save {
            save,
            pixels,
            path,
            replace,
            abandoned,
        } => {
            let saving = Saving {
                save,
                path: &path,
                replace,
                abandoned: &abandoned,
                to,
            };
            to.send(saving.saved(&pixels));
        }
        Job::Copy {
            prepared,
            view,
            spec,
        } => to.send(copied(prepared, &view, spec)),
        Job::ReadDetails { atlas, id } => {
            let details = dossier::details(&atlas, id);
            let details = details.map(|feature| Arc::new(feature.into_owned()));
            to.send(Event::DetailsRead(DetailsRead {
                id,
                details: details.map_err(|error| error.to_string()),
            }));
        }
        Job::CopyFeatures { atlas, ids } => to.send(match features_as_geojson(&atlas, &ids) {
            Ok(text) => Answer::CopiedFeatures(ids.len(), text),
            Err(error) => Answer::from(Event::FeaturesCopied(Err(error.to_string()))),
        }),
        Job::Reproject {
            prepared,
            extent,
            metres_per_px,
            own,
        } => {
            let atlas = prepared.atlas().serving(extent);
            let own = own.filter(|own| Arc::ptr_eq(own.atlas(), &atlas));
            let revised = || Arc::new(Prepared::revised(atlas, &prepared));
            let projected = own.unwrap_or_else(revised);
            // The map would be coarse for a moment.
            projected.prepare_for_window(projected.level_for(metres_per_px));
            to.send(Answer::Reprojected(projected));
        }
        Job::Fonts(letters) => to.send(Answer::Fonts(fonts_with(letters))),
        Job::Rows(job) => {
            job.run();
            to.send(Answer::RowsFound);
        }
        Job::Profile {
            atlas,
            request,
            before,
        } => profiled(&atlas, &request, before.as_deref(), to),
        Job::SaveState { path, what, state } => {
            to.send(match save_state(&path, &state.written()) {
                Ok(()) => Event::StateSaved {
                    path: path.into(),
                    what,
                    state,
                },
                Err(error) => Event::StateNotSaved(error.to_string()),
            });
        }
        Job::Begin(path) => to.send(match begin(&path) {
            Ok(()) => Event::Began(path.into()),
            Err(error) => Event::NewFailed {
                path: path.into(),
                error: error.to_string(),
            },
        }),
        Job::Read { paths, progress } => reader.read(&paths, &progress, to),
        Job::ReadAgain {
            sources,
            serial,
            progress,
        } => reader.read_again((&sources, serial), &progress, to),
    }
}
