//! Files that arrived damaged: whatever bytes of a file are lost, doubled or changed, reading it ends
//! soon and ends nothing else, and what was read can be drawn.
//!
//! `STEPPE_MUTATIONS=100000 cargo test --release --test mutated` looks longer; a failure names the
//! seed that makes it again.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use steppe::atlas::{Atlas, BaseMap};
use steppe::dossier::{Files, Reading, builtin, mend, read, record};
use steppe::formats::write::{OutputLayer, WRITERS};
use steppe::render::to_svg::{SvgOptions, svg};
use steppe::scene::{Composer, Patience, Prepared};
use steppe::session::viewpoint::{Viewpoint, home_camera};

/// Damaged copies of each file, where the environment asks for no other number.
const COPIES: u64 = 60;
/// Every so many copies are drawn, too.
const DRAWN_EVERY: u64 = 20;
/// Reading and drawing a few features must end within this, in a build without optimisation.
const SOON: Duration = Duration::from_secs(10);

/// What damage puts in the place of other bytes: numbers at their edges, and marks of the formats.
const PIECES: [&[u8]; 20] = [
    b"",
    b"0",
    b"-1",
    b"1e308",
    b"NaN",
    b"4294967295",
    b"9223372036854775808",
    b"180.0000001",
    b"2021-13-45",
    b"\0\0\0\0",
    b"\xFF\xFF\xFF\xFF",
    b"\xEF\xBB\xBF",
    b"\r\n",
    b"\"",
    b"{",
    b"]]]]",
    b"<",
    b"&amp;",
    b"<![CDATA[",
    "\u{202E}\u{0}".as_bytes(),
];

const TOPOJSON: &str = r#"{"type":"Topology","transform":{"scale":[0.001,0.001],"translate":[66.0,38.0]},
"objects":{"zones":{"type":"GeometryCollection","geometries":[
{"type":"Polygon","arcs":[[0,1]],"id":"a","properties":{"name":"Zone"}},
{"type":"LineString","arcs":[-1],"properties":{"when":"2021-10"}}]}},
"arcs":[[[0,0],[1000,0],[0,1000]],[[1000,1000],[-1000,0],[0,-1000]]]}"#;

const ESRI: &str = r#"{"geometryType":"esriGeometryPolygon","spatialReference":{"wkid":102100},
"fields":[{"name":"OBJECTID","type":"esriFieldTypeOID"},{"name":"day","type":"esriFieldTypeDate"}],
"features":[{"attributes":{"OBJECTID":1,"day":1634515200000},
"geometry":{"rings":[[[7500000,4600000],[7600000,4600000],[7600000,4700000],[7500000,4600000]]]}}]}"#;

const OVERPASS: &str = r#"{"version":0.6,"generator":"Overpass API","elements":[
{"type":"node","id":1,"lat":38.5,"lon":68.7,"tags":{"name":"Post","military":"base"}},
{"type":"way","id":2,"nodes":[1,3],"geometry":[{"lat":38.5,"lon":68.7},{"lat":38.6,"lon":68.8}]}]}"#;

const TABLE: &str = r#"{"status":200,"count":2,"data":[
{"id":"A-1","event_date":"2021-10-18","place":{"lat":"38.5","lng":68.7},"tags":["a","b"],"geo_precision":1},
{"id":"A-2","event_date":null,"place":{"lat":39,"lng":69.1},"at":{"type":"Point","coordinates":[69.1,39]}}]}"#;

const SHEET: &str = r#"<office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<style:style style:name="s"><style:table-properties table:display="false"/></style:style>
<table:table table:name="A" table:style-name="s"><table:table-row table:number-rows-repeated="3">
<table:table-cell office:value-type="string"><text:p>lat</text:p></table:table-cell>
<table:table-cell office:value-type="string" office:string-value="lon"/></table:table-row>
<table:table-row><table:table-cell office:value-type="float" office:value="38.5" table:number-columns-repeated="2"/>
<table:table-cell table:formula="of:=1"/><table:table-cell><text:p>a<text:s text:c="3"/>&amp;</text:p></table:table-cell>
</table:table-row></table:table></office:document>"#;

const MANIFEST: &str = "format = 1\nid = \"a\"\ntitle = \"A\"\nas_of = \"2021-10-23\"\n\
[files]\nfeatures = [\"a.geojson\"]\n[map]\nframe = [60.0, 34.0, 80.0, 44.0]\n\
[[layers]]\nid = \"bases\"\nname = \"Bases\"\nkind = \"base\"\n\
[[callouts]]\nfeature = \"x\"\ntext = \"Here\"\n";

const ARTICLE: &str = "# A title\n\n{#p01}\nOne [base](feature:x) and 4,000 *troops*.\n\n> Quoted [^1]\n\n[^1]: A note.\n";

/// A file before it is damaged.
struct Whole {
    name: String,
    bytes: Vec<u8>,
}

/// A file of every format that is written or that a few lines make.
fn wholes() -> Vec<Whole> {
    let dossier = builtin().dossier;
    let layer = OutputLayer {
        name: "bases".to_owned(),
        records: dossier.features.iter().step_by(9).map(record).collect(),
    };
    let written = WRITERS.iter().map(|writer| {
        let mut bytes = Vec::new();
        (writer.write)(std::slice::from_ref(&layer), &mut bytes).expect("written into memory");
        Whole {
            name: format!("a.{}", writer.endings[0]),
            bytes,
        }
    });
    let texts = [
        ("a.topojson", TOPOJSON),
        ("esri.json", ESRI),
        ("overpass.json", OVERPASS),
        ("table.json", TABLE),
        ("sheet.fods", SHEET),
        ("dossier.toml", MANIFEST),
        ("article.md", ARTICLE),
    ];
    let texts = texts.map(|(name, text)| Whole {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    });
    written.chain(texts).collect()
}

/// Numbers at random that a seed makes again.
struct Chance(TestRng);

impl Chance {
    fn of(seed: u64) -> Self {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        Self(TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
    }

    /// A number below `end`; zero where that is zero.
    fn below(&mut self, end: usize) -> usize {
        let any = self.0.next_u64() as usize;
        any.checked_rem(end).unwrap_or_default()
    }
}

/// The bytes with one to six faults.
fn damaged(whole: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for _ in 0..=chance.below(6) {
        let from = chance.below(bytes.len());
        let to = (from + chance.below(24)).min(bytes.len());
        match chance.below(6) {
            0 => bytes.truncate(from),
            1 => drop(bytes.drain(from..to)),
            2 => {
                let part = bytes[from..to].to_vec();
                let at = chance.below(bytes.len());
                bytes.splice(at..at, part);
            }
            3 => {
                let piece = PIECES[chance.below(PIECES.len())];
                bytes.splice(from..to, piece.iter().copied());
            }
            _ => {
                if let Some(byte) = bytes.get_mut(from) {
                    *byte ^= 1 << chance.below(8);
                }
            }
        }
    }
    bytes
}

static BASEMAP: LazyLock<Arc<BaseMap>> =
    LazyLock::new(|| Arc::new(BaseMap::embedded().expect("the base map is in the binary")));

fn draw(reading: Reading) {
    let atlas = Arc::new(Atlas::new(reading.dossier, Arc::clone(&BASEMAP)));
    let mut view = Viewpoint::home(&atlas);
    view.camera = home_camera(&atlas, 400.0, 300.0);
    let prepared = Arc::new(Prepared::new(atlas));
    let scene = Composer::new(prepared, Patience::Wait).compose(&view);
    assert!(svg(&scene, &SvgOptions::default()).contains("<svg"));
}

/// Reads a damaged copy and, now and then, draws it.
fn take(name: &str, bytes: Vec<u8>, drawn: bool) {
    let mut files = Files::new();
    files.insert(name, bytes).expect("a plain name");
    if name == "article.md" {
        let manifest = MANIFEST.replace("[files]\n", "[files]\narticle = \"article.md\"\n");
        files
            .insert("dossier.toml", manifest.into_bytes())
            .expect("a plain name");
    }
    let reading = read(&files);
    if let Some(mended) = mend(&files, &reading) {
        let count = |reading: &Reading| reading.dossier.features.len();
        assert!(count(&mended.reading) >= count(&reading), "{name}");
    }
    if drawn {
        draw(reading);
    }
}

#[test]
fn no_damage_to_a_file_ends_the_program_or_holds_it_up() {
    let copies = std::env::var("STEPPE_MUTATIONS").map_or(COPIES, |asked| {
        asked.parse().expect("a number of damaged copies")
    });
    let mut ended = Vec::new();
    for Whole { name, bytes } in wholes() {
        take(&name, bytes.clone(), true);
        for seed in 0..copies {
            let bytes = damaged(&bytes, &mut Chance::of(seed));
            let began = Instant::now();
            let done = catch_unwind(AssertUnwindSafe(|| {
                take(&name, bytes, seed % DRAWN_EVERY == 0);
            }));
            let took = began.elapsed();
            if done.is_err() || took > SOON {
                ended.push((name.clone(), seed, took));
            }
        }
    }
    assert!(ended.is_empty(), "file, seed, time: {ended:?}");
}
