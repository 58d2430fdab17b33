//! What the finders know of the world and of words: all of it data that the caller hands in.

use serde::de::DeserializeOwned;

use crate::actors::ActorLexicon;
use crate::coreference::CoreferenceLexicon;
use crate::directory::ActorDirectory;
use crate::gazetteer::Gazetteer;
use crate::nouns::NounLexicon;
use crate::people::PeopleLexicon;
use crate::places::PlaceLexicon;
use crate::quantities::QuantityLexicon;
use crate::recase::RecaseLexicon;
use crate::times::TimeLexicon;

/// Word lists, actors and places.
#[derive(Debug, Default)]
pub struct Knowledge {
    pub nouns: NounLexicon,
    pub times: TimeLexicon,
    pub quantities: QuantityLexicon,
    pub places: PlaceLexicon,
    pub people: PeopleLexicon,
    pub coreference: CoreferenceLexicon,
    pub actors: ActorLexicon,
    pub recase: RecaseLexicon,
    pub directory: ActorDirectory,
    pub gazetteer: Gazetteer,
}

/// Data that cannot be read, with the file that is at fault.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {message}")]
pub struct KnowledgeError {
    file: String,
    message: String,
}

impl Knowledge {
    /// Reads word lists (`lexicon/*.toml`) and actors (`actors/*.toml`) out of the files of a codebook: `(name, contents)`.
    pub fn from_toml(files: &[(&str, &str)], gazetteer: Gazetteer) -> Result<Self, KnowledgeError> {
        Ok(Self {
            nouns: lexicon(files, "nouns")?,
            times: lexicon(files, "times")?,
            quantities: lexicon(files, "quantities")?,
            places: lexicon(files, "places")?,
            people: lexicon(files, "people")?,
            coreference: lexicon(files, "coreference")?,
            recase: lexicon(files, "recase")?,
            actors: lexicon(files, "actors")?,
            directory: directory(files)?,
            gazetteer,
        })
    }
}

/// The actor directory: the files that stand right in a folder `actors`.
fn directory(files: &[(&str, &str)]) -> Result<ActorDirectory, KnowledgeError> {
    let of_actors = |file: &str| file.rsplit('/').nth(1) == Some("actors") && file.ends_with(".toml");
    let files: Vec<(&str, &str)> = files.iter().copied().filter(|(file, _)| of_actors(file)).collect();
    ActorDirectory::from_toml(&files)
        .map_err(|error| KnowledgeError { file: error.file, message: error.source.to_string() })
}

/// The word list called `name`; an empty one where the files hold none.
fn lexicon<T: Default + DeserializeOwned>(files: &[(&str, &str)], name: &str) -> Result<T, KnowledgeError> {
    let ending = format!("lexicon/{name}.toml");
    let Some((file, text)) = files.iter().find(|(file, _)| file.ends_with(&ending)) else {
        return Ok(T::default());
    };
    toml::from_str(text)
        .map_err(|error| KnowledgeError { file: (*file).to_owned(), message: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actors_are_read_from_their_folder_and_not_from_the_sources_below_it() {
        let reds = "[[actor]]\nid = \"reds\"\nname = \"Reds\"\nkind = \"armed-group\"";
        let files = [("actors/some.toml", reds), ("actors/sources/table.toml", "[names]\nXX = []")];
        let knowledge = Knowledge::from_toml(&files, Gazetteer::default()).expect("files of the right form");
        assert!(knowledge.directory.actor("reds").is_some());
    }

    #[test]
    fn a_wrong_file_of_actors_is_named() {
        let error = Knowledge::from_toml(&[("actors/odd.toml", "[[actor]]\nid = 3")], Gazetteer::default())
            .expect_err("a wrong form");
        assert!(error.to_string().starts_with("actors/odd.toml: "), "{error}");
    }
}
