//! The arithmetic compiled for AVX2.

use super::convolution::{evaluate_window, interpolate_norm};
use super::portable::{accumulate_part, join_parts, maxout_norm_rows, multiply_blocks, score_state};
use super::{Lanes, Norm, Rows, STATE, SUMS, WIDTH, Weights};

#[target_feature(enable = "avx2,fma")]
pub(super) fn multiply(rows: Rows<'_>, weights: &Weights, sums: &mut [Lanes]) {
    multiply_blocks::<6, 1>(rows, weights, sums);
}

#[target_feature(enable = "avx2,fma")]
pub(super) fn maxout_norm(sums: &[Lanes], norm: &Norm, out: &mut [Lanes]) {
    maxout_norm_rows(sums, norm, out);
}

#[target_feature(enable = "avx2,fma")]
pub(super) fn evaluate(window: &[[Lanes; WIDTH]; 6], values: &mut [[Lanes; WIDTH]]) {
    evaluate_window(window, values);
}

#[target_feature(enable = "avx2,fma")]
pub(super) fn interpolate(products: &[[Lanes; SUMS]], norm: &Norm, rows: &mut [[Lanes; WIDTH]]) {
    interpolate_norm(products, norm, rows);
}

#[target_feature(enable = "avx2,fma")]
pub(super) fn join(parts: [&[Lanes; SUMS]; 3], norm: &Norm, row: &[Lanes; WIDTH]) -> [Lanes; WIDTH] {
    join_parts(parts, norm, row)
}

#[target_feature(enable = "avx2,fma")]
pub(super) fn accumulate(part: &[Lanes; STATE], state: &mut [Lanes; STATE]) {
    accumulate_part(part, state);
}

#[target_feature(enable = "avx2,fma")]
pub(super) fn score(state: &[Lanes; STATE], weights: &Weights, scores: &mut [Lanes]) {
    score_state(state, weights, scores);
}
