//! The arithmetic compiled for AVX-512.

use super::portable::{add_rows, maxout_norm_rows, maxout_norm_rows_added, multiply_blocks, score_state};
use super::{Lanes, Norm, Rows, STATE, Weights};

#[target_feature(enable = "avx512f")]
pub(super) fn multiply(rows: Rows<'_>, weights: &Weights, sums: &mut [Lanes]) {
    multiply_blocks::<12>(rows, weights, sums);
}

#[target_feature(enable = "avx512f")]
pub(super) fn add(rows: [&[Lanes]; 3], sums: &mut [Lanes]) {
    add_rows(rows, sums);
}

#[target_feature(enable = "avx512f")]
pub(super) fn maxout_norm(sums: &[Lanes], norm: &Norm, out: &mut [Lanes]) {
    maxout_norm_rows(sums, norm, out);
}

#[target_feature(enable = "avx512f")]
pub(super) fn maxout_norm_added(sums: &[Lanes], norm: &Norm, residual: &[Lanes], out: &mut [Lanes]) {
    maxout_norm_rows_added(sums, norm, residual, out);
}

#[target_feature(enable = "avx512f")]
pub(super) fn score(bias: &[Lanes], slots: &[[Lanes; STATE]], weights: &Weights, scores: &mut [Lanes]) {
    score_state(bias, slots, weights, scores);
}
