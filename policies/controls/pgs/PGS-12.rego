# METADATA
# title: "Point-in-time recovery is possible: the write-ahead log is archived"
# description: >-
#   A nightly dump loses a day. With the archive a database comes back as it was a minute before.
# related_resources:
#   - https://www.postgresql.org/docs/current/continuous-archiving.html
# custom:
#   id: PGS-12
#   severity: critical
#   evidence: partly
#   sources: [distribution-hardening, retail-hardening, logistics-isolation]
#   kinds: [DatabaseServer]
#   remediation: >-
#     Set archive_mode = on and an archive_command (or archive_library) that fails when the copy
#     fails; keep wal_level at replica or logical.
#   example: |
#     archive_mode = on
#     archive_command = 'pgbackrest --stanza=main archive-push %p'
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-9", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CP-10", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.13", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "A1.2", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "7.4", coverage: partial}
package bulkhead.controls.pgs_12

import rego.v1

import data.bulkhead.lib.backup
import data.bulkhead.lib.postgres

# Patroni writes the settings down; other operators archive by their own.
written if not input.operator

written if input.operator == "patroni"

applicable if written

applicable if cluster

cluster := backup.beside(input, "postgresql.cnpg.io/Cluster", input.meta.name).object.spec if input.operator == "cloudnative-pg"

# A replica cluster receives what its source archives.
violation contains v if {
	not backup.archives(cluster)
	not object.get(cluster, ["replica", "enabled"], false)
	v := {
		"path": "",
		"key": "archive_mode",
		"message": sprintf("%s archives no write-ahead log", [input.meta.name]),
		"observed": "no object store and no plugin that archives",
		"expected": "a plugin with isWALArchiver: true, or backup.barmanObjectStore",
		"fix": "Add a plugin with isWALArchiver: true to spec.plugins, or set spec.backup.barmanObjectStore.",
	}
}

violation contains v if {
	written
	not archiving
	not postgres.may_be_elsewhere("archive_mode")
	v := {
		"path": postgres.pointer("archive_mode"),
		"key": "archive_mode",
		"message": sprintf("%s archives no write-ahead log", [input.meta.name]),
		"observed": postgres.observed("archive_mode", "off"),
		"expected": "archive_mode = on",
	}
}

violation contains v if {
	lower(postgres.value("wal_level")) == "minimal"
	v := {
		"path": postgres.pointer("wal_level"),
		"key": "wal_level",
		"message": sprintf("%s writes too little to its log for recovery", [input.meta.name]),
		"observed": "wal_level = minimal",
		"expected": "replica or logical",
		"fix": "Set wal_level = replica or logical.",
	}
}

archiving if lower(postgres.value("archive_mode")) in {"on", "always", "true", "yes", "1"}

has_library if not postgres.value("archive_library") in {"", "''"}

# Commands that say that a segment is safe and copy nothing.
hollow(command) if regex.match(`^\s*(|true|/bin/true|/usr/bin/true|:|exit 0|cd \.|echo.*)\s*$`, command)

violation contains v if {
	archiving
	not has_library
	command := postgres.value("archive_command")
	hollow(command)
	v := {
		"path": postgres.pointer("archive_command"),
		"key": "archive_command",
		"message": sprintf("%s throws its write-ahead log away", [input.meta.name]),
		"observed": sprintf("archive_command = '%s'", [command]),
		"expected": "a command that copies the segment",
		"fix": "Set archive_command to one that copies the segment, and fails when the copy fails.",
	}
}

violation contains v if {
	archiving
	not has_library
	not postgres.written("archive_command")
	not postgres.elsewhere
	v := {
		"path": postgres.pointer("archive_mode"),
		"key": "archive_command",
		"message": sprintf("%s archives with no command to do it", [input.meta.name]),
		"observed": "archive_command is not set",
		"expected": "archive_command or archive_library",
		"fix": "Set archive_command (or archive_library) to what copies the segment, and fails when the copy fails.",
	}
}

unknown contains "archive settings are not here, and the file includes others" if {
	written
	postgres.may_be_elsewhere("archive_mode")
}

unknown contains "whether archiving succeeds and is recent needs pg_stat_archiver of the live database" if archiving
