//! The arithmetic in plain Rust. The other kernels are this code, compiled for wider instructions.
//!
//! It is written in loops: a closure would be compiled for itself, without the wide instructions.

use super::convolution::{evaluate_window, interpolate_norm};
use super::{Lanes, Norm, Rows, STATE, SUMS, WIDTH, Weights};

pub(super) fn multiply(rows: Rows<'_>, weights: &Weights, sums: &mut [Lanes]) {
    multiply_blocks::<4, 1>(rows, weights, sums);
}

pub(super) fn maxout_norm(sums: &[Lanes], norm: &Norm, out: &mut [Lanes]) {
    maxout_norm_rows(sums, norm, out);
}

pub(super) fn evaluate(window: &[[Lanes; WIDTH]; 6], values: &mut [[Lanes; WIDTH]]) {
    evaluate_window(window, values);
}

pub(super) fn interpolate(products: &[[Lanes; SUMS]], norm: &Norm, rows: &mut [[Lanes; WIDTH]]) {
    interpolate_norm(products, norm, rows);
}

pub(super) fn join(parts: [&[Lanes; SUMS]; 3], norm: &Norm, row: &[Lanes; WIDTH]) -> [Lanes; WIDTH] {
    join_parts(parts, norm, row)
}

pub(super) fn accumulate(part: &[Lanes; STATE], state: &mut [Lanes; STATE]) {
    accumulate_part(part, state);
}

pub(super) fn score(state: &[Lanes; STATE], weights: &Weights, scores: &mut [Lanes]) {
    score_state(state, weights, scores);
}

/// Rows in a small block: as many sums as are needed to keep the processor busy.
const SMALL: usize = 4;

/// Multiplies `ROWS` rows with `PANELS` lanes of outputs at a time: as many sums as there are registers for.
#[inline(always)]
pub(super) fn multiply_blocks<const ROWS: usize, const PANELS: usize>(
    rows: Rows<'_>,
    weights: &Weights,
    sums: &mut [Lanes],
) {
    let mut output = 0;
    while output < weights.outputs && weights.outputs >= PANELS {
        // The last tile may begin in the one before: the same sums are written again.
        multiply_rows::<ROWS, PANELS>(rows, weights, output.min(weights.outputs - PANELS), sums);
        output += PANELS;
    }
    while output < weights.outputs {
        multiply_rows::<ROWS, 1>(rows, weights, output, sums);
        output += 1;
    }
}

/// Multiplies all rows with `PANELS` lanes of outputs from `output` on.
#[inline(always)]
fn multiply_rows<const ROWS: usize, const PANELS: usize>(
    rows: Rows<'_>,
    weights: &Weights,
    output: usize,
    sums: &mut [Lanes],
) {
    let mut row = 0;
    while row + ROWS <= rows.count {
        multiply_tile::<ROWS, PANELS>(rows, row, weights, output, sums);
        row += ROWS;
    }
    while row < rows.count && rows.count >= SMALL {
        multiply_tile::<SMALL, PANELS>(rows, row.min(rows.count - SMALL), weights, output, sums);
        row += SMALL;
    }
    while row < rows.count {
        multiply_tile::<1, PANELS>(rows, row, weights, output, sums);
        row += 1;
    }
}

/// The sums of `PANELS` lanes of outputs from `output` on, for `ROWS` rows from `first` on.
#[inline(always)]
fn multiply_tile<const ROWS: usize, const PANELS: usize>(
    rows: Rows<'_>,
    first: usize,
    weights: &Weights,
    output: usize,
    sums: &mut [Lanes],
) {
    let mut inputs: [&[Lanes]; ROWS] = [&[]; ROWS];
    for (row, inputs) in inputs.iter_mut().enumerate() {
        *inputs = &rows.lanes[(first + row) * rows.stride..][..weights.inputs];
    }
    let (mut panels, mut totals) = ([&[][..]; PANELS], [[Lanes::ZERO; PANELS]; ROWS]);
    for i in 0..PANELS {
        panels[i] = &weights.panel(output + i).as_chunks::<16>().0[..weights.inputs];
        for totals in &mut totals {
            totals[i] = weights.bias[output + i];
        }
    }
    for at in 0..weights.inputs {
        let mut x = [&Lanes::ZERO; ROWS];
        for (x, inputs) in x.iter_mut().zip(inputs) {
            *x = &inputs[at];
        }
        let mut tiles = [&[Lanes::ZERO; 16]; PANELS];
        for (tile, panel) in tiles.iter_mut().zip(panels) {
            *tile = &panel[at];
        }
        for i in 0..16 {
            for (x, totals) in x.iter().zip(&mut totals) {
                let x = Lanes::splat(x.0[i]);
                for (tile, total) in tiles.iter().zip(totals) {
                    *total = tile[i].times_plus(x, *total);
                }
            }
        }
    }
    for (row, totals) in totals.iter().enumerate() {
        sums[(first + row) * weights.outputs + output..][..PANELS].copy_from_slice(totals);
    }
}

#[inline(always)]
pub(super) fn maxout_norm_rows(sums: &[Lanes], norm: &Norm, out: &mut [Lanes]) {
    let (sums, out) = (sums.as_chunks::<SUMS>().0, out.as_chunks_mut::<WIDTH>().0);
    for (sums, out) in sums.iter().zip(out) {
        *out = normed(maxout(sums), norm);
    }
}

/// The greatest of three pieces, which stand one after the other.
#[inline(always)]
fn maxout(sums: &[Lanes; SUMS]) -> [Lanes; WIDTH] {
    let mut greatest = [Lanes::ZERO; WIDTH];
    for i in 0..WIDTH {
        greatest[i] = sums[i].max(sums[i + WIDTH]).max(sums[i + 2 * WIDTH]);
    }
    greatest
}

/// The row with mean 0 and variance 1, times gain plus offset.
#[inline(always)]
pub(super) fn normed(mut row: [Lanes; WIDTH], norm: &Norm) -> [Lanes; WIDTH] {
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
pub(super) fn join_parts(parts: [&[Lanes; SUMS]; 3], norm: &Norm, row: &[Lanes; WIDTH]) -> [Lanes; WIDTH] {
    let mut sums = [Lanes::ZERO; SUMS];
    for i in 0..SUMS {
        sums[i] = parts[0][i].plus(parts[1][i]).plus(parts[2][i]);
    }
    let mut joined = normed(maxout(&sums), norm);
    for i in 0..WIDTH {
        joined[i] = row[i].plus(joined[i]);
    }
    joined
}

#[inline(always)]
pub(super) fn accumulate_part(part: &[Lanes; STATE], state: &mut [Lanes; STATE]) {
    for i in 0..STATE {
        state[i] = state[i].plus(part[i]);
    }
}

#[inline(always)]
pub(super) fn score_state(state: &[Lanes; STATE], weights: &Weights, scores: &mut [Lanes]) {
    let mut hidden = [Lanes::ZERO; HIDDEN];
    for i in 0..HIDDEN {
        hidden[i] = state[i].max(state[i + HIDDEN]);
    }
    let row = Rows { lanes: &hidden, stride: HIDDEN, count: 1 };
    multiply_blocks::<1, 4>(row, weights, scores);
}
