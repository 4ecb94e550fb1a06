//! Groups of states, with the dates of their members.

use super::fields::Fields;
use super::words;
use crate::atlas::{Bloc, Membership, Milestone};
use crate::problem::Problem;

/// The `[[blocs]]`.
pub(super) fn read(fields: &Fields<'_, '_>) -> Vec<Bloc> {
    let mut blocs: Vec<Bloc> = Vec::new();
    for table in fields.tables("blocs") {
        let bloc = bloc(&table);
        if blocs.iter().any(|other| other.id == bloc.id) {
            table.push(
                Problem::error(
                    format!("there is another bloc called \"{}\"", bloc.id),
                    table.place_of("id"),
                )
                .why("it was left out")
                .mend("give each bloc an id of its own"),
            );
            continue;
        }
        blocs.push(bloc);
    }
    blocs
}

fn bloc(table: &Fields<'_, '_>) -> Bloc {
    let id = table
        .required("id", "a bloc is called by it")
        .unwrap_or_default();
    let name = table.text("name").unwrap_or_else(|| id.clone());
    let bloc = Bloc {
        short: table.text("short").unwrap_or_else(|| name.clone()),
        kind: table.text("kind").unwrap_or_default(),
        seat: table.text("seat"),
        as_of: words::date(table, "as_of"),
        note: table.text("note"),
        members: table
            .tables("members")
            .iter()
            .filter_map(membership)
            .collect(),
        milestones: table
            .tables("milestones")
            .iter()
            .filter_map(milestone)
            .collect(),
        sources: words::sources(table),
        id,
        name,
    };
    table.finish();
    bloc
}

fn membership(table: &Fields<'_, '_>) -> Option<Membership> {
    table.required("iso3", "a member is a country; it was left out");
    let country = words::country(table, "iso3");
    let membership = Membership {
        role: table.text("role").unwrap_or_else(|| "member".into()),
        since: words::date(table, "since"),
        until: words::date(table, "until"),
        note: table.text("note"),
        verify: table.flag("verify").unwrap_or(false),
        country: country?,
    };
    table.finish();
    let first = membership
        .since
        .as_ref()
        .and_then(crate::atlas::When::earliest);
    let last = membership
        .until
        .as_ref()
        .and_then(crate::atlas::When::latest);
    if let (Some(first), Some(last)) = (first, last)
        && last < first
    {
        table.push(
            Problem::warning(
                format!("{} left before it joined", membership.country),
                table.place_of("until"),
            )
            .why("it is shown as a member at no time")
            .mend("look whether `since` and `until` are exchanged"),
        );
    }
    Some(membership)
}

fn milestone(table: &Fields<'_, '_>) -> Option<Milestone> {
    let what = table.required(
        "what",
        "a date without an event says nothing; it was left out",
    );
    let milestone = Milestone {
        date: words::date(table, "date"),
        verify: table.flag("verify").unwrap_or(false),
        what: what?,
    };
    table.finish();
    Some(milestone)
}
