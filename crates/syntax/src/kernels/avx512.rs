//! Products compiled for AVX-512.
//!
//! All else is that of AVX2: it waits for memory, not for arithmetic, and compilers make gathers and shuffles of its
//! loops where they may use the wider vectors.

use super::portable::{multiply_blocks, score_state};
use super::{Lanes, Rows, STATE, Weights};

pub(super) use super::avx2::{accumulate, evaluate, interpolate, join, maxout_norm};

#[target_feature(enable = "avx512f")]
pub(super) fn multiply(rows: Rows<'_>, weights: &Weights, sums: &mut [Lanes]) {
    multiply_blocks::<12, 2>(rows, weights, sums);
}

#[target_feature(enable = "avx512f")]
pub(super) fn score(state: &[Lanes; STATE], weights: &Weights, scores: &mut [Lanes]) {
    score_state(state, weights, scores);
}
