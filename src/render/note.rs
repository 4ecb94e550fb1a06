//! The note that a picture carries: text in, text out, whatever the format.
//!
//! In PNG it is an `iTXt` chunk, in SVG an element of `<metadata>`, in PDF the same element as an
//! attached file (or, in pages of earlier versions, an element of the XMP packet). What it says is
//! the caller's affair. Any bytes may come: a file of others, one cut short, one made to harm.

use std::io::{BufReader, Cursor, Read as _};

use flate2::read::ZlibDecoder;
use roxmltree::{Document, ParsingOptions};

use super::xml::escaped;

/// The XML namespace of the note.
const NAMESPACE: &str = "urn:steppe:picture";
/// The note's element.
const NOTE: &str = "view";
/// The keyword of the note's chunk in a PNG file.
pub(super) const KEYWORD: &str = "steppe";

/// Text that a PNG file may have before its pixels, bytes: ours has some kilobytes.
const MOST_TEXT: usize = 4 << 20;
/// Text of the note once inflated, bytes: a small chunk can hold text that fills the memory.
const MOST_NOTE: usize = 1 << 20;
/// Bytes that are unpacked of a PDF file that another program has written anew.
const MOST_UNPACKED: u64 = 64 << 20;
/// Elements that a document may have: the largest of ours has some ten thousand.
const MOST_NODES: u32 = 4_000_000;

/// Why a picture has no note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// It is none of the formats that carry one.
    #[error("expected a PNG, SVG or PDF file, found none of them")]
    Format,
    /// It is damaged.
    #[error("expected a whole PNG, SVG or PDF file, found one that is damaged or cut short")]
    Damaged,
    /// It carries none.
    #[error(
        "expected a picture that this program drew, found one with no note of what it shows: \
         it was made elsewhere, or the note was stripped"
    )]
    None,
}

/// The note in the bytes of a picture file.
///
/// # Errors
/// Where they are no picture file, a damaged one, or one without a note. Never panics.
pub fn note(file: &[u8]) -> Result<String, NoteError> {
    let note = unbounded(file)?;
    // That of a PNG is refused before it is inflated; of a document it stands as it is.
    if note.len() > MOST_NOTE {
        return Err(NoteError::Damaged);
    }
    Ok(note)
}

fn unbounded(file: &[u8]) -> Result<String, NoteError> {
    let text = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    if file.starts_with(b"\x89PNG\r\n\x1a\n") {
        in_png(file)
    } else if file.starts_with(b"%PDF-") {
        in_pdf(file)
    } else if text.trim_ascii_start().starts_with(b"<") {
        in_svg(text)
    } else {
        Err(NoteError::Format)
    }
}

fn in_png(file: &[u8]) -> Result<String, NoteError> {
    let limits = png::Limits { bytes: MOST_TEXT };
    let decoder = png::Decoder::new_with_limits(Cursor::new(file), limits);
    let reader = decoder.read_info().map_err(|_| NoteError::Damaged)?;
    let mut chunks = reader.info().utf8_text.iter();
    let chunk = chunks.find(|chunk| chunk.keyword == KEYWORD);
    let mut chunk = chunk.ok_or(NoteError::None)?.clone();
    let inflated = chunk.decompress_text_with_limit(MOST_NOTE);
    let text = inflated.and_then(|()| chunk.get_text());
    text.map_err(|_| NoteError::Damaged)
}

fn in_svg(file: &[u8]) -> Result<String, NoteError> {
    let text = std::str::from_utf8(file).map_err(|_| NoteError::Damaged)?;
    let document = parsed(text)?;
    if document.root_element().tag_name().name() != "svg" {
        return Err(NoteError::Format);
    }
    in_xml(&document)
}

fn in_pdf(file: &[u8]) -> Result<String, NoteError> {
    match in_plain(file) {
        Err(NoteError::None) => in_packed(file),
        found => found,
    }
}

/// The last note that stands in these bytes word for word, since a PDF file that was changed has what
/// is new at its end.
fn in_plain(bytes: &[u8]) -> Result<String, NoteError> {
    const PACKET: (&[u8], &[u8]) = (b"<x:xmpmeta", b"</x:xmpmeta>");
    let begin = format!("<{NOTE} xmlns=\"{NAMESPACE}\">");
    let end = format!("</{NOTE}>");
    for (begin, end) in [(begin.as_bytes(), end.as_bytes()), PACKET] {
        let Some(from) = memchr::memmem::rfind(bytes, begin) else {
            continue;
        };
        let rest = &bytes[from..];
        let to = memchr::memmem::find(rest, end).ok_or(NoteError::Damaged)? + end.len();
        let found = std::str::from_utf8(&rest[..to]).map_err(|_| NoteError::Damaged)?;
        match in_xml(&parsed(found)?) {
            Err(NoteError::None) => {}
            found => return found,
        }
    }
    Err(NoteError::None)
}

/// The last note in a stream that another program has packed.
fn in_packed(file: &[u8]) -> Result<String, NoteError> {
    const STREAM: &[u8] = b"stream";
    let mut room = MOST_UNPACKED;
    let mut last = Err(NoteError::None);
    for at in memchr::memmem::find_iter(file, STREAM) {
        let packed = file[at + STREAM.len()..].trim_ascii_start();
        // The first byte of a zlib stream as nearly all are (RFC 1950).
        if packed.first() != Some(&0x78) || room == 0 {
            continue;
        }
        let mut bytes = Vec::new();
        let unpacking = ZlibDecoder::new(packed).take(room.min(MOST_TEXT as u64));
        // What can be unpacked of a damaged stream is looked at, too.
        let _ = BufReader::new(unpacking).read_to_end(&mut bytes);
        room -= bytes.len() as u64;
        match in_plain(&bytes) {
            Err(NoteError::None) => {}
            found => last = found,
        }
    }
    last
}

/// The note as an element.
pub(super) fn element(note: &str) -> String {
    let note = escaped(note);
    format!("<{NOTE} xmlns=\"{NAMESPACE}\">{note}</{NOTE}>")
}

fn parsed(text: &str) -> Result<Document<'_>, NoteError> {
    // Entities of one's own are how a small document fills the memory.
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|_| NoteError::Damaged)
}

fn in_xml(document: &Document<'_>) -> Result<String, NoteError> {
    let note = document
        .descendants()
        .find(|node| node.has_tag_name((NAMESPACE, NOTE)))
        .ok_or(NoteError::None)?;
    note.text().map(str::to_owned).ok_or(NoteError::None)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PNG file of one pixel whose note is so long, deflated.
    fn png_of(note: &str) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, 1, 1);
        encoder.set_color(png::ColorType::Grayscale);
        let mut writer = encoder.write_header().expect("a header");
        let mut chunk = png::text_metadata::ITXtChunk::new(KEYWORD, note);
        chunk.compressed = true;
        writer.write_text_chunk(&chunk).expect("a chunk");
        writer.write_image_data(&[0]).expect("a pixel");
        writer.finish().expect("an end");
        file
    }

    fn svg_of(note: &str) -> Vec<u8> {
        let note = element(note);
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata>{note}</metadata></svg>")
            .into_bytes()
    }

    #[test]
    fn a_note_that_would_fill_the_memory_is_refused_in_every_format() {
        let pdf_of = |note: &str| format!("%PDF-1.7\n{}", element(note)).into_bytes();
        let (most, beyond) = ("x".repeat(MOST_NOTE), "x".repeat(MOST_NOTE + 1));
        for (format, of) in [
            ("PNG", &png_of as &dyn Fn(&str) -> Vec<u8>),
            ("SVG", &svg_of),
            ("PDF", &pdf_of),
        ] {
            assert_eq!(note(&of(&most)).as_deref(), Ok(most.as_str()), "{format}");
            assert_eq!(note(&of(&beyond)), Err(NoteError::Damaged), "{format}");
        }
        let bomb = png_of(&"x".repeat(64 << 20));
        assert!(bomb.len() < 1 << 20, "{} bytes", bomb.len());
        assert_eq!(note(&bomb), Err(NoteError::Damaged));
    }
}
