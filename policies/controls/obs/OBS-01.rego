# METADATA
# title: "Metrics are collected for every plane"
# description: >-
#   What nobody measures is noticed by the customers first. Every plane of the platform has a
#   target that Prometheus scrapes.
# related_resources:
#   - https://prometheus-operator.dev/docs/api-reference/api/
# custom:
#   id: OBS-01
#   severity: medium
#   evidence: partly
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant, erp-integration, logistics-isolation]
#   kinds: [Platform]
#   remediation: >-
#     Add a ServiceMonitor, a PodMonitor or a scrape configuration for each plane that is missing.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SI-4", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CA-7", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.16", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC7.2", coverage: partial}
package bulkhead.controls.obs_01

import rego.v1

import data.bulkhead.lib.words

monitors contains text if {
	some entity in data.platform.kinds.Resource
	entity.meta.resourceKind in {"ServiceMonitor", "PodMonitor", "Probe", "ScrapeConfig"}
	text := lower(sprintf("%s %s", [entity.meta.name, json.marshal(entity.object)]))
}

monitors contains text if {
	some entity in data.platform.kinds.Configuration
	entity.type == "prometheus"
	some job in entity.content.scrape_configs
	text := lower(json.marshal(job))
}

planes := {
	"workloads": `odoo|kube-state|cadvisor|kubernetes-pods|kubelet`,
	"ingress": `traefik|nginx|ingress|gateway`,
	"PostgreSQL": `postgres|pgbouncer|patroni|cnpg|(^|[^a-z])pg([^a-z]|$)`,
	"Redis": `redis|valkey|sentinel`,
	"queues": `queue|celery|rabbitmq|rq-exporter|odoo`,
	"backups": `backup|velero|pgbackrest|barman|restic|k8up`,
	"certificates": `cert-manager|certificate|x509|blackbox`,
	"nodes": `node-exporter|node_exporter|kubelet|kubernetes-nodes`,
}

blind := [plane |
	some plane, pattern in planes
	not watched(pattern)
]

watched(pattern) if {
	some text in monitors
	regex.match(pattern, text)
}

violation contains v if {
	data.platform.scope == "complete"
	count(monitors) > 0
	some plane in blind
	v := {
		"path": "",
		"key": plane,
		"message": sprintf("nothing collects metrics of %s", [plane]),
		"observed": sprintf("%s, none of them for %s", [words.counted(count(monitors), "monitor"), plane]),
		"expected": sprintf("a monitor of %s", [plane]),
	}
}

unknown contains "no monitor is in this input: needs the ServiceMonitors, PodMonitors and scrape configurations" if count(monitors) == 0

unknown contains sprintf("no monitor of %s is in this part of the platform: needs the rest of the monitors", [concat(", ", sort(blind))]) if {
	count(monitors) > 0
	count(blind) > 0
}
