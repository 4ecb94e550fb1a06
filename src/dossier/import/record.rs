//! What a record becomes: the draft of a feature.

use serde_json::{Map, Value};

use super::{Imported, own};
use crate::atlas::{Feature, When};
use crate::dossier::feature::{FeatureDraft, Slips};
use crate::dossier::own_layer::OwnLayer;
use crate::dossier::read_as::ReadAs;
use crate::dossier::report::Context;
use crate::dossier::shape;
use crate::dossier::understand::{Numbers, Survey, Understanding, Unreadable, joined, read_date};
use crate::formats::{Colour, Record, RecordStyle, Time};

/// The features of a file, and the layers that they stand in where the dossier lists none for them.
pub(in crate::dossier) fn drafts(
    imported: Imported,
    read_as: &ReadAs,
    cx: Context<'_>,
    slips: &mut Slips,
) -> (Vec<FeatureDraft>, Vec<OwnLayer>) {
    let Imported { layers, records } = imported;
    let count = layers.len().max(1);
    let layer_of = |record: &Record| usize::from(record.layer.0).min(count - 1);
    let mut surveys: Vec<Survey> = (0..count).map(|_| Survey::default()).collect();
    for record in &records {
        surveys[layer_of(record)].add(&record.properties);
    }
    let of = |survey: &Survey| Understanding::of(survey, read_as);
    let understandings: Vec<Understanding> = surveys.iter().map(of).collect();
    // A column may be of one sheet or layer of several.
    let missing = surveys
        .iter()
        .map(|survey| survey.missing(read_as, cx.file.name));
    let fewest = missing.min_by_key(Vec::len).unwrap_or_default();
    for problem in fewest {
        cx.push(problem);
    }
    let own = (0..count).map(|at| {
        let info = layers.get(at);
        let mut understood = understandings[at].words();
        understood.extend(
            info.into_iter()
                .flat_map(|info| info.understood.iter().cloned()),
        );
        OwnLayer {
            name: info.map(|info| info.name.clone()).unwrap_or_default(),
            understood,
            columns: surveys[at].keys(),
        }
    });
    let own = own.collect();
    let drafts = records.into_iter().enumerate().map(|(row, record)| {
        let layer = layer_of(&record);
        let undated = |fault| slips.undated(fault, &(row..row + 1));
        let mut feature = feature(record, &understandings[layer], undated);
        if feature.name.is_empty() {
            feature.name = format!("#{}", row + 1);
        }
        FeatureDraft::foreign(feature, row + 1, layer, row..row + 1)
    });
    (drafts.collect(), own)
}

/// The feature that a record is. What its format has a place for goes before what its properties say.
/// A date that cannot be understood is given to `undated`; what has neither name nor id has no name.
pub(super) fn feature(
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
    own::take(&record.properties, &mut feature);
    feature.other = record.properties;
    if let Some(style) = &record.style {
        keep_style(style, &mut feature.other);
    }
    feature
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
