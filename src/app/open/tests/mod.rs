//! Folders, archives and files as they lie on a disk.

mod archives;

use std::fs::File;
use std::io::Write;
use std::path::Path;

use super::loading::{LARGE, LARGE_OF_OTHERS};
use super::*;
use crate::problem::Problem;

fn zipped(path: &Path, entries: &[(&str, &[u8])]) {
    let mut zip = zip::ZipWriter::new(File::create(path).unwrap());
    for (name, bytes) in entries {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}

fn names(files: &Files) -> Vec<&str> {
    files.names().collect()
}

#[test]
fn a_folder_and_the_same_folder_zipped_hold_the_same_files() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("walk");
    std::fs::create_dir_all(folder.join("images")).unwrap();
    let entries: [(&str, &[u8]); 3] = [
        ("dossier.toml", b"id = \"walk\""),
        ("article.md", b"# A walk"),
        ("images/a.png", b"no picture"),
    ];
    for (name, bytes) in entries {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    std::fs::write(folder.join("notes.docx"), "not ours").unwrap();
    let archive = home.path().join("walk.dossier");
    zipped(&archive, &entries);
    let inside = home.path().join("inside.zip");
    zipped(&inside, &[("walk/dossier.toml", b"id = \"walk\"")]);
    let read = open(&folder).unwrap();
    assert_eq!(names(&read), ["article.md", "dossier.toml", "images/a.png"]);
    assert_eq!(open(&archive).unwrap(), read);
    assert_eq!(open(&folder.join("dossier.toml")).unwrap(), read);
    assert_eq!(names(&open(&inside).unwrap()), ["dossier.toml"]);
}

#[test]
fn a_layer_of_own_words_becomes_a_table_later_than_one_of_others() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("towns.geojson");
    let tables = |property: &str| {
        let feature = format!(
            r#"{{"type":"Feature","properties":{{"name":"Osh","{property}":"town"}},"geometry":null}}"#
        );
        let count = 1 + LARGE_OF_OTHERS as usize / feature.len();
        let features = vec![feature; count].join(",");
        let layer = format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#);
        std::fs::write(&path, layer).unwrap();
        let dossier = crate::dossier::read(&open(&path).unwrap()).dossier;
        assert_eq!(
            dossier.features.len()
                + dossier
                    .tables
                    .iter()
                    .map(|table| table.len())
                    .sum::<usize>(),
            count
        );
        dossier.tables.len()
    };
    assert_eq!(tables("fclass"), 1);
    assert_eq!(tables("precision"), 0);
}

#[test]
fn a_large_layer_stays_on_the_disk_and_reads_alike_from_an_archive() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("walk");
    std::fs::create_dir(&folder).unwrap();
    let feature = r#"{"type":"Feature","properties":{"name":"Osh"},"geometry":{"type":"Point","coordinates":[72.8,40.5]}}"#;
    let count = 2 + LARGE as usize / feature.len();
    let layer = format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        vec![feature; count].join(",\n")
    );
    let manifest = "id = \"walk\"\n[files]\nfeatures = [\"towns.geojson\"]\n";
    std::fs::write(folder.join("dossier.toml"), manifest).unwrap();
    std::fs::write(folder.join("towns.geojson"), &layer).unwrap();
    let archive = home.path().join("walk.dossier");
    zipped(
        &archive,
        &[
            ("dossier.toml", manifest.as_bytes()),
            ("towns.geojson", layer.as_bytes()),
        ],
    );
    let read = |path: &Path| crate::dossier::read(&open(path).unwrap());
    let (on_disk, unpacked) = (read(&folder), read(&archive));
    assert_eq!(on_disk, unpacked);
    let [table] = on_disk.dossier.tables.as_slice() else {
        panic!("one table");
    };
    assert_eq!(table.len(), count);
    assert_eq!(table.name(crate::atlas::RowIx(7)), "Osh");
    assert!(open(&folder).unwrap().get("towns.geojson").is_none());
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("walk");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("dossier.toml"), "").unwrap();
    std::fs::write(home.path().join("secret.md"), "").unwrap();
    std::os::unix::fs::symlink("../secret.md", folder.join("article.md")).unwrap();
    assert_eq!(names(&open(&folder).unwrap()), ["dossier.toml"]);
}

#[test]
fn what_cannot_be_opened_says_what_to_do() {
    let home = tempfile::tempdir().unwrap();
    let message = |name: &str| open(&home.path().join(name)).unwrap_err().to_string();
    assert!(message("nowhere").contains("spelt right"));
    std::fs::write(home.path().join("a.docx"), "a letter").unwrap();
    assert!(message("a.docx").contains("expected a folder with dossier.toml"));
    std::fs::write(home.path().join("cut-off.bin"), "").unwrap();
    assert!(message("cut-off.bin").contains("not a byte is in it"));
    std::fs::write(home.path().join("a.zip"), "no archive").unwrap();
    assert!(message("a.zip").contains("cannot unpack"));
    std::fs::create_dir(home.path().join("empty")).unwrap();
    assert!(message("empty").contains("it has no dossier.toml"));
}

#[test]
fn what_cannot_be_opened_together_is_told_before_anything_is_read() {
    let home = tempfile::tempdir().unwrap();
    let path = |name: &str| home.path().join(name);
    for name in ["a.geojson", "b.md", "other/a.geojson", "c.zip"] {
        std::fs::create_dir_all(path(name).parent().unwrap()).unwrap();
        std::fs::write(path(name), "no layer, no article, no archive").unwrap();
    }
    let looked = |names: &[&str]| look(&names.iter().map(|name| path(name)).collect::<Vec<_>>());
    assert!(looked(&["a.geojson", "b.md"]).is_ok());
    assert!(
        looked(&["c.zip"]).is_ok(),
        "only reading shows that it is none"
    );
    assert!(matches!(
        looked(&["a.geojson", "c.zip"]),
        Err(OpenError::OneAtATime(_))
    ));
    assert!(matches!(
        looked(&["a.geojson", "gone.geojson"]),
        Err(OpenError::NotThere(_))
    ));
    assert!(looked(&["a.geojson", "other/a.geojson"]).is_ok());
    std::fs::write(path("other/b.md"), "Text.").unwrap();
    assert!(matches!(
        looked(&["b.md", "other/b.md"]),
        Err(OpenError::SameName(_))
    ));
}

#[test]
fn a_folder_is_read_no_further_once_nobody_wants_it() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..10 {
        std::fs::write(folder.path().join(format!("{number}.md")), "Text.").unwrap();
    }
    std::fs::write(folder.path().join(crate::dossier::MANIFEST), "id = \"a\"").unwrap();
    let asked = std::cell::Cell::new(0);
    let wanted = || {
        asked.set(asked.get() + 1);
        asked.get() < 5
    };
    let opened = open_all_while(&[folder.path().to_owned()], &wanted).unwrap();
    assert!(opened.is_none());
    assert_eq!(asked.get(), 5);
}

#[test]
fn files_of_one_name_from_several_folders_are_layers_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let text = |name: &str| format!("name,lon,lat\n{name},72.8,40.5\n");
    for (of, name) in [("north", "Osh"), ("south", "Kant"), ("west", "Batken")] {
        std::fs::create_dir_all(path(of)).unwrap();
        std::fs::write(path(of).join("towns.csv"), text(name)).unwrap();
    }
    let paths = ["north", "south", "west"].map(|of| path(of).join("towns.csv"));
    let reading = crate::dossier::read(&open_all(&paths).unwrap());
    let layer_of = |feature: &crate::atlas::Feature| {
        let layer = &reading.dossier.layers[feature.layer.index()];
        (feature.name.clone(), layer.name.clone())
    };
    let mut found: Vec<_> = reading.dossier.features.iter().map(layer_of).collect();
    found.sort();
    let expected = [("Batken", "towns 3"), ("Kant", "towns 2"), ("Osh", "towns")];
    assert_eq!(
        found,
        expected.map(|(name, layer)| (name.to_owned(), layer.to_owned()))
    );
}

#[test]
fn a_shapefile_is_opened_by_any_of_its_files_and_once() {
    let home = tempfile::tempdir().unwrap();
    let path = |name: &str| home.path().join(name);
    let shp = [&9994u32.to_be_bytes()[..], &[0; 96]].concat();
    for (name, bytes) in [
        ("posts.shp", &shp[..]),
        ("posts.DBF", b"t"),
        ("posts.shx", b"i"),
        ("posts.prj", b"p"),
        ("other.prj", b""),
    ] {
        std::fs::write(path(name), bytes).unwrap();
    }
    let all = ["posts.dbf", "posts.prj", "posts.shp", "posts.shx"];
    for name in ["posts.shp", "posts.DBF", "posts.shx", "posts.prj"] {
        assert_eq!(names(&open(&path(name)).unwrap()), all, "{name}");
    }
    let dropped = ["posts.DBF", "posts.shp", "posts.shx"].map(path);
    assert_eq!(names(&open_all(&dropped).unwrap()), all);
}

#[test]
fn files_that_nobody_waits_for_any_more_are_not_read() {
    let home = tempfile::tempdir().unwrap();
    let write = |name: &str| {
        let path = home.path().join(name);
        std::fs::write(&path, b"{\"type\":\"Point\",\"coordinates\":[1,2]}").unwrap();
        path
    };
    let paths = [write("a.geojson"), write("b.geojson")];
    let asked = std::cell::Cell::new(0);
    let once = || asked.replace(asked.get() + 1) == 0;
    assert_eq!(open_all_while(&paths, &once).unwrap(), None);
    assert_eq!(asked.get(), 2);
    let all = open_all_while(&paths, &|| true).unwrap().expect("all");
    assert_eq!(names(&all), ["a.geojson", "b.geojson"]);
    let sources = Sources {
        opened: vec![paths[0].as_path().into()],
        added: vec![paths[1].as_path().into()],
        ..Sources::default()
    };
    asked.set(0);
    assert_eq!(open_sources_while(&sources, &once).unwrap(), None);
    assert_eq!(asked.get(), 2, "the added layer is not read");
    let all = open_sources_while(&sources, &|| true)
        .unwrap()
        .expect("all");
    assert_eq!(names(&all), ["a.geojson", "b.geojson"]);
}
