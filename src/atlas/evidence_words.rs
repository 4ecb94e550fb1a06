//! Evidence in words, with the names that an atlas has for actors.

use super::{Atlas, Evidence, PrecisionClass};

impl Evidence {
    /// The value in a word or two: "article", "Russia".
    #[must_use]
    pub fn word(&self, atlas: &Atlas) -> String {
        match self {
            Self::Actor(Some(actor)) => atlas.actor_name(actor),
            Self::Actor(None) => "none named".to_owned(),
            Self::Status(None) => "none stated".to_owned(),
            Self::Precision(PrecisionClass::Unstated) => "not stated".to_owned(),
            _ => self.id().to_owned(),
        }
    }

    /// What the value means, in words.
    #[must_use]
    pub fn meaning(&self, atlas: &Atlas) -> String {
        match self {
            Self::Precision(PrecisionClass::Unstated) => {
                "how sure the place is, is not stated".to_owned()
            }
            Self::Precision(class) => format!("the place is {}", class.words()),
            Self::Origin(origin) => origin.words().to_owned(),
            Self::Claim(claim) => claim.words().to_owned(),
            Self::Status(Some(status)) => status.words().to_owned(),
            Self::Status(None) => "no status is stated, as of what is no base".to_owned(),
            Self::Actor(Some(actor)) => format!("{} takes part", atlas.actor_name(actor)),
            Self::Actor(None) => "nobody is named as taking part".to_owned(),
        }
    }
}
