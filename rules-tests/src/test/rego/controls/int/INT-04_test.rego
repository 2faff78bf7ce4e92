package bulkhead.controls.int_04_test

import rego.v1

import data.bulkhead.controls.int_04

pod(name, more) := object.union({"kind": "Workload", "tenant": "a", "meta": {"id": name, "name": name, "namespace": "n", "resourceKind": "Deployment"}, "pod": {"labels": {"app": "edi"}, "containers": [{"role": "CONTAINER", "image": {"repository": "edi"}}]}}, more)

policy(label, egress, rules) := {"p": {"meta": {"id": "p", "name": "p"}, "egressPolicy": egress, "podSelector": {"matchLabels": {"app": label}}, "egress": rules}}

judged(scope, unsupported, policies) := out if {
	out := [{v.key | some v in int_04.violation}, count(int_04.unknown)] with input as pod("edi", {})
		with data.platform as {"scope": scope, "namespaces": {"n": {"NetworkPolicy": policies}}, "facts": {"networks": {"n": {"unsupported": unsupported}}}}
}

limited := [{"pointer": "/e", "peers": [{"ipBlock": {"cidr": "192.0.2.0/24"}}], "ports": []}]

test_a_policy_limits_what_it_sends if {
	judged("complete", [], {}) == [{"none"}, 0]
	judged("complete", ["cilium"], {}) == [set(), 1]
	judged("partial", [], {}) == [set(), 1]
	every scope in ["complete", "partial"] {
		judged(scope, [], policy("edi", true, limited)) == [set(), 0]
	}
	judged("complete", [], policy("web", true, limited)) == [{"none"}, 0]
	judged("complete", [], policy("edi", false, limited)) == [{"none"}, 0]
}

to(rule) := judged("complete", [], policy("edi", true, [object.union({"pointer": "/e", "peers": [], "ports": []}, rule)]))[0]

test_rules_for_every_address if {
	to({}) == {"p"}
	every cidr in ["0.0.0.0/0", "::/0"] {
		to({"peers": [{"ipBlock": {"cidr": cidr}}]}) == {"p"}
		to({"peers": [{"ipBlock": {"cidr": cidr}}], "ports": [{"port": "53"}]}) == set()
		to({"peers": [{"ipBlock": {"cidr": cidr}}], "ports": [{"port": "53"}, {"port": "443"}]}) == {"p"}
	}
	to({"ports": [{"port": "53"}]}) == set()
	to({"peers": [{"ipBlock": {"cidr": "192.0.2.0/24"}}]}) == set()
	to({"peers": [{"podSelector": {}}]}) == set()
}

test_what_it_looks_at if {
	int_04.applicable with input as pod("edi", {})
	not int_04.applicable with input as pod("web", {})
	not int_04.applicable with input as object.remove(pod("edi", {}), ["tenant"])
	not int_04.applicable with input as pod("edi", {"owned": true})
	not int_04.applicable with input as pod("edi", {"pod": {"containers": [{"role": "CONTAINER", "image": {"repository": "odoo"}}]}})
}
