//! The arithmetic in plain Rust. The other kernels are this code, compiled for wider instructions.
//!
//! It is written in loops: a closure would be compiled for itself, without the wide instructions.

use super::{Lanes, Norm, Rows, STATE, WIDTH, Weights};

pub(super) fn multiply(rows: Rows<'_>, weights: &Weights, sums: &mut [Lanes]) {
    multiply_blocks::<4>(rows, weights, sums);
}

pub(super) fn add(rows: [&[Lanes]; 3], sums: &mut [Lanes]) {
    add_rows(rows, sums);
}

pub(super) fn maxout_norm(sums: &[Lanes], norm: &Norm, out: &mut [Lanes]) {
    maxout_norm_rows(sums, norm, out);
}

pub(super) fn maxout_norm_added(sums: &[Lanes], norm: &Norm, residual: &[Lanes], out: &mut [Lanes]) {
    maxout_norm_rows_added(sums, norm, residual, out);
}

pub(super) fn score(bias: &[Lanes], slots: &[[Lanes; STATE]], weights: &Weights, scores: &mut [Lanes]) {
    score_state(bias, slots, weights, scores);
}

/// Rows in a small block: as many sums as are needed to keep the processor busy.
const SMALL: usize = 4;

/// Multiplies `BLOCK` rows at a time: as many sums as there are registers for.
#[inline(always)]
pub(super) fn multiply_blocks<const BLOCK: usize>(rows: Rows<'_>, weights: &Weights, sums: &mut [Lanes]) {
    for output in 0..weights.outputs {
        let mut row = 0;
        while row + BLOCK <= rows.count {
            multiply_panel::<BLOCK>(rows, row, weights, output, sums);
            row += BLOCK;
        }
        while row < rows.count && rows.count >= SMALL {
            // The last block may begin in the one before: the same sums are written again.
            multiply_panel::<SMALL>(rows, row.min(rows.count - SMALL), weights, output, sums);
            row += SMALL;
        }
        while row < rows.count {
            multiply_panel::<1>(rows, row, weights, output, sums);
            row += 1;
        }
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
    let mut inputs: [&[Lanes]; BLOCK] = [&[]; BLOCK];
    for (row, inputs) in inputs.iter_mut().enumerate() {
        *inputs = &rows.lanes[(first + row) * rows.stride..][..weights.inputs];
    }
    let mut totals = [weights.bias[output]; BLOCK];
    for (at, panel) in weights.panel(output).as_chunks::<16>().0.iter().enumerate() {
        let mut x = [&Lanes::ZERO; BLOCK];
        for (x, inputs) in x.iter_mut().zip(inputs) {
            *x = &inputs[at];
        }
        for (i, weight) in panel.iter().enumerate() {
            for (x, total) in x.iter().zip(&mut totals) {
                *total = weight.times_plus(Lanes::splat(x.0[i]), *total);
            }
        }
    }
    for (row, total) in totals.iter().enumerate() {
        sums[(first + row) * weights.outputs + output] = *total;
    }
}

#[inline(always)]
pub(super) fn add_rows([a, b, c]: [&[Lanes]; 3], sums: &mut [Lanes]) {
    for (sum, ((a, b), c)) in sums.iter_mut().zip(a.iter().zip(b).zip(c)) {
        *sum = a.plus(*b).plus(*c);
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
        *out = normed(maxout(sums), norm);
        for i in 0..WIDTH {
            out[i] = residual[i].plus(out[i]);
        }
    }
}

/// The greatest of three pieces, which stand one after the other.
#[inline(always)]
fn maxout(sums: &[Lanes; 3 * WIDTH]) -> [Lanes; WIDTH] {
    let mut greatest = [Lanes::ZERO; WIDTH];
    for i in 0..WIDTH {
        greatest[i] = sums[i].max(sums[i + WIDTH]).max(sums[i + 2 * WIDTH]);
    }
    greatest
}

/// The row with mean 0 and variance 1, times gain plus offset.
#[inline(always)]
fn normed(mut row: [Lanes; WIDTH], norm: &Norm) -> [Lanes; WIDTH] {
    const NUMBERS: f32 = (WIDTH * Lanes::COUNT) as f32;
    let (mut sum, mut squares) = (Lanes::ZERO, Lanes::ZERO);
    for lanes in &row {
        sum = sum.plus(*lanes);
    }
    let mean = Lanes::splat(sum.sum() / NUMBERS);
    for lanes in &mut row {
        *lanes = lanes.minus(mean);
        squares = lanes.times_plus(*lanes, squares);
    }
    let scale = Lanes::splat(1.0 / (squares.sum() / NUMBERS + 1e-8).sqrt());
    for (lanes, (gain, offset)) in row.iter_mut().zip(norm.gain.iter().zip(&norm.offset)) {
        *lanes = lanes.times(scale).times_plus(*gain, *offset);
    }
    row
}

/// Lanes of a state after maxout.
const HIDDEN: usize = STATE / 2;

#[inline(always)]
pub(super) fn score_state(bias: &[Lanes], slots: &[[Lanes; STATE]], weights: &Weights, scores: &mut [Lanes]) {
    let mut hidden = [Lanes::ZERO; HIDDEN];
    for (i, hidden) in hidden.iter_mut().enumerate() {
        let (mut first, mut second) = (bias[i], bias[i + HIDDEN]);
        for slot in slots {
            first = first.plus(slot[i]);
            second = second.plus(slot[i + HIDDEN]);
        }
        *hidden = first.max(second);
    }
    let row = Rows { lanes: &hidden, stride: HIDDEN, count: 1 };
    for output in 0..weights.outputs {
        multiply_panel::<1>(row, 0, weights, output, scores);
    }
}
