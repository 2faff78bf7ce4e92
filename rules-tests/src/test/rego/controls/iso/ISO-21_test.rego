package bulkhead.controls.iso_21_test

import rego.v1

import data.bulkhead.controls.iso_21

space(more) := object.union({"kind": "Namespace", "meta": {"name": "argocd"}, "owner": {}}, more)

policy(rule) := {"p": {"meta": {"id": "p", "name": "p"}, "ingress": [rule]}}

judged(scope, denies, unsupported, policies) := out if {
	out := [{v.key | some v in iso_21.violation}, count(iso_21.unknown)] with input as space({})
		with data.platform as {"scope": scope, "namespaces": {"argocd": {"NetworkPolicy": policies}}, "facts": {"networks": {"argocd": {"defaultDenyIngress": denies, "unsupported": unsupported}}}}
}

test_ingress_is_denied_by_default if {
	judged("complete", true, [], {}) == [set(), 0]
	judged("complete", false, [], {}) == [{"default"}, 0]
	judged("complete", false, ["cilium"], {}) == [set(), 1]
	judged("partial", false, [], {}) == [set(), 1]
	judged("partial", true, [], {}) == [set(), 0]
}

from(peer) := judged("complete", true, [], policy({"pointer": "/i", "peers": [object.union({"pointer": "/p"}, peer)]}))[0]

test_rules_that_let_tenants_in if {
	from({"namespaceSelector": {}}) == {"open p"}
	from({"namespaceSelector": {"matchLabels": {}, "matchExpressions": []}}) == {"open p"}
	from({"namespaceSelector": {"matchLabels": {"a": "b"}}}) == set()
	from({"namespaceSelector": {"matchExpressions": [{"key": "a"}]}}) == set()
	from({"namespaceSelector": {}, "podSelector": {"matchLabels": {"a": "b"}}}) == set()
	from({"podSelector": {}}) == set()
	judged("complete", true, [], policy({"pointer": "/i", "peers": []})) == [{"open p"}, 0]
}

test_namespaces_that_manage if {
	every name in iso_21.names {
		iso_21.applicable with input as space({"meta": {"name": name}})
		not iso_21.applicable with input as space({"meta": {"name": name}, "tenant": "a"})
	}
	every role in ["observability", "ci", "gitops", "vault", "identity", "registry", "backup"] {
		iso_21.applicable with input as space({"meta": {"name": "x"}, "owner": {"shared": role}})
	}
	not iso_21.applicable with input as space({"meta": {"name": "x"}})
}
