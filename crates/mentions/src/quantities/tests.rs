//! Quantities that must be read, and words that must not be read as counts.

use std::sync::LazyLock;

use model::{
    Amount, Basis, ByToken, Form, Measure, Parse, ParsedBlock, QuantityKind, QuantityMention, TimeKind,
    TimeMention, TimePrecision, TimeRelation, TokenRange,
};
use proptest::prelude::*;

use super::{QuantityLexicon, find};

static LEXICON: LazyLock<QuantityLexicon> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../../codebooks/lexicon/quantities.toml")).expect("the lexicon")
});

/// The frozen parse of `text`; only its own row is read, for there are many.
fn frozen(text: &str) -> Parse {
    let rows = include_str!("../../../../tests/parses/quantities.jsonl");
    let quoted = serde_json::to_string(text).expect("a string");
    let row = rows.lines().find(|row| row.contains(&quoted)).unwrap_or(rows);
    crate::testing::frozen(row, text)
}

fn quantities(text: &str) -> (Parse, Vec<QuantityMention>) {
    let parse = frozen(text);
    let found = find(&parse, &ByToken::default(), &[], &LEXICON);
    (parse, found)
}

/// One quantity as a line: `words = kind amount, of noun in unit, measure, part of whole`.
fn line(parse: &Parse, quantity: &QuantityMention) -> String {
    let mut line =
        format!("{} = {}{}", parse.words(quantity.tokens), kind(quantity), amount(&quantity.amount));
    if let Some(of) = quantity.of {
        line += &format!(", of {}", parse.word(of));
    }
    if !quantity.unit.is_empty() {
        line += &format!(" in {}", quantity.unit);
    }
    if quantity.measure != Measure::Total {
        line += &format!(", {:?}", quantity.measure);
    }
    if let Some(whole) = quantity.part_of {
        line += &format!(", part of {}", parse.word(whole));
    }
    line
}

fn kind(quantity: &QuantityMention) -> String {
    match quantity.kind {
        QuantityKind::Count => String::new(),
        kind => format!("{kind:?} "),
    }
}

fn amount(amount: &Amount) -> String {
    let number = |number: Option<model::Number>| number.map_or("?".to_owned(), |number| number.0.to_string());
    let (low, high, best) = (number(amount.low), number(amount.high), number(amount.best));
    let equal = if amount.strict { "" } else { "=" };
    let words = match amount.form {
        Form::Exact if amount.zero => "none".to_owned(),
        Form::Exact => best,
        Form::AtLeast => format!(">{equal}{low}"),
        Form::AtMost => format!("<{equal}{high}"),
        Form::About => format!("~{best}"),
        Form::Between => format!("{low}..{high}"),
        Form::Listed => format!("{best} named"),
        Form::Vague | Form::Magnitude => amount.word.clone().unwrap_or_default(),
    };
    if amount.approx { format!("{words} roughly") } else { words }
}

fn check(text: &str, expected: &[&str]) {
    let (parse, found) = quantities(text);
    let lines: Vec<String> = found.iter().map(|quantity| line(&parse, quantity)).collect();
    assert_eq!(lines, expected, "{text}");
}

/// `text` holds no count of anything.
fn check_no_count(text: &str) {
    let (parse, found) = quantities(text);
    let counts: Vec<String> = found
        .iter()
        .filter(|quantity| quantity.kind == QuantityKind::Count)
        .map(|q| line(&parse, q))
        .collect();
    assert!(counts.is_empty(), "{text}: {counts:?}");
}

#[test]
fn counts_keep_their_words() {
    let cases: &[(&str, &[&str])] = &[
        ("No fewer than 30 houses burned down.", &["No fewer than 30 = >=30, of houses in houses"]),
        ("The army said that one of its officers had fled.", &["one = 1, of officers in people"]),
        (
            "The ministry revised the toll from 30 to 34.",
            &["30 = 30 in people, RunningTotal", "34 = 34 in people, RunningTotal"],
        ),
        ("Fourteen people were killed.", &["Fourteen = 14, of people in people"]),
        ("At least 45 villagers died in the raid.", &["At least 45 = >=45, of villagers in people"]),
        ("More than 40 fighters surrendered near Kidal.", &["More than 40 = >40, of fighters in people"]),
        ("Over 60 soldiers were wounded.", &["Over 60 = >60, of soldiers in people"]),
        ("The shelling killed 120 or more civilians.", &["120 or more = >=120, of civilians in people"]),
        ("Upwards of 70 prisoners escaped.", &["Upwards of 70 = >=70, of prisoners in people"]),
        ("A 40-plus crowd gathered in Goma.", &["40-plus = >=40, of crowd in people"]),
        ("A minimum of 15 bodies were recovered.", &["A minimum of 15 = >=15, of bodies in bodies"]),
        ("As many as 30 hostages were freed.", &["As many as 30 = <=30, of hostages in people"]),
        ("Fewer than 10 patients remained in the clinic.", &["Fewer than 10 = <10, of patients in people"]),
        ("Less than 20 trucks crossed the border.", &["Less than 20 = <20, of trucks in vehicles"]),
        ("No more than 12 men defended the post.", &["No more than 12 = <=12, of men in people"]),
        (
            "Up to half a million people fled Darfur.",
            &["Up to half a million = <=500000, of people in people"],
        ),
        ("At most 50 rebels stayed behind.", &["At most 50 = <=50, of rebels in people"]),
        ("Nearly 200 homes were destroyed.", &["Nearly 200 = ~200, of homes in houses"]),
        ("Around 20,000 troops were deployed.", &["Around 20,000 = ~20000, of troops in people"]),
        ("Roughly 3,000 families left the camp.", &["Roughly 3,000 = ~3000, of families in families"]),
        (
            "An estimated 300 militants crossed the river.",
            &["An estimated 300 = ~300, of militants in people"],
        ),
        ("Just over 4,100 refugees arrived.", &["Just over 4,100 = ~4100, of refugees in people"]),
        ("Close to 80 bodies lay in the street.", &["Close to 80 = ~80, of bodies in bodies"]),
        ("Some 40 gunmen stormed the village.", &["Some 40 = ~40, of gunmen in people"]),
        ("Thirty or so herders were abducted.", &["Thirty or so = ~30, of herders in people"]),
        ("Between 5 and 7 children were hurt.", &["Between 5 and 7 = 5..7, of children in people"]),
        ("Five to seven mines were found.", &["Five to seven = 5..7, of mines in devices"]),
        ("Two or three attackers fled.", &["Two or three = 2..3, of attackers in people"]),
        ("From 10 to 15 shells hit the market.", &["From 10 to 15 = 10..15, of shells in shell"]),
        (
            "Some 2,000-3,000 were holed up in the hills.",
            &["Some 2,000-3,000 = 2000..3000 roughly in people"],
        ),
        ("The group has 5,000 – 6,000 members.", &["5,000 – 6,000 = 5000..6000, of members in people"]),
        (
            "There are four to five thousand displaced people.",
            &["four to five thousand = 4000..5000, of people in people"],
        ),
        ("Scores of civilians were killed.", &["Scores of = scores, of civilians in people"]),
        (
            "Tens of thousands of residents fled Tigray.",
            &["Tens of thousands of = tens of thousands, of residents in people"],
        ),
        ("Several houses were looted.", &["Several = several, of houses in houses"]),
        ("Many were wounded in the stampede.", &["Many = many in people"]),
        ("A few farmers stayed.", &["A few = a few, of farmers in people"]),
        ("A number of mosques were damaged.", &["A number of = a number, of mosques in mosque"]),
        ("Hundreds more were injured.", &["Hundreds more = hundreds in people, Change"]),
        (
            "Several hundred protesters blocked the road.",
            &["Several hundred = several hundred, of protesters in people"],
        ),
        ("Dozens died when the ferry sank.", &["Dozens = dozens in people"]),
        ("The brigade suffered heavy losses.", &["heavy losses = heavy losses, of losses in people"]),
        (
            "A large number of civilian casualties was reported.",
            &["A large number of = a large number, of casualties in people"],
        ),
        (
            "Divers raised large amounts of ammunition.",
            &["large amounts of = large amounts, of ammunition in ammunition"],
        ),
        ("No civilians were harmed.", &["No = none, of civilians in people"]),
        ("No one was killed in the blast.", &["No one = none in people"]),
        ("The mission ended without casualties.", &["without = none, of casualties in people"]),
        ("None of the hostages survived.", &["None = none, of hostages in people"]),
        ("Zero casualties were reported in Aden.", &["Zero = none, of casualties in people"]),
        ("The government sent 250 extra troops.", &["250 extra = 250, of troops in people, Change"]),
        ("Another 30 were wounded.", &["Another 30 = 30 in people, Change"]),
        (
            "An additional 200 soldiers arrived in Mopti.",
            &["An additional 200 = 200, of soldiers in people, Change"],
        ),
        ("Five more people died on Tuesday.", &["Five more = 5, of people in people, Change"]),
        ("The number of dead rose by 30.", &["30 = 30, of dead in people, Change"]),
        (
            "Two women died, bringing the death toll to 14.",
            &["Two = 2, of women in people", "14 = 14 in people, RunningTotal"],
        ),
        (
            "The number of displaced people has risen to 40,000.",
            &["40,000 = 40000, of people in people, RunningTotal"],
        ),
        ("The death toll stands at 57.", &["57 = 57 in people, RunningTotal"]),
        ("Most of the dead were children.", &["Most of = most in people, Share"]),
        ("Half of the houses were burned.", &["Half of = 50, of houses in percent, Share"]),
        ("A third of the villagers have left.", &["A third of = 33.3333, of villagers in percent, Share"]),
        ("80 percent of the residents were displaced.", &["80 percent = 80, of residents in percent, Share"]),
        ("The rebels were outnumbered three to one.", &["outnumbered three to one = 3, Ratio"]),
        ("The garrison was heavily outnumbered.", &["outnumbered = outnumbered, Ratio"]),
        ("The army lost twice as many men.", &["twice as many = 2, of men in people, Ratio"]),
        ("Three were killed and seven wounded.", &["Three = 3 in people", "seven = 7 in people"]),
        (
            "The remains of at least 70 villagers were recovered.",
            &["at least 70 = >=70, of villagers in people"],
        ),
        ("An army of around 20,000 surrounded the town.", &["around 20,000 = ~20000, of army in people"]),
        ("A force of 3,000 guarded the dam.", &["3,000 = 3000, of force in people"]),
        ("An 8,000-strong army crossed the frontier.", &["8,000-strong = 8000, of army in people"]),
        (
            "Eighteen people, including five children and three women, were killed.",
            &[
                "Eighteen = 18, of people in people",
                "five = 5, of children in people, part of people",
                "three = 3, of women in people, part of people",
            ],
        ),
        (
            "Twelve soldiers, six of them officers, died in Helmand.",
            &["Twelve = 12, of soldiers in people", "six = 6, of officers in people, part of soldiers"],
        ),
        (
            "A bomb killed nine worshippers, among them two boys.",
            &["nine = 9, of worshippers in people", "two = 2, of boys in people, part of worshippers"],
        ),
        ("A woman was shot dead in Beni.", &["A = 1, of woman in people"]),
        ("A dozen policemen were kidnapped.", &["A dozen = 12 roughly, of policemen in people"]),
        ("Two dozen fighters laid down their arms.", &["Two dozen = 24 roughly, of fighters in people"]),
        ("A hundred villagers hid in the forest.", &["A hundred = 100, of villagers in people"]),
        ("One person was missing.", &["One = 1, of person in people"]),
        ("One of the gunmen escaped.", &["One = 1, of gunmen in people"]),
        ("Twenty-eight miners were trapped.", &["Twenty-eight = 28, of miners in people"]),
        ("Two hundred and fifty tents were pitched.", &["Two hundred and fifty = 250, of tents in tent"]),
        ("About 1.2 million people need food.", &["About 1.2 million = ~1200000, of people in people"]),
        (
            "Two and a half million people were registered.",
            &["Two and a half million = 2500000, of people in people"],
        ),
        ("The offensive displaced 1.5m people.", &["1.5m = 1500000, of people in people"]),
        (
            "Kamal Raza, Imran Shah and Bilal Khan were executed.",
            &["Kamal Raza, Imran Shah and Bilal Khan = 3 named, of Raza in people"],
        ),
        (
            "The blast destroyed 12 tanks and 3 drones.",
            &["12 = 12, of tanks in tank", "3 = 3, of drones in drone"],
        ),
        ("Ten Palestinians were detained.", &["Ten = 10, of Palestinians in people"]),
        (
            "A 14-year-old girl was killed by a sniper.",
            &["A = 1, of girl in people", "14-year-old = Age 14, of girl in years"],
        ),
        ("The victim, aged 19, was a student.", &["19 = Age 19 in years", "a = 1, of student in people"]),
        ("The two sides have fought one another since March.", &["two = 2, of sides in side"]),
        ("It was too much for one man.", &["one = 1, of man in people"]),
        ("Not a single soldier was hurt.", &["Not a single = none, of soldier in people"]),
        ("Nobody was injured.", &["Nobody = none in people"]),
        ("A boy of 12 lost his leg.", &["A = 1, of boy in people", "12 = Age 12 in years"]),
        (
            "Four people and 30 cattle died.",
            &["Four = 4, of people in people", "30 = 30, of cattle in cattle"],
        ),
        (
            "At least two dozen people were killed and more than 100 injured in Jos.",
            &["At least two dozen = >=24 roughly, of people in people", "more than 100 = >100 in people"],
        ),
        ("Thousands were left homeless.", &["Thousands = thousands in people"]),
        (
            "The camp holds up to around 500 detainees.",
            &["up to around 500 = <=500 roughly, of detainees in people"],
        ),
        (
            "The toll rose from 10 to 15.",
            &["10 = 10 in people, RunningTotal", "15 = 15 in people, RunningTotal"],
        ),
        (
            "A majority of the fighters are foreigners.",
            &["A majority of = a majority, of fighters in people, Share"],
        ),
        ("A handful of monks refused to leave.", &["A handful of = a handful, of monks in people"]),
        ("Police arrested 21 suspects.", &["21 = 21, of suspects in people"]),
        ("They found six explosive devices under the bridge.", &["six = 6, of devices in devices"]),
        ("Exactly 53 bodies were exhumed.", &["Exactly 53 = 53, of bodies in bodies"]),
        ("Insurgents killed 11, the governor said.", &["11 = 11 in people"]),
        ("The blast left 14 dead and 30 wounded.", &["14 = 14 in people", "30 = 30 in people"]),
        ("14 killed in Mogadishu market bombing", &["14 = 14 in people"]),
        ("A taxi driver was beaten.", &["A = 1, of driver in people"]),
        ("The clashes displaced 2,50,000 people.", &["2,50,000 = 250000, of people in people"]),
        (
            "At least 14 dead, 30 wounded in Kandahar attack",
            &["At least 14 = >=14 in people", "30 = 30 in people"],
        ),
        (
            "The strike killed 20 people, half of them children.",
            &["20 = 20, of people in people", "half of = 50, of children in percent, Share, part of people"],
        ),
        (
            "Around two thirds of the buildings collapsed.",
            &["Around two thirds of = ~66.6667, of buildings in percent, Share"],
        ),
        (
            "Between two and three dozen tents burned.",
            &["Between two and three dozen = 24..36 roughly, of tents in tent"],
        ),
        ("The 12,000 strong garrison held out.", &["12,000 strong = 12000, of garrison in people"]),
        (
            "The attack injured 200, 40 of them seriously.",
            &["200 = 200 in people", "40 = 40, of them in people, part of 200"],
        ),
        (
            "One in three children is malnourished.",
            &["One in three = 33.3333, of children in percent, Share"],
        ),
        (
            "Six of the 14 victims were women.",
            &["Six = 6, of victims in people", "14 = 14, of victims in people"],
        ),
        ("The death toll has climbed to more than 300.", &["more than 300 = >300 in people, RunningTotal"]),
        (
            "Musa Ali, 31, and Omar Said (24) were killed.",
            &[
                "Musa Ali, 31, and Omar Said = 2 named, of Ali in people",
                "31 = Age 31 in years",
                "24 = Age 24 in years",
            ],
        ),
        ("Three quarters of the cattle were lost.", &["Three quarters of = 75, of cattle in percent, Share"]),
        ("The mission has few friends abroad.", &["few = few, of friends in people"]),
        ("The two-storey clinic was hit.", &["two = 2, of storey in storey"]),
    ];
    for (text, expected) in cases {
        check(text, expected);
    }
}

#[test]
fn other_kinds_are_told_apart() {
    let cases: &[(&str, &[&str])] = &[
        (
            "Troops cleared 25 square kilometres of mined land.",
            &["25 square kilometres = Measurement 25, of land in km2"],
        ),
        ("Militants demanded $2 million in ransom.", &["$2 million = Money 2000000 in USD"]),
        ("The company lost £4.2m.", &["£4.2m. = Money 4200000 in GBP"]),
        ("The pipeline is 300 km long.", &["300 km = Measurement 300 in km"]),
        ("His brother, 7, was hurt.", &["7 = Age 7 in years"]),
        ("The unit fired 155-mm shells at Kupiansk.", &["155-mm = Calibre 155 in mm"]),
        ("Soldiers found 7.62mm rounds in the house.", &["7.62mm = Calibre 7.62 in mm"]),
        ("The 82nd Airborne landed at dawn.", &["82nd = Name 82"]),
        ("Flight 17 was shot down.", &["17 = Name 17"]),
        ("The council adopted Resolution 2254.", &["2254 = Name 2254"]),
        ("The raid killed a tier one commander.", &["one = Name 1"]),
        ("It was the third attack this week.", &["third = Ordinal 3"]),
        ("The 2003 invasion toppled the government.", &["2003 = Date 2003"]),
        ("The home side won 3-1.", &["3-1 = Name ?..?"]),
        ("The curfew lasts 12 hours.", &["12 hours = Measurement 12 in hour"]),
        ("Rebels fired rockets from F-16 wreckage near Route 4.", &["4 = Name 4"]),
        ("The front line moved 20 kilometres east.", &["20 kilometres = Measurement 20 in km"]),
        ("Prices rose 30 percent.", &["30 percent = Measurement 30 in percent, Change"]),
        ("The general was in his first year.", &["first = Ordinal 1"]),
        ("The ceasefire is many years old.", &["many years = Measurement many in year"]),
        ("The truce holds in the second city.", &["second = Ordinal 2"]),
        ("The blaze burned 40 hectares of forest.", &["40 hectares = Measurement 40, of forest in hectare"]),
        ("Temperatures fell to minus 20 degrees.", &["minus 20 degrees = Measurement -20 in degree"]),
        (
            "On day three of the offensive, Unit 8200 invoked Article 51.",
            &["three = Name 3", "8200 = Name 8200", "51 = Name 51"],
        ),
        (
            "The 55th Brigade and Brigade 55 met near Highway 80.",
            &["55th = Name 55", "55 = Name 55", "80 = Name 80"],
        ),
        (
            "They advanced 3 to 4 km along a 25km front.",
            &["3 to 4 km = Measurement 3..4 in km", "25km = Measurement 25 in km"],
        ),
        ("Man, 45, killed by landmine", &["45 = Age 45 in years"]),
        ("The men were given up to 48 hours.", &["up to 48 hours = Measurement <=48 in hour"]),
        ("Raids have netted tier one operatives.", &["one = Name 1"]),
        ("The siege began in 1993.", &["1993 = Date 1993"]),
        ("Pills of 500mg were handed out.", &["500mg = Measurement 500 in mg"]),
        ("The river rose 3 metres.", &["3 metres = Measurement 3 in m"]),
        ("The well is 40 feet deep.", &["40 feet = Measurement 40 in foot"]),
        ("Fuel costs $1.50 per litre.", &["$1.50 = Money 1.5 in USD"]),
        ("Wages fell 12%.", &["12% = Measurement 12 in percent, Change"]),
        ("The gunner used a .50 calibre rifle.", &[".50 calibre = Calibre 0.5 in calibre"]),
        ("The convoy drove at 60 km/h on the dam.", &["60 km/h = Measurement 60 in km-h"]),
        ("The runway of Base 41 is closed.", &["41 = Name 41"]),
        ("Chapter 7 applies here.", &["7 = Name 7"]),
        ("The hundredth day passed quietly.", &["hundredth = Ordinal 100"]),
    ];
    for (text, expected) in cases {
        check(text, expected);
    }
}

#[test]
fn words_that_count_nothing() {
    for text in [] {
        check_no_count(text);
    }
}

/// A time over `tokens` of which only the kind matters here.
fn time(kind: TimeKind, tokens: TokenRange) -> TimeMention {
    TimeMention {
        tokens,
        head: tokens.first,
        kind,
        value: None,
        from: None,
        to: None,
        precision: TimePrecision::Day,
        basis: Basis::Stated,
        relation: TimeRelation::During,
        anchor: None,
    }
}

#[test]
fn numbers_inside_dates_are_dates_and_inside_durations_measurements() {
    let kinds = |text, kind, first, end| {
        let parse = frozen(text);
        let found = find(&parse, &vec![time(kind, TokenRange::new(first, end))].into(), &[], &LEXICON);
        found.iter().map(|quantity| quantity.kind).collect::<Vec<_>>()
    };
    let date = kinds("The agreement was signed on 5 July 2015.", TimeKind::Date, 5, 8);
    assert_eq!(date, [QuantityKind::Date, QuantityKind::Date]);
    let duration = kinds("The curfew lasts 12 hours.", TimeKind::Duration, 3, 5);
    assert_eq!(duration, [QuantityKind::Measurement]);
}

/// A parse of `words` without any syntax: each word is a sentence root or hangs on the word before it.
fn bare_parse(words: &[(String, usize)]) -> Parse {
    let text = words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" ");
    let mut at = 0;
    let tokens = words
        .iter()
        .map(|(word, _)| {
            let start = at;
            at += word.chars().count() as u32 + 1;
            [start, at - 1]
        })
        .collect();
    let all = |labels: &[&str]| words.iter().map(|(_, n)| labels[n % labels.len()].to_owned()).collect();
    // Heads lie all before or all behind their words, so that there is no circle.
    let forward = words.len().is_multiple_of(2);
    let head = |i: usize| match words[i].1 % 4 {
        step if forward => (i + step).min(words.len() - 1),
        step => i.saturating_sub(step),
    };
    ParsedBlock {
        tokens,
        tag: all(&["CD", "NNS", "NN", "DT", "VBN"]),
        pos: all(&["NUM", "NOUN", "PROPN", "ADJ", "VERB", "ADP"]),
        morph: all(&[""]),
        lemma: words.iter().map(|(word, _)| word.clone()).collect(),
        head: (0..words.len()).map(head).collect(),
        dep: all(&["nummod", "nsubj", "prep", "pobj", "conj", "det", "amod"]),
        sent_start: (0..words.len()).step_by(7).collect(),
        ents: Vec::new(),
    }
    .into_parse(&text)
}

proptest! {
    #[test]
    fn any_words_give_quantities_that_lie_in_the_text(
        words in prop::collection::vec(("[0-9,.]{1,12}|[-–$%/]|[a-z]{1,8}|at|least|of|to|and|a|half|million|dozen|no|some|é€", 0usize..40), 0..30)
    ) {
        let parse = bare_parse(&words);
        for quantity in find(&parse, &ByToken::default(), &[], &LEXICON) {
            prop_assert!(quantity.tokens.first < quantity.tokens.end && quantity.tokens.end <= parse.len());
            prop_assert!(quantity.tokens.contains(quantity.head));
            prop_assert!([quantity.of, quantity.part_of].into_iter().flatten().all(|i| i < parse.len()));
            let Amount { low, high, best, .. } = quantity.amount;
            prop_assert!([low, high, best].into_iter().flatten().all(|number| number.0.is_finite()));
            if let (Some(low), Some(high)) = (low, high) {
                prop_assert!(low <= high);
            }
        }
    }
}
