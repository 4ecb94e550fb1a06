//! Settings as JSON: joined with what another window or another version keeps, and read part by part.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// What shall be kept: `ours` where we changed it since `base`, else what is kept now.
///
/// Members that this version does not know are in `theirs` alone, and stay; those that `base` has and `ours` has not
/// were removed here.
pub(super) fn merge(base: Option<&Value>, ours: Value, theirs: Option<&Value>) -> Value {
    match (ours, theirs) {
        (Value::Object(ours), Some(Value::Object(theirs))) => {
            let base = base.and_then(Value::as_object);
            Value::Object(merge_objects(base, ours, theirs))
        }
        (ours, Some(theirs)) if base == Some(&ours) => theirs.clone(),
        (ours, _) => ours,
    }
}

fn merge_objects(
    base: Option<&Map<String, Value>>,
    ours: Map<String, Value>,
    theirs: &Map<String, Value>,
) -> Map<String, Value> {
    let mut merged = theirs.clone();
    // What we no longer have, such as a filter that was cleared, is not to come back.
    let had = base.into_iter().flat_map(Map::keys);
    for gone in had.filter(|key| !ours.contains_key(*key)) {
        merged.shift_remove(gone);
    }
    for (key, value) in ours {
        let base = base.and_then(|base| base.get(&key));
        let value = merge(base, value, theirs.get(&key));
        merged.insert(key, value);
    }
    merged
}

/// What a value was read as, and the paths of the members that could not be.
#[derive(Debug)]
pub(super) struct Lenient<T> {
    /// The value, as designed where a member could not be read.
    pub(super) value: T,
    /// Members that were left as designed: "shell.reader".
    pub(super) refused: Vec<String>,
}

/// Reads as much of `kept` as can be read: one member that a newer version wrote costs that member.
///
/// # Errors
/// Fails if even the value as designed cannot be read from itself, which is a fault of this program.
pub(super) fn read<T: DeserializeOwned>(
    designed: Value,
    kept: &Map<String, Value>,
) -> Result<Lenient<T>, serde_json::Error> {
    let mut refused = Vec::new();
    let mut whole = designed;
    let accepts = |whole: &Value| serde_json::from_value::<T>(whole.clone()).is_ok();
    take(&mut whole, kept, &mut Vec::new(), &accepts, &mut refused);
    Ok(Lenient {
        value: serde_json::from_value(whole)?,
        refused,
    })
}

/// Puts `members` into the object of `whole` at `path`, one after another, as far as it can then still be read.
fn take(
    whole: &mut Value,
    members: &Map<String, Value>,
    path: &mut Vec<String>,
    accepts: &dyn Fn(&Value) -> bool,
    refused: &mut Vec<String>,
) {
    for (key, value) in members {
        let Some(object) = object_at(whole, path) else {
            return;
        };
        let before = object.insert(key.clone(), value.clone());
        if accepts(whole) {
            continue;
        }
        let goes_deeper = value.is_object() && before.as_ref().is_some_and(Value::is_object);
        if let Some(object) = object_at(whole, path) {
            match before {
                Some(before) => object.insert(key.clone(), before),
                None => object.remove(key),
            };
        }
        path.push(key.clone());
        match value {
            Value::Object(members) if goes_deeper => take(whole, members, path, accepts, refused),
            _ => refused.push(path.join(".")),
        }
        path.pop();
    }
}

fn object_at<'v>(whole: &'v mut Value, path: &[String]) -> Option<&'v mut Map<String, Value>> {
    let found = path.iter().try_fold(whole, |value, key| value.get_mut(key));
    found?.as_object_mut()
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};
    use serde_json::json;

    use super::*;

    #[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    struct Kept {
        scale: f32,
        names: Vec<String>,
        inner: Inner,
    }

    #[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    struct Inner {
        word: Word,
        other: bool,
    }

    #[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
    enum Word {
        #[default]
        Known,
        Also,
    }

    #[test]
    fn a_word_of_a_newer_version_costs_its_member_alone() {
        let kept = json!({"scale": 2.0, "names": 7, "new": [1], "inner": {"word": "Gallery", "other": true}});
        let designed = serde_json::to_value(Kept::default()).unwrap();
        let read: Lenient<Kept> = read(designed, kept.as_object().unwrap()).unwrap();
        assert_eq!(read.refused, ["names", "inner.word"]);
        assert!(read.value.inner.other && (read.value.scale - 2.0).abs() < 1e-6);
    }

    #[test]
    fn what_was_not_changed_here_stays_as_it_is_kept() {
        let base = json!({"a": 1, "inner": {"word": "Known", "other": false}, "views": {"x": 1}});
        let ours =
            json!({"a": 2, "inner": {"word": "Known", "other": true}, "views": {"x": 1, "y": 2}});
        let theirs = json!({"a": 5, "new": true, "inner": {"word": "Gallery", "other": false}, "views": {"x": 3, "z": 4}});
        let merged = merge(Some(&base), ours, Some(&theirs));
        let expected = json!({
            "a": 2, "new": true,
            "inner": {"word": "Gallery", "other": true},
            "views": {"x": 3, "y": 2, "z": 4},
        });
        assert_eq!(merged, expected);
    }

    #[test]
    fn what_was_removed_here_is_not_kept_and_what_others_added_is() {
        let base = json!({"views": {"x": {"evidence": "claim", "days": 1}}});
        let ours = json!({"views": {"x": {"days": 1}}});
        let theirs = json!({"views": {"x": {"evidence": "claim", "days": 1, "new": 2}}, "more": 3});
        let merged = merge(Some(&base), ours, Some(&theirs));
        let expected = json!({"views": {"x": {"days": 1, "new": 2}}, "more": 3});
        assert_eq!(merged, expected);
    }

    #[test]
    fn where_nothing_is_kept_everything_is_ours() {
        assert_eq!(merge(None, json!({"a": 1}), None), json!({"a": 1}));
        assert_eq!(
            merge(None, json!({"a": 1}), Some(&json!(7))),
            json!({"a": 1})
        );
    }
}
