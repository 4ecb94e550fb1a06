//! The numbers and months that a date's text is made of.

use super::number::year;
use super::words::{is_filler, is_quarter, month};
use crate::dossier::read_as::DayOrder;

/// A number, by how many digits it has, or a month's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// One or two digits.
    Small(u32),
    /// Four digits.
    Year(u32),
    /// Eight digits: a day without separators.
    Basic(u32),
    /// Six digits: a time without separators.
    Clock,
    /// From 1 to 12, by name.
    Month(u32),
    /// A quarter of a year, from 1 to 4.
    Quarter(u32),
}

impl Part {
    fn number(digits: &str) -> Option<Self> {
        let value = digits.parse().ok()?;
        Some(match digits.len() {
            1 | 2 => Self::Small(value),
            4 => Self::Year(value),
            6 => Self::Clock,
            8 => Self::Basic(value),
            _ => return None,
        })
    }

    /// Takes a small number for one of a quarter.
    fn count_quarters(&mut self) {
        if let Self::Small(number) = *self {
            *self = Self::Quarter(number);
        }
    }
}

/// Which of day and month stands first in a text by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::dossier::understand) enum Shown {
    /// Only one order gives a date.
    DayOrder(DayOrder),
    /// Both do.
    Open,
}

/// The parts of a text without its time of day, with what stands between them.
#[derive(Debug, Default)]
pub(super) struct Parts {
    list: Vec<Part>,
    /// The separator before each part but the first; a space where there is no other.
    between: Vec<char>,
    /// Whether a word stands in it that belongs to no date.
    strange: bool,
}

/// A piece of the text.
#[derive(Debug, Clone, PartialEq)]
enum Token<'t> {
    Digits(&'t str),
    Word(&'t str),
    Sign(char),
}

impl Parts {
    /// Takes `text` apart.
    pub(super) fn of(text: &str) -> Self {
        let tokens = without_time(tokens(text));
        let mut parts = Self::default();
        let mut separator = ' ';
        let mut quarter = false;
        for token in tokens {
            let part = match token {
                Token::Sign(sign) => {
                    if !sign.is_whitespace() {
                        separator = sign;
                    }
                    continue;
                }
                Token::Digits(digits) => match Part::number(digits) {
                    Some(Part::Small(number @ 1..=4)) if quarter => Some(Part::Quarter(number)),
                    part => part,
                },
                Token::Word(word) => {
                    let word = word.to_lowercase();
                    if matches!(word.as_str(), "年" | "月" | "년" | "월") {
                        separator = '-';
                        continue;
                    }
                    if is_quarter(&word) {
                        // "Q3" and "3. Quartal".
                        match parts.list.last_mut() {
                            Some(last @ Part::Small(1..=4)) => last.count_quarters(),
                            _ => quarter = true,
                        }
                        continue;
                    }
                    if is_filler(&word) {
                        continue;
                    }
                    month(&word).map(Part::Month)
                }
            };
            match part {
                Some(part) => {
                    if !parts.list.is_empty() {
                        parts.between.push(separator);
                    }
                    parts.list.push(part);
                    separator = ' ';
                }
                None => parts.strange = true,
            }
        }
        parts
    }

    /// The order that two numbers before a year show, where a slash or hyphen leaves it open.
    pub(super) fn order_shown(&self) -> Option<Shown> {
        let (
            &[
                Part::Small(first),
                Part::Small(second),
                ref year @ (Part::Year(_) | Part::Small(_)),
            ],
            &['/' | '-', '/' | '-'],
            false,
        ) = (self.list.as_slice(), self.between.as_slice(), self.strange)
        else {
            return None;
        };
        let full_year = matches!(year, Part::Year(_));
        Some(match (first > 12 && full_year, second > 12) {
            (true, false) => Shown::DayOrder(DayOrder::DayFirst),
            (false, true) => Shown::DayOrder(DayOrder::MonthFirst),
            _ => Shown::Open,
        })
    }

    /// The date that the parts are, in EDTF.
    pub(super) fn date(&self, order: Option<DayOrder>) -> Option<String> {
        use Part::{Basic, Clock, Month, Quarter, Small, Year};
        if self.strange {
            return None;
        }
        let dash = matches!(self.between.first(), Some('-' | '\u{2013}' | '\u{2014}'));
        let slash = self.between.first() == Some(&'/');
        match *self.list.as_slice() {
            [Year(y)] => Some(year(y.into())),
            [Basic(date)] | [Basic(date), Clock | Year(_)] => basic(date),
            [Year(y), Small(m @ ..=12) | Month(m)] | [Small(m) | Month(m), Year(y)] => ym(y, m),
            [Year(y), Small(end)] if dash || slash => years(y, y / 100 * 100 + end),
            [Year(from), Year(to)] if dash || slash => years(from, to),
            [Quarter(q), Year(y)] | [Year(y), Quarter(q)] => {
                Some(format!("{}/{}", ym(y, q * 3 - 2)?, ym(y, q * 3)?))
            }
            // Years about 1400 before slashes are of the Persian calendar more often than of ours.
            [Year(..1500), Small(_), Small(_)] if slash => None,
            [Year(y), Small(m) | Month(m), Small(d)]
            | [Small(d), Month(m), Year(y)]
            | [Month(m), Small(d), Year(y)] => ymd(y, m, d),
            [Small(d), Month(m), Small(y)] => ymd(full_year(y), m, d),
            // Only the apostrophe tells `October '21` from the 21st.
            [Month(m), Small(y)] if matches!(self.between[0], '\'' | '\u{2019}') => {
                ym(full_year(y), m)
            }
            [Small(a), Small(b), Small(y)] => self.in_small_numbers(a, b, y, order),
            [Small(a), Small(b), Year(y)] => self.in_numbers(a, b, y, order),
            [Small(from), Small(to), Month(m), Year(y)] if dash => {
                Some(format!("{}/{}", ymd(y, m, from)?, ymd(y, m, to)?))
            }
            [Month(from), Month(to), Year(y)] if dash || slash => {
                Some(format!("{}/{}", ym(y, from)?, ym(y, to)?))
            }
            _ => None,
        }
    }

    /// A day, a month and a year of two digits: dots put the day first everywhere, and a month is never
    /// beyond 12. `18/10/21` could be of 2018, where its column shows no order.
    fn in_small_numbers(&self, a: u32, b: u32, y: u32, order: Option<DayOrder>) -> Option<String> {
        let y = full_year(y);
        if self.between.iter().all(|&sign| sign == '.') {
            return ymd(y, b, a);
        }
        match order {
            _ if b > 12 => ymd(y, a, b),
            Some(DayOrder::DayFirst) => ymd(y, b, a),
            Some(DayOrder::MonthFirst) => ymd(y, a, b),
            None => None,
        }
    }

    /// A day and a month in numbers, with the year last: dots put the day first everywhere.
    fn in_numbers(&self, a: u32, b: u32, y: u32, order: Option<DayOrder>) -> Option<String> {
        if self.between.iter().all(|&sign| sign == '.') {
            return ymd(y, b, a);
        }
        match (a > 12, b > 12, order) {
            (true, false, _) | (false, false, Some(DayOrder::DayFirst)) => ymd(y, b, a),
            (false, true, _) | (false, false, Some(DayOrder::MonthFirst)) => ymd(y, a, b),
            _ if a == b => ymd(y, a, b),
            _ => None,
        }
    }
}

/// A year of two digits as POSIX reads it (`strptime`, `%y`): 69 to 99 are of the last century.
fn full_year(year: u32) -> u32 {
    if year < 69 { 2000 + year } else { 1900 + year }
}

/// A span of years; `2021-21` is not one.
fn years(from: u32, to: u32) -> Option<String> {
    (from < to).then(|| format!("{}/{}", year(from.into()), year(to.into())))
}

fn ym(y: u32, m: u32) -> Option<String> {
    (1..=12)
        .contains(&m)
        .then(|| format!("{}-{m:02}", year(y.into())))
}

fn ymd(y: u32, m: u32, d: u32) -> Option<String> {
    Some(format!("{}-{d:02}", ym(y, m)?))
}

fn basic(date: u32) -> Option<String> {
    ymd(date / 10_000, date / 100 % 100, date % 100)
}

/// Whether a letter is the word for year, month or day behind a number, in Chinese, Japanese or Korean.
fn is_unit(letter: char) -> bool {
    matches!(letter, '年' | '月' | '日' | '년' | '월' | '일')
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let of_kind: fn(char) -> bool = if first.is_ascii_digit() {
            |letter| letter.is_ascii_digit()
        } else if is_unit(first) {
            |_| false
        } else if first.is_alphabetic() {
            |letter| letter.is_alphabetic() && !is_unit(letter)
        } else {
            |_| false
        };
        let end = rest[first.len_utf8()..]
            .find(|letter| !of_kind(letter))
            .map_or(rest.len(), |at| at + first.len_utf8());
        let (piece, after) = rest.split_at(end);
        tokens.push(if first.is_ascii_digit() {
            Token::Digits(piece)
        } else if first.is_alphabetic() {
            Token::Word(piece)
        } else {
            Token::Sign(first)
        });
        rest = after;
    }
    tokens
}

/// The tokens of the date alone: a time of day and its zone behind or before it are dropped. The
/// day is the one that is written, whatever the zone.
fn without_time(mut tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let clock = |at: usize, tokens: &[Token<'_>]| {
        matches!(
            tokens.get(at..at + 3),
            Some([Token::Digits(hour), Token::Sign(':'), Token::Digits(_)]) if hour.len() <= 2
        )
    };
    match (0..tokens.len()).find(|&at| clock(at, &tokens)) {
        Some(0) => {
            // The time stands first: digits, colons, a fraction, and AM or PM.
            let of_time = |token: &Token<'_>| match token {
                Token::Digits(_) | Token::Sign(':' | '.') => true,
                Token::Word(word) => matches!(
                    word.to_lowercase().as_str(),
                    "am" | "pm" | "z" | "utc" | "gmt"
                ),
                Token::Sign(_) => false,
            };
            let end = tokens.iter().position(|token| !of_time(token));
            tokens.drain(..end.unwrap_or(tokens.len()));
            if let Some(at) = tokens
                .iter()
                .position(|token| !matches!(token, Token::Sign(_)))
            {
                tokens.drain(..at);
            }
        }
        Some(at) => {
            // `date` of Unix writes the year behind the time.
            let is_year =
                |token: &Token<'_>| matches!(token, Token::Digits(digits) if digits.len() == 4);
            let year = tokens[at..].iter().rposition(is_year);
            let behind = year.filter(|_| !tokens[..at].iter().any(is_year));
            let behind = behind.map(|year| tokens[at + year].clone());
            tokens.truncate(at);
            if let Some(year) = behind {
                tokens.push(Token::Sign(' '));
                tokens.push(year);
            }
        }
        None => {
            // An hour alone behind the T of ISO 8601.
            let hour = |pair: &[Token<'_>]| {
                matches!(
                    pair,
                    [Token::Digits(_), Token::Word("T" | "t"), Token::Digits(_)]
                )
            };
            if let Some(at) = tokens.windows(3).position(hour) {
                tokens.truncate(at + 1);
            }
        }
    }
    let joins = |token: &Token<'_>| match token {
        Token::Sign(_) => true,
        Token::Word(word) => matches!(
            word.to_lowercase().as_str(),
            "t" | "z" | "at" | "um" | "в" | "à"
        ),
        Token::Digits(_) => false,
    };
    while tokens.last().is_some_and(joins) {
        tokens.pop();
    }
    tokens
}
