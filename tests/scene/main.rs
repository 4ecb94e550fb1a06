//! What holds of every scene of the built-in dossier, whatever the view.

mod desk;
mod edge;
mod frames;
mod furniture;
mod insets;
mod labels;
mod legend;
mod marks;
mod measured;
mod misread;
mod notes;
mod seas;
mod story;
mod support;
mod targets;
mod whole;
