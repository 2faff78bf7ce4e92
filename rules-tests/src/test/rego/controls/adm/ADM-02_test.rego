package bulkhead.controls.adm_02_test

import rego.v1

import data.bulkhead.controls.adm_02

webhook(more) := object.union({"name": "validate.kyverno.svc", "pointer": "/webhooks/0", "failurePolicy": "Fail"}, more)

configuration(webhooks) := {"kind": "AdmissionWebhook", "meta": {"name": "hooks"}, "webhooks": webhooks}

paths(webhooks) := out if {
	out := {v.path | some v in adm_02.violation} with input as configuration(webhooks)
		with data.platform.kinds as {"Namespace": {"n": {"tenant": "a", "meta": {"id": "n", "name": "n", "labels": {"app": "x"}}}, "free": {"meta": {"id": "free", "name": "free", "labels": {}}}}}
}

open := {"failurePolicy": "Ignore"}

test_policies_hold_while_the_webhook_is_down if {
	paths([webhook({})]) == set()
	paths([webhook(open)]) == {"/webhooks/0/failurePolicy"}
	paths([webhook({"failurePolicy": "Ignore", "name": "mutate.acme"})]) == set()
	every name in ["Kyverno", "gatekeeper", "bulkhead", "kubewarden", "polaris", "policy"] {
		paths([webhook({"failurePolicy": "Ignore", "name": sprintf("x.%s.svc", [name])})]) == {"/webhooks/0/failurePolicy"}
	}
}

test_ten_seconds_are_enough if {
	paths([webhook({"timeoutSeconds": 10})]) == set()
	paths([webhook({"timeoutSeconds": 11})]) == {"/webhooks/0/timeoutSeconds"}
	paths([webhook({"timeoutSeconds": 11, "name": "mutate.acme"})]) == {"/webhooks/0/timeoutSeconds"}
}

by(operator, key, more) := webhook(object.union({"namespaceSelector": {"matchExpressions": [{"operator": operator, "key": key}]}}, more))

test_what_is_no_tenants_may_pass_beside_what_is if {
	holding := by("Exists", "tenant", {"pointer": "/webhooks/1"})
	paths([by("DoesNotExist", "tenant", open), holding]) == {"/webhooks/1/namespaceSelector"}
	paths([by("DoesNotExist", "tenant", open)]) == {"/webhooks/0/failurePolicy"}
	paths([by("DoesNotExist", "app", open), by("Exists", "app", {"pointer": "/webhooks/1"})]) == {"/webhooks/0/failurePolicy", "/webhooks/0/namespaceSelector"}
	paths([by("DoesNotExist", "tenant", open), by("Exists", "bulkhead.dev/tenant", {"pointer": "/webhooks/1"})]) == {"/webhooks/0/failurePolicy", "/webhooks/1/namespaceSelector"}
	paths([by("DoesNotExist", "tenant", open), by("Exists", "tenant", {"pointer": "/webhooks/1", "failurePolicy": "Ignore"})]) == {"/webhooks/0/failurePolicy", "/webhooks/1/failurePolicy", "/webhooks/1/namespaceSelector"}
	paths([by("DoesNotExist", "tenant", open), by("DoesNotExist", "tenant", {"pointer": "/webhooks/1"})]) == {"/webhooks/0/failurePolicy"}
}

test_objects_of_no_namespace_may_pass if {
	paths([webhook({"failurePolicy": "Ignore", "rules": [{"scope": "Cluster"}]})]) == set()
	paths([webhook({"failurePolicy": "Ignore", "rules": [{"scope": "Cluster"}, {"scope": "*"}]})]) == {"/webhooks/0/failurePolicy"}
	paths([webhook({"failurePolicy": "Ignore", "rules": []})]) == {"/webhooks/0/failurePolicy"}
}

excepting(operator) := webhook({"objectSelector": {"matchExpressions": [{"operator": operator, "key": "skip"}]}})

test_whoever_writes_an_object_cannot_take_it_out if {
	paths([excepting("NotIn")]) == {"/webhooks/0/objectSelector"}
	paths([excepting("DoesNotExist")]) == {"/webhooks/0/objectSelector"}
	paths([excepting("In")]) == set()
	paths([object.union(excepting("NotIn"), {"name": "mutate.acme"})]) == set()
}

test_namespaces_of_tenants_are_selected if {
	paths([by("Exists", "app", {})]) == set()
	paths([by("DoesNotExist", "app", {})]) == {"/webhooks/0/namespaceSelector"}
	paths([by("DoesNotExist", "app", {"name": "mutate.acme"})]) == set()
}
