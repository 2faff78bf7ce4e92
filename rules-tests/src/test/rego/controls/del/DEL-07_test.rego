package bulkhead.controls.del_07_test

import rego.v1

import data.bulkhead.controls.del_07

argo(kind, spec) := {"kind": "Resource", "tenant": "a", "meta": {"id": "x", "name": "x", "apiVersion": "argoproj.io/v1alpha1", "resourceKind": kind}, "object": {"spec": spec}}

flux(spec, more) := object.union({"kind": "Resource", "tenant": "a", "meta": {"id": "x", "name": "x", "apiVersion": "kustomize.toolkit.fluxcd.io/v1", "resourceKind": "Kustomization"}, "object": {"spec": spec}}, more)

told(of, facts) := out if {
	out := {{"key": v.key, "from": v.from, "to": v.to} | some v in del_07.violation} with input as of
		with data.platform as {"declared": true, "facts": {"deliveries": {"x": facts}}}
}

test_projects_that_reach_everything if {
	told(argo("AppProject", {"destinations": [{"namespace": "*", "server": "s"}]}), {"serves": ["a"]}) == {{"key": "namespace s", "from": ["a"], "to": "*"}}
	told(argo("AppProject", {"destinations": [{"namespace": "*", "name": "n"}]}), {}) == {{"key": "namespace n", "from": [], "to": "*"}}
	told(argo("AppProject", {"clusterResourceWhitelist": [{"kind": "*"}]}), {"serves": ["a"]}) == {{"key": "clusterResourceWhitelist", "from": ["a"], "to": "*"}}
	told(argo("Application", {"project": "default"}), {"serves": ["a"]}) == {{"key": "project", "from": ["a"], "to": "*"}}
	told(argo("Application", {"project": "shop"}), {"serves": ["a"]}) == set()
}

writes := {"serves": ["a"], "writes": ["a", "b"], "proof": []}

test_what_a_tenants_application_may_write if {
	told(argo("Application", {"project": "p"}), writes) == {{"key": "writes", "from": ["a"], "to": {"b"}}}
	told(argo("AppProject", {"project": "p"}), writes) == set()
	told(argo("Application", {"project": "p"}), object.union(writes, {"serves": ["a", "c"]})) == set()
	told(argo("Application", {"project": "p"}), object.union(writes, {"writes": ["a"]})) == set()
	told(argo("Application", {"project": "p"}), object.union(writes, {"writes": ["a", "*"]})) == set()
}

test_where_tenants_are_a_guess_nothing_is_anothers if {
	count(del_07.violation) == 0 with input as argo("Application", {"project": "p"}) with data.platform as {"facts": {"deliveries": {"x": writes}}, "kinds": {}}
	count(del_07.violation) == 0 with input as flux({}, {}) with data.platform as {"facts": {"deliveries": {}}, "kinds": {}}
	not del_07.applicable with input as flux({}, {}) with data.platform as {"kinds": {}}
}

test_others_are_named_up_to_three if {
	listed(["b", "c", "d"]) == "b, c, d"
	listed(["b", "c", "d", "e"]) == "4 other tenants"
}

listed(others) := out if {
	out := del_07.listed with input as argo("Application", {}) with data.platform.facts.deliveries as {"x": {"serves": ["a"], "writes": others}}
}

test_what_a_tenant_has_flux_apply if {
	told(flux({}, {}), {}) == {{"key": "serviceAccountName", "from": "a", "to": "*"}}
	told(flux({"serviceAccountName": "s"}, {}), {}) == set()
	told(flux({}, {"meta": {"apiVersion": "helm.toolkit.fluxcd.io/v2", "resourceKind": "HelmRelease"}}), {}) == {{"key": "serviceAccountName", "from": "a", "to": "*"}}
	told(flux({}, {"meta": {"resourceKind": "GitRepository"}}), {}) == set()
	told(flux({}, {"meta": {"apiVersion": "source.toolkit.fluxcd.io/v1"}}), {}) == set()
	told(object.remove(flux({}, {}), ["tenant"]), {}) == set()
}
