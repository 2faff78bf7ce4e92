package bulkhead.lib.admission_test

import rego.v1

import data.bulkhead.lib.admission

namespace := {"meta": {"name": "shop-north", "labels": {"team": "a"}}}

policy(more) := object.union({"engine": "kyverno", "action": "enforce", "namespaces": [], "excludedNamespaces": [], "meta": {"name": "p"}}, more)

in_force(more) if admission.enforces(policy(more), namespace)

test_engines_that_decide_by_themselves if {
	in_force({})
	in_force({"engine": "gatekeeper"})
	not in_force({"engine": "other"})
	not in_force({"action": "audit"})
}

test_namespaces_by_name_and_pattern if {
	in_force({"namespaces": ["shop-north"]})
	in_force({"namespaces": ["other", "shop-*"]})
	not in_force({"namespaces": ["shop-"]})
	not in_force({"namespaces": ["other-*"]})
	not in_force({"excludedNamespaces": ["shop-*"]})
	in_force({"excludedNamespaces": ["other"]})
}

test_namespaces_by_their_labels_and_their_name_as_one if {
	in_force({"namespaceSelector": {"matchLabels": {"team": "a"}}})
	not in_force({"namespaceSelector": {"matchLabels": {"team": "b"}}})
	in_force({"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "shop-north"}}})
}

bound(binding) if {
	whole := object.union({"engine": "vap-binding", "policy": "p", "action": "enforce", "namespaces": [], "excludedNamespaces": []}, binding)
	admission.enforces(policy({"engine": "vap", "action": ""}), namespace) with data.platform.kinds.AdmissionPolicy as {"b": whole}
}

test_an_admission_policy_of_kubernetes_needs_a_binding_that_denies if {
	bound({})
	not bound({"engine": "vap"})
	not bound({"policy": "q"})
	not bound({"action": "audit"})
	not bound({"namespaces": ["other"]})
	not admission.enforces(policy({"engine": "vap"}), namespace) with data.platform.kinds.AdmissionPolicy as {}
}

test_a_binding_widens_no_policy_that_leaves_the_namespace_out if {
	binding := {"engine": "vap-binding", "policy": "p", "action": "enforce", "namespaces": [], "excludedNamespaces": []}
	not admission.enforces(policy({"engine": "vap", "excludedNamespaces": ["shop-*"]}), namespace) with data.platform.kinds.AdmissionPolicy as {"b": binding}
	not admission.enforces(policy({"engine": "other"}), namespace) with data.platform.kinds.AdmissionPolicy as {"b": binding}
}
