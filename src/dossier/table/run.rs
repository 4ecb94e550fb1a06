//! A run of features: those that begin in one stretch of the file.

use std::io;

use super::features::FeatureReader;
use super::window::TextWindow;
use crate::formats::json::{Scanned, Scanner, Stop};

/// How features follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FeatureSpacing {
    /// As the items of a collection's list.
    List,
    /// One after another: newline-delimited, or a sequence of RFC 8142, or a single one.
    Sequence,
}

/// Where a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Before this byte, at which the next feature begins.
    Next(u64),
    /// With the last feature; behind this byte the file goes on, or ends.
    Last(u64),
    /// At this byte, from which on the file is no JSON.
    Fault(u64),
    /// At this byte, since the run needs more memory than it may have.
    TooLong(u64),
}

/// What separates a feature from the next.
enum Between {
    Next(usize),
    Last(usize),
}

/// Reads features from `begin` on, which is in `window`, until one begins at `limit` or behind it. The
/// window grows to `most` bytes where a feature needs it.
///
/// # Errors
/// Where the file cannot be read.
pub(super) fn run(
    features: &mut FeatureReader<'_>,
    window: &mut TextWindow<'_>,
    layout: FeatureSpacing,
    (begin, limit): (u64, u64),
    most: usize,
) -> io::Result<End> {
    let mut at = begin;
    while at < limit {
        let end = loop {
            let index = window.index(at);
            match features.read(window.bytes(), index, at, window.goes_on()) {
                Ok(end) => break end,
                Err(Stop::Odd) => return Ok(End::Fault(at)),
                Err(Stop::End) if !window.goes_on() => return Ok(End::Fault(at)),
                Err(Stop::End) if window.bytes().len() >= most => return Ok(End::TooLong(at)),
                Err(Stop::End) => window.grow()?,
            }
        };
        let behind = window.at(end);
        at = loop {
            match between(window.bytes(), window.index(behind), layout) {
                Ok(Between::Next(next)) => break window.at(next),
                Ok(Between::Last(last)) => return Ok(End::Last(window.at(last))),
                Err(Stop::End) if window.goes_on() => window.grow()?,
                Err(Stop::End) if layout == FeatureSpacing::Sequence => {
                    return Ok(End::Last(window.at(window.bytes().len())));
                }
                Err(_) => return Ok(End::Fault(behind)),
            }
        };
    }
    Ok(End::Next(at))
}

/// Passes what separates a feature that ends at `end` from the next.
fn between(bytes: &[u8], end: usize, layout: FeatureSpacing) -> Scanned<Between> {
    let mut scanner = Scanner::new(bytes, end);
    match layout {
        FeatureSpacing::List => {
            if scanner.closed(b']')? {
                return Ok(Between::Last(scanner.at));
            }
        }
        FeatureSpacing::Sequence => scanner.separators(),
    }
    scanner.peek()?;
    Ok(Between::Next(scanner.at))
}
