//! What a page says of itself: an XMP packet (ISO 16684-1).

use std::fmt::Write as _;

use crate::render::note::{NAMESPACE, NOTE};
use crate::render::xml::escaped;

/// The packet; `note` stands in it word for word.
pub(super) fn packet(title: &str, description: &str, note: Option<&str>) -> String {
    let mut out = String::new();
    let (title, description) = (escaped(title), escaped(description));
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:steppe=\"{NAMESPACE}\">\n\
         <dc:format>application/pdf</dc:format>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n\
         <dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{description}</rdf:li></rdf:Alt></dc:description>\n"
    );
    if let Some(note) = note {
        let note = escaped(note);
        let _ = writeln!(out, "<steppe:{NOTE}>{note}</steppe:{NOTE}>");
    }
    out.push_str("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
    out
}
