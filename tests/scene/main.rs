//! What holds of every scene of the built-in dossier, whatever the view.

mod edge;
mod furniture;
mod labels;
mod marks;
mod support;
mod targets;
mod whole;
