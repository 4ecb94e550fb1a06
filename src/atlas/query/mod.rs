//! Filters as text: a part of the Common Query Language, CQL2 text (OGC 21-065r2, Annex B).
//!
//! ```text
//! expression = term {"OR" term}
//! term       = factor {"AND" factor}
//! factor     = ["NOT"] (predicate | "(" expression ")")
//! predicate  = column ("=" | "<>" | "<" | "<=" | ">" | ">=") value
//!            | column ["NOT"] "BETWEEN" value "AND" value
//!            | column ["NOT"] "IN" "(" value {"," value} ")"
//!            | column ["NOT"] "LIKE" text          % any letters, _ one letter, \ takes the next as it is
//!            | column "IS" ["NOT"] "NULL"
//!            | "S_INTERSECTS" "(" "geom" "," (WKT | "BBOX" "(" west "," south "," east "," north ")") ")"
//! column     = name | '"' name '"' | "CASEI" "(" column ")"
//! value      = number | 'text' | "TRUE" | "FALSE" | "DATE" "('2021-10-18')" | "TIMESTAMP" "('…')" | "CASEI" "(" text ")"
//! ```
//!
//! As in SQL, a row without a value passes neither a comparison nor its opposite. A date that is not
//! known to the day passes where it can be so, as it does on the timeline.

mod error;
mod expression;
mod lexer;
mod parser;
mod said;
mod words;

pub use error::QueryError;
pub use expression::{Comparison, Expression, QueryColumn, SpatialLiteral, Value};
