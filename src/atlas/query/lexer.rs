//! The words of a filter.

use super::error::QueryError;

/// A word with where it begins.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    /// Column of the text, from 1.
    pub(super) column: usize,
    /// Byte of the text.
    pub(super) byte: usize,
    pub(super) kind: Kind,
}

/// What a word is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// A name or a keyword, as written.
    Name(String),
    /// A name in double quotes, never a keyword.
    Quoted(String),
    Number(f64),
    /// A text in single quotes.
    Text(String),
    /// An operator, a bracket or a comma.
    Sign(&'static str),
    End,
}

/// Signs, the longer before those that they begin with.
const SIGNS: [&str; 10] = ["<>", "<=", ">=", "=", "<", ">", "(", ")", ",", "!="];

/// The words of `text`, with [`Kind::End`] last.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, QueryError> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let byte = text.len() - rest.len();
        let column = text[..byte].chars().count() + 1;
        let Some(first) = rest.chars().next() else {
            tokens.push(Token {
                column,
                byte,
                kind: Kind::End,
            });
            return Ok(tokens);
        };
        let (kind, length) = match first {
            '\'' => {
                let (text, length) = quoted(rest, '\'', column)?;
                (Kind::Text(text), length)
            }
            '"' => {
                let (name, length) = quoted(rest, '"', column)?;
                (Kind::Quoted(name), length)
            }
            _ if first.is_alphabetic() || first == '_' => {
                let name: String = rest.chars().take_while(|&it| in_name(it)).collect();
                let length = name.len();
                (Kind::Name(name), length)
            }
            _ if first.is_ascii_digit() || matches!(first, '-' | '+' | '.') => {
                number(rest, column)?
            }
            _ => {
                let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign));
                let sign = sign.ok_or_else(|| {
                    let what = format!("\"{first}\" has no meaning in a filter");
                    QueryError::at(
                        column,
                        what,
                        "a name with other signs stands in double quotes",
                    )
                })?;
                (
                    Kind::Sign(if sign == "!=" { "<>" } else { sign }),
                    sign.len(),
                )
            }
        };
        tokens.push(Token { column, byte, kind });
        rest = &rest[length..];
    }
}

fn in_name(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '.' | ':')
}

fn number(rest: &str, column: usize) -> Result<(Kind, usize), QueryError> {
    let mut before = ' ';
    let digits = rest.char_indices().find(|&(at, it)| {
        let sign = matches!(it, '-' | '+') && (at == 0 || matches!(before, 'e' | 'E'));
        before = it;
        !(sign || it.is_ascii_digit() || matches!(it, '.' | 'e' | 'E'))
    });
    let length = digits.map_or(rest.len(), |(at, _)| at);
    let number: Option<f64> = rest[..length].parse().ok();
    match number.filter(|number| number.is_finite()) {
        Some(number) => Ok((Kind::Number(number), length)),
        None => Err(QueryError::at(
            column,
            format!("\"{}\" is no number", &rest[..length.max(1)]),
            "a number is written as 10, -2.5 or 1e6, a text in single quotes",
        )),
    }
}

/// A text in quotes, in which two quotes are one; and its length with the quotes, in bytes.
fn quoted(rest: &str, quote: char, column: usize) -> Result<(String, usize), QueryError> {
    let mut text = String::new();
    let mut letters = rest.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        if letter != quote {
            text.push(letter);
        } else if letters.peek().is_some_and(|&(_, next)| next == quote) {
            text.push(quote);
            letters.next();
        } else {
            return Ok((text, at + 1));
        }
    }
    Err(QueryError::at(
        column,
        format!("a text begins with {quote} and does not end"),
        format!("close it with {quote}"),
    ))
}
