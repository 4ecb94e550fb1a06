//! What is packed: archives and files packed by gzip.

use super::*;

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

#[test]
fn an_archive_cannot_reach_out_or_fill_the_memory() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out.dossier");
    zipped(
        &out,
        &[
            ("dossier.toml", b""),
            ("../evil.md", b"x"),
            ("/etc/a.md", b"x"),
        ],
    );
    assert_eq!(names(&open(&out).unwrap()), ["dossier.toml"]);
    let bomb = home.path().join("bomb.zip");
    let zeros = vec![0; 90 << 20];
    zipped(
        &bomb,
        &[
            ("dossier.toml", b""),
            ("a.md", &zeros),
            ("b.md", &zeros),
            ("c.md", &zeros),
        ],
    );
    assert!(matches!(open(&bomb), Err(OpenError::TooLong(_))));
}

#[test]
fn layers_in_an_archive_need_no_manifest_and_are_read_with_what_belongs_to_them() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("layers.zip");
    let csv = gzipped(b"name\nOsh\n");
    zipped(
        &path,
        &[
            ("data\\posts.shp", b"shapes"),
            ("data\\posts.DBF", b"table"),
            ("data\\posts.prj", b"system"),
            ("__MACOSX/data/._posts.shp", b""),
            ("more.csv.gz", &csv),
            ("readme.txt", b"hello"),
        ],
    );
    let files = open(&path).unwrap();
    assert_eq!(
        names(&files),
        [
            "data/posts.DBF",
            "data/posts.prj",
            "data/posts.shp",
            "more.csv"
        ]
    );
    assert_eq!(files.get("more.csv"), Some(&b"name\nOsh\n"[..]));
    zipped(&path, &[("readme.txt", b"hello")]);
    let message = open(&path).unwrap_err().to_string();
    assert!(
        message.contains("no dossier.toml and no layer"),
        "{message}"
    );
}

#[test]
fn a_file_packed_by_gzip_is_the_file_that_is_packed() {
    let home = tempfile::tempdir().unwrap();
    let layer = br#"{"type":"FeatureCollection","features":[]}"#;
    for name in ["posts.geojson.gz", "posts.kml.gz", "posts.csv.GZ"] {
        let path = home.path().join(name);
        std::fs::write(&path, gzipped(layer)).unwrap();
        let files = open(&path).unwrap();
        assert_eq!(names(&files), [&name[..name.len() - 3]]);
        assert_eq!(files.get(&name[..name.len() - 3]), Some(&layer[..]));
    }
    let cut_off = home.path().join("cut.csv.gz");
    let packed = gzipped(&[b'a'; 1000]);
    std::fs::write(&cut_off, &packed[..packed.len() - 9]).unwrap();
    assert!(open(&cut_off).unwrap_err().to_string().contains("damaged"));
}

#[test]
fn bytes_that_stand_for_far_more_are_refused_before_they_fill_the_memory() {
    let home = tempfile::tempdir().unwrap();
    let bomb = home.path().join("bomb.zip");
    let zeros = vec![b' '; 40 << 20];
    zipped(&bomb, &[("dossier.toml", b""), ("a.geojson", &zeros)]);
    assert!(matches!(open(&bomb), Err(OpenError::TooDense(_))));
    zipped(
        &bomb,
        &[("dossier.toml", b""), ("article.md", &zeros[..9 << 20])],
    );
    assert!(matches!(open(&bomb), Err(OpenError::TooLong(_))));
    let gz = home.path().join("a.csv.gz");
    std::fs::write(&gz, gzipped(&zeros)).unwrap();
    assert!(matches!(open(&gz), Err(OpenError::TooDense(_))));
}

#[test]
fn one_damaged_file_of_an_archive_costs_itself() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a.zip");
    let noise: Vec<u8> = (0..2000u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    zipped(&path, &[("bad.csv", &noise), ("good.csv", b"name\nOsh\n")]);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[500] ^= 0xff;
    std::fs::write(&path, bytes).unwrap();
    let files = open(&path).unwrap();
    assert_eq!(names(&files), ["good.csv"]);
    let told = crate::dossier::read(&files).problems;
    assert!(
        told.iter().any(|problem| problem.what.contains("damaged")),
        "{told:?}"
    );
}

#[test]
fn an_archive_with_one_name_twice_says_that_a_file_was_not_read() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("twice.zip");
    let point: &[u8] = b"{\"type\":\"Point\",\"coordinates\":[1,2]}";
    zipped(&path, &[("a.geojson", point), ("b.geojson", point)]);
    let problems = |path| crate::dossier::read(&open(path).unwrap()).problems;
    let told = |path| {
        let problems = problems(path).into_iter();
        let mut texts = problems.map(|problem| problem.to_string());
        texts.any(|text| text.contains("same name as another"))
    };
    assert!(!told(&path));
    let mut bytes = std::fs::read(&path).unwrap();
    while let Some(at) = memchr::memmem::find(&bytes, b"b.geojson") {
        bytes[at] = b'a';
    }
    std::fs::write(&path, bytes).unwrap();
    assert!(told(&path));
}

#[test]
fn a_file_of_an_archive_whose_name_leads_out_of_it_is_told() {
    let home = tempfile::tempdir().unwrap();
    let archive = home.path().join("walk.zip");
    zipped(
        &archive,
        &[
            ("../outside.geojson", b"{}"),
            (
                "a.geojson",
                b"{\"type\":\"Point\",\"coordinates\":[65.5,44.8]}",
            ),
        ],
    );
    let files = open(&archive).unwrap();
    assert_eq!(names(&files), ["a.geojson"]);
    let problems = crate::dossier::read(&files).problems;
    let told = |problem: &Problem| problem.what.contains("../outside.geojson");
    assert!(problems.iter().any(told), "{problems:?}");
}

#[test]
fn a_packed_layer_is_unpacked_under_the_name_of_what_is_in_it() {
    let home = tempfile::tempdir().unwrap();
    let point: &[u8] = b"{\"type\":\"Point\",\"coordinates\":[1,2]}";
    let archive = home.path().join("a.geojson");
    zipped(&archive, &[("in.geojson", point)]);
    assert_eq!(names(&open(&archive).unwrap()), ["in.geojson"]);
    let packed = home.path().join("b.geojson");
    std::fs::write(&packed, gzipped(point)).unwrap();
    assert_eq!(names(&open(&packed).unwrap()), ["b.geojson"]);
}

#[test]
fn an_archive_within_an_archive_of_layers_is_told() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("layers.zip");
    zipped(
        &path,
        &[("a.csv", b"name,lat,lon\nA,44,65\n"), ("more/b.zip", b"PK")],
    );
    let problems = crate::dossier::read(&open(&path).unwrap()).problems;
    let told: Vec<String> = problems.iter().map(Problem::to_string).collect();
    assert!(
        told.iter().any(|told| told.contains("at more/b.zip")),
        "{told:?}"
    );
}
