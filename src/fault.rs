//! What is said of a fault of this program: a panic costs the part of the work that it is in.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs `part`, and gives back in words what it panics with.
///
/// What outlives `part` must be whole wherever it may panic: behind a lock or a cell that is whole after
/// each step, or dropped by the caller.
pub(crate) fn caught<T>(part: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(part)).map_err(|payload| words(payload.as_ref()))
}

fn words(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("for an unknown reason").to_owned()
}

/// A sentence on a fault, for the reader.
pub(crate) fn sentence(why: &str) -> String {
    format!("Steppe failed at this by a fault of its own ({why}); please report it")
}
