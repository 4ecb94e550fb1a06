//! What is said of an XML file that is not as it should be.

use super::input::{ChosenBy, Input};
use crate::problem::{Place, Problem};

/// Elements within each other that are read. Deeper ones are passed over, which is told: no map
/// needs them, and a file that nests without end must not exhaust the memory.
pub(super) const DEEPEST: usize = 256;

/// Faults that are told once for each file, however often they occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    Entities,
    Doctype,
    TooDeep,
    TextBehind,
    ElementBehind,
    EndTag,
    Bracket,
}

impl Fault {
    /// What is said of it, at the first place where it is met.
    pub(super) fn problem(self, place: Place) -> Problem {
        match self {
            Self::Entities => Problem::error("the file defines entities of its own in a DOCTYPE", place)
                .why("they are not expanded, since entities can multiply without end and read other files")
                .mend("write the texts out and remove the DOCTYPE"),
            Self::Doctype => Problem::warning("the file has a DOCTYPE with declarations", place)
                .why("they were passed over")
                .mend("remove the DOCTYPE"),
            Self::TooDeep => {
                Problem::error(format!("elements stand more than {DEEPEST} deep in each other"), place)
                    .why("those that stand deeper were left out")
                    .mend("export the file again with fewer folders in each other")
            }
            Self::TextBehind => Problem::warning("there is text behind the end of the document", place)
                .why("it was passed over")
                .mend("remove what follows the last end tag"),
            Self::ElementBehind => Problem::warning("a second document begins behind the end of the first", place)
                .why("both were read")
                .mend("put each document into a file of its own"),
            Self::Bracket => Problem::warning("a bare \"<\" stands in a text", place)
                .why("it was read as that letter, since what follows is no tag")
                .mend("write &lt; in its place"),
            Self::EndTag => Problem::warning("an end tag is missing, or does not match what it closes", place)
                .why("the elements were closed where it seemed right")
                .mend("export the file again, or mend the tags there"),
        }
    }
}

/// What to say of a file whose encoding is not what it should be.
pub(super) fn encoding_problem(file: &str, input: &Input<'_>) -> Option<Problem> {
    let name = input.chosen.encoding.name();
    let place = Place::line(file, 1);
    match input.chosen.by {
        ChosenBy::File => None,
        ChosenBy::ContentAgainstDeclaration => Some(
            Problem::warning(
                "the file declares another encoding than its text has",
                place,
            )
            .why("its letters are UTF-8, and were read so")
            .mend("write encoding=\"UTF-8\" in its first line"),
        ),
        ChosenBy::Guess => Some(
            Problem::warning(
                "the text is not UTF-8, and the file names no other encoding",
                place,
            )
            .why(format!("it was read as {name}, by its letters"))
            .mend("save the file again with the encoding UTF-8"),
        ),
    }
}
