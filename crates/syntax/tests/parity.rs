//! Token for token the same as spaCy 3.8: the acceptance test of this crate.

mod data;

use std::sync::OnceLock;

use annals_syntax::{Kernel, Layers, Model, Scratch};
use model::ParsedBlock;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The installed model, loaded once.
fn model() -> Option<&'static Model> {
    static MODEL: OnceLock<Option<Model>> = OnceLock::new();
    MODEL.get_or_init(|| Some(Model::from_bytes(&data::model()?).expect("an installed model"))).as_ref()
}

/// The rows of a fixture of JSON lines.
fn rows<T: DeserializeOwned>(name: &str) -> Option<Vec<T>> {
    let text = data::fixture(name)?;
    Some(text.lines().map(|line| serde_json::from_str(line).expect("a row of a fixture")).collect())
}

/// Fails with the first few of `differences`.
fn check(total: usize, differences: &[String]) {
    println!("{} of {total} are the same", total - differences.len());
    let first: Vec<&str> = differences.iter().take(5).map(String::as_str).collect();
    assert!(differences.is_empty(), "{} of {total} differ:\n{}", differences.len(), first.join("\n"));
}

#[derive(Deserialize)]
struct TokenizerCase {
    text: String,
    tokens: Vec<[u32; 2]>,
    norm: Vec<String>,
    shape: Vec<String>,
}

#[test]
fn tokens_norms_and_shapes_are_those_of_spacy() {
    let (Some(model), Some(cases)) = (model(), rows::<TokenizerCase>("tokenizer_cases.jsonl")) else {
        return;
    };
    let mut scratch = Scratch::default();
    let differs = |case: &TokenizerCase| {
        let trace = model.trace_with(&case.text, &mut scratch);
        let tokens = ParsedBlock::of(&model.parse_with(&case.text, &mut scratch), 0, 0).tokens;
        let found = (&tokens, &trace.norms, &trace.shapes);
        (found != (&case.tokens, &case.norm, &case.shape)).then(|| format!("{:?}: {found:?}", case.text))
    };
    let differences: Vec<String> = cases.iter().filter_map(differs).collect();
    check(cases.len(), &differences);
}

#[derive(Deserialize)]
struct TextRow {
    id: usize,
    text: String,
}

#[derive(Deserialize)]
struct ExpectedRow {
    id: usize,
    ws: Vec<u8>,
    norm: Vec<String>,
    #[serde(flatten)]
    block: ParsedBlock,
}

#[test]
fn documents_are_those_of_spacy() {
    let (Some(model), Some(texts), Some(expected)) =
        (model(), rows::<TextRow>("texts.jsonl"), rows::<ExpectedRow>("expected.jsonl"))
    else {
        return;
    };
    let mut scratch = Scratch::default();
    let mut differences = Vec::new();
    for (row, expected) in texts.iter().zip(&expected) {
        assert_eq!(row.id, expected.id);
        let parse = model.parse_with(&row.text, &mut scratch);
        let block = ParsedBlock::of(&parse, 0, 0);
        let spaces: Vec<u8> = parse.tokens.iter().map(|token| u8::from(token.space_after)).collect();
        if block != expected.block || spaces != expected.ws {
            differences.push(format!("{}: {:?}\n{:?}", row.id, block, expected.block));
        }
        if model.trace_with(&row.text, &mut scratch).norms != expected.norm {
            differences.push(format!("norms of {}", row.id));
        }
    }
    check(texts.len(), &differences);
}

#[derive(Deserialize)]
struct Tensors {
    items: Vec<TensorRow>,
}

#[derive(Deserialize)]
struct TensorRow {
    text: String,
    tok2vec_embed: Vec<Vec<f32>>,
    tok2vec_conv: Vec<Vec<Vec<f32>>>,
    tagger_scores: Vec<Vec<f32>>,
    parser_rows: Vec<StepRow>,
    ner_embed: Vec<Vec<f32>>,
    ner_conv: Vec<Vec<Vec<f32>>>,
    ner_rows: Vec<StepRow>,
}

#[derive(Deserialize)]
struct StepRow {
    token_ids: Vec<i64>,
    scores: Vec<f32>,
}

/// Checks that numbers agree to what the fixture's six digits and another order of summation leave.
fn near(what: &str, found: &[f32], expected: &[f32]) {
    assert!(found.len() >= expected.len(), "{what}");
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() < 1e-4, "{what}: {found} is not {expected}");
    }
}

fn check_branch(found: &Layers, embed: &[Vec<f32>], convolutions: &[Vec<Vec<f32>>], steps: &[StepRow]) {
    let layers = std::iter::once(embed).chain(convolutions.iter().map(Vec::as_slice));
    for (i, (found, expected)) in found.rows.iter().zip(layers).enumerate() {
        near(&format!("layer {i}"), found, &expected.concat());
    }
    for ((tokens, scores), expected) in found.steps.iter().zip(steps) {
        let tokens: Vec<i64> = tokens.iter().map(|token| token.map_or(-1, |token| token as i64)).collect();
        assert_eq!(tokens, expected.token_ids);
        near("a state", scores, &expected.scores);
    }
}

#[test]
fn layers_and_scores_are_those_of_spacy() {
    let (Some(model), Some(tensors)) = (model(), data::fixture("tensors.json")) else { return };
    let tensors: Tensors = serde_json::from_str(&tensors).expect("tensors");
    for kernel in Kernel::available() {
        let mut scratch = Scratch::with_kernel(kernel);
        for row in &tensors.items {
            let trace = model.trace_with(&row.text, &mut scratch);
            check_branch(&trace.syntax, &row.tok2vec_embed, &row.tok2vec_conv, &row.parser_rows);
            check_branch(&trace.names, &row.ner_embed, &row.ner_conv, &row.ner_rows);
            for (found, expected) in trace.tags.iter().zip(&row.tagger_scores) {
                near("tags", found, expected);
            }
        }
    }
}
