# What the files of pgBackRest and Barman say: how they keep backups, and which they have taken.
package bulkhead.lib.backup

import rego.v1

import data.bulkhead.lib.duration

files(type) := {id: entity |
	some id, entity in data.platform.kinds.Configuration
	entity.type == type
}

# A stanza or server belongs to the tenant of its name, else to whom its file belongs.
owners(_, name) := {name} if {
	name in every_tenant
}

owners(entity, name) := tenants_of(entity) if not name in every_tenant

# One plan a file: a repository is set once for all stanzas.
plans[id] := object.union(unstated, plan) if {
	some id, entity in files("pgbackrest")
	global := object.get(entity.content, "global", {})
	plan := {
		"name": entity.meta.name,
		"source": "pgBackRest",
		"tenants": union({owners(entity, stanza) | some stanza in stanzas_of(entity)} | {tenants_of(entity)}),
		"covers": {"database"},
		"schedule": "",
		"continuous": pushed,
		"encrypted": repository_encryption(global),
		"retention": longest([days | some option, days in global; by_time(global, option)]),
		"copies": [copy |
			some n in ["1", "2", "3", "4"]
			copy := repository_place(global, n)
		],
	}
}

stanzas_of(entity) := {stanza |
	some stanza, settings in entity.content
	is_object(settings)
	settings["pg1-path"]
}

# Some server of the input hands its segments to pgBackRest.
pushed if {
	some server in data.platform.kinds.DatabaseServer
	contains(server.settings.archive_command.value, "pgbackrest")
} else := false

# Of all repositories the worst: no, else not said, else yes.
repository_encryption(global) := "no" if {
	"no" in encryptions(global)
} else := "" if {
	"" in encryptions(global)
} else := "yes"

encryptions(global) := {one_encryption(global, n) | some n in repositories(global)}

repositories(global) := found if {
	found := {part[1] |
		some option, _ in global
		some part in regex.find_all_string_submatch_n(`^repo([0-9]+)-`, option, 1)
	}
	count(found) > 0
} else := {"1"}

# Of a repository on another host this file tells only the host; in a cloud its bucket may encrypt.
one_encryption(global, n) := "yes" if {
	object.get(global, sprintf("repo%s-cipher-type", [n]), "none") != "none"
} else := "" if {
	global[sprintf("repo%s-host", [n])]
} else := "no" if {
	object.get(global, sprintf("repo%s-type", [n]), "posix") in {"posix", "cifs", "sftp"}
} else := ""

repository_place(global, n) := {"bucket": global[sprintf("repo%s-s3-bucket", [n])], "prefix": trim(object.get(global, sprintf("repo%s-path", [n]), ""), "/"), "region": object.get(global, sprintf("repo%s-s3-region", [n]), "")}

repository_place(global, n) := {"bucket": global[sprintf("repo%s-gcs-bucket", [n])]}

repository_place(global, n) := {"bucket": global[sprintf("repo%s-azure-container", [n])]}

runs[tenant] contains outcome(id, {"database"}, rfc3339(backup.timestamp.stop), object.get(backup, "error", false) != true) if {
	some id, entity in files("pgbackrest-info")
	some stanza in entity.content.stanzas
	some backup in stanza.backups
	some tenant in owners(entity, stanza.name)
}

plans[id] := object.union(unstated, plan) if {
	some id, entity in files("barman")
	plan := {
		"name": entity.meta.name,
		"source": "Barman",
		"tenants": owners(entity, entity.meta.name),
		"covers": {"database"},
		"schedule": "",
		"continuous": true in {on(entity.content, "archiver"), on(entity.content, "streaming_archiver")},
		"encrypted": sealed(object.get(entity.content, "encryption", "")),
		"retention": recovery_window(object.get(entity.content, "retention_policy", "")),
	}
}

on(settings, name) if {
	lower(sprintf("%v", [settings[name]])) in {"on", "true", "yes", "1"}
} else := false

recovery_window(policy) := duration.of_words(trim_prefix(lower(policy), "recovery window of "))

runs[tenant] contains outcome(id, {"database"}, barman_time(backup.end_time), backup.status == "DONE") if {
	some id, entity in files("barman-backups")
	some server in entity.content.servers
	some backup in server.backups
	some tenant in owners(entity, server.name)
}

rfc3339(seconds) := time.format([seconds * 1000000000, "UTC", "2006-01-02T15:04:05Z07:00"])

# 2024-06-22 08:47:02.291562+00:00, and without fractions or zone as list-backups has it.
barman_time(text) := replace(text, " ", "T") if {
	regex.match(`^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$`, text)
} else := rfc3339(time.parse_ns("Mon Jan _2 15:04:05 2006", text) / 1000000000)
