# METADATA
# title: "Ingress metrics are collected"
# description: >-
#   Errors and latencies at the edge are the first sign of an attack or an outage.
# related_resources:
#   - https://doc.traefik.io/traefik/reference/install-configuration/observability/metrics/
# custom:
#   id: ING-20
#   severity: low
#   evidence: files
#   sources: [erp-integration]
#   kinds: [EdgeProxy]
#   remediation: >-
#     Switch on metrics (Prometheus or OTLP) in the static configuration.
#   example: |
#     metrics:
#       prometheus: {}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SI-4", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC7.2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.16", coverage: partial}
package bulkhead.controls.ing_20

import rego.v1

import data.bulkhead.lib.edge

backends := {"prometheus", "otlp", "datadog", "statsD", "influxDB2"}

collected if {
	some backend in backends
	_ := input.settings.metrics[backend]
}

violation contains v if {
	not collected
	not edge.rest
	v := {
		"path": "",
		"message": sprintf("Traefik of %s shows no metrics", [input.meta.name]),
		"observed": "no metrics in the static configuration",
		"expected": "metrics.prometheus or another backend",
	}
}

unknown contains edge.rest if not collected
