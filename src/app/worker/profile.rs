//! How features are spread over their columns: first by what is in memory, then by all properties of
//! their source.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Answerer;
use super::fault::notice;
use crate::atlas::Atlas;
use crate::atlas::profile::{Profile, Scope};
use crate::dossier;
use crate::session::{Event, ProfileRead};

pub(super) fn profiled(atlas: &Atlas, scope: Scope, logs: &BTreeSet<String>, to: &Answerer) {
    let send = || {
        let profile = Some(Arc::new(Profile::of(atlas, scope, logs)));
        let read = ProfileRead { scope, profile };
        to.send(Event::Profiled(read));
    };
    send();
    if atlas.has_properties(scope.table) {
        return;
    }
    match dossier::properties(atlas, scope.table) {
        Ok(properties) => {
            atlas.supply_properties(scope.table, properties);
            send();
        }
        Err(error) => {
            let file = &atlas.table(scope.table).file;
            let text = format!(
                "The properties of {file} cannot be read: {error}; look whether it is still there"
            );
            to.send(notice(text));
        }
    }
}
