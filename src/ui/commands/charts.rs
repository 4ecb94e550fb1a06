//! The charts of the dossier as commands: the palette finds them by their titles.

use super::{Menu, Offer, OfferChosen};
use crate::session::{Command, Session, ShellCommand};

/// A command for each chart.
pub(super) fn offers(session: &Session) -> Vec<Offer> {
    let offer = |chart: &crate::atlas::Chart| Offer {
        id: format!("chart-{}", chart.id),
        name: format!("Figures: {}", chart.title),
        menu: Menu::View,
        listed: false,
        submenu: None,
        group: 3,
        keys: Vec::new(),
        enabled: true,
        checked: None,
        over_sheets: false,
        chosen: OfferChosen::Act(Command::Shell(ShellCommand::ShowChart(chart.id.clone()))),
    };
    session.charts().map(|chart| offer(&chart)).collect()
}
