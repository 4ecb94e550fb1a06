//! The encoding of a table's texts: from the `.cpg`, the header's language byte, or the texts.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Bytes of text that are looked at.
const SAMPLE: usize = 64 << 10;

/// What was decided, and why that should be told.
#[derive(Debug)]
pub(super) struct Decision {
    pub(super) encoding: &'static Encoding,
    /// Why the decision is not sure, where it is not.
    pub(super) doubt: Option<String>,
}

impl Decision {
    /// A decision without a doubt.
    pub(super) fn sure(encoding: &'static Encoding) -> Self {
        Self {
            encoding,
            doubt: None,
        }
    }
}

/// Texts of a table that are not plain ASCII, as far as they are looked at.
#[derive(Debug, Default)]
pub(super) struct Sample {
    texts: Vec<Vec<u8>>,
    bytes: usize,
}

impl Sample {
    /// Takes a text; says whether more are wanted.
    pub(super) fn add(&mut self, text: &[u8]) -> bool {
        if !text.is_ascii() {
            let text = text.trim_ascii_end();
            self.bytes += text.len();
            self.texts.push(text.to_vec());
        }
        self.bytes < SAMPLE
    }

    /// Whether all texts are UTF-8, but for a last character that the end of its field cuts in two.
    fn is_utf8(&self) -> bool {
        self.texts
            .iter()
            .all(|text| match std::str::from_utf8(text) {
                Ok(_) => true,
                Err(error) => error.error_len().is_none(),
            })
    }

    fn fits(&self, encoding: &'static Encoding) -> bool {
        let whole = |text: &Vec<u8>| {
            encoding
                .decode_without_bom_handling_and_without_replacement(text)
                .is_some()
        };
        // In encodings of two bytes the end of a field may cut a character, too.
        self.texts.iter().filter(|text| !whole(text)).count() * 20 <= self.texts.len()
    }

    fn guess(&self) -> &'static Encoding {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        for text in &self.texts {
            detector.feed(text, false);
            detector.feed(b"\n", false);
        }
        detector.feed(b"", true);
        let guess = detector.guess(None, Utf8Detection::Allow);
        if is_latin(guess) && self.is_words_of_high_letters() {
            encoding_rs::WINDOWS_1251
        } else {
            guess
        }
    }

    /// Whether most words consist of letters beyond ASCII only, as in Cyrillic, where Latin languages
    /// mix a few accented letters into ASCII.
    fn is_words_of_high_letters(&self) -> bool {
        let words = self
            .texts
            .iter()
            .flat_map(|text| text.split(|byte| !byte.is_ascii_alphabetic() && *byte < 0xc0));
        let words: Vec<&[u8]> = words.filter(|word| word.len() >= 3).collect();
        let high = words
            .iter()
            .filter(|word| word.iter().all(|byte| *byte >= 0xc0));
        2 * high.count() > words.len()
    }
}

/// Decides. `cpg` is the content of the `.cpg`, `language` the byte of the header.
pub(super) fn decide(cpg: Option<&str>, language: u8, sample: &Sample) -> Decision {
    let by_cpg = cpg.and_then(named);
    let declared = by_cpg.or_else(|| of_language(language));
    let source = if by_cpg.is_some() {
        "the .cpg"
    } else {
        "the .dbf"
    };
    if sample.texts.is_empty() {
        return Decision::sure(declared.unwrap_or(UTF_8));
    }
    if sample.is_utf8() {
        let doubt = declared
            .filter(|declared| *declared != UTF_8)
            .map(|declared| {
                format!(
                    "{source} says {}, but the texts are UTF-8, and were read so",
                    declared.name()
                )
            });
        return Decision {
            encoding: UTF_8,
            doubt,
        };
    }
    let guess = sample.guess();
    match declared {
        Some(declared) if !sample.fits(declared) => Decision {
            encoding: guess,
            doubt: Some(format!(
                "{source} says {}, which the texts are not; they were read as {}",
                declared.name(),
                guess.name()
            )),
        },
        // Programs write Latin 1 for want of anything better.
        Some(declared) if is_latin(declared) && is_cyrillic(guess) => Decision {
            encoding: guess,
            doubt: Some(format!(
                "{source} says {}, but the texts look like {}, and were read so",
                declared.name(),
                guess.name()
            )),
        },
        Some(declared) => Decision::sure(declared),
        None => Decision {
            encoding: guess,
            doubt: Some(format!(
                "nothing names the encoding of the texts; {} was guessed",
                guess.name()
            )),
        },
    }
}

fn is_latin(encoding: &'static Encoding) -> bool {
    encoding == WINDOWS_1252
}

fn is_cyrillic(encoding: &'static Encoding) -> bool {
    let name = encoding.name();
    matches!(
        name,
        "windows-1251" | "KOI8-R" | "KOI8-U" | "IBM866" | "ISO-8859-5" | "x-mac-cyrillic"
    )
}

/// The encoding that a `.cpg` names: "UTF-8", "1251", "ANSI 1251", "OEM 866", "88595", "GBK".
fn named(cpg: &str) -> Option<&'static Encoding> {
    let cpg = cpg.trim_matches(|c: char| c.is_whitespace() || c == '\0' || c == '\u{feff}');
    if let Some(encoding) = Encoding::for_label(cpg.as_bytes()) {
        return Some(encoding);
    }
    let iso = cpg.to_ascii_lowercase().contains("8859");
    let mut digits: String = cpg.chars().filter(char::is_ascii_digit).collect();
    if iso && let Some(part) = digits.strip_prefix("8859") {
        digits = part.to_owned();
        return Encoding::for_label(format!("iso-8859-{digits}").as_bytes());
    }
    of_code_page(digits.parse().ok()?)
}

/// The encoding of a Windows or OEM code page.
fn of_code_page(page: u32) -> Option<&'static Encoding> {
    let label = match page {
        1250..=1258 => format!("windows-{page}"),
        28_591..=28_606 => format!("iso-8859-{}", page - 28_590),
        88_591..=88_599 => format!("iso-8859-{}", page - 88_590),
        885_910..=885_916 => format!("iso-8859-{}", page - 885_900),
        65_001 => "utf-8".to_owned(),
        866 => "ibm866".to_owned(),
        874 => "windows-874".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10_000 => "macintosh".to_owned(),
        10_007 => "x-mac-cyrillic".to_owned(),
        20_866 => "koi8-r".to_owned(),
        21_866 => "koi8-u".to_owned(),
        54_936 => "gb18030".to_owned(),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding of a header's language byte (dBase's and FoxPro's codes). The code pages of DOS for
/// western and central Europe are none of `encoding_rs`, and 0x57 only says "some code page of Windows".
fn of_language(language: u8) -> Option<&'static Encoding> {
    of_code_page(match language {
        0x03 | 0x58 | 0x59 => 1252,
        0x13 | 0x7b => 932,
        0x26 | 0x65 => 866,
        0x4d | 0x7a => 936,
        0x4e | 0x79 => 949,
        0x4f | 0x78 => 950,
        0x50 | 0x7c => 874,
        0x7d => 1255,
        0x7e => 1256,
        0x96 => 10_007,
        0xc8 => 1250,
        0xc9 => 1251,
        0xca => 1254,
        0xcb => 1253,
        0xcc => 1257,
        _ => return None,
    })
}
