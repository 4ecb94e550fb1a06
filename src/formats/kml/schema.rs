//! Schemas: the types of a placemark's own fields.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::xml::Element;

/// Types of fields, by the id of their schema and their name.
#[derive(Debug, Default)]
pub(super) struct Schemas {
    numbers: BTreeMap<String, Vec<String>>,
}

impl Schemas {
    /// Adds a `<Schema>`.
    pub(super) fn add(&mut self, element: &Element) {
        let id = element
            .tag
            .attribute("id")
            .or_else(|| element.tag.attribute("name"));
        let fields = element.named("SimpleField").filter(|field| {
            let kind = field.tag.attribute("type").unwrap_or_default();
            matches!(
                kind,
                "int" | "uint" | "short" | "ushort" | "float" | "double"
            )
        });
        let names = fields
            .filter_map(|field| Some(field.tag.attribute("name")?.to_owned()))
            .collect();
        self.numbers
            .insert(id.unwrap_or_default().to_owned(), names);
    }

    /// The value of the field `name` of the schema at `url`: a number where that says so and it is one.
    pub(super) fn value(&self, url: &str, name: &str, text: String) -> Value {
        let id = url.rsplit('#').next().unwrap_or_default();
        let is_number = self
            .numbers
            .get(id)
            .is_some_and(|names| names.iter().any(|known| known == name));
        let number = is_number
            .then(|| serde_json::from_str::<serde_json::Number>(&text).ok())
            .flatten();
        number.map_or(Value::String(text), Value::Number)
    }
}
