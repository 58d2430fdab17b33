//! What stands after prepositions.

use model::Parse;

use super::{Argument, Function, coordinated, is_nominal};

/// What stands after a preposition, with what is coordinated to it ("in houses and in graves").
pub(crate) fn objects_of_preposition(parse: &Parse, preposition: usize) -> Vec<usize> {
    parse
        .children(preposition)
        .filter(|&child| matches!(parse.dep(child), "pobj" | "pcomp"))
        .flat_map(
            |object| if parse.dep(object) == "pobj" { coordinated(parse, object) } else { vec![object] },
        )
        .collect()
}

/// In "between forces loyal to him and militias" the parser may coordinate the militias with what is nearest: the other
/// side is the first noun that is coordinated with anything below this one.
fn other_side(parse: &Parse, side: usize) -> Option<usize> {
    parse
        .subtree(side)
        .iter()
        .find(|&token| token > side && parse.dep(token) == "conj" && is_nominal(parse, token))
}

/// In "from 41 to 36" the parser may take "41 to" for a modifier of 36: the first number, and the preposition between.
fn merged_number(parse: &Parse, number: usize) -> Option<(usize, usize)> {
    let between = parse.children_by(number, &["quantmod"]).find(|&word| parse.pos(word) == "ADP")?;
    let mut before = parse.children_by(number, &["quantmod"]);
    let first = before.find(|&word| parse.pos(word) == "NUM" && word < between)?;
    (between < number).then_some((first, between))
}

/// Arguments behind one preposition, those of a second one inside it ("out of", "from inside"), and of coordinated ones.
pub(super) fn after_preposition(parse: &Parse, preposition: usize) -> Vec<Argument> {
    let function = Function::After(parse.lower(preposition).to_owned());
    let mut objects = objects_of_preposition(parse, preposition);
    if function.has_sides() && objects.len() == 1 {
        objects.extend(other_side(parse, objects[0]));
    }
    let mut found: Vec<Argument> = Vec::new();
    for object in objects {
        let at = |function: Function, head: usize| Argument { function, head, through: Some(preposition) };
        match merged_number(parse, object) {
            Some((first, between)) => {
                found.push(at(function.clone(), first));
                found.push(at(Function::After(parse.lower(between).to_owned()), object));
            }
            None => found.push(at(function.clone(), object)),
        }
    }
    for inner in parse.children_by(preposition, &["prep", "conj"]) {
        if parse.pos(inner) == "ADP" || parse.pos(inner) == "SCONJ" {
            found.extend(after_preposition(parse, inner));
        }
    }
    found
}
