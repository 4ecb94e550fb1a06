//! How features are spread over their columns: first by what is in memory, then by all properties of
//! their source.

use std::sync::Arc;

use super::Answerer;
use super::fault::notice;
use crate::atlas::Atlas;
use crate::atlas::profile::{Profile, ProfileRequest};
use crate::dossier;
use crate::session::{Event, ProfileRead};

pub(super) fn profiled(
    atlas: &Atlas,
    request: &ProfileRequest,
    before: Option<&Profile>,
    to: &Answerer,
) {
    let send = |before: Option<&Profile>| {
        let profile = Arc::new(Profile::of(atlas, request, before));
        to.send(Event::Profiled(ProfileRead {
            request: request.clone(),
            profile: Some(Arc::clone(&profile)),
        }));
        profile
    };
    let scope = request.scope;
    let known = send(before);
    if atlas.has_properties(scope.table) {
        return;
    }
    match dossier::properties(atlas, scope.table) {
        Ok(properties) => {
            atlas.supply_properties(scope.table, properties);
            send(Some(&known));
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
