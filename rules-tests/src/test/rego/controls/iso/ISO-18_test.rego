package bulkhead.controls.iso_18_test

import rego.v1

import data.bulkhead.controls.iso_18

file(type, content) := {"kind": "Configuration", "type": type, "meta": {"name": "f"}, "content": content}

paths(of) := out if {
	out := {v.path | some v in iso_18.violation} with input as of with data.platform.kinds as {}
}

test_logs_of_each_tenant_apart if {
	paths(file("loki", {"auth_enabled": false})) == {"/auth_enabled"}
	paths(file("loki", {"auth_enabled": true})) == set()
	paths(file("tempo", {"auth_enabled": false})) == set()
	paths(file("promtail", {"clients": [{"tenant_id": "a"}]})) == set()
	paths(file("promtail", {"clients": [{"tenant_id": "a"}, {}]})) == {"/clients"}
	paths(file("promtail", {"clients": []})) == {"/clients"}
	paths(file("promtail", {"clients": [{}], "scrape_configs": [{"pipeline_stages": [{"tenant": {"source": "x"}}]}]})) == set()
	paths(file("promtail", {"clients": [{}], "scrape_configs": [{"pipeline_stages": [{"match": {}}]}]})) == {"/clients"}
}

monitor(kind, field) := {"kind": "Resource", "tenant": "a", "meta": {"name": "m", "resourceKind": kind}, "object": {"spec": {field: [{"honorLabels": true}, {"honorLabels": false}]}}}

under(of, spec) := out if {
	out := {v.path | some v in iso_18.violation} with input as of with data.platform.kinds.Resource as {"p": {"meta": {"resourceKind": "Prometheus"}, "object": {"spec": spec}}, "q": {"meta": {"resourceKind": "Other"}, "object": {"spec": {"overrideHonorLabels": true}}}}
}

test_labels_that_a_target_chooses if {
	under(monitor("ServiceMonitor", "endpoints"), {}) == {"/spec/endpoints/0/honorLabels"}
	under(monitor("PodMonitor", "podMetricsEndpoints"), {}) == {"/spec/podMetricsEndpoints/0/honorLabels"}
	under(monitor("ServiceMonitor", "podMetricsEndpoints"), {}) == set()
	under(object.union(monitor("ServiceMonitor", "endpoints"), {"kind": "Other"}), {}) == set()
	every field in ["enforcedNamespaceLabel", "overrideHonorLabels"] {
		under(monitor("ServiceMonitor", "endpoints"), {field: "namespace"}) == set()
	}
}

test_what_it_looks_at if {
	iso_18.applicable with input as file("loki", {})
	iso_18.applicable with input as file("promtail", {})
	not iso_18.applicable with input as file("tempo", {})
	iso_18.applicable with input as monitor("ServiceMonitor", "endpoints")
	iso_18.applicable with input as monitor("PodMonitor", "endpoints")
	not iso_18.applicable with input as monitor("Probe", "endpoints")
	not iso_18.applicable with input as object.remove(monitor("PodMonitor", "endpoints"), ["tenant"])
	not iso_18.applicable with input as object.union(monitor("PodMonitor", "endpoints"), {"kind": "Other"})
}
