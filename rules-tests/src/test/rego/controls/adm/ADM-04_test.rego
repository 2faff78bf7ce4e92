package bulkhead.controls.adm_04_test

import rego.v1

import data.bulkhead.controls.adm_04

policy(rules) := {"kind": "Resource", "meta": {"name": "audit", "resourceKind": "Policy", "apiVersion": "audit.k8s.io/v1"}, "object": {"rules": rules}}

keys(rules) := out if {
	out := {v.key | some v in adm_04.violation} with input as policy(rules)
}

test_a_rule_that_silences_all_requests_silences_later_rules if {
	keys([{"level": "None"}, {"level": "Metadata"}]) == {"0"}
	keys([{"level": "None", "omitStages": ["RequestReceived"]}, {"level": "Metadata"}]) == {"0"}
	keys([{"level": "None", "users": ["u"]}, {"level": "Metadata"}]) == set()
	keys([{"level": "Metadata"}, {"level": "None"}]) == set()
	keys([{"level": "Metadata"}, {"level": "None"}, {"level": "None", "users": ["u"]}]) == set()
	keys([{"level": "None"}]) == {"none"}
}

server(flags) := {"kind": "Workload", "meta": {"name": "kube-apiserver"}, "pod": {"containers": [{"name": "s", "pointer": "/c", "command": ["kube-apiserver"], "image": {"repository": "kube-apiserver"}, "args": array.concat(["--audit-policy-file=p"], flags)}]}}

of_server(flags) := out if {
	out := {v.key | some v in adm_04.violation} with input as server(flags) with data.parameters as {"audit_log_days": 30}
}

test_how_long_the_log_is_kept if {
	of_server(["--audit-log-path=l", "--audit-log-maxage=30"]) == set()
	of_server(["--audit-log-path=l", "--audit-log-maxage=29"]) == {"maxage"}
	of_server(["--audit-log-path=l", "--audit-log-maxage=0"]) == set()
	of_server(["--audit-log-path=l"]) == set()
	of_server(["--audit-webhook-config-file=w"]) == set()
	of_server([]) == {"flags"}
}

test_what_goes_to_the_standard_output_is_kept_elsewhere if {
	of_server(["--audit-log-path=-", "--audit-log-maxage=1"]) == set()
}
