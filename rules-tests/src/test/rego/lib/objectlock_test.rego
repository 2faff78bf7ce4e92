package bulkhead.lib.objectlock_test

import rego.v1

import data.bulkhead.lib.objectlock

plan(resources) := {"type": "terraform-plan", "content": {"planned_values": {"root_module": {"resources": resources}}}}

aws(retention) := {"type": "aws_s3_bucket_object_lock_configuration", "values": {"bucket": "b", "rule": [{"default_retention": [retention]}]}}

gcs(policy) := {"type": "google_storage_bucket", "values": {"name": "b", "retention_policy": [policy]}}

planned(resource) := {{"seconds": lock.seconds, "mode": lock.mode} | some lock in locked} if {
	locked := objectlock.locks.b with data.platform.kinds.Configuration as {"p": plan([resource])}
}

day := 86400

test_locks_of_terraform_last_days_or_years if {
	planned(aws({"days": 30, "mode": "COMPLIANCE"})) == {{"seconds": 30 * day, "mode": "COMPLIANCE"}}
	planned(aws({"years": 2, "mode": "GOVERNANCE"})) == {{"seconds": 730 * day, "mode": "GOVERNANCE"}}
	not planned(object.union(aws({"days": 30, "mode": "COMPLIANCE"}), {"type": "other"}))
}

test_a_retention_policy_of_google_is_for_good_once_locked if {
	planned(gcs({"retention_period": "86400", "is_locked": true})) == {{"seconds": day, "mode": "COMPLIANCE"}}
	planned(gcs({"retention_period": 60, "is_locked": false})) == {{"seconds": 60, "mode": "GOVERNANCE"}}
	planned(gcs({"retention_period": 60})) == {{"seconds": 60, "mode": "GOVERNANCE"}}
	not planned(object.union(gcs({"retention_period": 60}), {"type": "other"}))
}

test_where_a_lock_is_written if {
	found := objectlock.locks.b with data.platform.kinds.Configuration as {"p": plan([aws({"days": 1, "mode": "M"}), gcs({"retention_period": 60})])}
	{[lock.entity, lock.pointer] | some lock in found} == {
		["p", "/planned_values/root_module/resources/0"],
		["p", "/planned_values/root_module/resources/1"],
	}
}

file(type, lock) := {"type": type, "meta": {"name": "buckets/b/lock.json"}, "content": {"ObjectLockConfiguration": lock}}

test_only_plans_hold_what_is_planned if {
	other := object.union(plan([aws({"days": 1, "mode": "M"}), gcs({"retention_period": 60})]), {"type": "other"})
	not objectlock.locks.b with data.platform.kinds.Configuration as {"p": other}
}

written(lock) := out if {
	out := objectlock.locks.b with data.platform.kinds.Configuration as {"f": file("bucket-object-lock", lock)}
}

test_locks_in_files_of_the_command_line if {
	written({"Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 7}}}) == {{"seconds": 7 * day, "mode": "COMPLIANCE", "entity": "f", "pointer": "/ObjectLockConfiguration"}}
	written({"Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Years": 1}}}) == {{"seconds": 365 * day, "mode": "GOVERNANCE", "entity": "f", "pointer": "/ObjectLockConfiguration"}}
	written({}) == {{"seconds": 0, "mode": "", "entity": "f", "pointer": "/ObjectLockConfiguration"}}
	not objectlock.locks.b with data.platform.kinds.Configuration as {"f": file("other", {})}
}

test_the_path_of_a_file_names_its_bucket if {
	objectlock.named_in("buckets/b.prod/lock.json") == {"buckets", "b", "b.prod", "lock", "lock.json"}
}

test_the_longest_lock_of_a_plans_copies if {
	files := {
		"f": file("bucket-object-lock", {"Rule": {"DefaultRetention": {"Mode": "A", "Days": 7}}}),
		"g": object.union(file("bucket-object-lock", {"Rule": {"DefaultRetention": {"Mode": "B", "Days": 8}}}), {"meta": {"name": "c.json"}}),
	}
	objectlock.of_plan({"copies": [{"bucket": "b"}, {"bucket": "c"}]}).mode == "B" with data.platform.kinds.Configuration as files
	objectlock.of_plan({"copies": [{"bucket": "b"}]}).mode == "A" with data.platform.kinds.Configuration as files
	not objectlock.of_plan({"copies": [{"bucket": "x"}]}) with data.platform.kinds.Configuration as files
}
