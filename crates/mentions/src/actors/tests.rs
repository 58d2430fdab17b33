//! Cases of actors that must be found, and of words that must not be taken for one.

mod nobody;
mod on_the_day;

use jiff::civil::Date;
use model::{Mentions, NounClass, Parse};

use super::{ActorLexicon, classify_names, find};
use crate::directory::SHIPPED;
use crate::testing::frozen;

fn parsed(text: &str) -> Parse {
    frozen(include_str!("../../../../tests/parses/actors.jsonl"), text)
}

/// Every mention as `words = actors [relation actor]`.
fn seen(parse: &Parse, mentions: &Mentions, published: Option<Date>) -> Vec<String> {
    let lexicon: ActorLexicon =
        toml::from_str(include_str!("../../../../codebooks/lexicon/actors.toml")).expect("the lexicon");
    let found = find(parse, mentions, published, &SHIPPED, &lexicon);
    let line = |mention: &model::ActorMention| {
        let tie = mention.affiliation.as_ref().map_or(String::new(), |tie| {
            let relation = serde_json::to_value(tie.relation).expect("a word");
            format!(" [{} {}]", relation.as_str().unwrap_or(""), tie.actor.as_deref().unwrap_or("?"))
        });
        format!("{} = {}{tie}", parse.words(mention.tokens), mention.actors.join(" + ")).trim_end().to_owned()
    };
    found.iter().map(line).collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(seen(&parsed(text), &Mentions::default(), None), expected, "{text}");
}

#[test]
fn names_of_groups_and_bodies_and_their_members() {
    check("ISIS fighters shelled the market.", &["ISIS fighters = islamic-state"]);
    check("The mosque was blown up by ISIS militia.", &["ISIS militia = islamic-state"]);
    check(
        "Members of Boko Haram attacked a school.",
        &["Members of Boko Haram = boko-haram", "Boko Haram = boko-haram"],
    );
    check(
        "The Syrian Observatory for Human Rights said 12 people died.",
        &["The Syrian Observatory for Human Rights = sohr"],
    );
    check("Doctors Without Borders treated the wounded.", &["Doctors Without Borders = msf"]);
    check("Reuters reported that the town had fallen.", &["Reuters = reuters"]);
    check(
        "A spokesman for the United Nations called for a truce.",
        &["A spokesman for the United Nations = united-nations", "the United Nations = united-nations"],
    );
    check(
        "Saudi-led coalition warplanes bombed Saada.",
        &["Saudi-led coalition warplanes = saudi-led-coalition"],
    );
    check("Lashkar-e-Taiba claimed the attack.", &["Lashkar-e-Taiba = lashkar-e-taiba"]);
    check(
        "Hamas and Islamic Jihad fired rockets at Sderot.",
        &["Hamas = hamas", "Islamic Jihad = palestinian-islamic-jihad"],
    );
    check("M23 rebels captured Sake.", &["M23 rebels = m23"]);
    check(
        "Fighters from the Islamic State group killed a guard.",
        &["Fighters from the Islamic State group = islamic-state", "the Islamic State group = islamic-state"],
    );
    check("Yemeni Houthi forces shelled Taiz.", &["Yemeni Houthi forces = houthis"]);
    check("Arakan Army troops took the outpost.", &["Arakan Army troops = arakan-army"]);
    check("The attack was blamed on ISIL.", &["ISIL = islamic-state"]);
    check(
        "A number of Taliban fighters surrendered.",
        &["A number of Taliban fighters = taliban", "Taliban fighters = taliban"],
    );
    check("A Hamas spokesman rejected the offer.", &["A Hamas spokesman = hamas"]);
    check("The Lord's Resistance Army abducted children.", &["The Lord's Resistance Army = lra"]);
    check("Wagner mercenaries executed villagers in Moura.", &["Wagner mercenaries = wagner"]);
    check("The Red Cross visited the detainees.", &["The Red Cross = icrc"]);
    check("Peshmerga units entered Sinjar.", &["Peshmerga units = peshmerga"]);
    check(
        "Islamic State of Iraq and Syria fighters fled.",
        &["Islamic State of Iraq and Syria fighters = islamic-state"],
    );
    check("Daesh militants withdrew.", &["Daesh militants = islamic-state"]);
    check("Ansar Allah forces shelled Marib.", &["Ansar Allah forces = houthis"]);
    check("UNIFIL peacekeepers were fired upon.", &["UNIFIL peacekeepers = unifil"]);
    check(
        "Fighters of the Free Syrian Army shot down a helicopter.",
        &["Fighters of the Free Syrian Army = free-syrian-army", "the Free Syrian Army = free-syrian-army"],
    );
    check(
        "The Tigray People's Liberation Front denied the charge.",
        &["The Tigray People's Liberation Front = tplf"],
    );
    check("RSF fighters looted homes in El Fasher.", &["RSF fighters = rapid-support-forces"]);
    check("ELN guerrillas blew up a pipeline.", &["ELN guerrillas = eln"]);
}

#[test]
fn the_branches_of_a_state_are_composed() {
    check("The Iraqi army entered Tal Kayf.", &["The Iraqi army = iraq-armed-forces"]);
    check("US forces landed at the airfield.", &["US forces = united-states-armed-forces"]);
    check(
        "A coalition of US and Iraqi forces crossed the river.",
        &[
            "A coalition of US and Iraqi forces = united-states-armed-forces + iraq-armed-forces",
            "US and Iraqi forces = united-states-armed-forces + iraq-armed-forces",
        ],
    );
    check(
        "US-Iraqi forces retook three villages.",
        &["US-Iraqi forces = united-states-armed-forces + iraq-armed-forces"],
    );
    check(
        "An Israeli military spokesman denied the report.",
        &["An Israeli military spokesman = israel-armed-forces"],
    );
    check("An Iraqi official said nine people were wounded.", &["An Iraqi official = iraq-government"]);
    check(
        "The Russian Defence Ministry said it had hit a depot.",
        &["The Russian Defence Ministry = russia-government"],
    );
    check(
        "Syrian government forces dropped leaflets over Douma.",
        &["Syrian government forces = syria-armed-forces"],
    );
    check("Israel struck a convoy near Homs.", &["Israel = israel-government"]);
    check("Russia said its troops had left the town.", &["Russia = russia-government", "its troops ="]);
    check("The strike was carried out by Israel.", &["Israel = israel-government"]);
    check(
        "Ukraine accused Russia of shelling the power plant.",
        &["Ukraine = ukraine-government", "Russia = russia-government"],
    );
    check("The IDF said it struck a launch site.", &["The IDF = israel-armed-forces"]);
    check(
        "North Korean troops joined the fighting in Kursk.",
        &["North Korean troops = north-korea-armed-forces"],
    );
    check("Iraq's army withdrew from the ridge.", &["Iraq's army = iraq-armed-forces"]);
    check(
        "The Iraqi army and police set up checkpoints.",
        &["The Iraqi army = iraq-armed-forces", "police = iraq-police"],
    );
    check("The Kremlin rejected the accusation.", &["The Kremlin = russia-government"]);
    check(
        "Colombian police arrested a member of the ELN.",
        &["Colombian police = colombia-police", "a member of the ELN = eln", "the ELN = eln"],
    );
    check(
        "British, French and American warplanes struck Homs.",
        &[
            "British, French and American warplanes = united-kingdom-armed-forces + france-armed-forces + united-states-armed-forces",
        ],
    );
    check("The Myanmar military bombed a village.", &["The Myanmar military = myanmar-armed-forces"]);
    check(
        "Turkish forces and Syrian rebels entered Afrin.",
        &["Turkish forces = turkey-armed-forces", "Syrian rebels ="],
    );
    check(
        "Ethiopian and Eritrean soldiers looted the clinic.",
        &["Ethiopian and Eritrean soldiers = ethiopia-armed-forces + eritrea-armed-forces"],
    );
    check(
        "Taliban insurgents ambushed Afghan security forces in Kunduz.",
        &["Taliban insurgents = taliban", "Afghan security forces = afghanistan-armed-forces"],
    );
    check("An Israeli army raid killed two men in Jenin.", &["Israeli army = israel-armed-forces"]);
    check("The number of US troops fell.", &["US troops = united-states-armed-forces"]);
    check(
        "Hezbollah fighters and Syrian soldiers took Qusayr.",
        &["Hezbollah fighters = hezbollah", "Syrian soldiers = syria-armed-forces"],
    );
    check(
        "The Obama administration imposed sanctions.",
        &["The Obama administration = united-states-government"],
    );
    check(
        "A White House official declined to comment.",
        &["A White House official = united-states-government"],
    );
    check(
        "The Ethiopian government and the TPLF signed a truce.",
        &["The Ethiopian government = ethiopia-government", "the TPLF = tplf"],
    );
    check(
        "Kenyan police fired tear gas at demonstrators.",
        &["Kenyan police = kenya-police", "demonstrators ="],
    );
    check("Soldiers from Uganda patrolled the road.", &["Soldiers from Uganda = uganda-armed-forces"]);
}

#[test]
fn who_stands_by_an_actor_is_not_the_actor() {
    check("Iran-backed militia fired at the base.", &["Iran-backed militia =  [backed-by iran-government]"]);
    check(
        "U.S.-backed rebels seized the crossing.",
        &["U.S.-backed rebels =  [backed-by united-states-government]"],
    );
    check(
        "Russian-backed separatists shelled Avdeyevka.",
        &["Russian-backed separatists =  [backed-by russia-government]"],
    );
    check(
        "Militants loyal to Abu Bakr al-Baghdadi stormed the prison.",
        &[
            "Militants loyal to Abu Bakr al-Baghdadi =  [loyal-to islamic-state]",
            "Abu Bakr al-Baghdadi = islamic-state [member-of islamic-state]",
        ],
    );
    check(
        "Troops loyal to Saddam Hussein held the bridge in 2003.",
        &[
            "Troops loyal to Saddam Hussein =  [loyal-to iraq-government]",
            "Saddam Hussein = iraq-government [member-of iraq-government]",
        ],
    );
    check(
        "Gunmen allied with the Houthis closed the road.",
        &["Gunmen allied with the Houthis =  [allied-with houthis]", "the Houthis = houthis"],
    );
    check(
        "Hezbollah-linked gunmen detained a driver.",
        &["Hezbollah = hezbollah", "Hezbollah-linked gunmen =  [linked-to hezbollah]"],
    );
    check(
        "Men in the uniform of the Iraqi army stopped the bus.",
        &[
            "Men in the uniform of the Iraqi army =  [in-uniform-of iraq-armed-forces]",
            "the Iraqi army = iraq-armed-forces",
        ],
    );
    check(
        "Gunmen wearing police uniforms abducted two clerks.",
        &["Gunmen wearing police uniforms =  [in-uniform-of ?]"],
    );
    check("Pro-government militia burned the shops.", &["Pro-government militia =  [allied-with ?]"]);
    check(
        "Pro-Russian fighters raised a flag.",
        &["Pro-Russian fighters =  [allied-with russia-government]"],
    );
    check(
        "Supporters of Muqtada al-Sadr stormed the parliament.",
        &[
            "Supporters of Muqtada al-Sadr =  [allied-with muqtada-al-sadr]",
            "Muqtada al-Sadr = muqtada-al-sadr",
        ],
    );
    check(
        "Former Iraqi officers trained the fighters.",
        &["Former Iraqi officers =  [linked-to iraq-armed-forces]", "the fighters ="],
    );
    check(
        "Iranian proxies fired rockets at the embassy.",
        &["Iranian proxies =  [backed-by iran-government]"],
    );
    check(
        "Hamas-run authorities said the Israeli army had killed 12 Palestinians in Khan Younis.",
        &[
            "Hamas = hamas",
            "Hamas-run authorities =  [linked-to hamas]",
            "the Israeli army = israel-armed-forces",
        ],
    );
    check(
        "Kurdish fighters backed by US-led air strikes advanced on Raqqa.",
        &["Kurdish fighters backed by US-led air strikes =  [backed-by ?]"],
    );
    check(
        "Shia militias supported by Iran fought alongside Iraqi troops.",
        &[
            "Shia militias supported by Iran =  [backed-by iran-government]",
            "Iran = iran-government",
            "Iraqi troops = iraq-armed-forces",
        ],
    );
    check(
        "Rwandan-backed M23 rebels entered Goma after Congolese soldiers fled.",
        &[
            "Rwandan-backed M23 rebels = m23 [backed-by rwanda-government]",
            "Congolese soldiers = democratic-republic-of-congo-armed-forces",
        ],
    );
    check(
        "Islamist militants linked to al-Qaeda ambushed a patrol of the Malian army.",
        &[
            "Islamist militants linked to al-Qaeda =  [linked-to al-qaeda]",
            "al-Qaeda = al-qaeda",
            "a patrol of the Malian army = mali-armed-forces",
            "the Malian army = mali-armed-forces",
        ],
    );
    check(
        "The pro-Iranian group Kataib Hezbollah denied involvement.",
        &["The pro-Iranian group =  [allied-with iran-government]", "Kataib Hezbollah = kataib-hezbollah"],
    );
}

#[test]
fn a_name_before_what_its_bearer_does_or_uses() {
    check("ISIS took the dam on Sunday.", &["ISIS = islamic-state"]);
    check("Israeli airstrikes hit a bakery in Rafah.", &["Israeli = israel-armed-forces"]);
    check("Russian missiles struck a station.", &["Russian = russia-armed-forces"]);
    check("A Houthi drone hit a tanker.", &["Houthi = houthis"]);
    check(
        "Russian and Syrian jets bombed a hospital.",
        &["Russian = russia-armed-forces", "Syrian = syria-armed-forces"],
    );
    check("The town is in ISIS hands.", &["ISIS = islamic-state"]);
    check("ISIS-held villages were shelled.", &["ISIS = islamic-state"]);
    check("A UN convoy came under fire.", &["UN = united-nations"]);
    check(
        "Al-Shabaab militants attacked an AMISOM base.",
        &["Al-Shabaab militants = al-shabaab", "AMISOM = amisom"],
    );
    check(
        "Ukrainian drones hit an oil refinery in Ryazan, the region's governor said.",
        &["Ukrainian = ukraine-armed-forces"],
    );
    check(
        "Turkey's air force bombed PKK positions in northern Iraq, the defence ministry in Ankara said.",
        &["Turkey's air force = turkey-armed-forces", "PKK = pkk"],
    );
    check("Israel's airstrikes on Gaza resumed.", &["Israel = israel-armed-forces"]);
    check("Anti-ISIS protesters marched in Raqqa.", &["ISIS = islamic-state", "Anti-ISIS protesters ="]);
    check("Ukrainian artillery hit a warehouse.", &["Ukrainian = ukraine-armed-forces"]);
}

#[test]
fn a_person_in_office_is_the_body() {
    check(
        "President Obama authorised the operation in 2016.",
        &["President Obama = united-states-government [member-of united-states-government]"],
    );
    check(
        "President Bush spoke in Baghdad in 2006.",
        &["President Bush = united-states-government [member-of united-states-government]"],
    );
    check(
        "Assad's forces entered the suburb.",
        &["Assad = syria-government [member-of syria-government]", "Assad's forces = syria-armed-forces"],
    );
    check(
        "US Defense Secretary Ash Carter visited the base.",
        &["US Defense Secretary Ash Carter = united-states-government [member-of united-states-government]"],
    );
    check(
        "Armed Forces of Ukraine liberated the village, President Volodymyr Zelensky said.",
        &[
            "Armed Forces of Ukraine = ukraine-armed-forces",
            "President Volodymyr Zelensky = ukraine-government [member-of ukraine-government]",
        ],
    );
    check(
        "Assad's allies, Russia and Iran, rejected the plan.",
        &[
            "Assad = syria-government [member-of syria-government]",
            "Assad's allies =  [allied-with syria-government]",
        ],
    );
}

#[test]
fn groups_without_a_name() {
    check("Unidentified armed men opened fire on a wedding.", &["Unidentified armed men ="]);
    check("Protesters blocked the highway.", &["Protesters ="]);
    check("Coalition forces shot down a drone in July 2016.", &["Coalition forces ="]);
    check("Coalition forces surrounded the villa in July 2003.", &["Coalition forces ="]);
    check("Army spokesman Karim Adel said three soldiers were killed.", &["three soldiers ="]);
    check("Palestinian militants fired rockets from Gaza.", &["Palestinian militants ="]);
    check(
        "Dozens of gunmen from the Fulani community attacked the village.",
        &["Dozens of gunmen from the Fulani community =", "gunmen ="],
    );
    check("Army troops and rebels clashed near the dam.", &["Army troops =", "rebels ="]);
}

#[test]
fn several_actors_of_one_sentence() {
    check(
        "They killed the scattered remnants of the Iraqi army near Hatra.",
        &[
            "the scattered remnants of the Iraqi army near Hatra = iraq-armed-forces",
            "the Iraqi army = iraq-armed-forces",
        ],
    );
    check(
        "At least 20 people were killed when government forces shelled a market in Aleppo on Monday, the Syrian Observatory for Human Rights said.",
        &["government forces =", "the Syrian Observatory for Human Rights = sohr"],
    );
    check(
        "Suspected Boko Haram militants riding motorcycles attacked the village of Kwajaffa.",
        &["Suspected Boko Haram = boko-haram"],
    );
    check(
        "The Islamic State claimed responsibility for the bombing through its Amaq news agency.",
        &["The Islamic State = islamic-state", "its Amaq news agency = amaq"],
    );
    check(
        "Two US soldiers and an Afghan interpreter were killed by a roadside bomb, a NATO spokesman said.",
        &["Two US soldiers = united-states-armed-forces", "a NATO spokesman = nato"],
    );
    check(
        "Fighting between the Sudanese army and the paramilitary Rapid Support Forces resumed in Omdurman.",
        &[
            "the Sudanese army = sudan-armed-forces",
            "the paramilitary Rapid Support Forces = rapid-support-forces",
        ],
    );
    check(
        "The leader of the Houthi movement vowed to continue attacks on Israeli ships.",
        &["The leader of the Houthi movement = houthis", "the Houthi movement = houthis"],
    );
    check(
        "The U.N. human rights office said both the army and the rebels had committed crimes.",
        &["The U.N. human rights office = ohchr", "the army =", "the rebels ="],
    );
    check(
        "Salvadoran guerrillas of the FMLN attacked an army post in San Miguel.",
        &["Salvadoran guerrillas of the FMLN = fmln", "the FMLN = fmln"],
    );
}

#[test]
fn the_first_actor_is_pointed_to() {
    let parse = parsed("ISIS fighters shelled the market.");
    let lexicon =
        toml::from_str(include_str!("../../../../codebooks/lexicon/actors.toml")).expect("the lexicon");
    let found = find(&parse, &Mentions::default(), None, &SHIPPED, &lexicon);
    assert_eq!(found.iter().map(|mention| parse.words(mention.named)).collect::<Vec<_>>(), ["ISIS"]);
}

#[test]
fn a_group_that_the_reader_of_names_takes_for_a_person_is_none() {
    let class = |text: &str, head: usize| {
        let parse = parsed(text);
        let lexicon: ActorLexicon =
            toml::from_str(include_str!("../../../../codebooks/lexicon/actors.toml")).expect("the lexicon");
        let classes = vec![Some(NounClass::People); parse.len()];
        let mut mentions = Mentions { classes, ..Mentions::default() };
        mentions.actors = find(&parse, &mentions, None, &SHIPPED, &lexicon).into();
        classify_names(&parse, &mut mentions, &SHIPPED);
        mentions.class(head)
    };
    assert_eq!(class("Al-Shabaab said it had killed 12 soldiers.", 2), Some(NounClass::Armed));
    assert_eq!(class("Al-Shabaab said it had killed 12 soldiers.", 7), Some(NounClass::People));
}
