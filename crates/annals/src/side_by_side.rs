//! Work on many reports at a time.

use rayon::prelude::*;

/// What `work` makes of each of `items`, in their order, done by all threads of the pool that it is called in.
///
/// One report is a hundred times as long as another: each is handed out alone, so that no thread keeps several to itself while
/// another one has nothing to do.
pub fn side_by_side<'a, T: Sync, R: Send>(items: &'a [T], work: impl Fn(&'a T) -> R + Send + Sync) -> Vec<R> {
    items.par_iter().with_max_len(1).map(work).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_comes_in_the_order_of_what_it_is_made_of() -> Result<(), rayon::ThreadPoolBuildError> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(4).build()?;
        let numbers: Vec<usize> = (0..1_000).collect();
        assert_eq!(pool.install(|| side_by_side(&numbers, |number| *number)), numbers);
        Ok(())
    }
}
