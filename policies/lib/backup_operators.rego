# Backup plans of operators: CloudNativePG, Zalando, Crunchy, Velero and k8up; and their records.
package bulkhead.lib.backup

import rego.v1

import data.bulkhead.lib.cron
import data.bulkhead.lib.duration
import data.bulkhead.lib.ownership

namespace_of(entity) := object.get(entity.meta, "namespace", "")

# Several files may hold parts of one object, such as patches: what they say together.
objects_named[kind][namespace_of(entity)][entity.meta.name] contains entity.object if {
	some kind, found in by_kind
	some entity in found
}

beside(entity, kind, name) := {"object": object.union_n([part | some part in parts])} if {
	parts := objects_named[kind][namespace_of(entity)][name]
}

# s3://bucket/prefix/
at_url(url) := {"bucket": parts[0], "prefix": trim(concat("/", array.slice(parts, 1, count(parts))), "/")} if {
	parts := split(regex.replace(url, `^[a-z0-9]+://`, ""), "/")
}

sealed("") := ""

sealed(algorithm) := "yes" if algorithm != ""

# CloudNativePG: to an object store of the cluster's own, to one of the Barman Cloud plugin, or as
# snapshots of volumes.
plans[id] := object.union(unstated, plan) if {
	some id, entity in resources("postgresql.cnpg.io/ScheduledBackup")
	not entity.object.spec.suspend
	cluster := cluster_of(entity)
	store := store_of(entity, cluster)
	plan := {
		"name": entity.meta.name,
		"source": "CloudNativePG",
		"tenants": tenants_of(entity),
		"covers": {"database"},
		"schedule": entity.object.spec.schedule,
		"continuous": archives(cluster),
		"encrypted": sealed(object.get(store.configuration, ["data", "encryption"], "")),
		"retention": in_months(store.retention),
		"copies": [in_folder(at_url(path), store.server) | path := store.configuration.destinationPath],
	}
}

# Barman keeps each server in a folder of its own.
in_folder(place, folder) := object.union(place, {"prefix": trim(sprintf("%s/%s", [place.prefix, folder]), "/")})

cluster_of(entity) := object.get(cluster, ["object", "spec"], {}) if {
	cluster := beside(entity, "postgresql.cnpg.io/Cluster", entity.object.spec.cluster.name)
} else := {}

barman_plugin := "barman-cloud.cloudnative-pg.io"

# Write-ahead logs go wherever the cluster names an object store, or a plugin as their archiver.
archives(cluster) if {
	cluster.backup.barmanObjectStore
} else if {
	some plugin in cluster.plugins
	plugin.isWALArchiver == true
	object.get(plugin, "enabled", true) == true
} else := false

# The folder is named after the cluster where no name of the server is given.
store_of(entity, cluster) := {"configuration": {}, "retention": "", "server": ""} if {
	method_of(entity) == "volumeSnapshot"
} else := {
	"configuration": store.object.spec.configuration,
	"retention": object.get(store.object.spec, "retentionPolicy", ""),
	"server": object.get(plugin.parameters, "serverName", entity.object.spec.cluster.name),
} if {
	method_of(entity) == "plugin"
	some plugin in cluster.plugins
	plugin.name == barman_plugin
	store := beside(entity, "barmancloud.cnpg.io/ObjectStore", plugin.parameters.barmanObjectName)
} else := {
	"configuration": object.get(cluster, ["backup", "barmanObjectStore"], {}),
	"retention": object.get(cluster, ["backup", "retentionPolicy"], ""),
	"server": object.get(cluster, ["backup", "barmanObjectStore", "serverName"], object.get(entity.object.spec, ["cluster", "name"], "")),
}

method_of(entity) := object.get(entity.object.spec, "method", "barmanObjectStore")

# In a policy of CloudNativePG m stands for months.
in_months(policy) := sprintf("%dd", [to_number(trim_suffix(policy, "m")) * 30]) if {
	regex.match(`^[0-9]+m$`, policy)
} else := policy

# Zalando's operator: dumps by a CronJob, and base backups with write-ahead logs by Spilo.
plans[id] := object.union(unstated, plan) if {
	some id, entity in resources("acid.zalan.do/postgresql")
	dumped := object.get(entity.object.spec, "enableLogicalBackup", false)
	archives := wal_places(entity)
	true in {dumped, count(archives) > 0}
	plan := {
		"name": entity.meta.name,
		"source": "Zalando's operator",
		"tenants": tenants_of(entity),
		"covers": {"database"},
		"schedule": zalando_schedule(entity, dumped),
		"continuous": count(archives) > 0,
		"encrypted": zalando_encrypted(dumped, count(archives) > 0),
		"retention": zalando_retention(entity, dumped),
		"copies": array.concat(
			[place | some place in archives],
			[spilo_folder(at_url(bucket), entity, true) | dumped; bucket := operator_settings.logical_backup.logical_backup_s3_bucket],
		),
	}
}

# All clusters have the settings of their operator; where several are in the input, none speaks.
operator_settings := settings[0] if {
	settings := [entity.object.configuration | some entity in resources("acid.zalan.do/OperatorConfiguration")]
	count(settings) == 1
} else := {}

wal_variable := `^(?i:wal_s3_bucket|wal_gs_bucket|walg_s3_prefix|walg_gs_prefix|walg_az_prefix|wale_s3_prefix|wale_gs_prefix)$`

wal_places(entity) := {spilo_folder(at_url(object.get(variable, "value", "")), entity, endswith(lower(variable.name), "_bucket")) |
	some variable in entity.object.spec.env
	regex.match(wal_variable, variable.name)
} | {spilo_folder(at_url(bucket), entity, true) |
	some field in ["wal_s3_bucket", "wal_gs_bucket"]
	bucket := operator_settings.aws_or_gcp[field]
	bucket != ""
}

# In a bucket Spilo keeps each cluster in a folder of its own; a prefix is taken as it is written.
spilo_folder(place, entity, true) := in_folder(place, sprintf("spilo/%s", [entity.meta.name]))

spilo_folder(place, _, false) := place

zalando_schedule(entity, true) := schedule if {
	schedule := entity.object.spec.logicalBackupSchedule
} else := schedule if {
	schedule := operator_settings.logical_backup.logical_backup_schedule
} else := "30 00 * * *"

zalando_schedule(entity, false) := [variable.value |
	some variable in entity.object.spec.env
	variable.name == "BACKUP_SCHEDULE"
][0] if {
	true
} else := "00 01 * * *"

# Of dumps the operator's settings say it, by default AES256; of write-ahead logs WAL-G's own, which are not here.
zalando_encrypted(true, false) := sealed(object.get(operator_settings, ["logical_backup", "logical_backup_s3_sse"], ""))

zalando_encrypted(_, true) := ""

zalando_retention(entity, true) := duration.of_words(entity.object.spec.logicalBackupRetention) if {
	entity.object.spec.logicalBackupRetention
} else := duration.of_words(object.get(operator_settings, ["logical_backup", "logical_backup_s3_retention_time"], ""))

zalando_retention(_, false) := ""

# Crunchy's operator: pgBackRest, which archives write-ahead logs; schedules stand at each repository.
plans[id] := object.union(unstated, plan) if {
	some id, entity in resources("postgres-operator.crunchydata.com/PostgresCluster")
	pgbackrest := entity.object.spec.backups.pgbackrest
	schedules := [schedule |
		some repository in pgbackrest.repos
		some kind in ["incremental", "differential", "full"]
		schedule := repository.schedules[kind]
	]
	plan := {
		"name": entity.meta.name,
		"source": "Crunchy's operator",
		"tenants": tenants_of(entity),
		"covers": {"database"},
		"schedule": shortest(schedules),
		"continuous": true,
		"encrypted": ciphered(pgbackrest),
		"retention": longest([days | some option, days in pgbackrest.global; by_time(pgbackrest.global, option)]),
		"copies": [object.union(place(repository), path) |
			some repository in pgbackrest.repos
			path := {"prefix": trim(object.get(pgbackrest, ["global", sprintf("%s-path", [repository.name])], sprintf("/pgbackrest/%s", [repository.name])), "/")}
		],
	}
}

# Where one repository has no cipher, its volume or bucket may encrypt, or nothing does.
ciphered(pgbackrest) := "yes" if {
	count(pgbackrest.repos) > 0
	every repository in pgbackrest.repos {
		object.get(pgbackrest, ["global", sprintf("%s-cipher-type", [repository.name])], "none") != "none"
	}
} else := ""

shortest(schedules) := [schedule | some schedule in schedules; cron.gap(schedule) == least][0] if {
	least := min([cron.gap(schedule) | some schedule in schedules])
} else := ""

longest(days) := sprintf("%dd", [max([to_number(day) | some day in days])]) if {
	count(days) > 0
} else := ""

# Without repoN-retention-full-type=time the number counts backups, not days.
by_time(options, option) if {
	some part in regex.find_all_string_submatch_n(`^(repo[0-9]+)-retention-full$`, option, 1)
	options[sprintf("%s-retention-full-type", [part[1]])] == "time"
	regex.match(`^[0-9]+$`, sprintf("%v", [options[option]]))
}

place(repository) := {"bucket": repository.s3.bucket, "region": object.get(repository.s3, "region", "")} if {
	repository.s3
} else := {"bucket": repository.gcs.bucket} if {
	repository.gcs
} else := {"bucket": repository.azure.container} if {
	repository.azure
} else := {}

# Velero: the time to live defaults to 720 hours.
plans[id] := object.union(unstated, plan) if {
	some id, entity in resources("velero.io/Schedule")
	not entity.object.spec.paused
	template := object.get(entity.object.spec, "template", {})
	location := velero_location(entity, template)
	plan := {
		"name": entity.meta.name,
		"source": "Velero",
		"tenants": velero_tenants(template),
		"covers": velero_covers(template),
		"schedule": entity.object.spec.schedule,
		"encrypted": sealed(velero_encryption(location)),
		"retention": object.get(template, "ttl", "720h0m0s"),
		"copies": [object.union({"bucket": bucket, "prefix": object.get(location, ["objectStorage", "prefix"], "")}, {"region": region | region := location.config.region}) |
			bucket := location.objectStorage.bucket
		],
	}
}

velero_location(entity, template) := location.object.spec if {
	location := beside(entity, "velero.io/BackupStorageLocation", template.storageLocation)
} else := location.object.spec if {
	not template.storageLocation
	location := [found |
		some found in resources("velero.io/BackupStorageLocation")
		namespace_of(found) == namespace_of(entity)
		chosen_by_default(found)
	][0]
} else := {}

chosen_by_default(location) if location.object.spec.default == true

chosen_by_default(location) if location.meta.name == "default"

velero_encryption(location) := concat("", [value |
	some option in ["kmsKeyId", "serverSideEncryption", "customerKeyEncryptionFile", "customerKeyEncryptionSecret", "kmsKeyName"]
	value := location.config[option]
])

# Objects where none are picked out, and volumes where their claims are among what is picked.
velero_covers(template) := {"configuration" | everything(template)} | {"filestore" |
	volumes_too(template)
	claims_too(template)
}

everything(template) if {
	object.get(template, "includedResources", ["*"]) in [["*"], []]
	not template.labelSelector
}

volumes_too(template) if object.get(template, "snapshotVolumes", true) != false

volumes_too(template) if template.defaultVolumesToFsBackup == true

volumes_too(template) if template.defaultVolumesToRestic == true

claims_too(template) if object.get(template, "includedResources", ["*"]) in [["*"], []]

claims_too(template) if {
	some resource in template.includedResources
	resource in {"pvc", "pvcs", "persistentvolumeclaims", "persistentvolumeclaim"}
}

velero_tenants(template) := every_tenant - without(template) if {
	object.get(template, "includedNamespaces", ["*"]) in [["*"], []]
} else := {tenant |
	some pattern in template.includedNamespaces
	some namespace in named(pattern)
	tenant := ownership.tenant_of(namespace)
} - without(template)

# Tenants none of whose namespaces is left.
without(template) := {id |
	some id, tenant in data.platform.tenants
	count(tenant.owns.namespaces) > 0
	every namespace in tenant.owns.namespaces {
		some pattern in template.excludedNamespaces
		glob.match(pattern, [], namespace)
	}
}

named(pattern) := {pattern} if {
	not regex.match(`[*?\[]`, pattern)
} else := {namespace |
	some namespace in known
	glob.match(pattern, [], namespace)
}

known := (object.keys(data.platform.namespaces) | {namespace.meta.name |
	some namespace in data.platform.kinds.Namespace
}) | {namespace |
	some tenant in data.platform.tenants
	some namespace in tenant.owns.namespaces
}

# k8up uses restic, which always encrypts: the volumes of its namespace, and what commands write.
plans[id] := object.union(unstated, plan) if {
	some id, entity in resources("k8up.io/Schedule")
	spec := entity.object.spec
	schedule := spec.backup.schedule
	plan := {
		"name": entity.meta.name,
		"source": "k8up",
		"tenants": tenants_of(entity),
		"covers": k8up_covers(namespace_of(entity)),
		"schedule": schedule,
		"encrypted": "yes",
		"retention": kept_by_restic(object.get(spec, ["prune", "retention"], {})),
		"verification": checked(spec),
		"copies": [{"bucket": bucket} | bucket := k8up_bucket(spec)],
	}
}

k8up_covers(namespace) := {"filestore"} | {"database" |
	some command in commands(namespace)
	regex.match(tools.database, command)
}

k8up_bucket(spec) := bucket if {
	bucket := spec.backup.backend.s3.bucket
} else := spec.backend.s3.bucket

checked(spec) := "check" if {
	spec.check.schedule
} else := ""

# Commands whose output k8up backs up, of pods of their own and of annotated ones.
commands(namespace) := {entity.object.spec.backupCommand |
	some entity in resources("k8up.io/PreBackupPod")
	namespace_of(entity) == namespace
} | {command |
	some workload in object.get(data.platform.namespaces, [namespace, "Workload"], {})
	command := workload.pod.annotations["k8up.io/backupcommand"]
}

days_of := {"keepDaily": 1, "keepWeekly": 7, "keepMonthly": 30, "keepYearly": 365}

# How far back the oldest kept snapshot reaches; a number of last ones says no time.
kept_by_restic(retention) := sprintf("%dd", [max(days)]) if {
	days := [kept | some rule, factor in days_of; kept := retention[rule] * factor]
	count(days) > 0
} else := ""

runs[tenant] contains outcome(id, velero_covers(entity.object.spec), entity.object.status.completionTimestamp, entity.object.status.phase == "Completed") if {
	some id, entity in resources("velero.io/Backup")
	entity.object.status.phase in {"Completed", "PartiallyFailed", "Failed"}
	some tenant in velero_tenants(entity.object.spec)
}

runs[tenant] contains outcome(id, {"database"}, entity.object.status.stoppedAt, entity.object.status.phase == "completed") if {
	some id, entity in resources("postgresql.cnpg.io/Backup")
	entity.object.status.phase in {"completed", "failed"}
	some tenant in tenants_of(entity)
}

runs[tenant] contains outcome(id, k8up_covers(namespace_of(entity)), condition.lastTransitionTime, condition.reason == "Succeeded") if {
	some id, entity in resources("k8up.io/Backup")
	some condition in entity.object.status.conditions
	condition.type == "Completed"
	condition.status == "True"
	some tenant in tenants_of(entity)
}

outcome(id, covers, finished, good) := {"entity": id, "covers": covers, "finishedAt": finished, "good": good, "verified": "", "rto": "", "rpo": ""}
