//! Packs the files of a spaCy model into one that is quick to load.

use std::collections::BTreeMap;

use crate::ModelError;
use crate::attributes::{Attribute, SETTINGS};
use crate::bytes::Writer;
use crate::encoder::Feature;
use crate::hash::{StringIds, murmur64};
use crate::kernels::Lanes;
use crate::spacy::{Entry, Files, Tensor, moves, strings_of, tags, unreadable};
use crate::texts::Texts;

/// What a packed model begins with.
pub(crate) const MAGIC: &[u8] = b"annals-m";
/// The version of the layout; another one is refused.
pub(crate) const FORMAT: u32 = 1;
/// Norms of marks and currencies that spaCy keeps in its code.
const NORMS: &str = include_str!("../data/norms.tsv");

/// The files of `en_core_web_sm` 3.8.0 that are packed, by their paths in the model, with their SHA-256.
pub const MEMBERS: &[(&str, &str)] = &[
    ("LICENSE", "3933c176979b68bc6d0bcc902c7d6c130f1d127f476f17ba5cdba8d99cfd0012"),
    ("LICENSES_SOURCES", "20d9dfacd215112251f15341edd1a47b1f98bf393a212f10f194ffdc7ee98a90"),
    ("attribute_ruler/patterns", "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683"),
    ("lemmatizer/lookups/lookups.bin", "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737"),
    ("ner/model", "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e"),
    ("ner/moves", "d82b13473ebd33e0396004dd22f00c71fe3c1251742bf1f7c4554f23fd3b0af4"),
    ("parser/model", "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e"),
    ("parser/moves", "ec41318c32eb7f9e4d8f050b2e8466ee67954d2d3455c1aec73abf46c82dd67f"),
    ("tagger/cfg", "d484c3d9391f37bf9c727aa2eb4c477a24cb103020f95e52dc37842818b50118"),
    ("tagger/model", "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7"),
    ("tok2vec/model", "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090"),
    ("tokenizer", "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467"),
    ("vocab/lookups.bin", "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682"),
];

/// Packs the files of a spaCy model, by their paths in it; all of [`MEMBERS`] are needed.
pub fn pack(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, ModelError> {
    let files = Files(files);
    let mut writer = Writer::default();
    writer.text(files.text("LICENSE")?);
    writer.text(files.text("LICENSES_SOURCES")?);
    write_lexicon(&mut writer, files)?;
    write_exceptions(&mut writer, files)?;
    write_encoder(&mut writer, files, "tok2vec/model", &SYNTAX_TABLES)?;
    write_tagger(&mut writer, files)?;
    write_moves(&mut writer, files, "parser/moves")?;
    write_scorer(&mut writer, files, "parser/model")?;
    write_rules(&mut writer, files)?;
    write_lemmas(&mut writer, files)?;
    write_encoder(&mut writer, files, "ner/model", &NAMES_TABLES)?;
    write_moves(&mut writer, files, "ner/moves")?;
    write_scorer(&mut writer, files, "ner/model")?;
    Ok(seal(&writer.0))
}

/// The length in bytes of what [`seal`] puts before the content of a packed model.
pub const HEAD: usize = MAGIC.len() + 4 + 8;

/// A packed model of its content: the magic word, the version and the checksum before it.
pub fn seal(content: &[u8]) -> Vec<u8> {
    [MAGIC, &FORMAT.to_le_bytes(), &murmur64(content, 0).to_le_bytes(), content].concat()
}

/// Norms by the id of the text; where both a table of the model and spaCy's code have one, the table's.
fn write_lexicon(writer: &mut Writer, files: Files<'_>) -> Result<(), ModelError> {
    let ids = StringIds::new();
    let mut norms: BTreeMap<u64, &str> = NORMS
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(text, norm)| (ids.id(text), norm))
        .collect();
    let member = "vocab/lookups.bin";
    let lookups = files.decode(member)?;
    for (id, norm) in (Entry { member, value: &lookups }).field("lexeme_norm")?.pairs()? {
        norms.insert(id.number()?, norm.text()?);
    }
    writer.list(norms.keys(), |writer, id| writer.u64(*id));
    Texts::write(writer, norms.values().copied());
    Ok(())
}

fn write_exceptions(writer: &mut Writer, files: Files<'_>) -> Result<(), ModelError> {
    let member = "tokenizer";
    let tokenizer = files.decode(member)?;
    let exceptions = Entry { member, value: &tokenizer }.field("exceptions")?.pairs()?;
    writer.size(exceptions.len());
    for (text, pieces) in exceptions {
        writer.text(text.text()?);
        let pieces: Vec<(&str, &str)> = pieces.items()?.into_iter().map(piece).collect::<Result<_, _>>()?;
        if pieces.iter().map(|(orth, _)| *orth).collect::<String>() != text.text()? {
            return Err(unreadable(member, "the pieces of an exception are not its text"));
        }
        writer.list(pieces, |writer, (orth, norm)| {
            writer.size(orth.len());
            writer.text(norm);
        });
    }
    Ok(())
}

/// Text and norm of a piece of an exception; the norm is empty where none is given.
fn piece(piece: Entry<'_>) -> Result<(&str, &str), ModelError> {
    /// spaCy's numbers for the two.
    const ORTH: u64 = 65;
    const NORM: u64 = 67;
    let (mut orth, mut norm) = ("", "");
    for (attribute, value) in piece.pairs()? {
        match attribute.number()? {
            ORTH => orth = value.text()?,
            NORM => norm = value.text()?,
            _ => {}
        }
    }
    Ok((orth, norm))
}

/// Where in `tok2vec/model` the table of each feature stands.
const SYNTAX_TABLES: [(usize, Feature); 6] = [
    (28, Feature::Norm),
    (30, Feature::Prefix),
    (32, Feature::Suffix),
    (34, Feature::Shape),
    (36, Feature::SpaceAfter),
    (38, Feature::IsSpace),
];
/// Where in `ner/model` the table of each feature stands.
const NAMES_TABLES: [(usize, Feature); 4] =
    [(32, Feature::Norm), (34, Feature::Prefix), (36, Feature::Suffix), (38, Feature::Shape)];
/// Where the layers stand in both: what mixes the features, then four convolutions; a norm follows each.
const LAYERS: [usize; 5] = [39, 57, 59, 61, 63];

fn write_encoder(
    writer: &mut Writer,
    files: Files<'_>,
    member: &'static str,
    tables: &[(usize, Feature)],
) -> Result<(), ModelError> {
    let model = files.decode(member)?;
    let model = Entry { member, value: &model };
    let (params, attrs) = (model.field("params")?, model.field("attrs")?);
    writer.size(tables.len());
    for &(at, feature) in tables {
        let seed = attrs.item(at)?.field("seed")?.unpacked()?;
        writer.byte(feature as u8);
        writer.u64(Entry { member, value: &seed }.number()?);
        writer.lanes(&lanes(&params.item(at)?.field("E")?.tensor()?.numbers, 1, 1));
    }
    for at in LAYERS {
        write_layer(writer, params.item(at)?)?;
        let norm = params.item(at + 1)?;
        writer.lanes(&lanes(&norm.field("G")?.tensor()?.numbers, 1, 1));
        writer.lanes(&lanes(&norm.field("b")?.tensor()?.numbers, 1, 1));
    }
    Ok(())
}

fn write_tagger(writer: &mut Writer, files: Files<'_>) -> Result<(), ModelError> {
    let member = "tagger/model";
    let model = files.decode(member)?;
    writer.list(tags(files)?, |writer, tag| writer.text(&tag));
    write_layer(writer, Entry { member, value: &model }.field("params")?.item(3)?)
}

fn write_moves(writer: &mut Writer, files: Files<'_>, member: &'static str) -> Result<(), ModelError> {
    writer.list(moves(files, member)?, |writer, (action, label)| {
        writer.byte(action);
        writer.text(&label);
    });
    Ok(())
}

fn write_scorer(writer: &mut Writer, files: Files<'_>, member: &'static str) -> Result<(), ModelError> {
    let model = files.decode(member)?;
    let params = Entry { member, value: &model }.field("params")?;
    write_layer(writer, params.item(6)?)?;
    let slots = params.item(2)?;
    let Tensor { shape, numbers } = slots.field("W")?.tensor()?;
    let &[_, outputs, pieces, inputs] = shape.as_slice() else {
        return Err(unreadable(member, "weights by slot, output, piece and input were expected"));
    };
    write_matrix(writer, &numbers, inputs, (outputs, pieces), &[]);
    writer.lanes(&lanes(&slots.field("b")?.tensor()?.numbers, outputs, pieces));
    writer.lanes(&lanes(&slots.field("pad")?.tensor()?.numbers, outputs, pieces));
    write_layer(writer, params.item(3)?)
}

/// Writes the weights `W` (outputs, perhaps pieces, inputs) and the bias `b` of a layer.
fn write_layer(writer: &mut Writer, layer: Entry<'_>) -> Result<(), ModelError> {
    let Tensor { shape, numbers } = layer.field("W")?.tensor()?;
    let (outputs, pieces, inputs) = match *shape.as_slice() {
        [outputs, inputs] => (outputs, 1, inputs),
        [outputs, pieces, inputs] => (outputs, pieces, inputs),
        _ => return Err(unreadable(layer.member, "a matrix was expected")),
    };
    write_matrix(writer, &numbers, inputs, (outputs, pieces), &layer.field("b")?.tensor()?.numbers);
    Ok(())
}

/// Writes a matrix in panels of sixteen outputs, and its bias, which is empty for none.
fn write_matrix(
    writer: &mut Writer,
    numbers: &[f32],
    inputs: usize,
    (outputs, pieces): (usize, usize),
    bias: &[f32],
) {
    let rows = numbers.len() / inputs.max(1);
    let columns: Vec<Vec<Lanes>> = (0..inputs)
        .map(|input| {
            let column: Vec<f32> = numbers.iter().skip(input).step_by(inputs).copied().collect();
            lanes(&column, outputs, pieces)
        })
        .collect();
    let panels = rows.div_ceil(Lanes::COUNT);
    let ordered: Vec<Lanes> =
        (0..panels).flat_map(|panel| columns.iter().map(move |column| column[panel])).collect();
    writer.lanes(&ordered);
    let bias = if bias.is_empty() { vec![0.0; rows] } else { bias.to_vec() };
    writer.lanes(&lanes(&bias, outputs, pieces));
}

/// Numbers in lanes, filled up with zeros. Where each output has several pieces side by side, all first pieces come
/// first, then all second ones, so that lanes hold one piece of sixteen outputs.
fn lanes(numbers: &[f32], outputs: usize, pieces: usize) -> Vec<Lanes> {
    let group = outputs * pieces;
    let place = |at: usize| at / group * group + at % group % outputs * pieces + at % group / outputs;
    let ordered: Vec<f32> = (0..numbers.len()).map(|at| numbers[place(at)]).collect();
    let fill = |chunk: &[f32]| Lanes(std::array::from_fn(|i| chunk.get(i).copied().unwrap_or(0.0)));
    ordered.chunks(Lanes::COUNT).map(fill).collect()
}

fn write_rules(writer: &mut Writer, files: Files<'_>) -> Result<(), ModelError> {
    let member = "attribute_ruler/patterns";
    let rules = files.decode(member)?;
    let rules = Entry { member, value: &rules }.items()?;
    writer.size(rules.len());
    for rule in rules {
        let target = rule.field("index")?.number()?;
        writer.byte(u8::try_from(target).map_err(|error| unreadable(member, error))?);
        let patterns = rule.field("patterns")?.items()?;
        writer.size(patterns.len());
        for pattern in patterns {
            write_pattern(writer, pattern)?;
        }
        write_settings(writer, rule.field("attrs")?)?;
    }
    Ok(())
}

fn write_pattern(writer: &mut Writer, pattern: Entry<'_>) -> Result<(), ModelError> {
    let tokens = pattern.items()?;
    writer.size(tokens.len());
    for token in tokens {
        let tests = token.pairs()?;
        writer.size(tests.len());
        for (attribute, wanted) in tests {
            write_test(writer, attribute, wanted)?;
        }
    }
    Ok(())
}

fn write_test(writer: &mut Writer, attribute: Entry<'_>, wanted: Entry<'_>) -> Result<(), ModelError> {
    let (name, member) = (attribute.text()?, attribute.member);
    let number = Attribute::NAMED.iter().position(|(known, _)| *known == name);
    writer.byte(number.ok_or_else(|| unreadable(member, format!("a rule looks at {name}")))? as u8);
    let excluded = wanted.get("NOT_IN");
    writer.byte(u8::from(excluded.is_none()));
    let values: Vec<String> = if let Some(list) = excluded.or(wanted.get("IN")) {
        list.items()?.into_iter().map(|value| value.text().map(String::from)).collect::<Result<_, _>>()?
    } else if let Some(expression) = wanted.get("REGEX") {
        let strings = strings_of(expression.text()?);
        strings.ok_or_else(|| unreadable(member, "a rule has an expression of an unknown kind"))?
    } else if let Some(truth) = wanted.value.as_bool() {
        vec![truth.to_string()]
    } else {
        vec![wanted.text()?.to_owned()]
    };
    writer.list(values, |writer, value| writer.text(&value));
    Ok(())
}

fn write_settings(writer: &mut Writer, settings: Entry<'_>) -> Result<(), ModelError> {
    let settings = settings.pairs()?;
    writer.size(settings.len());
    for (name, value) in settings {
        let (name, value, member) = (name.text()?, value.text()?, name.member);
        let number = SETTINGS.iter().position(|known| *known == name);
        writer.byte(number.ok_or_else(|| unreadable(member, format!("a rule sets {name}")))? as u8);
        // No features at all are written as an underscore.
        writer.text(if name == "MORPH" && value == "_" { "" } else { value });
    }
    Ok(())
}

fn write_lemmas(writer: &mut Writer, files: Files<'_>) -> Result<(), ModelError> {
    let member = "lemmatizer/lookups/lookups.bin";
    let lookups = files.decode(member)?;
    let lookups = Entry { member, value: &lookups };
    let [rules, exceptions, index] = [
        by_pos(lookups.field("lemma_rules")?)?,
        by_pos(lookups.field("lemma_exc")?)?,
        by_pos(lookups.field("lemma_index")?)?,
    ];
    let mut parts: Vec<u64> = rules.keys().chain(exceptions.keys()).chain(index.keys()).copied().collect();
    parts.sort_unstable();
    parts.dedup();
    writer.size(parts.len());
    for pos in parts {
        writer.u64(pos);
        write_endings(writer, rules.get(&pos).copied())?;
        write_irregular(writer, exceptions.get(&pos).copied())?;
        let lemmas = index.get(&pos).map_or(Ok(Vec::new()), |index| index.items())?;
        let mut lemmas: Vec<&str> = lemmas.into_iter().map(Entry::text).collect::<Result<_, _>>()?;
        lemmas.sort_unstable();
        lemmas.dedup();
        Texts::write(writer, lemmas.into_iter());
    }
    Ok(())
}

fn by_pos(table: Entry<'_>) -> Result<BTreeMap<u64, Entry<'_>>, ModelError> {
    table.pairs()?.into_iter().map(|(pos, value)| Ok((pos.number()?, value))).collect()
}

fn write_endings(writer: &mut Writer, rules: Option<Entry<'_>>) -> Result<(), ModelError> {
    let rules = rules.map_or(Ok(Vec::new()), Entry::items)?;
    writer.size(rules.len());
    for rule in rules {
        writer.text(rule.item(0)?.text()?);
        writer.text(rule.item(1)?.text()?);
    }
    Ok(())
}

fn write_irregular(writer: &mut Writer, exceptions: Option<Entry<'_>>) -> Result<(), ModelError> {
    let mut forms = BTreeMap::new();
    for (form, lemmas) in exceptions.map_or(Ok(Vec::new()), Entry::pairs)? {
        let lemmas: Vec<&str> = lemmas.items()?.into_iter().map(Entry::text).collect::<Result<_, _>>()?;
        forms.insert(form.text()?, lemmas.join("\n"));
    }
    Texts::write(writer, forms.keys().copied());
    Texts::write(writer, forms.values().map(String::as_str));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_and_foreign_files_are_refused() {
        assert!(matches!(pack(&BTreeMap::new()), Err(ModelError::Missing("LICENSE"))));
        let files =
            MEMBERS.iter().map(|(member, _)| (member.to_string(), b"not MessagePack".to_vec())).collect();
        assert!(matches!(pack(&files), Err(ModelError::Unreadable { member: "vocab/lookups.bin", .. })));
    }

    #[test]
    fn pieces_are_set_apart() {
        // Twelve outputs of two pieces each: first pieces first.
        let numbers: Vec<f32> = (0..24).map(|i| i as f32).collect();
        let ordered: Vec<f32> = lanes(&numbers, 12, 2).into_iter().flat_map(|lanes| lanes.0).collect();
        let expected: Vec<f32> =
            (0..12).map(|o| o * 2).chain((0..12).map(|o| o * 2 + 1)).map(|i| i as f32).collect();
        assert_eq!(ordered[..24], expected);
        assert_eq!(ordered[24..], [0.0; 8]);
    }
}
