package bulkhead.lib.backup_test

import rego.v1

import data.bulkhead.lib.backup

tenants := {"a": {"owns": {"namespaces": ["a"]}}, "b": {"owns": {"namespaces": ["b"]}}}

resource(kind, more) := object.union({"tenant": "a", "meta": {"name": "x", "namespace": "a"}, "object": {"apiVersion": "bulkhead.dev/v1", "kind": kind, "spec": {}}}, more)

declared(spec) := resource("BackupPlan", {"object": {"spec": spec}})

plan(entity) := out if {
	out := backup.plans.x with data.platform as {"tenants": tenants, "kinds": {"Resource": {"x": entity}}}
}

unstated := {
	"immutable": "", "verification": "", "perTenantRestore": "", "keyRef": "", "dataKeyRef": "",
	"deleters": [], "dataAdmins": [], "continuous": false, "encrypted": "", "retention": "", "copies": [],
}

test_a_plan_that_says_nothing if {
	plan(declared({})) == object.union(unstated, {"name": "x", "source": "declared", "tenants": {"a"}, "covers": set(), "schedule": ""})
}

test_a_plan_that_says_all if {
	spec := {
		"tenants": ["b"], "covers": ["database", "filestore"], "schedule": "0 1 * * *", "continuous": true, "encryption": {"keyRef": "k", "dataKeyRef": "d"},
		"retention": "30d", "immutable": "7d", "verification": "check", "perTenantRestore": true, "copies": [{"bucket": "c"}], "deleters": ["x"], "dataAdmins": ["y"],
	}
	plan(declared(spec)) == {
		"name": "x", "source": "declared", "tenants": {"b"}, "covers": {"database", "filestore"}, "schedule": "0 1 * * *", "continuous": true, "encrypted": "yes", "keyRef": "k",
		"dataKeyRef": "d", "retention": "30d", "immutable": "7d", "verification": "check", "perTenantRestore": true, "copies": [{"bucket": "c"}], "deleters": ["x"], "dataAdmins": ["y"],
	}
}

test_of_whom_a_plan_is if {
	plan(declared({"tenants": ["*"]})).tenants == {"a", "b"}
	plan(object.remove(declared({}), ["tenant"])).tenants == set()
	plan(object.union(object.remove(declared({}), ["tenant"]), {"owner": {"shared": true}})).tenants == {"a", "b"}
}

test_whether_a_plan_is_encrypted if {
	backup.encrypted({"keyRef": "k"}) == "yes"
	backup.encrypted({"enabled": false}) == "no"
	backup.encrypted({"enabled": true}) == ""
	backup.encrypted({"keyRef": ""}) == ""
	backup.encrypted({}) == ""
}

test_kinds_of_other_groups_are_no_plans if {
	not plan(resource("BackupPlan", {"object": {"apiVersion": "acme.dev/v1"}}))
	backup.by_kind == {} with data.platform as {"tenants": tenants, "kinds": {"Resource": {"x": resource("BackupPlan", {"object": {"apiVersion": "acme.dev/v1"}})}}}
}

job(more) := object.union({"tenant": "a", "meta": {"name": "j"}, "cron": {"schedule": "0 1 * * *"}, "pod": {"containers": [{"command": ["sh", "-c"], "args": ["pg_dump a"]}]}}, more)

dumped(more) := out if {
	out := backup.plans.j with data.platform as {"tenants": tenants, "kinds": {"Workload": {"j": job(more)}}}
}

runs(text) := dumped({"pod": {"containers": [{"command": [], "args": [text]}]}})

test_a_job_that_dumps if {
	dumped({}) == object.union(unstated, {"name": "j", "source": "CronJob", "tenants": {"a"}, "covers": {"database"}, "schedule": "0 1 * * *"})
	not dumped({"cron": {"suspend": true}})
	not runs("echo")
}

test_what_each_tool_covers if {
	every tool in ["pg_dump", "pg_dumpall", "pg_basebackup", "pgbackrest", "barman", "wal-g"] {
		runs(tool).covers == {"database"}
	}
	every tool in ["restic", "rclone", "kopia", "borg", "rsync", "aws s3 sync", "aws s3 cp"] {
		runs(tool).covers == {"filestore"}
	}
	runs("pg_dump | restic").covers == {"database", "filestore"}
}

test_tools_that_encrypt if {
	every tool in ["restic", "kopia", "pg_dump | gpg", "pg_dump | age", "restic; gpg"] {
		runs(tool).encrypted == "yes"
	}
	runs("rclone").encrypted == ""
}

test_a_job_that_restores_is_no_backup if {
	not runs("restic restore latest; pg_dump x")
	not runs("pg_dump x; pg_restore y")
}

judged(of) := out if {
	out := backup.judged with input as of with data.platform as {"tenants": tenants, "kinds": {"Workload": {"j": object.remove(job({}), ["tenant"])}, "Resource": {"x": declared({})}}}
}

test_what_a_control_judges if {
	object.keys(judged({"kind": "Tenant", "id": "a"})) == {"x"}
	judged({"kind": "Tenant", "id": "b"}) == {}
	object.keys(judged({"kind": "Workload", "cron": {}, "meta": {"id": "j"}})) == {"j"}
	not judged({"kind": "Workload", "cron": {}, "meta": {"id": "x"}})
	not judged({"kind": "Resource", "meta": {"id": "x"}})
	object.keys(judged({"kind": "Resource", "meta": {"id": "j"}})) == {"j"}
}

# Said before all plans are made: what cannot be one is not looked up.
test_a_workload_that_is_no_job_or_a_tenants_is_no_plan_of_nobody if {
	not judged({"kind": "Workload", "meta": {"id": "j"}})
	not judged({"kind": "Workload", "cron": {}, "tenant": "a", "meta": {"id": "j"}})
}

record(kind, spec) := resource(kind, {"object": {"spec": spec}})

recorded(kind, spec) := out if {
	out := [backup.runs, backup.tests] with data.platform as {"tenants": tenants, "kinds": {"Resource": {"r": record(kind, spec)}}}
}

test_records_of_runs_and_of_restore_tests if {
	bare := {"entity": "r", "covers": {"database"}, "finishedAt": "", "good": false, "verified": "", "rto": "", "rpo": ""}
	recorded("BackupRun", {}) == [{"a": {bare}}, {}]
	recorded("RestoreTest", {}) == [{}, {"a": {bare}}]
	full := {"tenant": "b", "finishedAt": "t", "status": "OK", "verified": true, "measuredRto": "1h", "measuredRpo": "2h"}
	recorded("RestoreTest", full) == [{}, {"b": {{"entity": "r", "covers": {"database"}, "finishedAt": "t", "good": true, "verified": true, "rto": "1h", "rpo": "2h"}}}]
}

test_words_for_success if {
	every word in ["succeeded", "Success", "completed", "ok"] {
		backup.record("r", {"object": {"spec": {"status": word}}}).good
	}
	not backup.record("r", {"object": {"spec": {"status": "failed"}}}).good
}

run(at, good) := {"finishedAt": at, "good": good}

test_the_newest_good_record if {
	backup.latest([run("2026-01-01T00:00:00Z", true), run("2026-01-03T00:00:00Z", true), run("2026-01-05T00:00:00Z", false)]) == run("2026-01-03T00:00:00Z", true)
	not backup.latest([run("2026-01-05T00:00:00Z", false)])
}

test_objectives_of_the_tenant_else_of_its_tier if {
	backup.objective({"rpo": "1h", "tier": "gold"}, "rpo") == 3600 with data.platform.tiers as {"gold": {"rpo": "2h"}}
	backup.objective({"tier": "gold"}, "rpo") == 7200 with data.platform.tiers as {"gold": {"rpo": "2h"}}
}
