//! The columns of a file of a million rows, from the moment at which Explore asks for them.

use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use steppe::atlas::profile::{Profile, ProfileScope};
use steppe::atlas::{Atlas, BaseMap, TableIx};
use steppe::dossier::{Files, properties, read};

use super::{ROWS, RUNS, Random};

/// An export of a conflict database with made-up events, as `CSV`.
fn text() -> String {
    let mut random = Random(1);
    let mut text = "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,country,location,latitude,longitude,geo_precision,source,notes,fatalities\n".to_owned();
    for row in 0..ROWS {
        let (lat, lon) = (random.below(200_000), random.below(300_000));
        let _ = writeln!(
            text,
            "EV{row},{:02} May {year},{year},1,{},{},Group {},{},Place {},{:.4},{:.4},{},Wire,,{}",
            random.below(28) + 1,
            ["Battles", "Protests", "Riots"][random.below(3) as usize],
            ["Armed clash", "Peaceful protest", "Mob violence"][random.below(3) as usize],
            random.below(60),
            ["Tajikistan", "Kyrgyzstan", "Uzbekistan"][random.below(3) as usize],
            random.below(5_000),
            30.0 + lat as f64 / 10_000.0,
            50.0 + lon as f64 / 10_000.0,
            random.below(3) + 1,
            random.below(1_000).pow(3) / 10_000_000,
            year = 2018 + random.below(4),
        );
    }
    text
}

/// Prints what reading takes, and what Explore's first question about the properties takes.
pub(super) fn asked() {
    let text: Arc<Vec<u8>> = Arc::new(text().into_bytes());
    let mut files = Files::new();
    let bytes: Arc<Vec<u8>> = Arc::clone(&text);
    files
        .insert_large("events.csv", bytes)
        .expect("a plain name");
    let began = Instant::now();
    let dossier = read(&files).dossier;
    let read_ms = began.elapsed().as_secs_f64() * 1e3;
    println!(
        "a CSV of {ROWS} rows and {} MB read: {read_ms:.0} ms",
        text.len() >> 20
    );
    let basemap = Arc::new(BaseMap::default());
    let table = TableIx(1);
    let request = ProfileScope { table, layer: None }.request();
    let (mut made_ms, mut asked_ms) = (f64::MAX, f64::MAX);
    let mut columns = 0;
    for _ in 0..RUNS {
        let atlas = Atlas::new(dossier.clone(), Arc::clone(&basemap));
        let began = Instant::now();
        let known = Profile::of(&atlas, &request, None);
        let before = Instant::now();
        let properties = properties(&atlas, table).expect("records in memory");
        made_ms = made_ms.min(before.elapsed().as_secs_f64() * 1e3);
        atlas.supply_properties(table, properties);
        columns = black_box(Profile::of(&atlas, &request, Some(&known)))
            .columns
            .len();
        asked_ms = asked_ms.min(began.elapsed().as_secs_f64() * 1e3);
    }
    println!("columns of its properties made: {made_ms:.0} ms");
    println!(
        "all {columns} columns divided, from the moment that they are asked for: {asked_ms:.0} ms"
    );
}
