//! How fast Explore looks at a million rows, and how fast a brushed frame of it is.
//!
//! `cargo bench --bench explore` makes up a million events like those of a conflict database: six
//! columns, in memory. It prints the best time that all columns take to be divided, which the worker
//! does; the median and the 99th of a hundred of what a frame takes while a reader drags over the
//! bars with two other conditions on: the charts' counts, the map's scene, and the whole frame of the
//! window; the same of a frame while the table is scrolled; and what the worker takes to sort it and
//! to look for words in it, with the longest frame meanwhile.
//!
//! `cargo bench --bench explore -- file` makes up a CSV file of as many rows with 15 columns instead, and
//! prints the best time of reading it, and of what the worker does when Explore asks for its columns:
//! making them of the rows that were read, and dividing all.

mod file;
mod window;

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use steppe::atlas::attributes::{AttributeValue, Gather};
use steppe::atlas::profile::{Profile, ProfileScope};
use steppe::atlas::table::{Columns, Days, Shapes, TablePoint};
use steppe::atlas::{
    Atlas, BaseMap, Dossier, FeatureTable, Layer, LayerKind, RowSet, Symbol, TableIx,
};
use steppe::earth::LonLat;
use steppe::scene::{Composer, Patience, Prepared};
use steppe::session::Viewpoint;
use steppe::session::viewpoint::AttributeFilter;

const ROWS: usize = 1_000_000;
const RUNS: usize = 7;
const FRAMES: usize = 200;

/// Numbers that look random and are the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        // Knuth, "The Art of Computer Programming", volume 2, section 3.3.4: MMIX.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

fn atlas() -> Arc<Atlas> {
    let mut random = Random(1);
    let (mut columns, mut shapes, mut gather) =
        (Columns::default(), Shapes::default(), Gather::default());
    columns.kinds = ["Battles", "Protests", "Riots", "Explosions"]
        .map(str::to_owned)
        .to_vec();
    for row in 0..ROWS {
        let (lon, lat) = (random.below(3_000), random.below(2_000));
        let at = LonLat::new(50.0 + lon as f64 / 100.0, 30.0 + lat as f64 / 100.0);
        shapes.anchors.push(TablePoint::of(at));
        let day = 18_000 + random.below(1_500) as i32;
        columns.days.push(Days {
            first: day,
            last: day,
        });
        columns.kind_of.push(random.below(4) as u16);
        columns.names.push("");
        columns.starts.push(row as u64);
        gather.next_row();
        let deaths = random.below(1_000).pow(3) / 10_000_000;
        gather.add(0, "fatalities", AttributeValue::Number(deaths as f64));
        let actor = format!("Group {}", random.below(60).pow(2) / 60);
        gather.add(1, "actor1", AttributeValue::Text(&actor));
        let region = format!("Region {}", random.below(12));
        gather.add(2, "region", AttributeValue::Text(&region));
        gather.add(
            3,
            "population",
            AttributeValue::Number(random.below(1_000_000) as f64),
        );
    }
    columns.shapes = shapes;
    let table = FeatureTable::new("events.geojson".into(), columns, None, Arc::new(Vec::new()));
    let mut layer = Layer::ground().remove(0);
    (layer.id, layer.name, layer.kind) = (
        "events".into(),
        "Events".into(),
        LayerKind::Features(Symbol::Dot),
    );
    let dossier = Dossier {
        layers: vec![layer],
        tables: vec![Arc::new(table)],
        ..Dossier::default()
    };
    let atlas = Arc::new(Atlas::new(dossier, Arc::new(BaseMap::default())));
    atlas.supply_properties(TableIx(1), gather.finish());
    atlas
}

fn main() {
    if std::env::args().any(|argument| argument == "file") {
        return file::asked();
    }
    let atlas = atlas();
    let scope = ProfileScope {
        table: TableIx(1),
        layer: None,
    };
    let mut best_ms = f64::MAX;
    for _ in 0..RUNS {
        let began = Instant::now();
        black_box(Profile::of(&atlas, &scope.request(), None));
        best_ms = best_ms.min(began.elapsed().as_secs_f64() * 1e3);
    }
    let profile = Profile::of(&atlas, &scope.request(), None);
    println!(
        "all {} columns of {ROWS} rows divided: {best_ms:.1} ms",
        profile.columns.len()
    );
    brush(&atlas, &profile);
    told("a brushed frame of the window", window::brushed(&atlas));
    told("a scrolled frame of the table", window::scrolled(&atlas));
    for (column, [frame_ms, found_ms]) in window::sorted(&atlas) {
        println!("sorted by {column}: {found_ms:.0} ms, its longest frame {frame_ms:.1} ms");
    }
    let word = "group 17";
    for (letter, [frame_ms, found_ms]) in word.chars().zip(window::looked_for(&atlas, word)) {
        println!("'{letter}' written: {found_ms:.0} ms, its longest frame {frame_ms:.1} ms");
    }
}

/// Drags over the bars of the days, with two other conditions on.
fn brush(atlas: &Arc<Atlas>, profile: &Profile) {
    let dates = profile
        .columns
        .iter()
        .position(|it| it.key == "when")
        .expect("dates");
    let bins = profile.columns[dates].bins.len();
    let mut filter = AttributeFilter::default();
    for condition in ["fatalities >= 1", "actor1 <> 'Group 3'"] {
        filter.add(condition.parse().expect("a condition"));
    }
    let prepared = Arc::new(Prepared::new(Arc::clone(atlas)));
    let mut composer = Composer::new(Arc::clone(&prepared), Patience::Wait);
    let mut view = Viewpoint::home(atlas);
    view.attributes = filter.clone();
    composer.compose(&view);
    let (mut charts, mut maps) = (Vec::new(), Vec::new());
    for frame in 0..FRAMES {
        let (from, to) = (frame % (bins - 1), frame % (bins - 1) + 1 + frame / bins);
        let chosen: Vec<bool> = (0..bins)
            .map(|bin| (from..=to.min(bins - 1)).contains(&bin))
            .collect();
        filter.set(None, "when", profile.columns[dates].condition(&chosen));
        let began = Instant::now();
        count(atlas, profile, &filter, dates);
        charts.push(began.elapsed().as_secs_f64() * 1e3);
        view.attributes = filter.clone();
        let began = Instant::now();
        black_box(composer.compose(&view));
        maps.push(began.elapsed().as_secs_f64() * 1e3);
    }
    told("charts of a brushed frame", charts);
    told("map of a brushed frame", maps);
}

/// Counts as Explore does: a chart by every condition but its own.
fn count(atlas: &Atlas, profile: &Profile, filter: &AttributeFilter, own: usize) {
    let all = || RowSet::clone(&profile.rows);
    let fold = |without: Option<&str>| {
        let conditions = filter.conditions.iter();
        let others = conditions.filter(|it| without.is_none() || it.only_column() != without);
        others.fold(all(), |rows, it| {
            rows.and(&atlas.rows_where(profile.request.scope.table, it))
        })
    };
    let passing = fold(None);
    for (at, column) in profile.columns.iter().enumerate() {
        if at == own {
            black_box(column.counts(&fold(Some(&column.key))));
        } else {
            black_box(column.counts(&passing));
        }
    }
}

fn told(what: &str, mut times_ms: Vec<f64>) {
    times_ms.sort_by(f64::total_cmp);
    let at = |part: usize| times_ms[(times_ms.len() * part / 100).min(times_ms.len() - 1)];
    println!(
        "{what}: median {:.1} ms, 99th of a hundred {:.1} ms, most {:.1} ms",
        at(50),
        at(99),
        at(100)
    );
}
