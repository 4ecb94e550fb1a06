//! What stands between the cells of a table.

use csv::{Reader, ReaderBuilder, StringRecord};

/// Signs that part cells, the commonest first.
const SEPARATORS: [u8; 6] = [b',', b';', b'\t', b'|', b'^', b'~'];

/// Rows that are looked at to tell which sign parts the cells.
const LOOKED_AT: usize = 50;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    pub(super) separator: u8,
    /// The quotation mark: a single one where all of the head stands in such.
    pub(super) quote: u8,
    /// Bytes before the table: the line `sep=;` that is for Excel.
    pub(super) skipped: usize,
}

impl Dialect {
    /// How `text`, of a file with this ending, is written: what its `sep=` line says, else the sign
    /// that gives most rows the same number of cells.
    pub(super) fn of(text: &str, ending: &str) -> Self {
        if let Some(stated) = Self::stated(text) {
            return stated;
        }
        let usual = match ending {
            "tsv" | "tab" => b'\t',
            "psv" => b'|',
            _ => b',',
        };
        let score = |separator: u8| {
            let dialect = Self {
                separator,
                quote: b'"',
                skipped: 0,
            };
            let counts: Vec<usize> = dialect
                .rows(text)
                .take(LOOKED_AT)
                .map(|row| row.len())
                .collect();
            let most = counts.iter().copied().max().unwrap_or(0);
            let alike = counts.iter().filter(|&&count| count == most).count();
            // A sign that parts nothing says nothing; between others, rows of one length count
            // first, then cells.
            let share = alike * 100 / counts.len().max(1);
            if most < 2 {
                (0, 0, false)
            } else {
                (share.max(1), most, separator == usual)
            }
        };
        let best = SEPARATORS
            .into_iter()
            .rev()
            .max_by_key(|&separator| score(separator));
        let separator = best.filter(|&best| score(best).0 > 0).unwrap_or(usual);
        Self {
            separator,
            quote: quote(text, separator),
            skipped: 0,
        }
    }

    /// What a first line such as `sep=;` says.
    fn stated(text: &str) -> Option<Self> {
        let line = text.split(['\n', '\r']).next()?;
        let named = line.trim_matches('"').to_ascii_lowercase();
        let separator = named.strip_prefix("sep=")?;
        let separator = *separator.as_bytes().first()?;
        let after = &text[line.len()..];
        let breaks = after.len() - after.trim_start_matches(['\n', '\r']).len();
        Some(Self {
            separator,
            quote: quote(&after[breaks..], separator),
            skipped: line.len() + breaks,
        })
    }

    /// A reader of rows.
    pub(super) fn reader<'t>(&self, text: &'t str) -> Reader<&'t [u8]> {
        self.builder().from_reader(text.as_bytes())
    }

    /// A reader of rows in which quotation marks are letters like others.
    pub(super) fn plain_reader<'t>(&self, text: &'t str) -> Reader<&'t [u8]> {
        self.builder().quoting(false).from_reader(text.as_bytes())
    }

    fn builder(&self) -> ReaderBuilder {
        let mut builder = ReaderBuilder::new();
        builder
            .delimiter(self.separator)
            .quote(self.quote)
            .has_headers(false)
            .flexible(true);
        builder
    }

    /// The cells of each row.
    pub(super) fn rows(self, text: &str) -> impl Iterator<Item = Vec<String>> {
        let cells = |record: StringRecord| record.iter().map(str::to_owned).collect();
        self.reader(&text[self.skipped..])
            .into_records()
            .map_while(Result::ok)
            .map(cells)
    }

    /// The sign in words, where it is not the usual one.
    pub(super) fn words(&self) -> Option<String> {
        let sign = match self.separator {
            b',' => return None,
            b';' => "semicolons",
            b'\t' => "tabs",
            b'|' => "upright strokes",
            other => return Some(format!("`{}` between cells", char::from(other))),
        };
        Some(format!("{sign} between cells"))
    }
}

/// The quotation mark of a table: a single one where each cell of its first line begins and ends with it.
fn quote(text: &str, separator: u8) -> u8 {
    let line = text
        .trim_start()
        .split(['\n', '\r'])
        .next()
        .unwrap_or_default();
    let mut cells = line.split(char::from(separator)).map(str::trim);
    let quoted = |cell: &str| cell.len() > 1 && cell.starts_with('\'') && cell.ends_with('\'');
    if cells.all(quoted) { b'\'' } else { b'"' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_is_the_one_that_parts_rows_alike() {
        for (text, ending, expected) in [
            ("a,b\n1,2\n", "csv", b','),
            (
                "nom;lat;lon\nAlpha;44,8;65,5\nBravo;45,5;67,25\n",
                "csv",
                b';',
            ),
            ("a|b|c\n1|2|3\n", "csv", b'|'),
            ("a\tb\n\"1,2,3\"\t4\n", "csv", b'\t'),
            ("name,note\nAlpha,a;b;c\nBravo,d\n", "csv", b','),
            ("name\nAlpha\n", "tsv", b'\t'),
            ("sep=;\na;b,c\n", "csv", b';'),
            ("a^b\n1^2\n", "csv", b'^'),
        ] {
            assert_eq!(Dialect::of(text, ending).separator, expected, "{text}");
        }
    }
}
