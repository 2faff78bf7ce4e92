# METADATA
# title: "Replicas exist, with controlled failover"
# description: >-
#   A single server is down for as long as its restore takes.
# related_resources:
#   - https://www.postgresql.org/docs/current/high-availability.html
# custom:
#   id: PGS-11
#   severity: high
#   evidence: partly
#   sources: [retail-hardening, retail-multi-tenant, erp-integration]
#   kinds: [DatabaseServer]
#   remediation: >-
#     Run three instances under an operator or Patroni, spread over zones.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-10", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-5", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "A1.2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.14", coverage: partial}
package bulkhead.controls.pgs_11

import rego.v1

import data.bulkhead.lib.backup

operated if input.operator

# Where the operator's resource says it.
field := object.get({"zalando": "/spec/numberOfInstances", "crunchy": "/spec/instances"}, input.operator, "/spec/instances")

violation contains v if {
	operated
	input.instances < 2
	v := {
		"path": field,
		"message": sprintf("%s runs one instance, with nothing to fail over to", [input.meta.name]),
		"observed": sprintf("instances: %d", [input.instances]),
		"expected": "two or more, best three",
	}
}

# CloudNativePG, Scheduling: replicas keep to different nodes unless told otherwise, and not to zones.
cluster := backup.beside(input, "postgresql.cnpg.io/Cluster", input.meta.name).object.spec if input.operator == "cloudnative-pg"

zones := {"topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"}

spread if {
	cluster.affinity.topologyKey in zones
	object.get(cluster, ["affinity", "enablePodAntiAffinity"], true) == true
}

spread if {
	some constraint in cluster.topologySpreadConstraints
	constraint.topologyKey in zones
}

spread if {
	[_, value] := walk(object.get(cluster, ["affinity", "additionalPodAntiAffinity"], {}))
	value.topologyKey in zones
}

violation contains v if {
	input.instances > 1
	cluster
	not spread
	v := {
		"path": "/spec/affinity",
		"key": "zones",
		"message": sprintf("the replicas of %s may all stand in one zone", [input.meta.name]),
		"observed": "nothing keeps them to zones of their own",
		"expected": "topologyKey: topology.kubernetes.io/zone",
		"severity": "medium",
	}
}

unknown contains "whether a replica exists needs pg_stat_replication of the live database" if not operated

unknown contains "the number of instances is not written" if {
	operated
	not input.instances
}
