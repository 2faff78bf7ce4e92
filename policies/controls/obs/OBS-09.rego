# METADATA
# title: "Dashboards can be read per tenant"
# description: >-
#   A dashboard of the whole platform hides the one tenant that is down.
# related_resources:
#   - https://grafana.github.io/grafana-operator/docs/dashboards/
# custom:
#   id: OBS-09
#   severity: low
#   evidence: partly
#   sources: [retail-multi-tenant, logistics-isolation]
#   kinds: [Platform, Resource]
#   remediation: >-
#     Give the dashboard a variable for the tenant or its namespace.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SI-4", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC7.2", coverage: partial}
package bulkhead.controls.obs_09

import rego.v1

applicable if input.kind == "Platform"

applicable if {
	input.kind == "Resource"
	input.meta.resourceKind == "GrafanaDashboard"
	input.object.spec.json
}

dashboards := {id |
	some id, entity in data.platform.kinds.Resource
	entity.meta.resourceKind == "GrafanaDashboard"
	entity.object.spec.json
}

unknown contains "no dashboard is in this input: needs the GrafanaDashboards or the dashboards of Grafana" if {
	input.kind == "Platform"
	count(dashboards) == 0
}

per_tenant if {
	dashboard := json.unmarshal(input.object.spec.json)
	some variable in dashboard.templating.list
	lower(variable.name) in {"tenant", "namespace", "customer", "database", "datname"}
}

violation contains v if {
	input.kind == "Resource"
	not per_tenant
	v := {
		"path": "/spec/json",
		"message": sprintf("dashboard %s has no variable for the tenant", [input.meta.name]),
		"observed": "no variable tenant, namespace, customer or database",
		"expected": "a variable for the tenant or its namespace",
	}
}
