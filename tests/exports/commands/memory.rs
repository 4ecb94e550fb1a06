//! Reading takes at most one and a half times the bytes of the input, and 150 MB, whatever the format.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use super::{folder, steppe};

/// Megabytes of each file, where the environment (`STEPPE_MEMORY_MB`) asks for no other number.
const MB: usize = 6;

/// What any file may take, megabytes.
const BASE_MB: f64 = 150.0;

/// Time between two looks: what a program takes in its last moments is less than it took before.
const BETWEEN: Duration = Duration::from_millis(2);

fn bytes() -> usize {
    let asked = std::env::var("STEPPE_MEMORY_MB").ok();
    asked.and_then(|mb| mb.parse().ok()).unwrap_or(MB) << 20
}

/// Writes `row` of one number after the other between `head` and `tail`.
fn write(path: &Path, head: &str, row: impl Fn(usize) -> String, tail: &str) {
    let mut file = BufWriter::new(File::create(path).expect("made"));
    let mut length = head.len();
    file.write_all(head.as_bytes()).expect("written");
    for number in 0.. {
        if length > bytes() {
            break;
        }
        let row = row(number);
        length += row.len();
        file.write_all(row.as_bytes()).expect("written");
    }
    file.write_all(tail.as_bytes()).expect("written");
    file.flush().expect("written");
}

/// Longitude, latitude and day of an event.
fn place(number: usize) -> (f64, f64, String) {
    let spread = |step: usize, over: f64| (number * step % 9973) as f64 / 9973.0 * over;
    let day = format!("2021-{:02}-{:02}", 1 + number % 12, 1 + number % 28);
    (50.0 + spread(7919, 40.0), 30.0 + spread(6101, 25.0), day)
}

const NOTE: &str = "a note of some words, as analysts write them";

fn feature(number: usize) -> String {
    let (lon, lat, day) = place(number);
    format!(
        r#"{{"type":"Feature","properties":{{"name":"Event {number}","date":"{day}","dead":{},"note":"{NOTE}"}},"geometry":{{"type":"Point","coordinates":[{lon:.5},{lat:.5}]}}}}"#,
        number % 97
    )
}

/// Files of events in the formats that are text.
fn write_texts(folder: &Path) {
    let at = |name: &str| folder.join(name);
    let csv = |number| {
        let (lon, lat, day) = place(number);
        format!(
            "{number},Event {number},{day},{lat:.5},{lon:.5},{},{NOTE}\n",
            number % 97
        )
    };
    write(
        &at("a.csv"),
        "id,name,date,latitude,longitude,dead,note\n",
        csv,
        "",
    );
    let listed = |number| match number {
        0 => feature(0),
        _ => format!(",\n{}", feature(number)),
    };
    write(
        &at("a.geojson"),
        "{\"type\":\"FeatureCollection\",\"features\":[\n",
        listed,
        "]}",
    );
    write(&at("a.ndjson"), "", |number| feature(number) + "\n", "");
    let placemark = |number| {
        let (lon, lat, day) = place(number);
        format!(
            "<Placemark><name>Event {number}</name><TimeStamp><when>{day}</when></TimeStamp><description>{NOTE}</description><Point><coordinates>{lon:.5},{lat:.5}</coordinates></Point></Placemark>\n"
        )
    };
    write(
        &at("a.kml"),
        "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>\n",
        placemark,
        "</Document></kml>",
    );
    let waypoint = |number| {
        let (lon, lat, day) = place(number);
        format!(
            "<wpt lat=\"{lat:.5}\" lon=\"{lon:.5}\"><time>{day}T12:00:00Z</time><name>Event {number}</name><desc>{NOTE}</desc></wpt>\n"
        )
    };
    write(
        &at("a.gpx"),
        "<gpx version=\"1.1\" creator=\"a\" xmlns=\"http://www.topografix.com/GPX/1/1\">\n",
        waypoint,
        "</gpx>",
    );
}

/// The most memory that `steppe ARGS` takes, megabytes.
fn peak_mb(folder: &Path, args: &[&str]) -> f64 {
    let mut child = Command::new(env!("CARGO_BIN_EXE_steppe"))
        .args(args)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak_kib = 0.0_f64;
    while child.try_wait().expect("its state").is_none() {
        let status = fs::read_to_string(&status).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok());
        peak_kib = kib.unwrap_or(peak_kib).max(peak_kib);
        thread::sleep(BETWEEN);
    }
    assert!(child.wait().expect("it ended").success(), "{args:?}");
    peak_kib / 1024.0
}

#[test]
fn reading_takes_little_more_than_the_file_whatever_the_format() {
    let folder = folder();
    write_texts(folder.path());
    for name in ["a.gpkg", "a.fgb", "a.zip"] {
        let run = steppe(folder.path(), &["convert", "a.csv", "--out", name]);
        assert_eq!(run.code(), 0, "{}", run.err());
    }
    for name in [
        "a.csv",
        "a.geojson",
        "a.ndjson",
        "a.kml",
        "a.gpx",
        "a.gpkg",
        "a.fgb",
        "a.zip",
    ] {
        let length = fs::metadata(folder.path().join(name)).expect("there").len();
        // Of an archive, what it unpacks to: about what it was made of.
        let length = length.max(if name == "a.zip" { bytes() as u64 } else { 0 });
        let mb = length as f64 / f64::from(1 << 20);
        let peak = peak_mb(folder.path(), &["check", name]);
        println!("{name}: {mb:.0} MB, at most {peak:.0} MB");
        assert!(peak > 1.0, "{name}: it was seen at work");
        assert!(
            peak <= 1.5 * mb + BASE_MB,
            "{name} of {mb:.0} MB takes {peak:.0} MB"
        );
    }
}

#[test]
fn converting_takes_little_more_than_the_larger_file() {
    let folder = folder();
    write_texts(folder.path());
    let length = |name: &str| fs::metadata(folder.path().join(name)).expect("there").len();
    for name in [
        "b.csv",
        "b.geojson",
        "b.ndjson",
        "b.kml",
        "b.gpx",
        "b.fgb",
        "b.gpkg",
    ] {
        let peak = peak_mb(folder.path(), &["convert", "a.csv", "--out", name]);
        let mb = length("a.csv").max(length(name)) as f64 / f64::from(1 << 20);
        println!("{name}: {mb:.0} MB, at most {peak:.0} MB");
        assert!(
            peak <= 1.5 * mb + BASE_MB,
            "{name} of {mb:.0} MB takes {peak:.0} MB"
        );
    }
}
