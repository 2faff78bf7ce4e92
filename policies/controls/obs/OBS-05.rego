# METADATA
# title: "Logs are collected from every node and namespace"
# description: >-
#   The log that an investigation needs is the one on the node that the collector skipped.
# related_resources:
#   - https://kubernetes.io/docs/concepts/cluster-administration/logging/
# custom:
#   id: OBS-05
#   severity: medium
#   evidence: partly
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant, erp-integration]
#   kinds: [Platform, Workload, Configuration]
#   remediation: >-
#     Run the collector as a DaemonSet that tolerates every taint, and drop no namespace.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AU-6", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AU-12", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "10.3.3", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.15", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC7.2", coverage: partial}
package bulkhead.controls.obs_05

import rego.v1

agents := `(^|[/-])(fluent-bit|fluentd|promtail|alloy|grafana-agent|vector|filebeat|opentelemetry-collector(-contrib)?|otelcol|datadog-agent|agent-logs|logging-agent)$`

agent(workload) if {
	some container in workload.pod.containers
	container.role == "CONTAINER"
	regex.match(agents, lower(container.image.repository))
}

daemon if {
	input.kind == "Workload"
	input.meta.resourceKind == "DaemonSet"
	agent(input)
}

applicable if daemon

applicable if {
	input.kind == "Configuration"
	input.type == "promtail"
}

applicable if input.kind == "Platform"

collectors contains workload.meta.name if {
	some workload in data.platform.kinds.Workload
	workload.meta.resourceKind == "DaemonSet"
	agent(workload)
}

collectors contains entity.meta.name if {
	some entity in data.platform.kinds.Configuration
	entity.type in {"promtail", "vector"}
}

unknown contains "no log collector is in this input: needs its DaemonSet or its configuration" if {
	input.kind == "Platform"
	count(collectors) == 0
}

narrowed := {label: value |
	some label, value in input.pod.nodeSelector
	not label in {"kubernetes.io/os", "beta.kubernetes.io/os"}
}

violation contains v if {
	daemon
	count(narrowed) > 0
	v := {
		"path": sprintf("%s/nodeSelector", [input.pod.pointer]),
		"key": "nodes",
		"message": sprintf("log collector %s runs on some nodes only", [input.meta.name]),
		"observed": json.marshal(narrowed),
		"expected": "every node",
		"fix": "Remove what keeps the DaemonSet from nodes.",
	}
}

violation contains v if {
	daemon
	count(input.pod.tolerations) == 0
	v := {
		"path": input.pod.pointer,
		"key": "taints",
		"message": sprintf("log collector %s stays away from nodes with a taint, control planes among them", [input.meta.name]),
		"observed": "no tolerations",
		"expected": "tolerations: [{operator: Exists}]",
		"fix": "Add tolerations: [{operator: Exists}].",
		"severity": "low",
	}
}

violation contains v if {
	input.type == "promtail"
	some i, job in input.content.scrape_configs
	some j, rule in job.relabel_configs
	rule.action in {"drop", "keep"}
	some label in rule.source_labels
	label == "__meta_kubernetes_namespace"
	v := {
		"path": sprintf("/scrape_configs/%d/relabel_configs/%d", [i, j]),
		"key": sprintf("%d/%d", [i, j]),
		"message": sprintf("%s leaves out logs of namespaces", [input.meta.name]),
		"observed": sprintf("action: %s of namespaces that match %s", [rule.action, object.get(rule, "regex", ".*")]),
		"expected": "logs of every namespace",
		"fix": "Remove the rule that drops namespaces.",
	}
}
