//! Lists of objects in a JSON text.

use serde_json::value::RawValue;

use super::has_places_of;
use crate::formats::json;

/// Objects within each other in which a list is looked for.
const DEEPEST: usize = 3;

/// Members of an answer that name a page behind it.
const NEXT_PAGES: [&str; 5] = [
    "next",
    "NextPageUrl",
    "next_page",
    "nextPageToken",
    "next_cursor",
];

/// The lists of a text.
#[derive(Debug, Default)]
pub(super) struct Found<'t> {
    pub(super) lists: Vec<List<'t>>,
    /// The byte from which on the text is no JSON.
    pub(super) fault: Option<usize>,
    /// The member that names a further page of the answer.
    pub(super) more_pages: Option<String>,
}

/// A list of objects.
#[derive(Debug, Default)]
pub(super) struct List<'t> {
    /// The name of the member that it is; empty for a list alone.
    pub(super) name: String,
    /// Its objects as they are written.
    pub(super) objects: Vec<&'t str>,
}

/// The first object of a table, as far as the beginning of its text goes.
pub(super) struct First<'t> {
    pub(super) object: &'t str,
    /// Whether the list is the whole of the text.
    pub(super) is_whole: bool,
}

/// The first object of the list that a text begins with or holds.
pub(super) fn first_object(head: &str) -> Option<First<'_>> {
    let text = head.trim_start_matches('\u{feff}').trim_start();
    match text.as_bytes().first()? {
        b'[' => Some(First {
            object: first_value(&text[1..])?,
            is_whole: true,
        }),
        b'{' => {
            if let Some(object) = first_value(text) {
                let is_whole = text[object.len()..].trim_start().starts_with('{');
                if is_whole || has_places_of(object) {
                    return Some(First { object, is_whole });
                }
            }
            objects_within(text).find_map(|at| {
                let object = first_value(&text[at..])?;
                let is_whole = false;
                has_places_of(object).then_some(First { object, is_whole })
            })
        }
        _ => None,
    }
}

/// Where objects begin that stand first in a list, or are the value of the first member.
fn objects_within(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let objects = memchr::memchr_iter(b'{', bytes).skip(1).enumerate();
    objects.filter_map(move |(number, at)| {
        let before = bytes[..at].trim_ascii_end().last().copied()?;
        (before == b'[' || (before == b':' && number == 0)).then_some(at)
    })
}

/// The object that a text begins with, if it is whole.
fn first_value(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    let value = values.next()?.ok()?.get();
    value.starts_with('{').then_some(value)
}

/// Every list of objects that a table can be read from.
pub(super) fn of(text: &str) -> Found<'_> {
    let start = text.trim_start();
    match start.as_bytes().first() {
        Some(b'[') => of_list(text, start),
        Some(b'{') => match json::members(text) {
            Ok(members) => of_members(text, &members),
            Err(_) => of_lines_or_rest(text, start),
        },
        _ => Found::default(),
    }
}

/// The objects of a list that is the whole text.
fn of_list<'t>(text: &'t str, list: &'t str) -> Found<'t> {
    let (objects, fault) = objects_of(list);
    Found {
        lists: some_list("", objects).into_iter().collect(),
        fault: fault.map(|at| at + text.len() - list.len()),
        more_pages: None,
    }
}

/// The lists in the members of an object.
fn of_members<'t>(text: &'t str, members: &[json::NamedValue<'t>]) -> Found<'t> {
    let mut lists = Vec::new();
    add_lists(members, 0, &mut lists);
    // Objects by their ids: {"a": {…}, "b": {…}}.
    if lists.is_empty() {
        let values = members.iter().map(|(_, value)| value.get());
        let objects: Vec<&str> = values.filter(|value| value.starts_with('{')).collect();
        if objects.len() == members.len() {
            lists.extend(some_list("", objects));
        } else if has_places_of(text) {
            lists.extend(some_list("", vec![text.trim()]));
        }
    }
    let places = |list: &List<'_>| list.objects.iter().take(10).any(|it| has_places_of(it));
    if lists.iter().any(places) {
        lists.retain(places);
    } else {
        // Without places, the longest is what the answer is about.
        let longest = lists.into_iter().max_by_key(|list| list.objects.len());
        lists = longest.into_iter().collect();
    }
    let is_given = |value: &str| !matches!(value, "null" | "\"\"" | "false" | "0");
    let more = members.iter().find(|(name, value)| {
        NEXT_PAGES
            .iter()
            .any(|next| next.eq_ignore_ascii_case(name))
            && is_given(value.get())
    });
    Found {
        lists,
        fault: None,
        more_pages: more.map(|(name, _)| name.to_string()),
    }
}

fn add_lists<'t>(members: &[json::NamedValue<'t>], depth: usize, lists: &mut Vec<List<'t>>) {
    for (name, value) in members {
        let value = value.get();
        if value.starts_with('[') {
            lists.extend(some_list(name, objects_of(value).0));
        } else if value.starts_with('{')
            && depth + 1 < DEEPEST
            && let Ok(inner) = json::members(value)
        {
            add_lists(&inner, depth + 1, lists);
        }
    }
}

/// Objects on lines of their own; or, in a text that is broken, those of the first list in it.
fn of_lines_or_rest<'t>(text: &'t str, start: &'t str) -> Found<'t> {
    let offset = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let (objects, fault) = values(start, None);
    if objects.len() > 1 {
        return Found {
            lists: some_list("", objects).into_iter().collect(),
            fault: fault.map(|at| at + offset(start)),
            more_pages: None,
        };
    }
    let list = memchr::memchr_iter(b'[', start.as_bytes())
        .find(|&at| start[at + 1..].trim_start().starts_with('{'))
        .map(|at| &start[at..]);
    let Some(list) = list else {
        return Found {
            fault: Some(offset(start)),
            ..Found::default()
        };
    };
    let (objects, fault) = objects_of(list);
    Found {
        lists: some_list("", objects).into_iter().collect(),
        // The list itself may be whole, and what follows it broken.
        fault: Some(fault.unwrap_or(list.len()) + offset(list)),
        more_pages: None,
    }
}

/// The list called `name`, if it has any object.
fn some_list<'t>(name: &str, objects: Vec<&'t str>) -> Option<List<'t>> {
    (!objects.is_empty()).then(|| List {
        name: name.to_owned(),
        objects,
    })
}

/// The objects of a list, and the byte from which on it is no JSON.
fn objects_of(list: &str) -> (Vec<&str>, Option<usize>) {
    let (objects, fault) = values(&list[1..], Some(b']'));
    (objects, fault.map(|at| at + 1))
}

/// The objects among values that stand one behind the other, with or without commas between, up to the
/// byte `end`; and where the text is no JSON.
fn values(text: &str, end: Option<u8>) -> (Vec<&str>, Option<usize>) {
    let mut objects = Vec::new();
    let mut at = 0;
    loop {
        let rest = text[at..].trim_start_matches(|letter: char| {
            letter.is_whitespace() || matches!(letter, ',' | '\u{1e}')
        });
        at = text.len() - rest.len();
        match (rest.as_bytes().first(), end) {
            (None, None) => return (objects, None),
            (None, Some(_)) => return (objects, Some(at)),
            (Some(&byte), Some(end)) if byte == end => return (objects, None),
            _ => {}
        }
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        let Some(Ok(value)) = values.next() else {
            return (objects, Some(at));
        };
        let value = value.get();
        if value.starts_with('{') {
            objects.push(value);
        }
        at += value.len();
    }
}
