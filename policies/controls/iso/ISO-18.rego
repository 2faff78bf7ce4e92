# METADATA
# title: "Logs and metrics carry the tenant, and the log store enforces it"
# description: >-
#   A log store without tenants shows every tenant's lines to everyone who may query it; a monitor
#   that lets its target choose the labels lets a tenant pass for another.
# related_resources:
#   - https://grafana.com/docs/loki/latest/operations/multi-tenancy/
#   - https://prometheus-operator.dev/docs/api-reference/api/
# custom:
#   id: ISO-18
#   severity: medium
#   layer: governance
#   evidence: files
#   sources: [logistics-isolation, retail-multi-tenant, retail-hardening]
#   kinds: [Configuration, Resource]
#   remediation: >-
#     Set auth_enabled in Loki, name the tenant in the agent (tenant_id or a tenant stage), and do
#     not honour labels of tenants' targets.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-4", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AU-9", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.15", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
package bulkhead.controls.iso_18

import rego.v1

applicable if input.type in {"loki", "promtail"}

applicable if {
	input.kind == "Resource"
	input.meta.resourceKind in {"ServiceMonitor", "PodMonitor"}
	input.tenant
}

violation contains v if {
	input.type == "loki"
	input.content.auth_enabled == false
	v := {
		"path": "/auth_enabled",
		"message": sprintf("%s puts the logs of all tenants into one: whoever may read one reads all", [input.meta.name]),
		"observed": "auth_enabled: false",
		"expected": "auth_enabled: true",
		"fix": "Set auth_enabled: true.",
	}
}

staged if {
	[path, _] := walk(input.content.scrape_configs)
	path[count(path) - 1] == "tenant"
}

named if {
	staged
}

named if {
	count(input.content.clients) > 0
	every client in input.content.clients {
		client.tenant_id
	}
}

violation contains v if {
	input.type == "promtail"
	not named
	v := {
		"path": "/clients",
		"message": sprintf("%s sends logs without a tenant", [input.meta.name]),
		"observed": "neither tenant_id nor a tenant stage",
		"expected": "a tenant stage, or tenant_id of the client",
		"fix": "Name the tenant in the agent: tenant_id of the client, or a tenant stage.",
	}
}

endpoints := {"ServiceMonitor": "endpoints", "PodMonitor": "podMetricsEndpoints"}

enforced if {
	some entity in data.platform.kinds.Resource
	entity.meta.resourceKind == "Prometheus"
	some field in ["enforcedNamespaceLabel", "overrideHonorLabels"]
	entity.object.spec[field]
}

violation contains v if {
	input.kind == "Resource"
	field := endpoints[input.meta.resourceKind]
	some i, endpoint in input.object.spec[field]
	endpoint.honorLabels == true
	not enforced
	v := {
		"path": sprintf("/spec/%s/%d/honorLabels", [field, i]),
		"key": sprintf("%d", [i]),
		"message": sprintf("%s %s lets the target of tenant %s choose its own labels", [input.meta.resourceKind, input.meta.name, input.tenant]),
		"observed": "honorLabels: true",
		"expected": "honorLabels: false, or enforcedNamespaceLabel in the Prometheus",
		"fix": "Remove honorLabels, or set enforcedNamespaceLabel in the Prometheus.",
		"from": input.tenant,
		"to": "*",
	}
}
