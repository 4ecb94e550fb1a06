//! A file that was edited in place since it was opened.

use super::*;

/// A file that another program has edited since it was opened.
#[derive(Debug)]
struct Edited(Vec<u8>);

impl Backing for Edited {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> std::io::Result<usize> {
        Backing::read_at(&self.0, offset, into)
    }

    fn is_changed(&self) -> bool {
        true
    }
}

#[test]
fn what_another_program_has_edited_is_not_taken_for_the_feature_that_was_there() {
    let text = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[65,44]}}]}"#;
    let edited: Arc<dyn Backing> = Arc::new(Edited(text.as_bytes().to_vec()));
    let read = table_in(&edited);
    let again = details_of(&read.table, RowIx(0));
    assert!(matches!(again, Err(DetailsError::Changed(_))), "{again:?}");
    details_of(&table_of(text.as_bytes()).table, RowIx(0)).expect("as it was read");
}
