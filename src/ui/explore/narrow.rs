//! Narrowing what is shown to some bars of a chart.

use super::super::{UiOutput, View};
use crate::atlas::profile::Distribution;
use crate::session::{Command, ExploreCommand};

/// Shows only the chosen bars.
pub(super) fn narrow(
    view: View<'_>,
    column: &Distribution,
    chosen: &[bool],
    drag: Option<u64>,
    output: &mut UiOutput<'_>,
) {
    let explore = &view.session.explore;
    let layer = explore
        .layer
        .map(|layer| view.session.atlas.layer(layer).id.clone());
    output.act(Command::Explore(ExploreCommand::Narrow {
        layer,
        column: column.key.clone(),
        condition: column.condition(chosen),
        drag,
    }));
}
