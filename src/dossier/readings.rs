//! How the files of a dossier are wanted to be understood: `[[read]]` of its manifest, and what the reader
//! says.

use std::collections::btree_map::Entry;

use super::Files;
use super::fields::Fields;
use super::nearest::did_you_mean;
use super::read_as::{DayOrder, ReadAs, Readings};
use crate::formats::Given;
use crate::problem::Problem;

/// What `[[read]]` of the manifest says, and before it what the reader says.
pub(super) fn all(fields: Option<&Fields<'_, '_>>, files: &Files) -> Readings {
    let mut all = fields
        .map(|fields| of_manifest(fields, files))
        .unwrap_or_default();
    for (file, read_as) in files.readings() {
        let written = all.remove(file).unwrap_or_default();
        all.insert(file.clone(), read_as.clone().or(written));
    }
    all
}

fn of_manifest(fields: &Fields<'_, '_>, files: &Files) -> Readings {
    let mut all = Readings::new();
    for table in fields.tables("read") {
        let file = table.required(
            "file",
            "how to read it is known, but not which file; it was left out",
        );
        let read_as = ReadAs {
            given: Given {
                encoding: table.text("encoding"),
                crs: table.text("crs"),
                latitude: table.text("latitude"),
                longitude: table.text("longitude"),
            },
            name: table.text("name"),
            kind: table.text("kind"),
            begin: table.text("begin"),
            end: table.text("end"),
            day_order: table.word(
                "day_order",
                &DayOrder::ALL.map(|order| (order, order.word())),
            ),
        };
        table.finish();
        let Some(file) = file else {
            continue;
        };
        if !files.has(&file) {
            let mend = did_you_mean(&file, files.names());
            let mend = mend.unwrap_or_else(|| "write the name of a file of the dossier".to_owned());
            table.push(
                Problem::error(
                    format!("how to read \"{file}\" is said, but there is no such file"),
                    table.place_of("file"),
                )
                .why("it changes nothing")
                .mend(mend),
            );
            continue;
        }
        match all.entry(file) {
            Entry::Vacant(entry) => {
                entry.insert(read_as);
            }
            Entry::Occupied(entry) => table.push(
                Problem::error(
                    format!("how to read \"{}\" is said twice", entry.key()),
                    table.place_of("file"),
                )
                .why("the first counts")
                .mend("say it once for each file"),
            ),
        }
    }
    all
}
