"""Tests of the adapters, on rows written for them: python3 -m unittest discover eval"""

import importlib
import unittest


def prediction(name, row, *lines):
    return importlib.import_module("adapters." + name).prediction({"id": "1", **row}, *lines)


def filler(text, **known):
    unsaid = dict.fromkeys(["actor", "status", "age_group", "gender", "occupation", "refers_to"])
    return {"text": text, "span": [0, len(text)], **unsaid, **known}


def claim(type_, quote, trigger, **roles):
    start = quote.index(trigger)
    return {
        "type": type_,
        "realis": "actual",
        "polarity": "affirmed",
        "roles": roles,
        "count": None,
        "places": [],
        "persons": [],
        "evidence": {"span": [0, len(quote)], "trigger": [start, start + len(trigger)], "quote": quote},
    }


class Adapters(unittest.TestCase):
    def test_case2021_takes_the_class_of_the_first_rule(self):
        quote = "A suicide bomber killed two guards."
        bomber = claim("killing", quote, "killed", perpetrator=[filler("A suicide bomber")])
        self.assertEqual(prediction("case2021", {}, [bomber])["type"], "SUIC_BOMB")
        self.assertEqual(prediction("case2021", {}, [claim("killing", quote, "killed")])["type"], "ATTACK")
        self.assertEqual(prediction("case2021", {}, [])["type"], "OTHER")

    def test_case2021_knows_actors_of_states(self):
        quote = "They entered and captured Karsa."
        for actor, expected in [("mali-armed-forces", "GOV_REGAINS_TERIT"), (None, "NON_STATE_ACTOR_OVERTAKES_TER")]:
            one = claim("capture", quote, "captured", holder=[filler("They", actor=actor)])
            self.assertEqual(prediction("case2021", {}, [one])["type"], expected)

    def test_plover_has_sides(self):
        one = claim("arrest", "Police held two men.", "held", perpetrator=[filler("Police")], victim=[filler("two men")])
        found = prediction("plover", {}, [one])
        self.assertEqual((found["event"], found["source"], found["target"]), ("COERCE", [{"text": "Police"}], [{"text": "two men"}]))

    def test_indiapolice_labels_the_sentence_of_the_trigger(self):
        text = "It was calm. Police shot dead two men."
        row = {"text": text, "sentences": [{"sid": 0, "text": "It was calm."}, {"sid": 1, "text": "Police shot dead two men."}]}
        one = claim("killing", text, "shot dead", perpetrator=[filler("Police", status="police")])
        self.assertEqual(prediction("indiapolice", row, [one], [])["sentences"], {"1": ["ANY_ACTION", "FORCE", "KILL"]})
        watched = {"span": [18, 22], "told": True, "realis": "actual", "polarity": "negated", "subjects": [filler("Police", status="police")]}
        self.assertEqual(prediction("indiapolice", row, [], [watched])["sentences"], {"1": ["FAIL"]})
        rebels = claim("killing", text, "shot dead", perpetrator=[filler("Rebels")])
        self.assertEqual(prediction("indiapolice", row, [rebels], [])["sentences"], {})

    def test_indiapolice_knows_what_police_fail_to_do(self):
        row = {"text": "Police stood by.", "sentences": [{"sid": 0, "text": "Police stood by."}]}
        for status, expected in [("police", {"0": ["FAIL"]}), ("official", {})]:
            one = claim("inaction", row["text"], "stood by", actor=[filler("Police", status=status)])
            self.assertEqual(prediction("indiapolice", row, [one], [])["sentences"], expected)

    def test_plover_takes_what_is_done_to_a_crowd_first(self):
        crowd = claim("protest", "Students marched.", "marched", actor=[filler("Students")])
        broken_up = claim("dispersal", "Police dispersed them.", "dispersed", actor=[filler("Police")])
        self.assertEqual(prediction("plover", {}, [crowd, broken_up])["event"], "COERCE")
        self.assertEqual(prediction("plover", {}, [crowd])["event"], "PROTEST")

    def test_tempeval3_leaves_out_what_has_no_value(self):
        time = {"kind": "time", "span": [3, 9], "time": "date", "value": "2031-03-05"}
        found = prediction("tempeval3", {}, [time, {**time, "value": None}, {"kind": "place"}])
        self.assertEqual(found["timexes"], [{"start": 3, "end": 9, "type": "DATE", "value": "2031-03-05"}])

    def test_newsquant_has_bounds_and_vague_words(self):
        unsaid = {"kind": "quantity", "quantity": "count", "low": None, "high": None, "best": None, "word": None, "measure": "total", "unit": "people", "of": None}
        found = prediction("newsquant", {}, [{**unsaid, "form": "at-least", "low": 12}, {**unsaid, "form": "vague", "word": "dozens"}, {**unsaid, "form": "vague", "word": "many"}])
        self.assertEqual([(one["value"], one["change"]) for one in found["quantities"]], [(12, ">"), ([12, 120], "=")])

    def test_polnear_has_an_empty_source_where_nobody_is_named(self):
        found = prediction("polnear", {}, [{"source": None, "cue": {"spans": [[0, 9]]}, "content": {"spans": [[10, 20]]}}])
        self.assertEqual(found["attributions"], [{"source": [], "cue": [[0, 9]], "content": [[10, 20]]}])

    def test_factuality_has_a_value_for_known_predicates(self):
        one = {"span": [5, 9], "factuality": "asserted", "polarity": "negated", "realis": "actual", "told": True}
        row = {"predicates": [{"token": 1, "start": 5, "end": 9}, {"token": 2, "start": 10, "end": 12}]}
        self.assertEqual(prediction("factuality", row, [one])["factuality"], {"1": -2.1})
        self.assertEqual(prediction("factuality", row, [{**one, "told": False}])["factuality"], {"1": 1.0})

    def test_wikievents_renames_types_and_roles(self):
        one = claim("killing", "Gunmen killed two men.", "killed", victim=[filler("two men")])
        found = prediction("wikievents", {}, [one, claim("morale", "Morale fell.", "fell")])["events"]
        self.assertEqual(found, [{"type": "Life.Die.Unspecified", "trigger": {"start": 7, "end": 13}, "arguments": [{"role": "Victim", "start": 0, "end": 7}]}])

    def test_muc4_tells_groups_from_people_and_things(self):
        one = claim("attack", "x attacked y", "attacked", perpetrator=[filler("the Front", actor="front"), filler("two men", status="combatant")], target=[filler("a bridge", span=[30, 38])])
        names = [{"kind": "actor", "actors": ["front"], "text": text} for text in ["men of the Front", "the Front"]]
        entities = prediction("muc4", {}, [], [one], names)["entities"]
        self.assertEqual({role: found for role, found in entities.items() if found}, {"PerpOrg": [["the Front"]], "PerpInd": [["two men"]], "Target": [["bridge"]]})

    def test_muc4_names_entities_without_their_number(self):
        one = claim("attack", "x attacked y", "attacked", perpetrator=[filler("the army", status="combatant")], target=[filler("five houses", span=[30, 41])])
        five = {"kind": "quantity", "quantity": "count", "span": [30, 34]}
        entities = prediction("muc4", {}, [], [one], [five])["entities"]
        self.assertEqual({role: found for role, found in entities.items() if found}, {"PerpOrg": [["the army"]], "Target": [["houses"]]})

    def test_muc4_leaves_out_what_armies_fight_with(self):
        targets = [filler("an army barracks", span=[30, 46]), filler("some shops", span=[50, 60])]
        entities = prediction("muc4", {}, [], [claim("attack", "x attacked y", "attacked", target=targets)], [])["entities"]
        self.assertEqual(entities["Target"], [["shops"]])

    def test_muc4_names_victims_in_full(self):
        full = {"text": "Maro Ito", "span": [0, 8]}
        one = claim("killing", "Ito was killed", "killed", victim=[filler("Ito", span=[20, 23], refers_to=full)])
        one["persons"] = [{"names": ["Ito"], "span": [20, 23]}]
        people = [{"kind": "people", "span": span, "names": names} for span, names in [([0, 8], ["Maro Ito"]), ([20, 23], ["Ito"])]]
        self.assertEqual(prediction("muc4", {}, [], [one], people)["entities"]["Victim"], [["Maro Ito"]])

    def test_muc4_leaves_out_what_is_done_to_fighters(self):
        one = claim("killing", "x killed y", "killed", perpetrator=[filler("two men", status="combatant")], victim=[filler("y", status="combatant")])
        self.assertFalse(any(prediction("muc4", {}, [], [one], [])["entities"].values()))

    def test_airwars_takes_figures_that_are_closed(self):
        figure = {"low": 4, "high": 6, "best": None, "because": []}
        verdict = {
            "figures": [{"of": "killed", **figure}, {"of": "women", **figure, "high": None}],
            "grades": [{"axis": "civilian harm", "grade": "Fair"}],
        }
        named = {"who-did-it": [{"text": "Israeli forces"}], "named": [{"text": "Maro Ito, 41"}]}
        assessment = {"verdict": verdict, "rows": [{"cells": named}]}
        found = prediction("airwars", {}, [assessment], [])
        self.assertEqual((found["killed"], found.get("women"), found["grading"]), ([4, 6], None, "Fair"))
        self.assertEqual((found["belligerents"], found["names"]), (["Israeli Military"], ["Maro Ito"]))



if __name__ == "__main__":
    unittest.main()