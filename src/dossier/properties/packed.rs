//! Properties of packed records, each value looked at once in each block.

use std::cell::RefCell;
use std::collections::HashSet;
use std::io;
use std::ops::ControlFlow;

use serde_json::Value;

use super::reordered;
use crate::atlas::Attribute;
use crate::atlas::attributes::{AttributeValue, ColumnPart, Gather, RowCodes, merged};
use crate::cores;
use crate::dossier::import::packed::Records;
use crate::formats::{BlockCodes, BlockColumn, Packed, PackedValue};

/// The properties of the records with these numbers, in their order, as columns.
///
/// # Errors
/// Where packed records are damaged.
pub(super) fn properties(records: &Records, starts: &[u64]) -> io::Result<Vec<Attribute>> {
    let packed = &records.packed;
    let first = starts.first().and_then(|&first| packed.place(first));
    let Some(layer) = first.and_then(|(block, _)| packed.blocks.get(block)) else {
        return Ok(Vec::new());
    };
    let blocks: Vec<usize> = packed.blocks_of(layer.layer).collect();
    if blocks.iter().any(|&block| packed.blocks[block].styled) {
        return one_by_one(records, &blocks, starts);
    }
    let rows = RowsByPlace::of(starts, packed, &blocks);
    let columns = cores::map(&keys(packed, &blocks), 1, |&key| {
        // Damage ends a column: what `merged` is given after it does not count.
        let damage = RefCell::new(None);
        let column = merged(packed.key(key), starts.len(), |take| {
            for (&block, of_block) in blocks.iter().zip(rows.of_blocks()) {
                let mut after = ControlFlow::Continue(());
                let read = packed.column(block, key, |column| after = give(column, of_block, take));
                if let Err(error) = read {
                    *damage.borrow_mut() = Some(error);
                    return;
                }
                if after.is_break() {
                    return;
                }
            }
        });
        damage.into_inner().map_or(Ok(column), Err)
    });
    columns.into_iter().filter_map(Result::transpose).collect()
}

/// The keys of some blocks, in the order in which they first occur.
fn keys(packed: &Packed, blocks: &[usize]) -> Vec<usize> {
    let mut known = HashSet::new();
    let all = blocks.iter().flat_map(|&block| packed.blocks[block].keys());
    all.filter(|&key| known.insert(key)).collect()
}

/// The rows of a table by the places of their records.
#[derive(Debug)]
struct RowsByPlace {
    /// The row of each record of the layer, in the order of the file; [`u32::MAX`] where it is no row.
    rows: Vec<u32>,
    /// How many records each block has.
    lengths: Vec<usize>,
}

impl RowsByPlace {
    /// The rows whose records have these numbers; `blocks` are all blocks of their layer, in order.
    fn of(starts: &[u64], packed: &Packed, blocks: &[usize]) -> Self {
        let lengths = blocks.iter().map(|&block| packed.blocks[block].len());
        let lengths: Vec<usize> = lengths.collect();
        let mut rows = vec![u32::MAX; lengths.iter().sum()];
        // Looking each record up takes longer than reading a column.
        for (row, &start) in (0..).zip(starts) {
            if let Some(slot) = rows.get_mut(Packed::position_in_layer(start)) {
                *slot = row;
            }
        }
        Self { rows, lengths }
    }

    /// The rows of each block.
    fn of_blocks(&self) -> impl Iterator<Item = &[u32]> {
        let mut rest = self.rows.as_slice();
        self.lengths.iter().map(move |&length| {
            let (block, behind) = rest.split_at(length);
            rest = behind;
            block
        })
    }
}

/// Gives the values of a block's column to `take`, with the table's rows that have them.
fn give(
    column: BlockColumn<'_>,
    rows: &[u32],
    take: &mut dyn FnMut(ColumnPart<'_>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    // The texts of lists stand nowhere as one text.
    let lists: Vec<(usize, String)> = if column.is_of_texts() {
        Vec::new()
    } else {
        let values = column.values().enumerate();
        values
            .filter_map(|(at, value)| Some((at, list(value)?)))
            .collect()
    };
    let mut lists = lists.iter().peekable();
    let mut values: Vec<AttributeValue<'_>> = Vec::with_capacity(column.count());
    values.extend(column.values().enumerate().map(|(at, value)| {
        let list = lists.next_if(|(of, _)| *of == at);
        attribute_value(value, list.map(|(_, text)| text.as_str()))
    }));
    let listed: Vec<(u16, u16)>;
    let codes = match column.codes() {
        Some(BlockCodes::Own) => RowCodes::Own,
        Some(BlockCodes::Narrow(codes)) => RowCodes::Narrow(codes),
        Some(BlockCodes::Wide(codes)) => RowCodes::Wide(codes),
        None => {
            let mut rows = Vec::with_capacity(rows.len());
            column.each_row(|place, value| rows.push((place, value)));
            listed = rows;
            RowCodes::Listed(&listed)
        }
    };
    take(ColumnPart {
        values: &values,
        rows,
        codes,
    })
}

/// The texts of a list, as those of features that are held in memory.
fn list(value: PackedValue<'_>) -> Option<String> {
    let json = value.as_json()?;
    let Value::Array(items) = serde_json::from_slice(json).ok()? else {
        return None;
    };
    let texts = items.iter().filter_map(Value::as_str);
    Some(texts.collect::<Vec<_>>().join(", "))
}

fn attribute_value<'v>(value: PackedValue<'v>, list: Option<&'v str>) -> AttributeValue<'v> {
    if let Some(text) = list.or(value.as_text()).or(value.as_truth()) {
        return AttributeValue::Text(text);
    }
    let number = value.as_number();
    number.map_or(AttributeValue::Missing, AttributeValue::Number)
}

/// The same with every record unpacked, for records with styles: those are properties, too, of features.
fn one_by_one(records: &Records, blocks: &[usize], starts: &[u64]) -> io::Result<Vec<Attribute>> {
    let gathered = cores::map(blocks, 1, |&block| {
        let mut gather = Gather::default();
        records.each_of_block(block, |feature| {
            gather.next_row();
            for (position, (key, value)) in feature.other.iter().enumerate() {
                let list = match value {
                    Value::Array(items) => {
                        let texts = items.iter().filter_map(Value::as_str);
                        texts.collect::<Vec<_>>().join(", ")
                    }
                    _ => String::new(),
                };
                gather.add(position, key, of_json(value, &list));
            }
        })?;
        Ok(gather)
    });
    let mut all = Gather::default();
    for gather in gathered {
        let gather: io::Result<Gather> = gather;
        all.append(gather?);
    }
    let mut order: Vec<u32> = (0..starts.len() as u32).collect();
    order.sort_unstable_by_key(|&row| starts[row as usize]);
    Ok(reordered(all.finish(), &order))
}

fn of_json<'v>(value: &'v Value, list: &'v str) -> AttributeValue<'v> {
    match value {
        Value::Null | Value::Object(_) => AttributeValue::Missing,
        Value::Bool(true) => AttributeValue::Text("true"),
        Value::Bool(false) => AttributeValue::Text("false"),
        Value::Number(number) => number
            .as_f64()
            .map_or(AttributeValue::Missing, AttributeValue::Number),
        Value::String(text) => AttributeValue::Text(text),
        Value::Array(_) => AttributeValue::Text(list),
    }
}
