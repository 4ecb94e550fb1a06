//! Texts of features, good and bad.

use proptest::prelude::*;

/// Texts that a reader which guesses could fall over.
pub(super) const HOSTILE: [&str; 8] = [
    r#"{\"type\":\"Feature\","#,
    "},{",
    "]}",
    r#"\\\""#,
    "{\u{22}type",
    "Жалал-Абад",
    "\u{1f5fa}",
    "\\ud83d",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(&HOSTILE[..4]).prop_map(str::to_owned),
        prop::sample::select(&HOSTILE[5..7]).prop_map(str::to_owned),
        "[a-z]{0,8}",
        r"\\u00[a-f0-9]{2}",
    ]
}

fn position() -> impl Strategy<Value = String> {
    (
        -181..182_i32,
        -91..92_i32,
        0..10_000_000_u32,
        prop::sample::select(&["", ",640", ", 1e3 "][..]),
    )
        .prop_map(|(lon, lat, part, more)| format!("[{lon}.{part}, {lat}.5{more}]"))
}

fn ring() -> impl Strategy<Value = String> {
    (
        position(),
        prop::collection::vec(position(), 1..4),
        any::<bool>(),
    )
        .prop_map(|(first, others, closed)| {
            let last = if closed {
                format!(",{first}")
            } else {
                String::new()
            };
            format!("[{first},{}{last}]", others.join(","))
        })
}

fn geometry() -> impl Strategy<Value = String> {
    let list = |item: BoxedStrategy<String>| {
        prop::collection::vec(item, 0..4).prop_map(|items| format!("[{}]", items.join(" , ")))
    };
    let line = list(position().boxed()).boxed();
    let rings = list(ring().boxed()).boxed();
    let simple = prop_oneof![
        4 => position().prop_map(|at| ("Point", at)),
        1 => line.clone().prop_map(|at| ("MultiPoint", at)),
        1 => line.clone().prop_map(|at| ("LineString", at)),
        1 => list(line).prop_map(|at| ("MultiLineString", at)),
        1 => rings.clone().prop_map(|at| ("Polygon", at)),
        1 => list(rings).prop_map(|at| ("MultiPolygon", at)),
        1 => position().prop_map(|at| ("Blob", at)),
    ];
    let simple = (simple, any::<bool>()).prop_map(|((kind, at), first)| {
        if first {
            format!(r#"{{"type":"{kind}","coordinates":{at}}}"#)
        } else {
            format!(r#"{{ "bbox":[1,2,3,4], "coordinates":{at}, "type" : "{kind}" }}"#)
        }
    });
    prop_oneof![
        6 => simple.clone(),
        1 => Just("null".to_owned()),
        1 => prop::collection::vec(simple, 0..3).prop_map(|parts| {
            format!(r#"{{"type":"GeometryCollection","geometries":[{}]}}"#, parts.join(","))
        }),
    ]
}

fn properties() -> impl Strategy<Value = String> {
    let date = prop::sample::select(
        &[
            "2021-10-18",
            "2021-10-18T10:00:00Z",
            "2021/10/18",
            "soon",
            "2021-09~",
            "2021-02-30",
            "",
        ][..],
    );
    let member = prop_oneof![
        text().prop_map(|text| format!(r#""name":"{text}""#)),
        text().prop_map(|text| format!(r#""title" : "{text}""#)),
        text().prop_map(|text| format!(r#""n\u0061me":"{text}""#)),
        Just(r#""label": 12.50"#.to_owned()),
        text().prop_map(|text| format!(r#""kind":"{text}""#)),
        Just(r#""class":["a",{"b":[{}]}]"#.to_owned()),
        date.clone().prop_map(|date| format!(r#""start":"{date}""#)),
        date.clone().prop_map(|date| format!(r#""end":"{date}""#)),
        date.prop_map(|date| format!(r#""date":"{date}""#)),
        Just(r#""year":2021"#.to_owned()),
        text()
            .prop_map(|text| format!(r#""o{text}":{{"type":"Feature","x":[null,true,-0.5e-3]}}"#)),
    ];
    prop_oneof![
        8 => prop::collection::vec(member, 0..5).prop_map(|members| format!("{{{}}}", members.join(","))),
        1 => Just("null".to_owned()),
        1 => Just("[]".to_owned()),
    ]
}

fn feature() -> impl Strategy<Value = String> {
    let id = prop::sample::select(
        &[
            "",
            r#""id":700007,"#,
            r#""id":"id-one","#,
            r#""id":"a b","#,
            r#""id":null,"#,
        ][..],
    );
    (id, properties(), geometry(), 0..8).prop_map(|(id, properties, geometry, form)| match form {
        0 => format!(r#"{{{id}"geometry":{geometry},"properties":{properties},"type":"Feature"}}"#),
        1 => format!("{{\r\n  {id} \"type\" : \"Feature\",\n\t\"properties\": {properties} ,\"geometry\":{geometry} }}"),
        2 => format!(r#"{{"type":"Featur","properties":{properties}}}"#),
        _ => format!(r#"{{"type":"Feature",{id}"properties":{properties},"geometry":{geometry}}}"#),
    })
}

pub(super) fn collection() -> impl Strategy<Value = String> {
    let envelope = prop::sample::select(
        &[
            (r#"{"type":"FeatureCollection","features":["#, "]}"),
            (
                "\u{feff}{ \"features\" : [\n",
                "\n],\r\n \"type\":\"FeatureCollection\" } ",
            ),
            (
                r#"{"type":"FeatureCollection","crs":null,"features":["#,
                r#"],"crs":{"name":"EPSG:3857"}}"#,
            ),
            (
                r#"{"type":"FeatureCollection","features":["#,
                r#"],"crs":{"name":"EPSG:3857"}}"#,
            ),
            (
                r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:3857"}},"features":["#,
                "]}",
            ),
            (r#"{"type":"Collection","features":["#, "]}"),
        ][..],
    );
    let between = prop::sample::select(&[",", ",\n", " , \r\n"][..]);
    (envelope, between, prop::collection::vec(feature(), 0..12)).prop_map(
        |((open, close), between, features)| format!("{open}{}{close}", features.join(between)),
    )
}
