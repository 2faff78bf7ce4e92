# METADATA
# title: "The PostgreSQL version gets fixes"
# description: >-
#   The community mends a major version for five years. The version is read from the image's tag.
# related_resources:
#   - https://www.postgresql.org/support/versioning/
# custom:
#   id: PGS-16
#   severity: high
#   evidence: partly
#   sources: [distribution-hardening, retail-multi-tenant]
#   kinds: [Workload, Resource]
#   remediation: >-
#     Upgrade to a supported major version, and keep its minor current.
#   parameters:
#     oldestPostgresVersion: {default: 15, description: "the oldest major version of PostgreSQL under support"}
#     postgresVersionsUntil: {default: "2027-11-11", description: "the day until which this is known of PostgreSQL; what passes later is unknown"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SI-2", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "6.3.3", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.8", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "1.5", coverage: partial}
package bulkhead.controls.pgs_16

import rego.v1

import data.bulkhead.lib.evidence
import data.bulkhead.lib.image
import data.bulkhead.lib.postgres
import data.bulkhead.lib.workload

servers := [c | some c in input.pod.containers; c.role == "CONTAINER"; postgres.runs_server(c)]

applicable if {
	workload.judged
	count(servers) > 0
}

applicable if operated

operators := {"postgresql.cnpg.io/Cluster", "acid.zalan.do/postgresql", "postgres-operator.crunchydata.com/PostgresCluster"}

operated if {
	input.kind == "Resource"
	sprintf("%s/%s", [split(input.meta.apiVersion, "/")[0], input.meta.resourceKind]) in operators
}

# Where resources of operators say the version: of CloudNativePG the image's tag, or the catalogue's entry.
said[path] := major if {
	operated
	some path in ["spec/postgresVersion", "spec/postgresql/version", "spec/imageCatalogRef/major"]
	major := to_number(regex.find_n(`^[0-9]+`, sprintf("%v", [object.get(input.object, split(path, "/"), "")]), 1)[0])
}

said["spec/imageName"] := to_number(found[0][1]) if {
	operated
	found := regex.find_all_string_submatch_n(`:([0-9]{1,2})(?:[._-][^/@]*)?(?:@.*)?$`, input.object.spec.imageName, 1)
	count(found) > 0
}

violation contains v if {
	some path, version in said
	version < data.parameters.oldestPostgresVersion
	v := {
		"path": sprintf("/%s", [path]),
		"key": path,
		"message": sprintf("%s runs PostgreSQL %d, which is out of support", [input.meta.name, version]),
		"observed": sprintf("%s: %v", [path, object.get(input.object, split(path, "/"), "")]),
		"expected": sprintf("PostgreSQL %d or newer", [data.parameters.oldestPostgresVersion]),
	}
}

unknown contains sprintf("%s does not tell the version, which its operator chooses; SELECT version() of the live database does", [input.meta.name]) if {
	operated
	count(said) == 0
}

# 0.8.0-pg16, latest-pg16; 16, 16.4, 16-alpine, 16.4.0-debian-12-r1; spilo-17, whose tag numbers something else.
major(container) := to_number(found[0][1]) if {
	found := regex.find_all_string_submatch_n(`\bpg([0-9]{1,2})\b`, container.image.tag, 1)
	count(found) > 0
} else := to_number(found[0][1]) if {
	found := regex.find_all_string_submatch_n(`-([0-9]{1,2})$`, image.program(container), 1)
	count(found) > 0
} else := to_number(found[0][1]) if {
	not image.program(container) in numbered_otherwise
	found := regex.find_all_string_submatch_n(`^([0-9]{1,2})(?:[._-].*)?$`, container.image.tag, 1)
	count(found) > 0
}

# Their tags without pg are versions of their own.
numbered_otherwise := {"pgvector", "timescaledb", "timescaledb-ha", "spilo", "patroni"}

violation contains v if {
	some container in servers
	version := major(container)
	version < data.parameters.oldestPostgresVersion
	v := {
		"path": sprintf("%s/image", [container.pointer]),
		"key": container.name,
		"message": sprintf("%s runs PostgreSQL %d, which is out of support", [workload.described(container), version]),
		"observed": sprintf("image: %s", [container.image.reference]),
		"expected": sprintf("PostgreSQL %d or newer", [data.parameters.oldestPostgresVersion]),
	}
}

unknown contains {"reason": reason, "path": sprintf("%s/image", [container.pointer])} if {
	some container in servers
	not numbered(container)
	reason := sprintf("the tag of %s does not tell the version; SELECT version() of the live database does", [container.image.reference])
}

numbered(container) if major(container) > 0

unknown contains sprintf("which versions of PostgreSQL have support after %s is not known: needs the parameters oldestPostgresVersion and postgresVersionsUntil", [data.parameters.postgresVersionsUntil]) if {
	evidence.today > data.parameters.postgresVersionsUntil
}
