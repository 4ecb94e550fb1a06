//! Several dates as one: any of them, or all of them (ISO 8601-2:2019, level 2, section 6).

use edtf::level_1::{Certainty, Date as EdtfDate, Edtf};
use jiff::civil::Date;

use super::edge::DateEdge;
use super::words::{qualified, span_in_words};
use super::{first_day, last_day};

/// Dates of which one is meant, or all are.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DateSet {
    all: bool,
    members: Vec<Member>,
}

/// One entry of a set.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Member {
    One(EdtfDate),
    /// From one to another, both counted; an end that is left out is any earlier or later date.
    Range(Option<EdtfDate>, Option<EdtfDate>),
}

impl Member {
    fn parse(text: &str) -> Option<Self> {
        let date = |text: &str| match Edtf::parse(text.trim()) {
            Ok(Edtf::Date(date)) => Some(date),
            _ => None,
        };
        let Some((from, to)) = text.split_once("..") else {
            return date(text).map(Self::One);
        };
        let end = |text: &str| {
            if text.trim().is_empty() {
                Some(None)
            } else {
                date(text).map(Some)
            }
        };
        let range = Self::Range(end(from)?, end(to)?);
        let forward = match (range.first(), range.last()) {
            (Some(first), Some(last)) => first <= last,
            (first, last) => first.or(last).is_some(),
        };
        forward.then_some(range)
    }

    fn ends(self) -> [Option<EdtfDate>; 2] {
        match self {
            Self::One(date) => [Some(date); 2],
            Self::Range(from, to) => [from, to],
        }
    }

    fn first(self) -> Option<Date> {
        first_day(self.ends()[0]?.precision())
    }

    fn last(self) -> Option<Date> {
        last_day(self.ends()[1]?.precision())
    }

    fn words(self, all: bool) -> String {
        let said = |date: EdtfDate| qualified(date.precision(), date.certainty());
        match self {
            Self::One(date) => said(date),
            Self::Range(Some(from), Some(to)) => {
                let certain = |date: EdtfDate| date.certainty() == Certainty::Certain;
                if certain(from) && certain(to) {
                    span_in_words(from.precision(), to.precision())
                } else {
                    format!("{} to {}", said(from), said(to))
                }
            }
            Self::Range(None, Some(to)) if all => format!("until {}", said(to)),
            Self::Range(None, Some(to)) => format!("{} or earlier", said(to)),
            Self::Range(Some(from), None) if all => format!("since {}", said(from)),
            Self::Range(Some(from), None) => format!("{} or later", said(from)),
            Self::Range(None, None) => String::new(),
        }
    }

    fn canonical(self) -> String {
        let end = |date: Option<EdtfDate>| date.map(|date| date.to_string()).unwrap_or_default();
        match self {
            Self::One(date) => date.to_string(),
            Self::Range(from, to) => format!("{}..{}", end(from), end(to)),
        }
    }
}

impl DateSet {
    /// `[a,b]` for one of them, `{a,b}` for all; `a..b`, `..a` and `a..` stand for all between,
    /// before and after. `None` where it is none of these.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let within = |open, close| text.strip_prefix(open)?.strip_suffix(close);
        let (all, members) = match (within('[', ']'), within('{', '}')) {
            (Some(one), _) => (false, one),
            (_, Some(all)) => (true, all),
            _ => return None,
        };
        let members = members.split(',').map(Member::parse);
        Some(Self {
            all,
            members: members.collect::<Option<Vec<_>>>()?,
        })
    }

    pub(super) fn canonical(&self) -> String {
        let members: Vec<String> = self.members.iter().map(|it| it.canonical()).collect();
        let members = members.join(",");
        if self.all {
            format!("{{{members}}}")
        } else {
            format!("[{members}]")
        }
    }

    /// "September or October 2021", "3, 5 and 9 October 2021", "1760 or earlier".
    pub(super) fn words(&self) -> String {
        let mut words: Vec<String> = self.members.iter().map(|it| it.words(self.all)).collect();
        shorten(&mut words);
        let last = words.pop().unwrap_or_default();
        if words.is_empty() {
            return last;
        }
        let conjunction = if self.all { "and" } else { "or" };
        format!("{} {conjunction} {last}", words.join(", "))
    }

    /// First day of the earliest; `None` where any earlier one may be meant.
    pub(super) fn earliest(&self) -> Option<Date> {
        let firsts = self.members.iter().map(|member| member.first());
        firsts.collect::<Option<Vec<_>>>()?.into_iter().min()
    }

    /// Last day of the latest; `None` where any later one may be meant.
    pub(super) fn latest(&self) -> Option<Date> {
        let lasts = self.members.iter().map(|member| member.last());
        lasts.collect::<Option<Vec<_>>>()?.into_iter().max()
    }

    /// Whether one of them can lie between these days, both counted.
    pub(super) fn meets(&self, from: Date, to: Date) -> bool {
        self.members.iter().any(|member| {
            member.first().is_none_or(|first| first <= to)
                && member.last().is_none_or(|last| from <= last)
        })
    }

    pub(super) fn begins(&self) -> DateEdge {
        let earliest = self.members.iter().min_by_key(|member| member.first());
        self.edge(earliest.and_then(|member| member.ends()[0]))
    }

    pub(super) fn ends(&self) -> DateEdge {
        let last = |member: &&Member| (member.last().is_none(), member.last());
        let latest = self.members.iter().max_by_key(last);
        self.edge(latest.and_then(|member| member.ends()[1]))
    }

    /// An end of a stretch that is filled is that of its outermost date. Of a set with gaps, and
    /// where one of several is meant, no day but the outermost two is sure: all of it is soft.
    fn edge(&self, outermost: Option<EdtfDate>) -> DateEdge {
        let Some(date) = outermost else {
            return if self.all {
                DateEdge::Open
            } else {
                DateEdge::Unknown
            };
        };
        match (self.is_span(), self.earliest(), self.latest()) {
            (false, Some(first), Some(last)) if self.members.len() > 1 => DateEdge::Within {
                first,
                last,
                doubtful: self.is_doubtful(),
            },
            _ => DateEdge::of(date),
        }
    }

    fn is_doubtful(&self) -> bool {
        let dates = self.members.iter().flat_map(|member| member.ends());
        dates
            .flatten()
            .any(|date| date.certainty() != Certainty::Certain)
    }

    /// Whether it lasts from its first day to its last, with no day between that is not meant.
    pub(super) fn is_span(&self) -> bool {
        let mut members = self.members.clone();
        members.sort_by_key(|member| member.first());
        let joined = |pair: &[Member]| match (pair[0].last(), pair[1].first()) {
            (Some(last), Some(next)) => last.tomorrow().is_ok_and(|day| next <= day),
            _ => true,
        };
        self.all && members.windows(2).all(joined)
    }
}

/// Leaves out of all but the last what all end with: "18 October 2021", "20 October 2021" are
/// "18", "20 October 2021".
fn shorten(words: &mut [String]) {
    let Some((last, others)) = words.split_last_mut() else {
        return;
    };
    for ending in last.rsplit(' ') {
        let rest = |word: &String| {
            let (rest, own) = word.rsplit_once(' ')?;
            (own == ending).then(|| rest.to_owned())
        };
        let Some(shorter) = others.iter().map(rest).collect::<Option<Vec<_>>>() else {
            return;
        };
        others.clone_from_slice(&shorter);
    }
}

#[cfg(test)]
mod tests {
    use super::super::When;
    use super::*;

    fn when(text: &str) -> When {
        text.parse().expect("a date")
    }

    #[test]
    fn a_set_says_itself_in_words_and_is_written_as_it_was() {
        for (text, words) in [
            ("[2021-09,2021-10]", "September or October 2021"),
            ("{2021-09,2021-11}", "September and November 2021"),
            (
                "[2021-10-18,2021-10-20,2021-10-23]",
                "18, 20 or 23 October 2021",
            ),
            ("[2021-09-30,2021-10-01]", "30 September or 1 October 2021"),
            ("[2020,2021-10]", "2020 or October 2021"),
            ("[1667,1668,1670..1672]", "1667, 1668 or 1670\u{2013}1672"),
            ("[..2021-09]", "September 2021 or earlier"),
            ("[2021-09..]", "September 2021 or later"),
            ("{..2021-09}", "until September 2021"),
            ("[2021-09~,2021-11]", "about September or November 2021"),
            ("[2021-09]", "September 2021"),
        ] {
            assert_eq!(when(text).words(), words, "{text}");
            assert_eq!(when(text).canonical(), text);
        }
    }

    #[test]
    fn a_set_knows_its_days_and_the_gaps_between_them() {
        let day = |text: &str| text.parse::<Date>().expect("a day");
        let one = when("[2021-03,2021-10]");
        assert_eq!(one.earliest(), Some(day("2021-03-01")));
        assert_eq!(one.latest(), Some(day("2021-10-31")));
        assert!(one.meets(day("2021-03-31"), day("2021-04-02")));
        assert!(!one.meets(day("2021-05-01"), day("2021-09-30")));
        assert_eq!(when("[..2021-09]").earliest(), None);
        assert_eq!(when("{2021-09..,2021}").latest(), None);
    }

    #[test]
    fn one_of_several_is_drawn_soft_and_all_without_a_gap_as_a_span() {
        let soft = |text: &str| {
            let when = when(text);
            (when.begins().soft(), when.ends().soft(), when.is_span())
        };
        assert_eq!(soft("[2021-10-18,2021-10-20]"), (true, true, false));
        assert_eq!(soft("{2021-10-18,2021-10-20}"), (true, true, false));
        assert_eq!(soft("{2021-10-19,2021-10-18}"), (false, false, true));
        assert_eq!(soft("{2021-10-18..2021-10-20}"), (false, false, true));
        assert_eq!(when("[..2021-10-20]").begins(), DateEdge::Unknown);
        assert_eq!(when("{..2021-10-20}").begins(), DateEdge::Open);
    }

    #[test]
    fn what_is_no_set_is_refused() {
        for text in [
            "[]",
            "{}",
            "[..]",
            "[2021-13]",
            "[2021-10..2021-09]",
            "[2021",
            "[2021/2022]",
        ] {
            assert!(text.parse::<When>().is_err(), "{text}");
        }
    }
}
