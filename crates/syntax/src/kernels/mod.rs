//! The arithmetic: sums of products, maxout and layer norm, with the widest vectors that the processor has.
//!
//! All kernels run one and the same code ([`portable`]), compiled for different instructions. It adds up in one fixed
//! order: a sum of products takes its terms by index, each with one fused multiply-add, starting from the bias; vectors
//! run across sixteen outputs, never along a sum; a sum over a row is kept in sixteen lanes, which are then halved. No
//! step depends on the width of the processor's vectors, so that all kernels agree to the bit.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod convolution;
mod lanes;
mod portable;

pub(crate) use convolution::{Convolution, ConvolutionMemory, GROUP, GROUPS};
pub(crate) use lanes::Lanes;

use crate::ModelError;
use crate::bytes::Reader;

/// The instructions that the arithmetic uses. Whichever is chosen, the results are the same to the bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kernel(Instructions);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Instructions {
    Portable,
    /// Only made where AVX2 and FMA were detected.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// Only made where AVX2, FMA and AVX-512F were detected.
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Kernel {
    /// Runs on any processor.
    pub const PORTABLE: Self = Self(Instructions::Portable);

    /// The kernels that this processor can run, the plainest first.
    pub fn available() -> Vec<Self> {
        let mut kernels = vec![Self::PORTABLE];
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
                kernels.push(Self(Instructions::Avx2));
                if is_x86_feature_detected!("avx512f") {
                    kernels.push(Self(Instructions::Avx512));
                }
            }
        }
        kernels
    }

    /// The fastest kernel that this processor can run.
    pub fn best() -> Self {
        Self::available().pop().unwrap_or(Self::PORTABLE)
    }

    /// The kernel's name: `portable`, `avx2` or `avx512`.
    pub fn name(self) -> &'static str {
        match self.0 {
            Instructions::Portable => "portable",
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2 => "avx2",
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512 => "avx512",
        }
    }

    /// The kernel with this name, if the processor can run it.
    pub fn named(name: &str) -> Option<Self> {
        Self::available().into_iter().find(|kernel| kernel.name() == name)
    }
}

impl Default for Kernel {
    fn default() -> Self {
        Self::best()
    }
}

/// Calls one function of the module that was compiled for the kernel's instructions.
macro_rules! run {
    ($kernel:expr, $name:ident($($argument:expr),*)) => {
        match $kernel.0 {
            Instructions::Portable => portable::$name($($argument),*),
            #[cfg(target_arch = "x86_64")]
            // SAFETY: the variant is only made where the instructions were detected.
            Instructions::Avx2 => unsafe { avx2::$name($($argument),*) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: the variant is only made where the instructions were detected.
            Instructions::Avx512 => unsafe { avx512::$name($($argument),*) },
        }
    };
}

impl Kernel {
    /// For every row `x` the sums `bias + W x`: `weights.outputs` lanes per row in `sums`.
    pub(crate) fn multiply(self, rows: Rows<'_>, weights: &Weights, sums: &mut [Lanes]) {
        run!(self, multiply(rows, weights, sums))
    }

    /// For every row of three pieces in `sums` the layer norm of their maximum.
    pub(crate) fn maxout_norm(self, sums: &[Lanes], norm: &Norm, out: &mut [Lanes]) {
        run!(self, maxout_norm(sums, norm, out))
    }

    /// A part of a [`Convolution`]: six rows combined for each point.
    fn evaluate(self, window: &[[Lanes; WIDTH]; 6], values: &mut [[Lanes; WIDTH]]) {
        run!(self, evaluate(window, values))
    }

    /// A part of a [`Convolution`]: the layer norm of the maximum of three pieces, from the products at each point, added to
    /// the rows.
    fn interpolate(self, products: &[[Lanes; SUMS]], norm: &Norm, rows: &mut [[Lanes; WIDTH]]) {
        run!(self, interpolate(products, norm, rows))
    }

    /// The layer norm of the maximum of the three pieces of a sum of parts, added to `row`.
    pub(crate) fn join(
        self,
        parts: [&[Lanes; SUMS]; 3],
        norm: &Norm,
        row: &[Lanes; WIDTH],
    ) -> [Lanes; WIDTH] {
        run!(self, join(parts, norm, row))
    }

    /// Adds what one token contributes to a state.
    pub(crate) fn accumulate(self, part: &[Lanes; STATE], state: &mut [Lanes; STATE]) {
        run!(self, accumulate(part, state))
    }

    /// The maximum of the two pieces of a state, multiplied by `weights`.
    pub(crate) fn score(self, state: &[Lanes; STATE], weights: &Weights, scores: &mut [Lanes]) {
        run!(self, score(state, weights, scores))
    }
}

/// Rows of numbers that may overlap: row `i` starts at `lanes[i * stride]`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rows<'a> {
    pub(crate) lanes: &'a [Lanes],
    pub(crate) stride: usize,
    pub(crate) count: usize,
}

/// A matrix and a bias, in panels of sixteen outputs.
#[derive(Debug, Clone)]
pub(crate) struct Weights {
    /// Lanes per input row.
    pub(crate) inputs: usize,
    /// Lanes per output row.
    pub(crate) outputs: usize,
    /// For each lane of outputs, one lane per input number.
    panels: Vec<Lanes>,
    bias: Vec<Lanes>,
}

impl Weights {
    pub(crate) fn read(reader: &mut Reader<'_>, inputs: usize, outputs: usize) -> Result<Self, ModelError> {
        let (panels, bias) = (reader.lanes()?, reader.lanes()?);
        if panels.len() != inputs * outputs * Lanes::COUNT || bias.len() != outputs {
            return Err(ModelError::Damaged("a matrix has another size"));
        }
        Ok(Self { inputs, outputs, panels, bias })
    }

    /// The matrices of `PARTS` rows side by side, one after the other for one row: each with outputs of its own, and the bias with
    /// those of part `biased`.
    pub(crate) fn apart<const PARTS: usize>(&self, biased: usize) -> Self {
        let inputs = self.inputs / PARTS;
        let size = inputs * Lanes::COUNT;
        let outputs = || (0..PARTS).flat_map(|part| (0..self.outputs).map(move |output| (part, output)));
        let panels = outputs().flat_map(|(part, output)| &self.panel(output)[part * size..][..size]);
        let bias =
            outputs().map(|(part, output)| if part == biased { self.bias[output] } else { Lanes::ZERO });
        Self {
            inputs,
            outputs: PARTS * self.outputs,
            panels: panels.copied().collect(),
            bias: bias.collect(),
        }
    }

    /// The weights of lane `output` of the outputs.
    fn panel(&self, output: usize) -> &[Lanes] {
        let size = self.inputs * Lanes::COUNT;
        &self.panels[output * size..][..size]
    }
}

/// Gain and offset of a layer norm over 96 numbers.
#[derive(Debug, Clone)]
pub(crate) struct Norm {
    gain: [Lanes; WIDTH],
    offset: [Lanes; WIDTH],
}

/// Lanes per row of an encoder: 96 numbers.
pub(crate) const WIDTH: usize = 6;
/// Lanes per row of an encoder before maxout of three pieces.
pub(crate) const SUMS: usize = 3 * WIDTH;
/// Lanes of a state before maxout: two pieces of 64 numbers.
pub(crate) const STATE: usize = 8;

impl Norm {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let mut row =
            || reader.lanes()?.try_into().map_err(|_| ModelError::Damaged("a norm has another size"));
        Ok(Self { gain: row()?, offset: row()? })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Numbers between -2 and 2 that look random and are always the same.
    pub(crate) fn noise(count: usize, seed: u32) -> Vec<Lanes> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 22) as f32 - 2.0
        };
        (0..count).map(|_| Lanes(std::array::from_fn(|_| next()))).collect()
    }

    pub(crate) fn weights(inputs: usize, outputs: usize) -> Weights {
        Weights { inputs, outputs, panels: noise(inputs * outputs * 16, 3), bias: noise(outputs, 5) }
    }

    pub(crate) fn norm() -> Norm {
        Norm { gain: noise(6, 1).try_into().expect("six"), offset: noise(6, 2).try_into().expect("six") }
    }

    /// What becomes of all but the first and the last of some rows, where each is multiplied with its neighbours beside it.
    pub(crate) fn joined(rows: &[Lanes]) -> Vec<Lanes> {
        let count = rows.len() / WIDTH - 2;
        let (mut sums, mut out) = (vec![Lanes::ZERO; count * SUMS], vec![Lanes::ZERO; count * WIDTH]);
        let side_by_side = Rows { lanes: rows, stride: WIDTH, count };
        Kernel::best().multiply(side_by_side, &weights(3 * WIDTH, SUMS), &mut sums);
        Kernel::best().maxout_norm(&sums, &norm(), &mut out);
        out.iter().zip(&rows[WIDTH..]).map(|(out, row)| row.plus(*out)).collect()
    }

    pub(crate) fn bits(lanes: &[Lanes]) -> Vec<u32> {
        lanes.iter().flat_map(|lanes| lanes.0).map(f32::to_bits).collect()
    }

    /// Checks that every kernel computes the same bits as the portable one.
    fn agree(compute: impl Fn(Kernel) -> Vec<Lanes>) {
        let expected = bits(&compute(Kernel::PORTABLE));
        for kernel in Kernel::available() {
            assert!(bits(&compute(kernel)) == expected, "{} differs", kernel.name());
        }
    }

    #[test]
    fn products_are_the_same_in_all_kernels() {
        for (count, stride, inputs, outputs) in
            [(1, 6, 6, 4), (7, 6, 18, 18), (61, 6, 18, 18), (5, 36, 36, 18), (2, 4, 4, 7)]
        {
            let x = noise(count * stride + inputs, 1);
            let weights = weights(inputs, outputs);
            agree(|kernel| {
                let mut sums = vec![Lanes::ZERO; count * outputs];
                kernel.multiply(Rows { lanes: &x, stride, count }, &weights, &mut sums);
                sums
            });
        }
    }

    #[test]
    fn norms_are_the_same_in_all_kernels() {
        let (norm, sums) = (norm(), noise(18 * 9, 3));
        agree(|kernel| {
            let mut out = vec![Lanes::ZERO; 6 * 9];
            kernel.maxout_norm(&sums, &norm, &mut out);
            out
        });
    }

    #[test]
    fn scores_are_the_same_in_all_kernels() {
        let [bias, part]: [[Lanes; STATE]; 2] =
            [1, 2].map(|seed| noise(8, seed).try_into().expect("eight lanes"));
        for outputs in [5, 7] {
            let weights = weights(4, outputs);
            agree(|kernel| {
                let (mut state, mut scores) = (bias, vec![Lanes::ZERO; outputs]);
                kernel.accumulate(&part, &mut state);
                kernel.score(&state, &weights, &mut scores);
                scores
            });
        }
    }

    #[test]
    fn a_product_is_bias_plus_terms() {
        let weights = weights(1, 1);
        let x = noise(1, 9);
        let mut sums = [Lanes::ZERO];
        Kernel::best().multiply(Rows { lanes: &x, stride: 1, count: 1 }, &weights, &mut sums);
        for output in 0..16 {
            let plain: f32 = (0..16).map(|i| weights.panels[i].0[output] * x[0].0[i]).sum();
            assert!((sums[0].0[output] - plain - weights.bias[0].0[output]).abs() < 1e-4);
        }
    }
}
