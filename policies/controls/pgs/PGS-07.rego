# METADATA
# title: "Application roles have no administrative attributes"
# description: >-
#   A superuser reads every tenant's rows and files of the server.
# related_resources:
#   - https://www.postgresql.org/docs/current/role-attributes.html
# custom:
#   id: PGS-07
#   severity: high
#   evidence: live
#   sources: [distribution-hardening, retail-multi-tenant]
#   kinds: [Resource, DatabaseServer]
#   remediation: >-
#     Make owner, application, read-only, backup and replication separate roles without superuser,
#     createdb, createrole, replication or bypassrls.
#   parameters:
#     superusers: {default: [postgres], description: "roles of PostgreSQL that are superusers"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-5", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "7.2.2", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "4.3", coverage: partial}
package bulkhead.controls.pgs_07

import rego.v1

cluster if {
	startswith(input.meta.apiVersion, "postgresql.cnpg.io/")
	input.meta.resourceKind == "Cluster"
}

applicable if cluster

applicable if {
	input.kind == "DatabaseServer"
	not input.operator
}

attributes := ["superuser", "createdb", "createrole", "replication", "bypassrls"]

violation contains v if {
	cluster
	some i, role in input.object.spec.managed.roles
	some attribute in attributes
	role[attribute] == true
	not role.name in data.parameters.superusers
	v := {
		"path": sprintf("/spec/managed/roles/%d/%s", [i, attribute]),
		"key": sprintf("%s %s", [role.name, attribute]),
		"message": sprintf("role %s of cluster %s has %s", [role.name, input.meta.name, attribute]),
		"observed": sprintf("%s: true", [attribute]),
		"expected": "a role without administrative attributes",
	}
}

violation contains v if {
	cluster
	input.object.spec.enableSuperuserAccess == true
	v := {
		"path": "/spec/enableSuperuserAccess",
		"key": "superuser",
		"message": sprintf("cluster %s keeps a password for its superuser", [input.meta.name]),
		"observed": "enableSuperuserAccess: true",
		"expected": "enableSuperuserAccess: false",
		"severity": "medium",
	}
}

unknown contains "attributes of roles need pg_roles of the live database (or pg_dumpall --globals-only)"
