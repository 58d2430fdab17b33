//! The plain layout of a packed model: little-endian numbers, and strings with their lengths before them.

use crate::ModelError;
use crate::kernels::Lanes;

/// Reads a packed model from front to back; bytes that end too early are an error.
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], ModelError> {
        let (taken, rest) =
            self.0.split_at_checked(length).ok_or(ModelError::Damaged("it ends too early"))?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ModelError> {
        self.take(N)?.try_into().map_err(|_| ModelError::Damaged("it ends too early"))
    }

    pub(crate) fn byte(&mut self) -> Result<u8, ModelError> {
        Ok(u8::from_le_bytes(self.array()?))
    }

    pub(crate) fn u32(&mut self) -> Result<u32, ModelError> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    pub(crate) fn u64(&mut self) -> Result<u64, ModelError> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    /// A number that counts or indexes something in memory.
    pub(crate) fn size(&mut self) -> Result<usize, ModelError> {
        Ok(self.u32()? as usize)
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, ModelError> {
        let length = self.size()?;
        str::from_utf8(self.take(length)?).map_err(|_| ModelError::Damaged("a text is not UTF-8"))
    }

    /// A list: its length, then its items.
    pub(crate) fn list<T>(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Result<T, ModelError>,
    ) -> Result<Vec<T>, ModelError> {
        let count = self.size()?;
        // A damaged length must not claim much memory.
        let mut items = Vec::with_capacity(count.min(4096));
        for _ in 0..count {
            items.push(item(self)?);
        }
        Ok(items)
    }

    pub(crate) fn u32s(&mut self) -> Result<Vec<u32>, ModelError> {
        let count = self.size()?;
        let bytes = self.take(count.saturating_mul(4))?;
        Ok(bytes.as_chunks().0.iter().map(|four| u32::from_le_bytes(*four)).collect())
    }

    pub(crate) fn u64s(&mut self) -> Result<Vec<u64>, ModelError> {
        let count = self.size()?;
        let bytes = self.take(count.saturating_mul(8))?;
        Ok(bytes.as_chunks().0.iter().map(|eight| u64::from_le_bytes(*eight)).collect())
    }

    pub(crate) fn lanes(&mut self) -> Result<Vec<Lanes>, ModelError> {
        let count = self.size()?;
        let bytes = self.take(count.saturating_mul(Lanes::BYTES))?;
        Ok(bytes.as_chunks().0.iter().map(Lanes::from_bytes).collect())
    }
}

/// Writes a packed model.
#[derive(Default)]
pub(crate) struct Writer(pub(crate) Vec<u8>);

impl Writer {
    pub(crate) fn byte(&mut self, value: u8) {
        self.0.push(value);
    }

    pub(crate) fn u64(&mut self, value: u64) {
        self.0.extend(value.to_le_bytes());
    }

    pub(crate) fn size(&mut self, value: usize) {
        self.0.extend((value as u32).to_le_bytes());
    }

    pub(crate) fn text(&mut self, value: &str) {
        self.size(value.len());
        self.0.extend(value.as_bytes());
    }

    pub(crate) fn list<T>(
        &mut self,
        items: impl IntoIterator<Item = T, IntoIter: ExactSizeIterator>,
        mut item: impl FnMut(&mut Self, T),
    ) {
        let items = items.into_iter();
        self.size(items.len());
        for each in items {
            item(self, each);
        }
    }

    pub(crate) fn lanes(&mut self, values: &[Lanes]) {
        self.list(values, |writer, lanes| writer.0.extend(lanes.to_bytes()));
    }
}
