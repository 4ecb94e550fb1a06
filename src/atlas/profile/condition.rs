//! What holds for the rows of chosen bins, as a filter says it.

use super::{BinContent, Distribution};
use crate::atlas::date::date_of;
use crate::atlas::query::{Comparison, Expression, QueryColumn, Value};

impl Distribution {
    /// What holds for the rows of the chosen bins and for no others; `None` where that is all of them
    /// or none.
    #[must_use]
    pub fn condition(&self, chosen: &[bool]) -> Option<Expression> {
        let is = |bin: usize| chosen.get(bin).copied().unwrap_or(false);
        let all = (0..self.bins.len()).all(is);
        if all || !(0..self.bins.len()).any(is) {
            return None;
        }
        let column = || QueryColumn::of(&self.key);
        let mut parts = Vec::new();
        let words: Vec<Value> = self.words(is);
        match words.as_slice() {
            [] => {}
            [only] => parts.push(Expression::Compare(
                column(),
                Comparison::Equal,
                only.clone(),
            )),
            _ => parts.push(Expression::In(column(), words)),
        }
        let mut bin = 0;
        while bin < self.bins.len() {
            let begin = bin;
            while is(bin) && bin < self.bins.len() && self.is_stretch(bin) {
                bin += 1;
            }
            if bin > begin {
                parts.extend(self.stretch(begin, bin - 1));
            } else {
                bin += 1;
            }
        }
        for (bin, content) in self.bins.iter().map(|bin| &bin.content).enumerate() {
            match content {
                BinContent::Others if is(bin) => {
                    let own = Expression::In(column(), self.words(|_| true));
                    parts.push(Expression::Not(Box::new(own)));
                }
                BinContent::Missing if is(bin) => parts.push(Expression::IsNull(column())),
                _ => {}
            }
        }
        match parts.len() {
            1 => parts.pop(),
            _ => Some(Expression::Or(parts)),
        }
    }

    fn is_stretch(&self, bin: usize) -> bool {
        let content = self.bins.get(bin).map(|bin| &bin.content);
        matches!(content, Some(BinContent::Numbers(_) | BinContent::Days(_)))
    }

    fn words(&self, is: impl Fn(usize) -> bool) -> Vec<Value> {
        let bins = self.bins.iter().enumerate().filter(|(at, _)| is(*at));
        let words = bins.filter_map(|(_, bin)| match &bin.content {
            BinContent::Word(word) => Some(Value::Text(word.clone())),
            _ => None,
        });
        words.collect()
    }

    /// What holds from the first of two bins to the last.
    fn stretch(&self, first: usize, last: usize) -> Option<Expression> {
        let column = || QueryColumn::of(&self.key);
        match (&self.bins[first].content, &self.bins[last].content) {
            (&BinContent::Days([from, _]), &BinContent::Days([_, to])) => {
                let day = |number| Value::Date(date_of(number));
                Some(match (from, to) {
                    (i32::MIN, i32::MAX) => Expression::Not(Box::new(Expression::IsNull(column()))),
                    (i32::MIN, to) => Expression::Compare(column(), Comparison::AtMost, day(to)),
                    (from, i32::MAX) => {
                        Expression::Compare(column(), Comparison::AtLeast, day(from))
                    }
                    (from, to) => Expression::Between(column(), day(from), day(to)),
                })
            }
            (&BinContent::Numbers([low, _]), &BinContent::Numbers([_, high])) => {
                let compared = |comparison, number| {
                    Expression::Compare(column(), comparison, Value::Number(number))
                };
                let low = low.map(|low| compared(Comparison::AtLeast, low));
                let high = high.map(|high| compared(Comparison::Less, high));
                match (low, high) {
                    (Some(low), Some(high)) => Some(Expression::And(vec![low, high])),
                    // Every number, of whatever size, and nothing that is missing.
                    (None, None) => Some(Expression::Not(Box::new(Expression::IsNull(column())))),
                    (low, high) => low.or(high),
                }
            }
            _ => None,
        }
    }
}
