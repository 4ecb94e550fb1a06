//! Days, sizes and frames as they are written on a command line.

use jiff::civil::Date;

use crate::atlas::date::days_from_words;
use crate::earth::Extent;
use crate::session::viewpoint::{Compare, Detail, TimeWindow};

/// The days that an option names.
#[derive(Debug, Clone, Copy)]
pub(super) struct DaysOption {
    pub(super) first: Date,
    pub(super) last: Date,
}

pub(super) fn day(text: &str) -> Result<DaysOption, String> {
    days_from_words(text)
        .map(|(first, last)| DaysOption { first, last })
        .ok_or_else(|| format!("expected a day, month or year such as 2021-10-18, 2021-10 or 2021, found \"{text}\""))
}

/// Two windows of days, each day as [`day`] reads it.
pub(super) fn pair(text: &str) -> Result<Compare, String> {
    let expected = || {
        format!(
            "expected two windows of days such as 2021-07-15/2021-08-14,2021-08-15/2021-09-14, found \"{text}\""
        )
    };
    let window = |text: &str| {
        let (from, to) = text.split_once('/').ok_or_else(expected)?;
        let (from, to) = (day(from)?, day(to)?);
        if to.last < from.first {
            return Err(format!(
                "{text} ends before it begins; let the days end when they begin, or later"
            ));
        }
        Ok(TimeWindow::new(from.first, to.last))
    };
    let (before, after) = text.split_once(',').ok_or_else(expected)?;
    Ok(Compare::new(window(before)?, window(after)?))
}

/// Size of the names in pixels of the picture: what can be read and leaves room for a map.
pub(super) fn label_size(text: &str) -> Result<f32, String> {
    let size = text.trim().trim_end_matches("px").parse::<f32>().ok();
    size.filter(|size| (9.0..=96.0).contains(size))
        .ok_or_else(|| format!("expected a size of 9 to 96 pixels such as 14, found \"{text}\""))
}

pub(super) fn size(text: &str) -> Result<(u32, u32), String> {
    let sides = text
        .split_once(['x', 'X', '\u{d7}'])
        .and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
    sides
        .filter(|&(width, height)| width > 0 && height > 0)
        .ok_or_else(|| {
            format!("expected width and height in pixels such as 1920x1080, found \"{text}\"")
        })
}

pub(super) fn frame(text: &str) -> Result<Extent, String> {
    let expected = || {
        format!("expected west,south,east,north in degrees such as 46,34,88,56, found \"{text}\"")
    };
    let numbers: Vec<f64> = text
        .split(',')
        .map(|part| part.trim().parse())
        .collect::<Result<_, _>>()
        .map_err(|_| expected())?;
    let &[west_deg, south_deg, east_deg, north_deg] = numbers.as_slice() else {
        return Err(expected());
    };
    let on_earth = |lon: f64| (-180.0..=180.0).contains(&lon);
    let latitudes = -90.0 <= south_deg && south_deg < north_deg && north_deg <= 90.0;
    if on_earth(west_deg)
        && on_earth(east_deg)
        && (west_deg - east_deg).abs() > f64::EPSILON
        && latitudes
    {
        Ok(Extent {
            west_deg,
            south_deg,
            east_deg,
            north_deg,
        })
    } else {
        Err(expected())
    }
}

pub(super) fn on_or_off(text: &str) -> Result<bool, String> {
    match text {
        "on" => Ok(true),
        "off" => Ok(false),
        other => Err(format!("expected on or off, found \"{other}\"")),
    }
}

/// What of the map is enlarged.
pub(super) fn inset(text: &str) -> Result<Detail, String> {
    match text {
        "none" => Ok(Detail::None),
        "auto" => Ok(Detail::Auto),
        extent => frame(extent).map(Detail::At),
    }
}
