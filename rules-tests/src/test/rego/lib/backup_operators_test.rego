package bulkhead.lib.backup_operators_test

import rego.v1

import data.bulkhead.lib.backup

tenants := {"a": {"owns": {"namespaces": ["a", "a2"]}}, "b": {"owns": {"namespaces": ["b"]}}, "c": {"owns": {"namespaces": []}}}

resource(kind, name, spec) := {"tenant": "a", "meta": {"name": name, "namespace": "a"}, "object": {"apiVersion": api[kind], "kind": kind, "spec": spec}}

api := {
	"ScheduledBackup": "postgresql.cnpg.io/v1",
	"Cluster": "postgresql.cnpg.io/v1",
	"Backup": "postgresql.cnpg.io/v1",
	"ObjectStore": "barmancloud.cnpg.io/v1",
	"postgresql": "acid.zalan.do/v1",
	"OperatorConfiguration": "acid.zalan.do/v1",
	"PostgresCluster": "postgres-operator.crunchydata.com/v1beta1",
	"Schedule": "velero.io/v1",
	"BackupStorageLocation": "velero.io/v1",
	"PreBackupPod": "k8up.io/v1",
}

platform(entities) := {"tenants": tenants, "namespaces": {}, "kinds": {"Resource": {sprintf("x%d", [i]): entity | some i, entity in entities}}}

# The plan of the first of some resources.
plan(entities) := out if {
	out := backup.plans.x0 with data.platform as platform(entities)
}

unstated := {
	"immutable": "", "verification": "", "perTenantRestore": "", "keyRef": "", "dataKeyRef": "",
	"deleters": [], "dataAdmins": [], "continuous": false, "encrypted": "", "retention": "", "copies": [],
}

scheduled(more) := resource("ScheduledBackup", "nightly", object.union({"schedule": "0 0 1 * * *", "cluster": {"name": "db"}}, more))

test_cloudnativepg_without_its_cluster if {
	plan([scheduled({})]) == object.union(unstated, {"name": "nightly", "source": "CloudNativePG", "tenants": {"a"}, "covers": {"database"}, "schedule": "0 0 1 * * *"})
	not plan([scheduled({"suspend": true})])
}

barman(store) := resource("Cluster", "db", {"backup": {"retentionPolicy": "2m", "barmanObjectStore": store}})

test_cloudnativepg_to_an_object_store_of_the_cluster if {
	found := plan([scheduled({}), barman({"destinationPath": "s3://bucket/in/here/", "data": {"encryption": "AES256"}})])
	found == object.union(unstated, {
		"name": "nightly", "source": "CloudNativePG", "tenants": {"a"}, "covers": {"database"}, "schedule": "0 0 1 * * *",
		"continuous": true, "encrypted": "yes", "retention": "60d", "copies": [{"bucket": "bucket", "prefix": "in/here/db"}],
	})
	plan([scheduled({}), barman({"destinationPath": "s3://bucket", "serverName": "main"})]).copies == [{"bucket": "bucket", "prefix": "main"}]
	plan([scheduled({}), object.union(barman({}), {"meta": {"namespace": "b"}})]).continuous == false
}

test_cloudnativepg_to_snapshots_of_volumes if {
	found := plan([scheduled({"method": "volumeSnapshot"}), barman({"destinationPath": "s3://bucket"})])
	[found.copies, found.retention, found.continuous] == [[], "", true]
}

plugged(more) := resource("Cluster", "db", {"plugins": [{"name": "other"}, object.union({"name": "barman-cloud.cloudnative-pg.io", "parameters": {"barmanObjectName": "store"}}, more)]})

store := resource("ObjectStore", "store", {"retentionPolicy": "30d", "configuration": {"destinationPath": "https://bucket/x"}})

test_cloudnativepg_to_an_object_store_of_the_plugin if {
	by_plugin := scheduled({"method": "plugin"})
	found := plan([by_plugin, plugged({"isWALArchiver": true}), store])
	[found.copies, found.retention, found.continuous] == [[{"bucket": "bucket", "prefix": "x/db"}], "30d", true]
	plan([by_plugin, plugged({"parameters": {"serverName": "main"}}), store]).copies == [{"bucket": "bucket", "prefix": "x/main"}]
	plan([by_plugin, plugged({"isWALArchiver": true, "enabled": false}), store]).continuous == false
	plan([by_plugin, plugged({"isWALArchiver": false}), store]).continuous == false
	plan([scheduled({}), plugged({}), store]).copies == []
}

test_folders_and_policies if {
	backup.at_url("s3://b") == {"bucket": "b", "prefix": ""}
	backup.at_url("s3://b/x/y/") == {"bucket": "b", "prefix": "x/y"}
	backup.in_months("2m") == "60d"
	backup.in_months("14d") == "14d"
	backup.in_months("4w") == "4w"
}

zalando(spec) := resource("postgresql", "pg", spec)

settings(logical, cloud) := object.union(resource("OperatorConfiguration", "o", {}), {"object": {"configuration": {"logical_backup": logical, "aws_or_gcp": cloud}}})

test_zalandos_operator_without_backup_has_no_plan if {
	not plan([zalando({})])
}

test_zalandos_operator_dumps if {
	dumps := zalando({"enableLogicalBackup": true})
	plan([dumps]) == object.union(unstated, {"name": "pg", "source": "Zalando's operator", "tenants": {"a"}, "covers": {"database"}, "schedule": "30 00 * * *"})
	found := plan([dumps, settings({"logical_backup_s3_bucket": "s3://d/x", "logical_backup_schedule": "0 3 * * *", "logical_backup_s3_sse": "AES256", "logical_backup_s3_retention_time": "2 weeks"}, {})])
	[found.copies, found.schedule, found.encrypted, found.retention, found.continuous] == [[{"bucket": "d", "prefix": "x/spilo/pg"}], "0 3 * * *", "yes", "14d", false]
	own := plan([zalando({"enableLogicalBackup": true, "logicalBackupSchedule": "0 4 * * *", "logicalBackupRetention": "3 days"}), settings({"logical_backup_schedule": "0 3 * * *", "logical_backup_s3_retention_time": "2 weeks"}, {})])
	[own.schedule, own.retention] == ["0 4 * * *", "3d"]
}

test_of_several_settings_of_the_operator_none_speaks if {
	some_settings := settings({"logical_backup_schedule": "0 3 * * *"}, {})
	plan([zalando({"enableLogicalBackup": true}), some_settings, object.union(some_settings, {"meta": {"name": "p"}})]).schedule == "30 00 * * *"
}

variable(name, value) := {"name": name, "value": value}

archived(variables) := plan([zalando({"env": variables}), settings({"logical_backup_s3_sse": "AES256", "logical_backup_s3_retention_time": "2 weeks", "logical_backup_s3_bucket": "d"}, {})])

test_spilo_archives if {
	found := archived([variable("OTHER", "x"), variable("WAL_S3_BUCKET", "w")])
	found == object.union(unstated, {"name": "pg", "source": "Zalando's operator", "tenants": {"a"}, "covers": {"database"}, "schedule": "00 01 * * *", "continuous": true, "copies": [{"bucket": "w", "prefix": "spilo/pg"}]})
	archived([variable("OTHER", "x"), variable("WAL_GS_BUCKET", "w"), variable("BACKUP_SCHEDULE", "0 5 * * *")]).schedule == "0 5 * * *"
	not archived([variable("OTHER", "s3://x")])
	every name in ["walg_s3_prefix", "WALG_GS_PREFIX", "walg_az_prefix", "wale_s3_prefix", "wale_gs_prefix"] {
		archived([variable(name, "s3://w/x")]).copies == [{"bucket": "w", "prefix": "x"}]
	}
}

test_spilo_archives_where_the_operator_says if {
	every field in ["wal_s3_bucket", "wal_gs_bucket"] {
		plan([zalando({}), settings({}, {field: "w"})]).copies == [{"bucket": "w", "prefix": "spilo/pg"}]
		not plan([zalando({}), settings({}, {field: ""})])
	}
	not plan([zalando({}), settings({}, {"wal_other": "w"})])
}

crunchy(pgbackrest) := resource("PostgresCluster", "pg", {"backups": {"pgbackrest": pgbackrest}})

repository(name, more) := object.union({"name": name, "schedules": {"full": "0 1 * * 0"}}, more)

test_crunchys_operator if {
	repos := [
		repository("repo1", {"s3": {"bucket": "s", "region": "eu"}, "schedules": {"full": "0 1 * * 0", "differential": "0 1 * * *", "other": "* * * * *"}}),
		repository("repo2", {"gcs": {"bucket": "g"}}),
		repository("repo3", {"azure": {"container": "z"}}),
		repository("repo4", {"volume": {}}),
	]
	global := {"repo1-path": "/x/", "repo1-cipher-type": "aes-256-cbc", "repo1-retention-full": "14", "repo1-retention-full-type": "time", "repo2-retention-full": "30", "repo3-retention-full": "many", "repo3-retention-full-type": "time"}
	plan([crunchy({"repos": repos, "global": global})]) == object.union(unstated, {
		"name": "pg", "source": "Crunchy's operator", "tenants": {"a"}, "covers": {"database"}, "schedule": "0 1 * * *", "continuous": true, "retention": "14d",
		"copies": [
			{"bucket": "s", "region": "eu", "prefix": "x"},
			{"bucket": "g", "prefix": "pgbackrest/repo2"},
			{"bucket": "z", "prefix": "pgbackrest/repo3"},
			{"prefix": "pgbackrest/repo4"},
		],
	})
}

test_every_kind_of_schedule_counts if {
	every kind in ["incremental", "differential", "full"] {
		plan([crunchy({"repos": [{"name": "repo1", "schedules": {kind: "0 1 * * *"}}], "global": {}})]).schedule == "0 1 * * *"
	}
	plan([crunchy({"repos": [{"name": "repo1", "s3": {"bucket": "s"}, "schedules": {"other": "0 1 * * *"}}], "global": {}})]).schedule == ""
	plan([crunchy({"repos": [{"name": "repo1", "s3": {"bucket": "s"}}], "global": {}})]).copies == [{"bucket": "s", "region": "", "prefix": "pgbackrest/repo1"}]
}

test_encrypted_where_every_repository_has_a_cipher if {
	backup.ciphered({"repos": [{"name": "repo1"}], "global": {"repo1-cipher-type": "aes-256-cbc"}}) == "yes"
	backup.ciphered({"repos": [{"name": "repo1"}], "global": {"repo1-cipher-type": "none"}}) == ""
	backup.ciphered({"repos": [{"name": "repo1"}, {"name": "repo2"}], "global": {"repo1-cipher-type": "aes-256-cbc"}}) == ""
	backup.ciphered({"repos": [], "global": {}}) == ""
}

velero(more) := resource("Schedule", "daily", object.union({"schedule": "0 1 * * *"}, more))

location(name, spec) := resource("BackupStorageLocation", name, spec)

place := {"objectStorage": {"bucket": "v"}}

test_velero_backs_up_everything_unless_it_is_told_otherwise if {
	plan([velero({})]) == object.union(unstated, {"name": "daily", "source": "Velero", "tenants": {"a", "b", "c"}, "covers": {"configuration", "filestore"}, "schedule": "0 1 * * *", "retention": "720h0m0s"})
	not plan([velero({"paused": true})])
	plan([velero({"template": {"ttl": "48h"}})]).retention == "48h"
}

covers(template) := plan([velero({"template": template})]).covers

test_what_velero_covers if {
	covers({"includedResources": ["*"]}) == {"configuration", "filestore"}
	covers({"includedResources": []}) == {"configuration", "filestore"}
	covers({"labelSelector": {}}) == {"filestore"}
	covers({"snapshotVolumes": false}) == {"configuration"}
	covers({"snapshotVolumes": false, "defaultVolumesToFsBackup": true}) == {"configuration", "filestore"}
	covers({"snapshotVolumes": false, "defaultVolumesToRestic": true}) == {"configuration", "filestore"}
	covers({"includedResources": ["deployments"]}) == set()
	every resource in ["pvc", "pvcs", "persistentvolumeclaims", "persistentvolumeclaim"] {
		covers({"includedResources": ["deployments", resource]}) == {"filestore"}
	}
}

owners(template) := plan([velero({"template": template})]).tenants

test_whose_namespaces_velero_backs_up if {
	owners({"includedNamespaces": ["*"]}) == {"a", "b", "c"}
	owners({"includedNamespaces": []}) == {"a", "b", "c"}
	owners({"includedNamespaces": ["a"]}) == {"a"}
	owners({"includedNamespaces": ["a*", "nobody"]}) == {"a"}
	owners({"includedNamespaces": ["?"]}) == {"a", "b"}
	owners({"excludedNamespaces": ["a"]}) == {"a", "b", "c"}
	owners({"excludedNamespaces": ["a*"]}) == {"b", "c"}
	owners({"includedNamespaces": ["a", "b"], "excludedNamespaces": ["b"]}) == {"a"}
}

copies(template, locations) := plan(array.concat([velero({"template": template})], locations)).copies

test_where_velero_writes if {
	copies({}, [location("default", place)]) == [{"bucket": "v", "prefix": ""}]
	copies({}, [location("other", place)]) == []
	copies({}, [location("other", object.union(place, {"default": true}))]) == [{"bucket": "v", "prefix": ""}]
	copies({}, [object.union(location("default", place), {"meta": {"namespace": "b"}})]) == []
	copies({"storageLocation": "other"}, [location("other", {"objectStorage": {"bucket": "w", "prefix": "x"}, "config": {"region": "eu"}}), location("default", place)]) == [{"bucket": "w", "prefix": "x", "region": "eu"}]
	copies({"storageLocation": "gone"}, [location("default", place)]) == []
}

test_options_by_which_velero_encrypts if {
	every option in ["kmsKeyId", "serverSideEncryption", "customerKeyEncryptionFile", "customerKeyEncryptionSecret", "kmsKeyName"] {
		plan([velero({}), location("default", object.union(place, {"config": {option: "k"}}))]).encrypted == "yes"
	}
	plan([velero({}), location("default", object.union(place, {"config": {"profile": "k"}}))]).encrypted == ""
}

k8up(more) := object.union(resource("Schedule", "k", object.union({"backup": {"schedule": "@daily"}}, more)), {"object": {"apiVersion": "k8up.io/v1"}})

test_k8up if {
	plan([k8up({})]) == object.union(unstated, {"name": "k", "source": "k8up", "tenants": {"a"}, "covers": {"filestore"}, "schedule": "@daily", "encrypted": "yes"})
	full := plan([k8up({"check": {"schedule": "@weekly"}, "backend": {"s3": {"bucket": "k"}}, "prune": {"retention": {"keepDaily": 7, "keepMonthly": 2, "keepLast": 99}}})])
	[full.verification, full.copies, full.retention] == ["check", [{"bucket": "k"}], "60d"]
	plan([k8up({"backup": {"backend": {"s3": {"bucket": "own"}}}, "backend": {"s3": {"bucket": "k"}}})]).copies == [{"bucket": "own"}]
}

kept(rule, n) := backup.kept_by_restic({rule: n})

test_how_far_back_the_oldest_snapshot_of_restic_reaches if {
	[kept("keepDaily", 3), kept("keepWeekly", 3), kept("keepMonthly", 3), kept("keepYearly", 3), kept("keepLast", 3)] == ["3d", "21d", "90d", "1095d", ""]
}

prebackup(namespace, command) := object.union(resource("PreBackupPod", "p", {"backupCommand": command}), {"meta": {"namespace": namespace}})

test_commands_of_k8up_that_dump_cover_databases if {
	plan([k8up({}), prebackup("a", "pg_dump x")]).covers == {"filestore", "database"}
	plan([k8up({}), prebackup("a", "tar x")]).covers == {"filestore"}
	plan([k8up({}), prebackup("b", "pg_dump x")]).covers == {"filestore"}
}

runs(entity) := out if {
	out := backup.runs with data.platform as platform([entity])
}

run(covers, at, good) := {"entity": "x0", "covers": covers, "finishedAt": at, "good": good, "verified": "", "rto": "", "rpo": ""}

status(entity, status) := object.union(entity, {"object": {"status": status}})

of_velero(phase) := runs(status(object.union(resource("Backup", "v", {"includedNamespaces": ["b"]}), {"object": {"apiVersion": "velero.io/v1"}}), {"phase": phase, "completionTimestamp": "t"}))

test_runs_of_velero if {
	of_velero("Completed") == {"b": {run({"configuration", "filestore"}, "t", true)}}
	of_velero("PartiallyFailed") == {"b": {run({"configuration", "filestore"}, "t", false)}}
	of_velero("Failed") == {"b": {run({"configuration", "filestore"}, "t", false)}}
	of_velero("InProgress") == {}
}

of_cloudnativepg(phase) := runs(status(resource("Backup", "v", {}), {"phase": phase, "stoppedAt": "t"}))

test_runs_of_cloudnativepg if {
	of_cloudnativepg("completed") == {"a": {run({"database"}, "t", true)}}
	of_cloudnativepg("failed") == {"a": {run({"database"}, "t", false)}}
	of_cloudnativepg("running") == {}
}

of_k8up(condition) := runs(status(object.union(resource("Backup", "v", {}), {"object": {"apiVersion": "k8up.io/v1"}}), {"conditions": [condition]}))

test_runs_of_k8up if {
	done := {"type": "Completed", "status": "True", "reason": "Succeeded", "lastTransitionTime": "t"}
	of_k8up(done) == {"a": {run({"filestore"}, "t", true)}}
	of_k8up(object.union(done, {"reason": "Failed"})) == {"a": {run({"filestore"}, "t", false)}}
	of_k8up(object.union(done, {"status": "False"})) == {}
	of_k8up(object.union(done, {"type": "Ready"})) == {}
}
