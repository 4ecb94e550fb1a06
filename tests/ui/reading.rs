//! How a file is read is seen, and changed, in a sheet of its layer.

use std::sync::Arc;

use egui_kittest::kittest::Queryable;
use steppe::atlas::{Atlas, BaseMap, LayerIx};
use steppe::dossier::{Files, read};
use steppe::session::{Command, FileCommand, ReadAs, Sheet, ShellCommand};

use super::app::{Window, window};
use super::says;

fn opened<'a>() -> egui_kittest::Harness<'a, Window> {
    let mut files = Files::new();
    let table = "code,title,lat,lon,date\nK-7,Osh,40.5,72.8,07/08/2021\n";
    files
        .insert("towns.csv", table.as_bytes().to_vec())
        .expect("a plain name");
    let dossier = read(&files).dossier;
    let atlas = Arc::new(Atlas::new(dossier, Arc::new(BaseMap::default())));
    window(egui::vec2(1280.0, 800.0), atlas)
}

#[test]
fn the_columns_of_a_table_are_chosen_in_the_sheet_of_its_layer() {
    let mut harness = opened();
    let layer = LayerIx(0);
    let sheet = Command::Shell(ShellCommand::ToggleSheet(Sheet::Reading(layer)));
    harness.state_mut().apply(sheet);
    harness.run_ok();
    assert!(says(&harness, "names from `title`"));
    assert!(says(&harness, "Encoding: As found"));
    harness.get_by_label("Names from: As found").click();
    harness.run_ok();
    harness.get_by_label("code").click();
    harness.run_ok();
    let told = Command::File(FileCommand::ReadAs {
        file: "towns.csv".to_owned(),
        read_as: Box::new(ReadAs {
            name: Some("code".to_owned()),
            ..ReadAs::default()
        }),
    });
    let all = &harness.state().told;
    assert!(all.contains(&told), "{all:?}");
}

#[test]
fn a_layer_of_this_program_has_no_such_sheet() {
    let harness = super::opened();
    assert!(harness.query_by_label_contains("is read").is_none());
}
