//! A cursor over the bytes of JSON that accepts no more than RFC 8259 does.

/// Why the scanner went no further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The bytes ended. More of the file may follow them.
    End,
    /// Something that the small reader must judge: faulty, or only unusual.
    Odd,
}

pub(crate) type Scanned<T> = Result<T, Stop>;

/// Bytes from the first up to and without the second.
pub(crate) type ByteSpan = (usize, usize);

/// Lists and objects within each other that the scanner follows: one bit each.
const DEEPEST: u32 = 60;

/// Digits of a number that are sure to be no overflow, were they all before the point.
const MOST_DIGITS: usize = 300;

/// A cursor over bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scanner<'a> {
    pub(crate) bytes: &'a [u8],
    /// The byte that is read next.
    pub(crate) at: usize,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// The next byte, which stays the next.
    #[inline]
    pub(crate) fn peek(&self) -> Scanned<u8> {
        self.bytes.get(self.at).copied().ok_or(Stop::End)
    }

    /// The bytes of a span.
    pub(crate) fn slice(&self, (begin, end): ByteSpan) -> &'a [u8] {
        &self.bytes[begin..end]
    }

    /// Passes white space.
    #[inline]
    pub(crate) fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.bytes.get(self.at) {
            self.at += 1;
        }
    }

    /// Passes white space and the separators of a `GeoJSON` text sequence (RFC 8142, section 2).
    pub(crate) fn separators(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t' | 0x1E) = self.bytes.get(self.at) {
            self.at += 1;
        }
    }

    /// Passes the byte `wanted`.
    #[inline]
    pub(crate) fn pass(&mut self, wanted: u8) -> Scanned<()> {
        if self.peek()? != wanted {
            return Err(Stop::Odd);
        }
        self.at += 1;
        Ok(())
    }

    /// Passes `wanted` where it is next; says whether it was.
    #[inline]
    pub(crate) fn passed(&mut self, wanted: u8) -> Scanned<bool> {
        let found = self.peek()? == wanted;
        self.at += usize::from(found);
        Ok(found)
    }

    /// Passes the white space and the comma between two members, or what closes their list: `true`.
    #[inline]
    pub(crate) fn closed(&mut self, by: u8) -> Scanned<bool> {
        self.space();
        match self.peek()? {
            b',' => {
                self.at += 1;
                self.space();
                Ok(false)
            }
            byte if byte == by => {
                self.at += 1;
                Ok(true)
            }
            _ => Err(Stop::Odd),
        }
    }

    /// Passes a string; gives what stands between its quotation marks, as it is written.
    #[inline]
    pub(crate) fn string(&mut self) -> Scanned<ByteSpan> {
        self.pass(b'"')?;
        let begin = self.at;
        loop {
            self.at = plain_end(self.bytes, self.at);
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Ok((begin, self.at - 1));
                }
                b'\\' => self.escape()?,
                _ => return Err(Stop::Odd),
            }
        }
    }

    fn escape(&mut self) -> Scanned<()> {
        self.at += 1;
        let letter = self.peek()?;
        self.at += 1;
        match letter {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Ok(()),
            b'u' => {
                let digits = self.bytes.get(self.at..self.at + 4).ok_or(Stop::End)?;
                self.at += 4;
                let hexadecimal = digits.iter().all(u8::is_ascii_hexdigit);
                hexadecimal.then_some(()).ok_or(Stop::Odd)
            }
            _ => Err(Stop::Odd),
        }
    }

    /// Passes the name of a member, the colon and the space around it. A name with an escape is odd.
    #[inline]
    pub(crate) fn key(&mut self) -> Scanned<&'a [u8]> {
        let key = self.string()?;
        let key = self.slice(key);
        self.space();
        self.pass(b':')?;
        self.space();
        Ok(key)
    }

    fn digits(&mut self) -> Scanned<()> {
        let begin = self.at;
        while self.peek()?.is_ascii_digit() {
            self.at += 1;
        }
        let fits = (1..MOST_DIGITS).contains(&(self.at - begin));
        fits.then_some(()).ok_or(Stop::Odd)
    }

    /// Passes a number. One with an exponent of more than two digits is odd: it may be too large.
    pub(crate) fn number(&mut self) -> Scanned<()> {
        self.passed(b'-')?;
        if !self.passed(b'0')? {
            self.digits()?;
        }
        if self.passed(b'.')? {
            self.digits()?;
        }
        if matches!(self.peek()?, b'e' | b'E') {
            self.at += 1;
            if matches!(self.peek()?, b'+' | b'-') {
                self.at += 1;
            }
            let begin = self.at;
            self.digits()?;
            if self.at - begin > 2 {
                return Err(Stop::Odd);
            }
        }
        Ok(())
    }

    fn word(&mut self, word: &[u8]) -> Scanned<()> {
        for &letter in word {
            self.pass(letter)?;
        }
        Ok(())
    }

    /// Passes a value that is no list and no object.
    fn plain(&mut self) -> Scanned<()> {
        match self.peek()? {
            b'"' => self.string().map(|_| ()),
            b'-' | b'0'..=b'9' => self.number(),
            b'n' => self.word(b"null"),
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            _ => Err(Stop::Odd),
        }
    }

    /// Passes a value with all that is in it; gives where it stands.
    #[inline]
    pub(crate) fn value(&mut self) -> Scanned<ByteSpan> {
        let begin = self.at;
        match self.peek()? {
            b'{' | b'[' => self.nested()?,
            _ => self.plain()?,
        }
        Ok((begin, self.at))
    }

    /// Passes a list or object, with one bit for each that is open: a hostile file must not exhaust the stack.
    fn nested(&mut self) -> Scanned<()> {
        let (mut objects, mut depth) = (0_u64, 0);
        loop {
            let opens = self.peek()?;
            if matches!(opens, b'{' | b'[') {
                if depth == DEEPEST {
                    return Err(Stop::Odd);
                }
                self.at += 1;
                depth += 1;
                objects = objects << 1 | u64::from(opens == b'{');
                self.space();
                if !self.passed(closing(objects))? {
                    self.inner_key(objects)?;
                    continue;
                }
                (objects, depth) = (objects >> 1, depth - 1);
            } else {
                self.plain()?;
            }
            while depth > 0 && self.closed(closing(objects))? {
                (objects, depth) = (objects >> 1, depth - 1);
            }
            if depth == 0 {
                return Ok(());
            }
            self.inner_key(objects)?;
        }
    }

    fn inner_key(&mut self, objects: u64) -> Scanned<()> {
        if objects & 1 == 1 {
            self.key()?;
        }
        Ok(())
    }
}

/// What closes the innermost list or object.
fn closing(objects: u64) -> u8 {
    if objects & 1 == 1 { b'}' } else { b']' }
}

/// The first byte from `at` on that is a quotation mark, a backslash or a control character, eight
/// at a time: the tests for a zero byte and a byte below a number of Sean Anderson, "Bit Twiddling Hacks".
#[inline]
fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word & HIGH;
    while let Some(eight) = bytes.get(at..at + 8) {
        let mut word = [0; 8];
        word.copy_from_slice(eight);
        let word = u64::from_le_bytes(word);
        let quote = below(word ^ (ONES * u64::from(b'"')), 1);
        let backslash = below(word ^ (ONES * u64::from(b'\\')), 1);
        let found = quote | backslash | below(word, 0x20);
        if found != 0 {
            // The lowest that is found is truly one; only those above it can be wrong, by a borrow.
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let found = rest
        .iter()
        .position(|&byte| matches!(byte, b'"' | b'\\') || byte < 0x20);
    at + found.unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Whether `text` is passed as one value, with a byte behind it so that a number can end.
    fn passes(text: &str) -> bool {
        let text = format!("{text}\n");
        let mut scanner = Scanner::new(text.as_bytes(), 0);
        scanner.value().is_ok() && scanner.at == text.len() - 1
    }

    #[test]
    fn what_is_no_json_is_never_passed() {
        for text in [
            "01",
            "1.",
            "-",
            "+1",
            ".5",
            "1e",
            "nul",
            "[1,]",
            "[,1]",
            "{\"a\":1,}",
            "{\"a\"}",
            "{a:1}",
            "[1}",
            "{\"a\":1]",
            "\"\\x\"",
            "\"\t\"",
            "\"\\u12g4\"",
            "[1 2]",
            "NaN",
            "",
        ] {
            assert!(!passes(text), "{text}");
        }
        for text in [
            "-0.5e+9",
            "[]",
            "{}",
            "[[],{}]",
            r#"{"a":[1,{"b":"\"\\\u00e9"}],"c":null}"#,
        ] {
            assert!(passes(text), "{text}");
        }
    }

    #[test]
    fn what_is_nested_without_end_is_left_to_others() {
        let text = "[".repeat(100_000);
        assert_eq!(Scanner::new(text.as_bytes(), 0).value(), Err(Stop::Odd));
    }

    proptest! {
        #[test]
        fn a_value_is_passed_only_where_another_reader_takes_it(
            text in r#"[\[\]{},:"\\0-9a-fnultrs .eE+-]{0,24}"#
        ) {
            if passes(&text) {
                prop_assert!(serde_json::from_str::<&serde_json::value::RawValue>(&text).is_ok());
            }
        }

        #[test]
        fn the_end_of_plain_text_is_found(text in "[ a-zа-я\"\\\\\u{1}\u{1f}\u{80}]{0,40}") {
            let bytes = text.as_bytes();
            let expected = bytes.iter().position(|&b| b == b'"' || b == b'\\' || b < 0x20);
            prop_assert_eq!(plain_end(bytes, 0), expected.unwrap_or(bytes.len()));
        }
    }
}
