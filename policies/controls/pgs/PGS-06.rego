# METADATA
# title: "PostgreSQL has private endpoints only"
# description: >-
#   A database that answers outside the cluster is one password away from everybody.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/service/
# custom:
#   id: PGS-06
#   severity: critical
#   evidence: files
#   sources: [retail-hardening]
#   kinds: [Service]
#   remediation: >-
#     Use type ClusterIP, without external addresses.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-7", coverage: full}
#     - {framework: "PCI DSS 4.0.1", requirement: "1.4.4", coverage: full}
#     - {framework: "ISO 27001:2022", requirement: "A.8.20", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.6", coverage: partial}
package bulkhead.controls.pgs_06

import rego.v1

import data.bulkhead.lib.image
import data.bulkhead.lib.postgres
import data.bulkhead.lib.workload

applicable if leads_to_postgres

leads_to_postgres if {
	some port in input.ports
	some number in [sprintf("%v", [port.port]), object.get(port, "targetPort", "")]
	number in {"5432", "6432", "postgresql", "postgres", "pgbouncer"}
}

leads_to_postgres if {
	count(input.selector) > 0
	some owner in object.get(workload.neighbours, "Workload", {})
	object.subset(owner.pod.labels, input.selector)
	some container in owner.pod.containers
	serves(container)
}

serves(container) if postgres.runs_server(container)

serves(container) if image.program(container) in {"pgbouncer", "pgpool"}

violation contains v if {
	input.type in {"NodePort", "LoadBalancer"}
	v := {
		"path": "/spec/type",
		"key": "type",
		"message": sprintf("Service %s makes PostgreSQL reachable from outside the cluster", [input.meta.name]),
		"observed": sprintf("type: %s", [input.type]),
		"expected": "type: ClusterIP",
		"fix": "Set type: ClusterIP.",
		"severity": severity,
	}
}

# Addresses that may come in are limited.
severity := "high" if count(input.loadBalancerSourceRanges) > 0

severity := "high" if inside_only

severity := "critical" if {
	count(input.loadBalancerSourceRanges) == 0
	not inside_only
}

inside_only if {
	some annotation, value in input.meta.annotations
	contains(annotation, "internal")
	lower(value) in {"true", "internal", "0.0.0.0/0"}
}

violation contains v if {
	count(input.externalIPs) > 0
	v := {
		"path": "/spec/externalIPs",
		"key": "externalIPs",
		"message": sprintf("Service %s makes PostgreSQL reachable from outside the cluster", [input.meta.name]),
		"observed": sprintf("externalIPs: %s", [concat(", ", input.externalIPs)]),
		"expected": "no externalIPs",
		"fix": "Remove externalIPs.",
	}
}
