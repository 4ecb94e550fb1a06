//! Files that name the towns which the base map names, too.

use super::{folder, steppe};

const TOWNS: &str = "name,lat,lon
Wad Medani,14.4012,33.5199
Ed Damazin,11.7891,34.3592
كسلا,15.4510,36.4000
Sennar sugar mill,13.5690,33.5672
";

/// The picture of the file as SVG.
fn picture() -> String {
    let folder = folder();
    std::fs::write(folder.path().join("towns.csv"), TOWNS).expect("written");
    let frame = "--frame=31,11,37,16";
    let args = ["export", "towns.csv", "--out", "towns.svg", frame];
    let run = steppe(folder.path(), &args);
    assert_eq!(run.code(), 0, "{}", run.err());
    std::fs::read_to_string(folder.path().join("towns.svg")).expect("written")
}

#[test]
fn a_town_that_a_file_names_is_named_once_in_the_spelling_of_the_file() {
    let picture = picture();
    for (of_file, of_base_map) in [
        ("Wad Medani", "Wad Madani"),
        ("Ed Damazin", "Ad-Damazin"),
        ("كسلا", "Kassala"),
    ] {
        let said = |name: &str| picture.contains(&format!(">{name}<"));
        assert!(said(of_file), "{of_file}");
        assert!(!said(of_base_map), "{of_base_map}");
    }
}
