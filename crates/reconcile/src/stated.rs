//! Values with those who state them: equal ones are one value, stated more than once.

use model::{ClaimId, Factuality, Stated};

/// Who states a value, and how surely.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Voice<'a> {
    pub claim: &'a ClaimId,
    pub factuality: Factuality,
    /// Index into the incident's origins.
    pub origin: usize,
}

/// Adds a value, or its claim and origin to those of a value that is the `same`.
pub(crate) fn add<T>(
    all: &mut Vec<Stated<T>>,
    voice: Voice<'_>,
    words: &str,
    value: T,
    same: impl Fn(&T, &T) -> bool,
) {
    let Some(known) = all.iter_mut().find(|known| same(&known.value, &value)) else {
        return all.push(Stated {
            value,
            words: words.to_owned(),
            factuality: voice.factuality,
            claims: vec![voice.claim.clone()],
            origins: vec![voice.origin],
        });
    };
    // The order of the enum is that of certainty.
    known.factuality = known.factuality.min(voice.factuality);
    if !known.claims.contains(voice.claim) {
        known.claims.push(voice.claim.clone());
    }
    if !known.origins.contains(&voice.origin) {
        known.origins.push(voice.origin);
    }
}
