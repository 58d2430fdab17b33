//! The first convolution. Its rows are embeddings of forms, of which the same few thousand come again and again: what a form
//! contributes to itself and to its neighbours is worked out once, and only added up for each token.

use crate::encoder::BATCH;
use crate::kernels::{Kernel, Lanes, Norm, Rows, SUMS, WIDTH, Weights};

/// What a form contributes to the token behind it, to itself, and to the token before it.
type Contributions = [[Lanes; SUMS]; 3];

/// Lanes of all contributions of a form.
const SIZE: usize = 3 * SUMS;
/// Forms whose contributions are kept, in 14 MB: with twice as many, news are read no faster.
const KEPT: usize = 4_096;
/// Rows that are convolved at once; the forms of all of them are at hand.
const AT_ONCE: usize = 256;

/// A convolution over the row before, a row itself, and the one after it; then maxout and layer norm, added to the row.
#[derive(Debug)]
pub(crate) struct Neighbours {
    /// The three matrices, one after the other; the bias is with the one of a row itself.
    weights: Weights,
    norm: Norm,
}

impl Neighbours {
    /// The convolution that multiplies three rows side by side with `weights`.
    pub(crate) fn of(weights: &Weights, norm: Norm) -> Self {
        Self { weights: weights.apart::<3>(1), norm }
    }

    /// Convolves the rows of all `forms` but the first and the last; their embeddings are given. What becomes of a row is put one
    /// place before it.
    pub(crate) fn run(
        &self,
        kernel: Kernel,
        forms: &[u32],
        embeddings: &[Lanes],
        rows: &mut [Lanes],
        memory: &mut NeighbourMemory,
    ) {
        let (rows, embeddings) = (rows.as_chunks_mut::<WIDTH>().0, embeddings.as_chunks::<WIDTH>().0);
        let last = forms.len() - 1;
        for first in (1..last).step_by(AT_ONCE) {
            let end = last.min(first + AT_ONCE);
            self.work_out(kernel, &forms[first - 1..end + 1], embeddings, memory);
            for row in first..end {
                let [before, itself, after] = [row - 1, row, row + 1].map(|row| memory.of(forms[row]));
                let parts = [&before[0], &itself[1], &after[2]];
                rows[row - 1] = kernel.join(parts, &self.norm, &embeddings[forms[row] as usize]);
            }
        }
    }

    /// Works out the contributions of those forms that are not at hand.
    fn work_out(
        &self,
        kernel: Kernel,
        forms: &[u32],
        embeddings: &[[Lanes; WIDTH]],
        memory: &mut NeighbourMemory,
    ) {
        let start = memory.next;
        for &form in forms {
            if !memory.keeps(form, start) {
                memory.assign(form, start);
                memory.rows.extend(embeddings[form as usize]);
                // Those that are worked out together stand side by side.
                if memory.rows.len() == BATCH * WIDTH || memory.next == 0 {
                    self.multiply(kernel, memory);
                }
            }
        }
        self.multiply(kernel, memory);
    }

    /// Works out the contributions of the forms that were assigned last.
    fn multiply(&self, kernel: Kernel, memory: &mut NeighbourMemory) {
        let count = memory.rows.len() / WIDTH;
        if count == 0 {
            return;
        }
        let end = if memory.next == 0 { KEPT } else { memory.next };
        let rows = Rows { lanes: &memory.rows, stride: WIDTH, count };
        let place = (end - count) * SIZE..end * SIZE;
        if memory.contributions.len() < place.end {
            memory.contributions.resize(place.end, Lanes::ZERO);
        }
        kernel.multiply(rows, &self.weights, &mut memory.contributions[place]);
        memory.rows.clear();
    }
}

/// What forms contribute, each at its place in a ring, in which the oldest make room for new ones.
#[derive(Debug, Default)]
pub(crate) struct NeighbourMemory {
    contributions: Vec<Lanes>,
    /// Which form stands at each place that was taken so far.
    forms: Vec<u32>,
    /// The place of each form, and whether it has one.
    places: Vec<Option<u16>>,
    /// The place that is taken next.
    next: usize,
    /// The embeddings of the forms that are yet to be multiplied.
    rows: Vec<Lanes>,
}

impl NeighbourMemory {
    fn of(&self, form: u32) -> &Contributions {
        let place = self.places[form as usize].map_or(0, usize::from);
        let parts = self.contributions[place * SIZE..][..SIZE].as_chunks().0;
        &parts.as_chunks().0[0]
    }

    /// Whether the contributions of a form are at hand, and stay while rows are convolved for which places are taken from `start` on.
    fn keeps(&self, form: u32, start: usize) -> bool {
        let Some(place) = self.places.get(form as usize).copied().flatten() else { return false };
        let behind = |place: usize| (place + KEPT - start) % KEPT;
        let place = behind(usize::from(place));
        place < behind(self.next) || place >= AT_ONCE + 2
    }

    /// Gives a form the next place.
    fn assign(&mut self, form: u32, start: usize) {
        debug_assert!(
            (self.next + KEPT - start) % KEPT < AT_ONCE + 2,
            "more places are taken than are kept free"
        );
        if self.places.len() <= form as usize {
            self.places.resize(form as usize + 1, None);
        }
        match self.forms.get_mut(self.next) {
            Some(known) => {
                // A form that was given another place meanwhile keeps that one.
                let place = &mut self.places[*known as usize];
                *place = place.filter(|place| usize::from(*place) != self.next);
                *known = form;
            }
            None => self.forms.push(form),
        }
        self.places[form as usize] = Some(self.next as u16);
        self.next = (self.next + 1) % KEPT;
    }

    /// Forgets all forms.
    pub(crate) fn clear(&mut self) {
        self.forms.clear();
        self.places.clear();
        self.next = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::tests::{bits, joined, noise, norm, weights};

    fn embedded(forms: &[u32], embeddings: &[Lanes]) -> Vec<Lanes> {
        forms.iter().flat_map(|form| &embeddings[*form as usize * WIDTH..][..WIDTH]).copied().collect()
    }

    /// What becomes of all but the first and the last of some forms.
    fn convolved(
        kernel: Kernel,
        forms: &[u32],
        embeddings: &[Lanes],
        memory: &mut NeighbourMemory,
    ) -> Vec<Lanes> {
        let neighbours = Neighbours::of(&weights(3 * WIDTH, SUMS), norm());
        let mut rows = vec![Lanes::ZERO; forms.len() * WIDTH];
        neighbours.run(kernel, forms, embeddings, &mut rows, memory);
        rows.truncate((forms.len() - 2) * WIDTH);
        rows
    }

    #[test]
    fn contributions_come_to_the_products_of_three_rows_side_by_side() {
        let (forms, embeddings) = ([0, 3, 1, 3, 2, 0], noise(4 * WIDTH, 7));
        let expected = joined(&embedded(&forms, &embeddings));
        let found = convolved(Kernel::best(), &forms, &embeddings, &mut NeighbourMemory::default());
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.0.iter().zip(expected.0).all(|(found, expected)| (found - expected).abs() < 1e-4));
        }
    }

    #[test]
    fn what_was_read_before_changes_nothing_in_any_kernel() {
        // More forms than are kept, in an order that mixes old and new ones and goes round the ring.
        let n_forms = KEPT as u32 + 700;
        let forms: Vec<u32> =
            (0..n_forms + 900).map(|i| if i % 3 == 0 { i % 40 } else { i * 7 % n_forms }).collect();
        let embeddings = noise(n_forms as usize * WIDTH, 7);
        let ends = [&forms[..50], &forms[forms.len() - 50..], &forms[2000..2050]];
        for kernel in Kernel::available().into_iter().filter(|kernel| *kernel != Kernel::PORTABLE) {
            let mut memory = NeighbourMemory::default();
            convolved(kernel, &forms, &embeddings, &mut memory);
            for forms in ends {
                let fresh = convolved(Kernel::PORTABLE, forms, &embeddings, &mut NeighbourMemory::default());
                let found = convolved(kernel, forms, &embeddings, &mut memory);
                assert!(bits(&found) == bits(&fresh), "{}", kernel.name());
            }
        }
    }
}
