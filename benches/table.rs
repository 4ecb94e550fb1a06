//! How fast large layers become tables.
//!
//! `cargo bench --bench table` reads the files of the folder that `STEPPE_BENCH_DATA` names
//! (those of `FILES`), or without it a million points
//! made up in memory. For each it prints the best of some runs: milliseconds on the clock, those of
//! all cores together, megabytes a second of one core, and the most memory so far.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use steppe::app::open::open;
use steppe::dossier::{Files, read};

const RUNS: usize = 7;
const FILES: [&str; 4] = ["points_100k", "lines_50k", "world10m", "points_1m"];

/// Milliseconds of processor time so far, of all threads; 0 where the system does not tell.
fn processor_ms() -> f64 {
    // After the program's name, in brackets: the 12th and 13th field, in hundredths of a second.
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
    let ticks = fields
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() * 10.0
}

/// Megabytes of memory that the process has had at most.
fn peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1024.0
}

fn measure(name: &str, bytes: u64, files: &Files) {
    let before_ms = processor_ms();
    let mut best_ms = f64::MAX;
    let mut rows = 0;
    for _ in 0..RUNS {
        let began = Instant::now();
        let reading = std::hint::black_box(read(files));
        best_ms = best_ms.min(began.elapsed().as_secs_f64() * 1e3);
        rows = reading.dossier.tables.iter().map(|table| table.len()).sum();
    }
    let cores_ms = (processor_ms() - before_ms) / RUNS as f64;
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{name:<12} {rows:>8} rows {megabytes:>6.1} MB   wall {best_ms:>7.1} ms   all cores {cores_ms:>7.1} ms   {:>5.0} MB/s of wall {:>5.0} MB/s of a core   peak {:>4.0} MB",
        megabytes / best_ms * 1e3,
        megabytes / cores_ms * 1e3,
        peak_mb(),
    );
}

/// A collection of `count` points, spread over the earth by a linear congruential generator.
fn made_up(count: usize) -> Vec<u8> {
    let mut text = String::from("{\"type\":\"FeatureCollection\",\"features\":[\n");
    let mut state = 1_u64;
    let mut random = |below: u64| {
        // Knuth, "The Art of Computer Programming", volume 2, section 3.3.4: MMIX.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for number in 0..count {
        let (lon, lat, month, day) = (random(35_999), random(17_999), random(12), random(28));
        text.push_str(if number == 0 { "" } else { ",\n" });
        let written = write!(
            text,
            r#"{{"type":"Feature","properties":{{"id":{number},"name":"station {number}","kind":"{}","start":"2021-{:02}-{:02}","value":{}.5}},"geometry":{{"type":"Point","coordinates":[{:.2},{:.2}]}}}}"#,
            ["station", "mine", "market", "town"][number % 4],
            month + 1,
            day + 1,
            random(1_000),
            lon as f64 / 100.0 - 180.0,
            lat as f64 / 100.0 - 90.0,
        );
        written.expect("a string takes all");
    }
    text.push_str("\n]}\n");
    text.into_bytes()
}

fn main() {
    if let Ok(folder) = std::env::var("STEPPE_BENCH_DATA") {
        for name in FILES {
            let path = Path::new(&folder).join(name).with_extension("geojson");
            let bytes = std::fs::metadata(&path)
                .expect("a file of the folder")
                .len();
            measure(name, bytes, &open(&path).expect("a layer"));
        }
        return;
    }
    let text = made_up(1_000_000);
    let bytes = text.len() as u64;
    let mut files = Files::new();
    files
        .insert_large("made_up.geojson", Arc::new(text))
        .expect("a name inside");
    measure("made up", bytes, &files);
}
