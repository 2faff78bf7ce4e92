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
#   kinds: [Service, Resource]
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

applicable if {
	input.kind == "Service"
	leads_to_postgres
}

applicable if operated

operators := {"postgresql.cnpg.io/Cluster", "postgresql.cnpg.io/Pooler", "acid.zalan.do/postgresql", "postgres-operator.crunchydata.com/PostgresCluster"}

operated if {
	input.kind == "Resource"
	sprintf("%s/%s", [split(input.meta.apiVersion, "/")[0], input.meta.resourceKind]) in operators
}

spec := input.object.spec if operated

outside := {"NodePort", "LoadBalancer"}

# Services that operators make: CloudNativePG's additional ones and those of its poolers, Crunchy's.
made contains {"path": sprintf("/spec/managed/services/additional/%d/serviceTemplate/spec/type", [i]), "type": type, "annotations": object.get(service, ["serviceTemplate", "metadata", "annotations"], {})} if {
	some i, service in spec.managed.services.additional
	type := service.serviceTemplate.spec.type
}

made contains {"path": "/spec/serviceTemplate/spec/type", "type": type, "annotations": object.get(spec, ["serviceTemplate", "metadata", "annotations"], {})} if {
	type := spec.serviceTemplate.spec.type
}

made contains {"path": sprintf("/spec/%s/type", [concat("/", path)]), "type": type, "annotations": object.get(spec, array.concat(path, ["metadata", "annotations"]), {})} if {
	some path in [["service"], ["replicaService"], ["proxy", "pgBouncer", "service"]]
	type := object.get(spec, array.concat(path, ["type"]), "")
}

# Zalando's operator (Cluster manifest reference): its own load balancers are public unless annotated.
made contains {"path": sprintf("/spec/%s", [field]), "type": "LoadBalancer", "annotations": object.get(spec, "serviceAnnotations", {})} if {
	some field in ["enableMasterLoadBalancer", "enableReplicaLoadBalancer", "enableMasterPoolerLoadBalancer", "enableReplicaPoolerLoadBalancer"]
	spec[field] == true
}

violation contains v if {
	some service in made
	service.type in outside
	v := {
		"path": service.path,
		"key": service.path,
		"message": sprintf("the operator makes %s reachable from outside the cluster", [input.meta.name]),
		"observed": sprintf("a Service of type %s", [service.type]),
		"expected": "type: ClusterIP",
		"severity": severity_of(service.annotations, object.get(spec, "allowedSourceRanges", [])),
	}
}

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
	input.type in outside
	v := {
		"path": "/spec/type",
		"key": "type",
		"message": sprintf("Service %s makes PostgreSQL reachable from outside the cluster", [input.meta.name]),
		"observed": sprintf("type: %s", [input.type]),
		"expected": "type: ClusterIP",
		"fix": "Set type: ClusterIP.",
		"severity": severity_of(input.meta.annotations, input.loadBalancerSourceRanges),
	}
}

# Addresses that may come in are limited.
severity_of(annotations, ranges) := "high" if {
	count(ranges) > 0
} else := "high" if {
	inside_only(annotations)
} else := "critical"

inside_only(annotations) if {
	some annotation, value in annotations
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
