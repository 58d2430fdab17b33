//! Convolutions over three neighbours, with half the products.
//!
//! Four outputs in a row look at six rows, and take twelve products of a row and a matrix. Taken as polynomials, rows
//! and matrices can be multiplied at six points instead, from which the four outputs follow (Toom and Cook's method,
//! known as Winograd's F(4, 3)). The points are small, so that rounding loses little: about one and a half times as much
//! as when the twelve products are summed in order. Every product still takes its terms by index, so that all kernels
//! agree to the bit.

use std::ops::Range;

use super::portable::normed;
use super::{Kernel, Lanes, Norm, Rows, SUMS, WIDTH, Weights};

/// Outputs that are worked out together.
pub(crate) const GROUP: usize = 4;
/// Rows that a group of outputs looks at, and points at which they are multiplied.
const POINTS: usize = 6;
/// Groups that are multiplied at once: their rows and the weights for two lanes of outputs fit the nearest cache.
pub(crate) const GROUPS: usize = 24;

/// What each of the three matrices counts at each point, over the divisor of that point. The points are 0, 1, -1, 2
/// and -1/2, at which a matrix counts as much as the point to the power of its place, and infinity.
const OF_MATRICES: [([f64; 3], f64); POINTS] = [
    ([1.0, 0.0, 0.0], 1.0),
    ([1.0, 1.0, 1.0], -3.0),
    ([1.0, -1.0, 1.0], 3.0),
    ([1.0, 2.0, 4.0], 15.0),
    ([1.0, -0.5, 0.25], -0.9375),
    ([0.0, 0.0, 1.0], 1.0),
];

/// The point 1, whose product every output counts once: it brings the bias.
const COUNTED_ONCE: usize = 1;

/// What each of six rows counts at each point: the coefficients of the polynomial that is zero at all other points.
const OF_ROWS: [[f32; POINTS]; POINTS] = [
    [1.0, 1.5, -2.0, -1.5, 1.0, 0.0],
    [0.0, -1.0, -2.5, -0.5, 1.0, 0.0],
    [0.0, 1.0, 0.5, -2.5, 1.0, 0.0],
    [0.0, -0.5, -1.0, 0.5, 1.0, 0.0],
    [0.0, 2.0, -1.0, -2.0, 1.0, 0.0],
    [0.0, 1.0, 1.5, -2.0, -1.5, 1.0],
];

/// A convolution over the row before, a row itself, and the one after it; then maxout and layer norm, added to the row.
#[derive(Debug)]
pub(crate) struct Convolution {
    /// The matrix at each point.
    points: [Weights; POINTS],
    norm: Norm,
}

impl Convolution {
    /// The convolution that multiplies three rows side by side with `weights`.
    pub(crate) fn of(weights: &Weights, norm: Norm) -> Self {
        let mut points = OF_MATRICES.map(|(factors, divisor)| at_point(weights, factors, divisor));
        points[COUNTED_ONCE].bias.clone_from(&weights.bias);
        Self { points, norm }
    }

    /// Convolves at most [`GROUPS`] groups of at most [`GROUP`] rows each.
    ///
    /// What becomes of a row is put one place before it: a group writes over no row that a later one still reads. A
    /// group that is not full sees empty rows behind the one after its last, whatever stands there, so that its outcome
    /// does not depend on it.
    pub(crate) fn run(
        &self,
        kernel: Kernel,
        groups: &[Range<usize>],
        rows: &mut [Lanes],
        memory: &mut ConvolutionMemory,
    ) {
        memory.values.resize(POINTS * GROUPS * WIDTH, Lanes::ZERO);
        memory.products.resize(POINTS * GROUPS * SUMS, Lanes::ZERO);
        let rows = rows.as_chunks_mut::<WIDTH>().0;
        for (number, group) in groups.iter().enumerate() {
            let values = &mut memory.values.as_chunks_mut().0[number..];
            let seen = &rows[group.start - 1..group.end + 1];
            if let Ok(window) = seen.try_into() {
                kernel.evaluate(window, values);
            } else {
                let mut window = [[Lanes::ZERO; WIDTH]; POINTS];
                window[..seen.len()].copy_from_slice(seen);
                kernel.evaluate(&window, values);
            }
        }
        let values = memory.values.chunks_exact(GROUPS * WIDTH);
        let products = memory.products.chunks_exact_mut(GROUPS * SUMS);
        for (weights, (values, products)) in self.points.iter().zip(values.zip(products)) {
            kernel.multiply(Rows { lanes: values, stride: WIDTH, count: groups.len() }, weights, products);
        }
        for (number, group) in groups.iter().enumerate() {
            let products = &memory.products.as_chunks().0[number..];
            kernel.interpolate(products, &self.norm, &mut rows[group.start - 1..group.end]);
        }
    }
}

/// The three matrices of `weights`, combined, without the bias.
fn at_point(weights: &Weights, factors: [f64; 3], divisor: f64) -> Weights {
    let inputs = weights.inputs / factors.len();
    let size = inputs * Lanes::COUNT;
    let combined = |output: usize| {
        let panel = weights.panel(output);
        (0..size).map(move |at| {
            Lanes(std::array::from_fn(|lane| {
                let terms = (0..)
                    .zip(factors)
                    .map(|(part, factor)| factor * f64::from(panel[part * size + at].0[lane]));
                (terms.sum::<f64>() / divisor) as f32
            }))
        })
    };
    let bias = vec![Lanes::ZERO; weights.outputs];
    let panels = (0..weights.outputs).flat_map(combined).collect();
    Weights { inputs, outputs: weights.outputs, panels, bias }
}

/// What a convolution works with.
#[derive(Debug, Default)]
pub(crate) struct ConvolutionMemory {
    /// For each point one row for each group.
    values: Vec<Lanes>,
    /// For each point the products of these rows.
    products: Vec<Lanes>,
}

/// The six rows that a group looks at, combined for each point; `values` starts at the group's place for the first.
#[inline(always)]
pub(super) fn evaluate_window(window: &[[Lanes; WIDTH]; POINTS], values: &mut [[Lanes; WIDTH]]) {
    for (point, factors) in OF_ROWS.iter().enumerate() {
        let value = &mut values[point * GROUPS];
        for lane in 0..WIDTH {
            let mut sum = Lanes::ZERO;
            for (row, &factor) in window.iter().zip(factors) {
                if factor != 0.0 {
                    sum = row[lane].times_plus(Lanes::splat(factor), sum);
                }
            }
            value[lane] = sum;
        }
    }
}

/// What becomes of the rows of a group, from its products at each point; `products` starts at the group's place for the first,
/// `rows` with the row before the group. Each is put one place before its row.
#[inline(always)]
pub(super) fn interpolate_norm(products: &[[Lanes; SUMS]], norm: &Norm, rows: &mut [[Lanes; WIDTH]]) {
    let mut out = [[Lanes::ZERO; WIDTH]; GROUP];
    for lane in 0..WIDTH {
        let mut greatest = outputs(products, lane);
        for piece in 1..3 {
            let sums = outputs(products, piece * WIDTH + lane);
            for (greatest, sum) in greatest.iter_mut().zip(sums) {
                *greatest = greatest.max(sum);
            }
        }
        for (row, greatest) in out.iter_mut().zip(greatest) {
            row[lane] = greatest;
        }
    }
    for (row, out) in (1..rows.len()).zip(out) {
        let (residual, out) = (rows[row], normed(out, norm));
        for lane in 0..WIDTH {
            rows[row - 1][lane] = residual[lane].plus(out[lane]);
        }
    }
}

/// One lane of the four outputs: each product counts as much as its point to the power of the output's place.
#[inline(always)]
fn outputs(products: &[[Lanes; SUMS]], lane: usize) -> [Lanes; GROUP] {
    let mut at = [Lanes::ZERO; POINTS];
    for (point, at) in at.iter_mut().enumerate() {
        *at = products[point * GROUPS][lane];
    }
    let [zero, one, minus_one, two, minus_half, infinity] = at;
    let (even, odd) = (one.plus(minus_one), one.minus(minus_one));
    [
        even.plus(zero).plus(two.plus(minus_half)),
        minus_half.times_plus(Lanes::splat(-0.5), two.times_plus(Lanes::splat(2.0), odd)),
        minus_half.times_plus(Lanes::splat(0.25), two.times_plus(Lanes::splat(4.0), even)),
        minus_half.times_plus(Lanes::splat(-0.125), two.times_plus(Lanes::splat(8.0), odd.plus(infinity))),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::tests::{bits, joined, noise, norm, weights};

    /// What becomes of the rows `[1, count]`, by the method itself, in groups; `behind` stands after the last row read.
    fn convolved(kernel: Kernel, count: usize, behind: f32) -> Vec<Lanes> {
        let mut rows = noise((count + 2) * WIDTH, 7);
        rows.extend([Lanes([behind; 16])].repeat(GROUP * WIDTH));
        let groups: Vec<_> = (1..=count).step_by(GROUP).map(|at| at..(at + GROUP).min(count + 1)).collect();
        let convolution = Convolution::of(&weights(3 * WIDTH, SUMS), norm());
        convolution.run(kernel, &groups, &mut rows, &mut ConvolutionMemory::default());
        rows[..count * WIDTH].to_vec()
    }

    #[test]
    fn a_convolution_comes_to_the_products_of_three_rows_side_by_side() {
        let count = 4 * GROUP - 1;
        let expected = joined(&noise((count + 2) * WIDTH, 7));
        let found = convolved(Kernel::best(), count, 0.0);
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.0.iter().zip(expected.0).all(|(found, expected)| (found - expected).abs() < 1e-4));
        }
    }

    #[test]
    fn convolutions_are_the_same_in_all_kernels_whatever_stands_behind() {
        for count in [1, 4, 6, 4 * GROUPS] {
            let expected = bits(&convolved(Kernel::PORTABLE, count, 0.0));
            for kernel in Kernel::available() {
                assert!(bits(&convolved(kernel, count, 1e9)) == expected, "{}, {count}", kernel.name());
            }
        }
    }
}
