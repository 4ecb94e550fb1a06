//! The files' bytes: LEB128 varints, zigzag for signed numbers, points as differences from the last, in
//! blocks that are deflated one by one.

use std::io::Read as _;

use super::error::BaseMapError;
use crate::earth::LonLat;

/// Steps of the files' grid in a degree.
const STEPS_PER_DEG: f64 = 4000.0;
/// No count in a file exceeds this; a greater one is damage, and must not ask for memory.
const MOST: u32 = 4_000_000;

/// The blocks of a file that begins with `magic` and `version`, deflated as they are.
pub(super) fn blocks(file: &[u8], magic: [u8; 4], version: u8) -> Result<Vec<&[u8]>, BaseMapError> {
    let Some((&[a, b, c, d, found], mut rest)) = file.split_first_chunk::<5>() else {
        return Err(BaseMapError::NotBaseMap);
    };
    if [a, b, c, d] != magic {
        return Err(BaseMapError::NotBaseMap);
    }
    if found != version {
        return Err(BaseMapError::Version {
            expected: version,
            found,
        });
    }
    let mut blocks = Vec::new();
    while !rest.is_empty() {
        let (length, body) = rest.split_first_chunk().ok_or(BaseMapError::Short)?;
        let length = u32::from_le_bytes(*length) as usize;
        let (block, after) = body.split_at_checked(length).ok_or(BaseMapError::Short)?;
        blocks.push(block);
        rest = after;
    }
    Ok(blocks)
}

/// What a block holds.
pub(super) fn inflated(block: &[u8]) -> Result<Vec<u8>, BaseMapError> {
    let mut data = Vec::with_capacity(block.len() * 4);
    flate2::read::ZlibDecoder::new(block).read_to_end(&mut data)?;
    Ok(data)
}

/// A block's inflated bytes and how far they are read.
pub(super) struct BlockBytes {
    data: Vec<u8>,
    at: usize,
    last: [i32; 2],
}

impl BlockBytes {
    /// Inflates a block.
    pub(super) fn inflated(block: &[u8]) -> Result<Self, BaseMapError> {
        Ok(Self {
            data: inflated(block)?,
            at: 0,
            last: [0, 0],
        })
    }

    /// What `value` is, where it was the last in the block.
    pub(super) fn ended<T>(&self, value: T) -> Result<T, BaseMapError> {
        if self.at == self.data.len() {
            Ok(value)
        } else {
            Err(BaseMapError::TooLong)
        }
    }

    /// A whole number.
    pub(super) fn number(&mut self) -> Result<u32, BaseMapError> {
        let mut value = 0;
        for shift in (0..35).step_by(7) {
            let byte = *self.data.get(self.at).ok_or(BaseMapError::Short)?;
            self.at += 1;
            value |= u32::from(byte & 0x7f)
                .checked_shl(shift)
                .ok_or(BaseMapError::Short)?;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(BaseMapError::Range("number"))
    }

    fn signed(&mut self) -> Result<i32, BaseMapError> {
        let zigzag = self.number()?;
        Ok((zigzag >> 1).cast_signed() ^ -(zigzag & 1).cast_signed())
    }

    pub(super) fn text(&mut self) -> Result<String, BaseMapError> {
        let len = self.count()?;
        let end = self.at + len;
        let bytes = self.data.get(self.at..end).ok_or(BaseMapError::Short)?;
        self.at = end;
        let text = std::str::from_utf8(bytes).map_err(|_| BaseMapError::Range("text"))?;
        Ok(text.to_owned())
    }

    pub(super) fn point(&mut self) -> Result<LonLat, BaseMapError> {
        for axis in 0..2 {
            self.last[axis] = self.last[axis].wrapping_add(self.signed()?);
        }
        let [lon_deg, lat_deg] = self.last.map(|steps| f64::from(steps) / STEPS_PER_DEG);
        if lon_deg.abs() > 180.0 || lat_deg.abs() > 90.0 {
            return Err(BaseMapError::Range("point"));
        }
        Ok(LonLat::new(lon_deg, lat_deg))
    }

    /// A line or ring: at least two points.
    pub(super) fn points(&mut self) -> Result<Vec<LonLat>, BaseMapError> {
        let points = self.list(Self::point)?;
        if points.len() < 2 {
            return Err(BaseMapError::Range("line"));
        }
        Ok(points)
    }

    /// A count and so many items.
    pub(super) fn list<T>(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Result<T, BaseMapError>,
    ) -> Result<Vec<T>, BaseMapError> {
        let count = self.count()?;
        let mut items = Vec::with_capacity(count.min(self.data.len() - self.at));
        for _ in 0..count {
            items.push(item(self)?);
        }
        Ok(items)
    }

    fn count(&mut self) -> Result<usize, BaseMapError> {
        match self.number()? {
            count @ 0..=MOST => Ok(count as usize),
            _ => Err(BaseMapError::Range("count")),
        }
    }
}
