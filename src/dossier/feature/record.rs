//! The feature that a record of any format is.

use serde_json::{Map, Value};

use super::stated;
use crate::atlas::{Feature, When};
use crate::dossier::shape;
use crate::dossier::understand::{Numbers, Understanding, Unreadable, joined, read_date};
use crate::formats::{Colour, Record, RecordStyle, Time};

/// The feature that a record is. What its format has a place for goes before what its properties say.
/// A date that cannot be understood is given to `undated`; what has neither name nor id has no name.
pub(in crate::dossier) fn of_record(
    record: Record,
    understanding: &Understanding,
    undated: impl FnOnce(Unreadable),
) -> Feature {
    let properties = &record.properties;
    let stated = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let when = record.time.as_ref().map(when);
    let when = match when {
        Some(Ok(when)) => Some(when),
        unreadable => understanding
            .when(properties)
            .or_else(|| unreadable?.err().map(Err))
            .and_then(|when| when.map_err(undated).ok()),
    };
    let id = stated(record.id).or_else(|| understanding.id(properties));
    let name = stated(record.name).or_else(|| understanding.name(properties));
    let summary = stated(record.description).or_else(|| understanding.summary(properties));
    let mut feature = Feature {
        name: name.or_else(|| id.clone()).unwrap_or_default(),
        id: id.unwrap_or_default(),
        kind: understanding.kind(properties).unwrap_or_default(),
        summary: summary.unwrap_or_default(),
        shape: record.geometry.as_ref().and_then(shape::shape),
        when,
        precision: understanding.precision(properties).unwrap_or_default(),
        line: record.locator.line().unwrap_or_default(),
        ..Feature::default()
    };
    stated::take(&record.properties, &mut feature);
    feature.other = record.properties;
    if let Some(style) = &record.style {
        keep_style(style, &mut feature.other);
    }
    feature
}

/// Whether a property with this key says what a feature is called, of what kind it is, when, or what it
/// is as evidence. Without all others [`of_record`] finds the same of these.
pub(in crate::dossier) fn describes(key: &str, understanding: &Understanding) -> bool {
    stated::KEYS.contains(&key) || understanding.reads(key)
}

/// Whether a property with this key says what a feature is as evidence.
pub(in crate::dossier) fn is_evidence(key: &str, understanding: &Understanding) -> bool {
    stated::EVIDENCE.contains(&key) || understanding.is_exactness(key)
}

/// When a record is, by the place that its format has for that; a missing end is open.
fn when(time: &Time) -> Result<When, Unreadable> {
    let unreadable = |text: &str| Unreadable {
        key: "time".to_owned(),
        text: text.to_owned(),
        open: false,
    };
    let day = |text: &Option<String>| {
        let Some(text) = text.as_deref().filter(|text| !text.trim().is_empty()) else {
            return Ok("..".to_owned());
        };
        // XML writes years before our era with a sign.
        let signed = || text.parse::<When>().is_ok().then(|| text.to_owned());
        let date = read_date(text, Numbers::Dates, None).or_else(signed);
        date.ok_or_else(|| unreadable(text))
    };
    let date = joined(&day(&time.begin)?, &day(&time.end)?);
    date.parse().map_err(|_| unreadable(&date))
}

/// Keeps a style in the words of simplestyle 1.1.0, where the properties do not say it already.
fn keep_style(style: &RecordStyle, properties: &mut Map<String, Value>) {
    let mut keep = |key: &str, value: Option<Value>| {
        if let Some(value) = value
            && !properties.contains_key(key)
        {
            properties.insert(key.to_owned(), value);
        }
    };
    keep("stroke", style.stroke.map(hex));
    keep("stroke-opacity", style.stroke.and_then(opacity));
    let width_px = style
        .width_px
        .map(|width_px| Value::from(f64::from(width_px)));
    keep("stroke-width", width_px);
    keep("fill", style.fill.map(hex));
    keep("fill-opacity", style.fill.and_then(opacity));
    keep("marker-symbol", style.symbol.clone().map(Value::from));
}

fn hex(colour: Colour) -> Value {
    let [red, green, blue, _] = colour.rgba;
    Value::from(format!("#{red:02x}{green:02x}{blue:02x}"))
}

/// The opacity in hundredths, where the colour is not opaque.
fn opacity(colour: Colour) -> Option<Value> {
    let [.., alpha] = colour.rgba;
    let hundredths = (f64::from(alpha) / 255.0 * 100.0).round() / 100.0;
    (alpha < u8::MAX).then(|| Value::from(hundredths))
}
