//! What a thing is called in other languages.

use std::collections::BTreeMap;

/// Names by BCP 47 language code, such as `ru`, `zh`, `kk` or `uz-Cyrl`.
pub type NamesByLanguage = BTreeMap<String, String>;
