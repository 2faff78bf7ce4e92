package bulkhead.controls.obs_03_test

import rego.v1

import data.bulkhead.controls.obs_03

rules(alert) := [{"rules": [{"record": "r"}, alert], "labels": {"severity": "page"}}]

file(alert) := {"kind": "Configuration", "type": "prometheus-rules", "content": {"groups": rules(alert)}}

resource(alert) := {"kind": "Resource", "meta": {"resourceKind": "PrometheusRule"}, "object": {"spec": {"groups": rules(alert)}}}

observed(of) := out if {
	out := {[v.path, v.observed] | some v in obs_03.violation} with input as of
}

test_what_an_alert_has_to_say if {
	observed(file({"alert": "A"})) == {["/groups/0/rules/1", "missing: owner, runbook"]}
	observed(resource({"alert": "A"})) == {["/spec/groups/0/rules/1", "missing: owner, runbook"]}
}

test_owner_and_runbook_as_label_or_annotation if {
	every label in ["owner", "team", "owned_by", "squad"] {
		every place in ["labels", "annotations"] {
			observed(file({"alert": "A", place: {label: "x"}})) == {["/groups/0/rules/1", "missing: runbook"]}
		}
	}
	every place in ["labels", "annotations"] {
		observed(file({"alert": "A", place: {"Runbook_URL": "x"}})) == {["/groups/0/rules/1", "missing: owner"]}
	}
	observed(file({"alert": "A", "labels": {"owner": "x"}, "annotations": {"runbook": "y"}})) == set()
}

test_what_it_looks_at if {
	obs_03.applicable with input as file({"alert": "A"})
	obs_03.applicable with input as resource({"alert": "A"})
	not obs_03.applicable with input as file({"record": "x"})
	not obs_03.applicable with input as object.union(file({"alert": "A"}), {"type": "loki"})
	not obs_03.applicable with input as object.union(resource({"alert": "A"}), {"meta": {"resourceKind": "VMRule"}})
	not obs_03.applicable with input as object.union(file({"alert": "A"}), {"kind": "Other"})
	not obs_03.applicable with input as object.union(resource({"alert": "A"}), {"kind": "Other"})
}
