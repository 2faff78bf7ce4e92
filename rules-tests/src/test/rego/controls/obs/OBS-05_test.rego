package bulkhead.controls.obs_05_test

import rego.v1

import data.bulkhead.controls.obs_05

collector(repository, more) := object.union({"kind": "Workload", "meta": {"name": "logs", "resourceKind": "DaemonSet"}, "pod": {"pointer": "/p", "nodeSelector": {}, "tolerations": [{"operator": "Exists"}], "containers": [{"role": "CONTAINER", "image": {"repository": repository}}]}}, more)

keys(of) := out if {
	out := {v.key | some v in obs_05.violation} with input as of
}

test_images_of_collectors if {
	every name in ["fluent/fluent-bit", "fluentd", "grafana/Promtail", "alloy", "grafana-agent", "timberio/vector", "filebeat", "opentelemetry-collector", "opentelemetry-collector-contrib", "otelcol", "datadog-agent", "x/agent-logs", "x-logging-agent"] {
		obs_05.applicable with input as collector(name, {})
	}
	every name in ["odoo", "vectors", "node-exporter"] {
		not obs_05.applicable with input as collector(name, {})
	}
	not obs_05.applicable with input as collector("fluentd", {"meta": {"resourceKind": "Deployment"}})
	not obs_05.applicable with input as collector("fluentd", {"kind": "Other"})
	not obs_05.applicable with input as collector("fluentd", {"pod": {"containers": [{"role": "INIT", "image": {"repository": "fluentd"}}]}})
}

test_a_collector_runs_on_every_node if {
	keys(collector("fluentd", {})) == set()
	every label in ["kubernetes.io/os", "beta.kubernetes.io/os"] {
		keys(collector("fluentd", {"pod": {"nodeSelector": {label: "linux"}}})) == set()
	}
	keys(collector("fluentd", {"pod": {"nodeSelector": {"pool": "x"}}})) == {"nodes"}
	keys(collector("fluentd", {"pod": {"tolerations": []}})) == {"taints"}
	keys(collector("odoo", {"pod": {"tolerations": [], "nodeSelector": {"pool": "x"}}})) == set()
}

promtail(type, rule) := {"kind": "Configuration", "type": type, "meta": {"name": "p"}, "content": {"scrape_configs": [{"relabel_configs": [rule]}]}}

namespaces(action) := {"action": action, "source_labels": ["__meta_kubernetes_namespace"]}

test_no_namespace_is_left_out if {
	keys(promtail("promtail", namespaces("drop"))) == {"0/0"}
	keys(promtail("promtail", namespaces("keep"))) == {"0/0"}
	keys(promtail("promtail", namespaces("replace"))) == set()
	keys(promtail("promtail", {"action": "drop", "source_labels": ["__meta_kubernetes_pod_name"]})) == set()
	keys(promtail("vector", namespaces("drop"))) == set()
}

asked(kinds) := out if {
	out := count(obs_05.unknown) with input as {"kind": "Platform"} with data.platform.kinds as kinds
}

test_a_platform_without_collector_is_asked_for_one if {
	asked({}) == 1
	asked({"Workload": {"w": collector("fluentd", {})}}) == 0
	asked({"Workload": {"w": collector("odoo", {})}}) == 1
	asked({"Workload": {"w": collector("fluentd", {"meta": {"resourceKind": "Deployment"}})}}) == 1
	asked({"Configuration": {"c": promtail("promtail", {})}}) == 0
	asked({"Configuration": {"c": promtail("vector", {})}}) == 0
	asked({"Configuration": {"c": promtail("loki", {})}}) == 1
	count(obs_05.unknown) == 0 with input as collector("fluentd", {}) with data.platform.kinds as {}
}

test_what_it_looks_at if {
	obs_05.applicable with input as promtail("promtail", {})
	not obs_05.applicable with input as promtail("loki", {})
	not obs_05.applicable with input as object.union(promtail("promtail", {}), {"kind": "Other"})
	obs_05.applicable with input as {"kind": "Platform"}
}
