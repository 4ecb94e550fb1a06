//! XML good and broken.

use super::super::{NoCompanions, Source};
use super::*;

/// The steps of a file, written short, and what was told of it.
fn steps(bytes: &[u8]) -> (String, String) {
    let source = Source {
        name: "a.xml",
        bytes: &bytes,
        companions: &NoCompanions,
        given: &crate::formats::NOTHING_GIVEN,
    };
    let mut xml = XmlReader::new(&source).unwrap();
    let mut steps = String::new();
    loop {
        match xml.step().unwrap() {
            Step::Open(tag) => {
                steps.extend(["(", &tag.name]);
                for (name, value) in &tag.attributes {
                    steps.extend([" ", name, "=", value]);
                }
                steps += ":";
            }
            Step::Close(_) => steps += ")",
            Step::Text(text) => steps += &text,
            Step::End => break,
        }
    }
    let problems: Vec<String> = xml
        .take_problems()
        .iter()
        .map(ToString::to_string)
        .collect();
    (steps, problems.join("\n"))
}

#[test]
fn elements_open_and_close_with_their_text() {
    let text =
        b"<?xml version='1.0'?><k:a x=\"1&amp;2\" xmlns:k='n'><b/>&#233;<![CDATA[<c>]]></k:a>";
    assert_eq!(
        steps(text),
        ("(a x=1&2:(b:)\u{e9}<c>)".to_owned(), String::new())
    );
}

#[test]
fn html_entities_and_a_bare_ampersand_are_text() {
    let (text, told) = steps("<a>Caf&eacute; &amp; Smith & Sons &x;</a>".as_bytes());
    assert_eq!(
        (text.as_str(), told.as_str()),
        ("(a:Caf\u{e9} & Smith & Sons &x;)", "")
    );
}

#[test]
fn a_bare_bracket_is_text_and_what_follows_is_read() {
    for (file, expected) in [
        ("<a><b>A < B</b><c/></a>", "(a:(b:A < B)(c:))"),
        ("<a><b>n<5 men</b><c>1</c></a>", "(a:(b:n<5 men)(c:1))"),
        ("<a><b>1 < 2 > 0</b></a>", "(a:(b:1 < 2 > 0))"),
        ("<a><b>x <y & z</b></a>", "(a:(b:x <y & z))"),
        ("<a><b>1 < 2<c x='<'/></b></a>", "(a:(b:1 < 2(c x=<:)))"),
    ] {
        let (text, told) = steps(file.as_bytes());
        assert_eq!(text, expected, "{file}");
        assert!(told.contains("write &lt;"), "{file}: {told}");
    }
}

#[test]
fn every_element_closes_where_end_tags_are_missing_or_wrong() {
    let (text, told) = steps(b"<a><b><c>1</b></x><d>2</d></a>");
    assert_eq!(text, "(a:(b:(c:1))(d:2))");
    assert!(told.contains("end tag is missing"), "{told}");
    assert_eq!(told.lines().count(), 1);
}

#[test]
fn a_file_that_breaks_off_is_told_with_its_line() {
    let (text, told) = steps(b"<a>\n<b>1</b>\n<c x=");
    assert_eq!(text, "(a:\n(b:1)\n)");
    assert!(
        told.contains("a.xml:3") && told.contains("breaks off within <a>"),
        "{told}"
    );
    let (_, told) = steps(b"<a>\n<b>1");
    assert!(told.contains("breaks off within <b>"), "{told}");
}

#[test]
fn entities_of_a_file_are_never_expanded() {
    let bomb = b"<!DOCTYPE a [<!ENTITY x 'yyyyyyyy'><!ENTITY z SYSTEM 'file:///etc/passwd'>]>\n<a>&x;&z;</a>";
    let (text, told) = steps(bomb);
    assert_eq!(text, "(a:&x;&z;)");
    assert!(told.contains("entities"), "{told}");
    assert!(begins_with_element(bomb, "a"));
}

#[test]
fn what_nests_without_end_is_passed_over() {
    let deep = format!(
        "<a>{}1{}<b>2</b></a>",
        "<c>".repeat(100_000),
        "</c>".repeat(100_000)
    );
    let (text, told) = steps(deep.as_bytes());
    assert!(text.ends_with("(b:2))"), "{}", &text[text.len() - 20..]);
    assert!(told.contains("deep"), "{told}");
}

#[test]
fn an_encoding_is_declared_marked_or_guessed() {
    let text = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><a>Застава</a>";
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(text);
    assert_eq!(steps(&bytes), ("(a:Застава)".to_owned(), String::new()));
    let utf16: Vec<u8> = "\u{feff}<a>Застава</a>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(steps(&utf16), ("(a:Застава)".to_owned(), String::new()));
    let (text, told) = steps(text.as_bytes());
    assert_eq!(text, "(a:Застава)");
    assert!(told.contains("another encoding"), "{told}");
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode("<a>Пограничная застава на реке</a>");
    let (text, told) = steps(&bytes);
    assert_eq!(text, "(a:Пограничная застава на реке)");
    assert!(told.contains("windows-1251"), "{told}");
}

#[test]
fn text_behind_the_end_is_told_and_costs_nothing() {
    let (text, told) = steps(b"<a>1</a>\nmore\n");
    assert_eq!(text, "(a:1)");
    assert!(told.contains("behind the end"), "{told}");
    assert_eq!(steps(b"<a>1</a>\n\0\0").1, "");
}

#[test]
fn positions_count_lines_and_columns_from_one() {
    let source = Source {
        name: "a.xml",
        bytes: &"<a>\n \u{e9}<b/></a>".as_bytes(),
        companions: &NoCompanions,
        given: &crate::formats::NOTHING_GIVEN,
    };
    let mut xml = XmlReader::new(&source).unwrap();
    loop {
        match xml.step().unwrap() {
            Step::Open(tag) if tag.name == "b" => {
                assert_eq!((tag.at.line, tag.at.column, tag.at.byte), (2, 3, 7));
                return;
            }
            Step::End => panic!("no second element"),
            _ => {}
        }
    }
}

#[test]
fn an_element_is_read_whole() {
    let text = "<d> <n> One </n><t>Bold <b>x</b><br/>y &lt;i>z&lt;/i></t></d>".as_bytes();
    let source = Source {
        name: "a.xml",
        bytes: &text,
        companions: &NoCompanions,
        given: &crate::formats::NOTHING_GIVEN,
    };
    let mut xml = XmlReader::new(&source).unwrap();
    let Step::Open(tag) = xml.step().unwrap() else {
        panic!("an element")
    };
    let element = Element::read(tag, &mut xml).unwrap();
    assert_eq!(element.text_of("n").as_deref(), Some("One"));
    assert_eq!(element.child("t").unwrap().plain_text(), "Bold x\ny z");
    assert!(element.complete);
}
