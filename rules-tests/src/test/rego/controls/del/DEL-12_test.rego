package bulkhead.controls.del_12_test

import rego.v1

import data.bulkhead.controls.del_12

release(spec) := {"kind": "Resource", "meta": {"name": "r", "apiVersion": "helm.toolkit.fluxcd.io/v2", "resourceKind": "HelmRelease", "source": {"uri": "apps/shop/release.yaml"}}, "object": {"spec": spec}}

application(spec) := {"kind": "Resource", "meta": {"name": "r", "apiVersion": "argoproj.io/v1alpha1", "resourceKind": "Application"}, "object": {"spec": spec}}

workload(kind, more) := object.union({"kind": "Workload", "meta": {"name": "w", "resourceKind": kind}}, more)

keys(of) := out if {
	out := {v.key | some v in del_12.violation} with input as of with data.platform.kinds as {}
}

remedied := {"upgrade": {"remediation": {"retries": 3}}}

test_revisions_to_go_back_to if {
	keys(release(object.union(remedied, {"maxHistory": 1}))) == {"history"}
	keys(release(object.union(remedied, {"maxHistory": 2}))) == set()
	keys(release(object.union(remedied, {"revisionHistoryLimit": 0}))) == set()
	keys(application({"revisionHistoryLimit": 0})) == {"history"}
	keys(application({"revisionHistoryLimit": 1})) == set()
	keys(application({"maxHistory": 1})) == set()
	keys(workload("Deployment", {"revisionHistoryLimit": 0})) == {"history"}
	keys(workload("Deployment", {"revisionHistoryLimit": 1})) == set()
	keys(object.union(workload("Deployment", {"revisionHistoryLimit": 0}), {"kind": "Other"})) == set()
}

test_what_remedies_an_upgrade_that_fails if {
	keys(release({})) == {"remediation"}
	keys(release(remedied)) == set()
	keys(release({"upgrade": {"remediation": {"retries": -1}}})) == set()
	keys(release({"upgrade": {"remediation": {"retries": 0}}})) == {"remediation"}
	keys(release({"upgrade": {"remediation": {"remediateLastFailure": true}}})) == set()
	keys(release({"upgrade": {"remediation": {"remediateLastFailure": false}}})) == {"remediation"}
	keys(release({"upgrade": {"strategy": {"name": "RetryOnFailure"}}})) == set()
}

patch(text, more) := {"kinds": {"Resource": {"k": object.union({"meta": {"apiVersion": "kustomize.toolkit.fluxcd.io/v1"}, "object": {"spec": {"path": "./apps", "patches": [{"patch": text}]}}}, more)}}}

retries := "kind: HelmRelease\nspec:\n  upgrade:\n    remediation:\n      retries: 3\n"

patched(text, more) if {
	count(del_12.violation) == 0 with input as release({}) with data.platform as patch(text, more)
}

at(path) := {"object": {"spec": {"path": path}}}

test_a_patch_of_the_folder_that_the_release_is_in if {
	patched(retries, {})
	every path in ["", "./", ".", "./apps", "apps/", "/apps", "./apps/shop"] {
		patched(retries, at(path))
	}
	every path in ["./app", "./shops", "./other", "./apps/shop/release.yaml/x"] {
		not patched(retries, at(path))
	}
	not patched(retries, {"meta": {"apiVersion": "kustomize.config.k8s.io/v1beta1"}})
}

test_what_a_patch_has_to_say if {
	every text in ["retries: -1", "remediateLastFailure: true", "strategy: {name: RetryOnFailure}"] {
		patched(sprintf("kind: HelmRelease\nupgrade: {%s}", [text]), {})
	}
	not patched("kind: HelmRelease\nupgrade: {retries: 0}", {})
	not patched("kind: Deployment\nupgrade: {retries: 3}", {})
	not patched("kind: HelmRelease\nretries: 3", {})
}

test_a_patch_that_picks_some_is_none_for_all if {
	every field in ["name", "namespace", "labelSelector", "annotationSelector"] {
		not patched(retries, {"object": {"spec": {"patches": [{"patch": retries, "target": {field: "x"}}]}}})
	}
	patched(retries, {"object": {"spec": {"patches": [{"patch": retries, "target": {"kind": "HelmRelease"}}]}}})
}

test_what_it_looks_at if {
	every kind in ["Deployment", "StatefulSet", "DaemonSet", "Rollout"] {
		del_12.applicable with input as workload(kind, {})
		not del_12.applicable with input as workload(kind, {"owned": true})
		not del_12.applicable with input as object.union(workload(kind, {}), {"kind": "Other"})
	}
	not del_12.applicable with input as workload("Job", {})
	del_12.applicable with input as release({})
	del_12.applicable with input as application({})
}
