package bulkhead.lib.evidence_test

import rego.v1

import data.bulkhead.lib.evidence

good := {"type": "drill", "owner": "ciso", "date": "2026-11-21", "validUntil": "2026-11-21", "link": "https://wiki.example/drill"}

platform(attestations) := {
	"now": "2026-11-21T12:00:00Z",
	"kinds": {"Configuration": {
		"f": {"type": "governance", "content": {"attestations": attestations}},
		"g": {"type": "grafana", "content": {"attestations": [good]}},
	}},
	"entities": {"f": {"meta": {"name": "attestations.yaml"}}},
}

whys(attestation) := whys if {
	flaws := evidence.flaws("drill") with data.platform as platform([attestation])
	whys := {flaw.why | some flaw in flaws}
}

test_evidence_of_today_and_until_today_holds if {
	whys(good) == set()
	whys(object.union(good, {"date": "2026-11-21T08:00:00Z"})) == set()
}

test_why_evidence_does_not_hold if {
	whys(object.union(good, {"validUntil": "2026-11-20"})) == {"was valid until 2026-11-20"}
	whys(object.union(good, {"date": "2026-11-22"})) == {"is dated 2026-11-22, which is still to come"}
	whys(object.remove(good, ["owner", "link"])) == {"lacks owner, link"}
	whys(object.union(good, {"date": ""})) == {"lacks date"}
}

test_one_that_holds_is_enough if {
	evidence.flaws("drill") == set() with data.platform as platform([good, object.union(good, {"validUntil": "2026-01-01"})])
}

test_a_finding_for_each_flaw if {
	found := evidence.violations({"drill": "a drill"}) with data.platform as platform([object.union(good, {"validUntil": "2026-11-20"})])
	found == {{
		"path": "",
		"key": "drill /attestations/0",
		"message": "the evidence of a drill was valid until 2026-11-20",
		"observed": "attestation drill in attestations.yaml",
		"expected": "an attestation with owner, date, link and a validity that lasts",
		"proof": [{"message": "the attestation was valid until 2026-11-20", "entity": "f", "pointer": "/attestations/0"}],
	}}
}

test_what_nobody_attests if {
	evidence.unattested({"drill": "a drill"}) == set() with data.platform as platform([good])
	wanted := {"nobody attests a plan: needs an attestation of type plan (attestations.yaml)"}
	evidence.unattested({"plan": "a plan"}) == wanted with data.platform as platform([good])
}

old(days) := found if {
	attestations := [object.union(good, {"date": "2026-11-11"}), object.union(good, {"date": "2026-11-01"})]
	found := evidence.too_old({"drill": "a drill"}, days) with data.platform as platform(attestations)
}

test_evidence_is_as_old_as_its_youngest if {
	old(11) == set()
	count(old(10)) == 2
	{v.observed | some v in old(10)} == {"attested on 2026-11-11", "attested on 2026-11-01"}
	{v.message | some v in old(10)} == {"a drill is older than 10 days"}
	{v.expected | some v in old(10)} == {"within 10 days"}
	{v.key | some v in old(10)} == {"drill /attestations/0", "drill /attestations/1"}
	{v.path | some v in old(10)} == {""}
	{v.proof | some v in old(10)} == {
		[{"message": "the attestation is too old", "entity": "f", "pointer": "/attestations/0"}],
		[{"message": "the attestation is too old", "entity": "f", "pointer": "/attestations/1"}],
	}
}
