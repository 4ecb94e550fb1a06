//! A feature before the names that it refers to are settled.

use std::ops::Range;

use crate::atlas::Feature;

/// A feature with what is left to settle once all are known.
#[derive(Debug)]
pub(in crate::dossier) struct FeatureDraft {
    pub(in crate::dossier) feature: Feature,
    /// Its number in its file, from 1.
    pub(in crate::dossier) number: usize,
    /// The layer as the file names it.
    pub(in crate::dossier) layer: Option<String>,
    pub(in crate::dossier) span: Range<usize>,
    /// Where the value of `layer`, `related`, `supersedes` or `zone` stands, where it has one.
    pub(in crate::dossier) layer_span: Range<usize>,
    pub(in crate::dossier) related_span: Range<usize>,
    pub(in crate::dossier) supersedes_span: Range<usize>,
    pub(in crate::dossier) zone_span: Range<usize>,
    /// Properties that every feature should have and this one has not.
    pub(in crate::dossier) missing: Vec<&'static str>,
    /// Which of its file's own layers it stands in.
    pub(in crate::dossier) own_layer: usize,
}

impl FeatureDraft {
    /// The draft of a feature that was not written for this program.
    pub(in crate::dossier) fn foreign(
        feature: Feature,
        number: usize,
        own_layer: usize,
        span: Range<usize>,
    ) -> Self {
        Self {
            feature,
            number,
            layer: None,
            layer_span: span.clone(),
            related_span: span.clone(),
            supersedes_span: span.clone(),
            zone_span: span.clone(),
            span,
            missing: Vec::new(),
            own_layer,
        }
    }
}
