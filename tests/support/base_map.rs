//! The base map, read once for all tests of a binary.

use std::sync::{Arc, LazyLock};

use steppe::atlas::BaseMap;

static BASE_MAP: LazyLock<Arc<BaseMap>> =
    LazyLock::new(|| Arc::new(BaseMap::embedded().expect("the base map that is carried along")));

/// The base map that the program carries.
pub(crate) fn base_map() -> Arc<BaseMap> {
    Arc::clone(&BASE_MAP)
}
