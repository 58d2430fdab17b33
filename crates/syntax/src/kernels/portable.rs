//! The arithmetic in plain Rust. The other kernels are this code, compiled for wider instructions.

use super::{Lanes, Norm, Rows, WIDTH, Weights};

pub(super) fn multiply(rows: Rows<'_>, weights: &Weights, sums: &mut [Lanes]) {
    multiply_blocks::<4>(rows, weights, sums);
}

pub(super) fn maxout_norm(sums: &[Lanes], norm: &Norm, out: &mut [Lanes]) {
    maxout_norm_rows(sums, norm, out);
}

pub(super) fn maxout_norm_added(sums: &[Lanes], norm: &Norm, residual: &[Lanes], out: &mut [Lanes]) {
    maxout_norm_rows_added(sums, norm, residual, out);
}

pub(super) fn score(bias: &[Lanes], slots: &[&[Lanes]], weights: &Weights, scores: &mut [Lanes]) {
    score_state(bias, slots, weights, scores);
}

/// How many rows are multiplied by one panel after the other: they and a panel fit the processor's nearest cache.
const ROWS_AT_ONCE: usize = 48;

/// Multiplies `BLOCK` rows at a time: as many sums as there are registers for.
#[inline(always)]
pub(super) fn multiply_blocks<const BLOCK: usize>(rows: Rows<'_>, weights: &Weights, sums: &mut [Lanes]) {
    let mut first = 0;
    while first < rows.count {
        let end = rows.count.min(first + ROWS_AT_ONCE);
        for output in 0..weights.outputs {
            let mut row = first;
            while row + BLOCK <= end {
                multiply_panel::<BLOCK>(rows, row, weights, output, sums);
                row += BLOCK;
            }
            while row < end {
                multiply_panel::<1>(rows, row, weights, output, sums);
                row += 1;
            }
        }
        first = end;
    }
}

/// The sums of one lane of outputs for `BLOCK` rows from `first` on.
#[inline(always)]
fn multiply_panel<const BLOCK: usize>(
    rows: Rows<'_>,
    first: usize,
    weights: &Weights,
    output: usize,
    sums: &mut [Lanes],
) {
    let inputs: [&[Lanes]; BLOCK] =
        std::array::from_fn(|row| &rows.lanes[(first + row) * rows.stride..][..weights.inputs]);
    let mut totals = [weights.bias[output]; BLOCK];
    for (at, panel) in weights.panel(output).as_chunks::<16>().0.iter().enumerate() {
        let x: [&Lanes; BLOCK] = std::array::from_fn(|row| &inputs[row][at]);
        for (i, weight) in panel.iter().enumerate() {
            for row in 0..BLOCK {
                totals[row] = weight.times_plus(Lanes::splat(x[row].0[i]), totals[row]);
            }
        }
    }
    for (row, total) in totals.into_iter().enumerate() {
        sums[(first + row) * weights.outputs + output] = total;
    }
}

#[inline(always)]
pub(super) fn maxout_norm_rows(sums: &[Lanes], norm: &Norm, out: &mut [Lanes]) {
    let (sums, out) = (sums.as_chunks::<{ 3 * WIDTH }>().0, out.as_chunks_mut::<WIDTH>().0);
    for (sums, out) in sums.iter().zip(out) {
        *out = normed(maxout(sums), norm);
    }
}

#[inline(always)]
pub(super) fn maxout_norm_rows_added(sums: &[Lanes], norm: &Norm, residual: &[Lanes], out: &mut [Lanes]) {
    let (sums, out) = (sums.as_chunks::<{ 3 * WIDTH }>().0, out.as_chunks_mut::<WIDTH>().0);
    for ((sums, out), residual) in sums.iter().zip(out).zip(residual.as_chunks::<WIDTH>().0) {
        let normed = normed(maxout(sums), norm);
        *out = std::array::from_fn(|i| residual[i].plus(normed[i]));
    }
}

/// The greatest of three pieces, which stand one after the other.
#[inline(always)]
fn maxout(sums: &[Lanes; 3 * WIDTH]) -> [Lanes; WIDTH] {
    std::array::from_fn(|i| sums[i].max(sums[i + WIDTH]).max(sums[i + 2 * WIDTH]))
}

/// The row with mean 0 and variance 1, times gain plus offset.
#[inline(always)]
fn normed(row: [Lanes; WIDTH], norm: &Norm) -> [Lanes; WIDTH] {
    const NUMBERS: f32 = (WIDTH * Lanes::COUNT) as f32;
    let mean = row.into_iter().fold(Lanes::default(), Lanes::plus).sum() / NUMBERS;
    let row = row.map(|lanes| lanes.minus(Lanes::splat(mean)));
    let squares = row.into_iter().fold(Lanes::default(), |sum, lanes| lanes.times_plus(lanes, sum)).sum();
    let scale = Lanes::splat(1.0 / (squares / NUMBERS + 1e-8).sqrt());
    std::array::from_fn(|i| row[i].times(scale).times_plus(norm.gain[i], norm.offset[i]))
}

/// Half the lanes of a state: the hidden layer after maxout.
const HIDDEN: usize = 4;

#[inline(always)]
pub(super) fn score_state(bias: &[Lanes], slots: &[&[Lanes]], weights: &Weights, scores: &mut [Lanes]) {
    let total = |i: usize| slots.iter().fold(bias[i], |sum, slot| sum.plus(slot[i]));
    let hidden: [Lanes; HIDDEN] = std::array::from_fn(|i| total(i).max(total(i + HIDDEN)));
    let row = Rows { lanes: &hidden, stride: HIDDEN, count: 1 };
    for output in 0..weights.outputs {
        multiply_panel::<1>(row, 0, weights, output, scores);
    }
}
