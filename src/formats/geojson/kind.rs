//! Which files are `GeoJSON`, and which of them can be read part by part.

/// Endings of `GeoJSON` files, in lower case and without the dot.
const ENDINGS: [&str; 7] = [
    "geojson",
    "json",
    "ndjson",
    "geojsonl",
    "geojsons",
    "geojsonseq",
    "jsonl",
];

/// Names of WGS 84 that need no transformation.
const WGS84: [&[u8]; 3] = [b"CRS84", b"4326", b"null"];

/// Bytes behind `"crs"` in which its name stands.
const LONGEST_CRS: usize = 200;

/// Whether files with this ending, in lower case and without the dot, hold `GeoJSON`.
#[must_use]
pub fn is_geojson_ending(ending: &str) -> bool {
    ENDINGS.contains(&ending)
}

/// Whether a file that begins like this holds `GeoJSON`, whatever its name ends in.
#[must_use]
pub fn begins_as_geojson(head: &[u8]) -> bool {
    const MARKS: [&[u8]; 3] = [b"\"FeatureCollection\"", b"\"Feature\"", b"\"coordinates\""];
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let begins = text.trim_ascii_start().first();
    let marked = |mark: &&[u8]| memchr::memmem::find(text, mark).is_some();
    matches!(begins, Some(b'{' | b'[' | 0x1e)) && MARKS.iter().any(marked)
}

/// Whether a layer that begins like this can be read part by part, however large it is: plain
/// `GeoJSON` in UTF-8 and WGS 84. Its relatives are read as a whole.
#[must_use]
pub fn reads_part_by_part(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let is_utf8 = str::from_utf8(text).map_or_else(|error| error.error_len().is_none(), |_| true);
    let begins = text.trim_ascii_start().first();
    is_utf8 && matches!(begins, Some(b'{' | 0x1e)) && !names_another_system(text)
}

fn names_another_system(text: &[u8]) -> bool {
    let features = memchr::memmem::find(text, b"\"features\"").unwrap_or(text.len());
    let Some(at) = memchr::memmem::find(&text[..features], b"\"crs\"") else {
        return false;
    };
    let crs = &text[at..text.len().min(at + LONGEST_CRS)];
    WGS84
        .iter()
        .all(|name| memchr::memmem::find(crs, name).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn geojson_is_known_by_its_beginning() {
        assert!(begins_as_geojson(
            b" {\"type\":\"Point\",\"coordinates\":[65.5,44.8]}\r\n"
        ));
        assert!(begins_as_geojson(b"\x1e{\"type\": \"Feature\"}"));
        assert!(!begins_as_geojson(b"name,lat,lon\n\"Feature\",44.8,65.5"));
        assert!(!begins_as_geojson(b"{\"name\": \"settings\"}"));
    }

    #[test]
    fn plain_geojson_alone_is_read_part_by_part() {
        for plain in [
            &br#"{"type":"FeatureCollection","features":["#[..],
            b"\xEF\xBB\xBF\n{\"type\":\"Feature\"}",
            b"\x1e{\"type\":\"Feature\"}",
            br#"{"type":"FeatureCollection","crs":{"properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"features":["#,
        ] {
            assert!(reads_part_by_part(plain), "{}", String::from_utf8_lossy(plain));
        }
        for other in [
            &b"[{\"type\":\"Feature\"}"[..],
            b"\xFF\xFE{\0",
            b"{\"name\":\"\xC0\xEB\"}",
            b"// a\n{",
            br#"{"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:3857"}},"features":["#,
            b"",
        ] {
            assert!(!reads_part_by_part(other), "{}", String::from_utf8_lossy(other));
        }
    }
}
