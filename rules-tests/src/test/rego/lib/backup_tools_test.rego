package bulkhead.lib.backup_tools_test

import rego.v1

import data.bulkhead.lib.backup

tenants := {"a": {}, "b": {}}

plan(type, name, content) := out if {
	out := backup.plans.f with data.platform as {"tenants": tenants, "kinds": {"Configuration": {"f": {"type": type, "tenant": "a", "meta": {"name": name}, "content": content}}}}
}

unstated := {
	"immutable": "", "verification": "", "perTenantRestore": "", "keyRef": "", "dataKeyRef": "",
	"deleters": [], "dataAdmins": [], "continuous": false, "encrypted": "", "retention": "", "copies": [],
}

test_pgbackrest_that_says_nothing if {
	plan("pgbackrest", "p", {}) == object.union(unstated, {"name": "p", "source": "pgBackRest", "tenants": {"a"}, "covers": {"database"}, "schedule": "", "encrypted": "no"})
}

test_repositories_of_pgbackrest_in_every_cloud if {
	global := {
		"repo1-s3-bucket": "s", "repo1-path": "/x/", "repo1-s3-region": "eu", "repo1-type": "s3", "repo1-retention-full": "7", "repo1-retention-full-type": "time",
		"repo2-gcs-bucket": "g", "repo2-type": "gcs", "repo2-retention-full": "30", "repo2-retention-full-type": "time",
		"repo3-azure-container": "z", "repo3-type": "azure", "repo3-retention-full": "90",
		"repo4-s3-bucket": "t", "repo4-type": "s3",
	}
	found := plan("pgbackrest", "p", {"global": global})
	found.copies == [{"bucket": "s", "prefix": "x", "region": "eu"}, {"bucket": "g"}, {"bucket": "z"}, {"bucket": "t", "prefix": "", "region": ""}]
	found.retention == "30d"
	found.encrypted == ""
}

worst(global) := backup.repository_encryption(global)

test_of_all_repositories_the_worst_encryption if {
	worst({}) == "no"
	worst({"repo1-cipher-type": "aes-256-cbc"}) == "yes"
	worst({"repo1-cipher-type": "none"}) == "no"
	worst({"repo1-cipher-type": "aes-256-cbc", "repo2-path": "/x"}) == "no"
	worst({"repo1-cipher-type": "aes-256-cbc", "repo2-type": "s3"}) == ""
	worst({"repo1-host": "h"}) == ""
	worst({"repo2-type": "s3"}) == ""
	every type in ["posix", "cifs", "sftp"] {
		worst({"repo1-type": type}) == "no"
	}
	backup.repositories({"repo1-path": "", "repo12-path": "", "xrepo2-path": ""}) == {"1", "12"}
	backup.repositories({}) == {"1"}
}

test_stanzas_are_sections_with_a_path_of_the_server if {
	content := {"a": {"pg1-path": "/a"}, "b": {"pg1-path": "/b"}, "global": {"repo1-path": "/x"}, "note": "b"}
	backup.stanzas_of({"content": content}) == {"a", "b"}
	plan("pgbackrest", "p", content).tenants == {"a", "b"}
}

pushes(command) := out if {
	out := backup.pushed with data.platform.kinds.DatabaseServer as {"d": {"settings": {"archive_command": {"value": command}}}}
}

test_a_server_that_hands_its_segments_over if {
	pushes("pgbackrest --stanza=a archive-push %p") == true
	pushes("cp %p /archive") == false
	backup.pushed == false with data.platform.kinds as {}
}

test_barman if {
	plan("barman", "main", {}) == object.union(unstated, {"name": "main", "source": "Barman", "tenants": {"a"}, "covers": {"database"}, "schedule": ""})
	plan("barman", "b", {}).tenants == {"b"}
	full := plan("barman", "main", {"archiver": "on", "encryption": "gpg", "retention_policy": "RECOVERY WINDOW OF 2 WEEKS"})
	[full.continuous, full.encrypted, full.retention] == [true, "yes", "14d"]
}

test_either_archiver_of_barman if {
	every value in ["on", "True", "yes", 1] {
		plan("barman", "main", {"archiver": value}).continuous == true
		plan("barman", "main", {"streaming_archiver": value}).continuous == true
	}
	plan("barman", "main", {"archiver": "off", "streaming_archiver": false}).continuous == false
}

runs(type, content) := out if {
	out := backup.runs with data.platform as {"tenants": tenants, "kinds": {"Configuration": {"f": {"type": type, "tenant": "a", "content": content}, "other": {"type": "other", "tenant": "a", "content": content}}}}
}

run(at, good) := {"entity": "f", "covers": {"database"}, "finishedAt": at, "good": good, "verified": "", "rto": "", "rpo": ""}

test_backups_that_pgbackrest_lists if {
	backups := [{"timestamp": {"stop": 1780000000}}, {"timestamp": {"stop": 1780000060}, "error": true}, {"timestamp": {"stop": 1780000120}, "error": false}]
	runs("pgbackrest-info", {"stanzas": [{"name": "b", "backups": backups}]}) == {"b": {
		run("2026-05-28T20:26:40Z", true),
		run("2026-05-28T20:27:40Z", false),
		run("2026-05-28T20:28:40Z", true),
	}}
}

test_backups_that_barman_lists if {
	backups := [{"end_time": "2024-06-22 08:47:02.291562+00:00", "status": "DONE"}, {"end_time": "Sat Jun 22 08:47:02 2024", "status": "FAILED"}, {"end_time": "2024-06-22 08:47:02Z", "status": "DONE"}]
	runs("barman-backups", {"servers": [{"name": "main", "backups": backups}]}) == {"a": {
		run("2024-06-22T08:47:02.291562+00:00", true),
		run("2024-06-22T08:47:02Z", false),
		run("2024-06-22T08:47:02Z", true),
	}}
}
