//! Moments and spans of time.

use super::super::Time;
use super::super::xml::Element;

/// What a `<TimeStamp>` or `<TimeSpan>` says; `None` of any other element, or where it says nothing.
pub(super) fn of(element: &Element) -> Option<Time> {
    match element.name() {
        "TimeStamp" => {
            let when = element.text_of("when")?;
            Some(Time {
                begin: Some(when.clone()),
                end: Some(when),
            })
        }
        "TimeSpan" => {
            let (begin, end) = (element.text_of("begin"), element.text_of("end"));
            (begin.is_some() || end.is_some()).then_some(Time { begin, end })
        }
        _ => None,
    }
}
