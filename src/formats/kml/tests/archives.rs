//! KMZ, and archives within it.

use std::io::Write;

use super::*;

/// A zip archive with these files.
fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_kmz_within_a_kmz_is_read_and_a_layer_of_another_format_is_told() {
    let kml = |name: &str| format!("<kml>{}</kml>", placed(name, ""));
    let inner = archive(&[("doc.kml", kml("Inner").as_bytes())]);
    let broken = &inner[..inner.len() / 2];
    let bytes = archive(&[
        ("maps/inner.kmz", &inner),
        ("maps/broken.kmz", broken),
        ("doc.kml", kml("Outer").as_bytes()),
        ("posts.csv", b"name,lat,lon"),
        ("__MACOSX/maps/._inner.kmz", b"junk"),
    ]);
    let read = testing::read(&FORMAT, "posts.kmz", &bytes);
    assert!(read.error.is_none(), "{:?}", read.error);
    let names: Vec<_> = read.records.iter().map(|it| it.name.as_deref()).collect();
    assert_eq!(names, [Some("Outer"), Some("Inner")]);
    let told = read.told();
    assert!(
        told.contains("maps/broken.kmz in the KMZ could not be read"),
        "{told}"
    );
    assert!(told.contains("posts.csv in the KMZ was not read"), "{told}");
    assert!(!told.contains("._inner"), "{told}");
}

#[test]
fn archives_within_each_other_end_somewhere() {
    let mut bytes = archive(&[("doc.kml", b"<kml/>")]);
    for _ in 0..10 {
        bytes = archive(&[("a.kmz", &bytes)]);
    }
    let read = testing::read(&FORMAT, "a.kmz", &bytes);
    assert!(read.told().contains("archives deep"), "{}", read.told());
}

#[test]
fn a_kmz_that_unpacks_to_far_more_than_it_is_says_so() {
    let blank = vec![b' '; 20 << 20];
    let read = testing::read(&FORMAT, "a.kmz", &archive(&[("doc.kml", &blank)]));
    let told = read.error.expect("an error").to_string();
    assert!(told.contains("250 times"), "{told}");
}

#[test]
fn a_kmz_is_read_whatever_it_is_called() {
    let link = "<NetworkLink><Link><href>files/more.kml</href></Link></NetworkLink>";
    let more = format!("<kml>{}</kml>", placed("B", ""));
    let document = format!("<kml><Document>{link}{}</Document></kml>", placed("A", ""));
    let bytes = archive(&[
        ("images/pin.png", b""),
        ("files/more.kml", more.as_bytes()),
        ("doc.kml", document.as_bytes()),
    ]);
    let head = Head {
        name: "posts.KML",
        bytes: &bytes,
        len: bytes.len() as u64,
    };
    assert_eq!(recognise(&head), Recognition::Certain);
    let read = testing::read(&FORMAT, "posts.kml", &bytes);
    let names: Vec<_> = read
        .records
        .iter()
        .filter_map(|record| record.name.as_deref())
        .collect();
    assert_eq!((names, read.told()), (vec!["A", "B"], String::new()));
    let read = testing::read(&FORMAT, "posts.kmz", &bytes[..bytes.len() / 2]);
    assert!(read.error.unwrap().to_string().contains("damaged"));
}
