//! Sixteen numbers that are worked on at once.

/// Sixteen numbers side by side, as wide as the widest vectors of today's processors.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[repr(C, align(64))]
pub(crate) struct Lanes(pub(crate) [f32; 16]);

/// Defines functions that do the same to every lane.
///
/// Loops, not closures: a closure would be compiled without the wide instructions of the kernel that it is used in.
macro_rules! each_lane {
    ($($(#[$doc:meta])* $name:ident($this:ident $(, $other:ident)*) = $value:expr;)*) => {$(
        $(#[$doc])*
        #[inline(always)]
        pub(crate) fn $name(self $(, $other: Self)*) -> Self {
            let mut lanes = [0.0; 16];
            for i in 0..16 {
                let $this = self.0[i];
                $(let $other = $other.0[i];)*
                lanes[i] = $value;
            }
            Self(lanes)
        }
    )*};
}

impl Lanes {
    /// Nothing but zeros.
    pub(crate) const ZERO: Self = Self([0.0; 16]);
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

    each_lane! {
        /// The sum of each pair.
        plus(a, b) = a + b;
        /// The difference of each pair.
        minus(a, b) = a - b;
        /// The product of each pair.
        times(a, b) = a * b;
        /// The greater of each pair: written out, because this is exactly what the processors' instructions do.
        max(a, b) = if a > b { a } else { b };
        /// `a * factor + addend`, rounded once.
        times_plus(a, factor, addend) = a.mul_add(factor, addend);
    }

    /// The sum of all lanes: the upper half is added to the lower until one is left.
    #[inline(always)]
    pub(super) fn sum(self) -> f32 {
        let lanes = self.0;
        let (mut eight, mut four) = ([0.0; 8], [0.0; 4]);
        for i in 0..8 {
            eight[i] = lanes[i] + lanes[i + 8];
        }
        for i in 0..4 {
            four[i] = eight[i] + eight[i + 4];
        }
        (four[0] + four[2]) + (four[1] + four[3])
    }
}
