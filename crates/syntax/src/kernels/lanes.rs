//! Sixteen numbers that are worked on at once.

/// Sixteen numbers side by side, as wide as the widest vectors of today's processors.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[repr(C, align(64))]
pub(crate) struct Lanes(pub(crate) [f32; 16]);

impl Lanes {
    /// How many numbers there are.
    pub(crate) const COUNT: usize = 16;
    /// How many bytes they take in a packed model.
    pub(crate) const BYTES: usize = 64;

    pub(crate) fn from_bytes(bytes: &[u8; Self::BYTES]) -> Self {
        let (numbers, _) = bytes.as_chunks();
        Self(std::array::from_fn(|i| f32::from_le_bytes(numbers[i])))
    }

    pub(crate) fn to_bytes(self) -> impl Iterator<Item = u8> {
        self.0.into_iter().flat_map(f32::to_le_bytes)
    }

    #[inline(always)]
    pub(super) fn splat(value: f32) -> Self {
        Self([value; 16])
    }

    #[inline(always)]
    fn zip(self, other: Self, each: impl Fn(f32, f32) -> f32) -> Self {
        Self(std::array::from_fn(|i| each(self.0[i], other.0[i])))
    }

    #[inline(always)]
    pub(crate) fn plus(self, other: Self) -> Self {
        self.zip(other, |a, b| a + b)
    }

    #[inline(always)]
    pub(super) fn minus(self, other: Self) -> Self {
        self.zip(other, |a, b| a - b)
    }

    #[inline(always)]
    pub(super) fn times(self, other: Self) -> Self {
        self.zip(other, |a, b| a * b)
    }

    /// The greater of each pair. Written out, because it is exactly what the processors' instructions do.
    #[inline(always)]
    pub(super) fn max(self, other: Self) -> Self {
        self.zip(other, |a, b| if a > b { a } else { b })
    }

    /// `self * factor + addend`, rounded once.
    #[inline(always)]
    pub(super) fn times_plus(self, factor: Self, addend: Self) -> Self {
        Self(std::array::from_fn(|i| self.0[i].mul_add(factor.0[i], addend.0[i])))
    }

    /// The sum of all lanes: the upper half is added to the lower until one is left.
    #[inline(always)]
    pub(super) fn sum(self) -> f32 {
        let mut lanes = self.0;
        let mut half = Self::COUNT / 2;
        while half > 0 {
            for i in 0..half {
                lanes[i] += lanes[i + half];
            }
            half /= 2;
        }
        lanes[0]
    }
}
