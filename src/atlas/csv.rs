//! Comma-separated values for other programs (RFC 4180).

/// A row with its line ending. A field is quoted where it holds a comma, a quotation mark or a line
/// break.
///
/// ```
/// # use steppe::atlas::csv_row;
/// assert_eq!(csv_row(["Osh", "say \"no\", twice"]), "Osh,\"say \"\"no\"\", twice\"\r\n");
/// ```
#[must_use]
pub fn csv_row<Field: AsRef<str>>(fields: impl IntoIterator<Item = Field>) -> String {
    let mut row = String::new();
    for (number, field) in fields.into_iter().enumerate() {
        let field = field.as_ref();
        if number > 0 {
            row.push(',');
        }
        if field.contains([',', '"', '\r', '\n']) {
            row.push('"');
            row.push_str(&field.replace('"', "\"\""));
            row.push('"');
        } else {
            row.push_str(field);
        }
    }
    row.push_str("\r\n");
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_break_a_row_is_quoted() {
        let fields = ["plain", "a, b", "say \"no\"", "two\r\nlines", ""];
        let row = "plain,\"a, b\",\"say \"\"no\"\"\",\"two\r\nlines\",\r\n";
        assert_eq!(csv_row(fields), row);
    }
}
