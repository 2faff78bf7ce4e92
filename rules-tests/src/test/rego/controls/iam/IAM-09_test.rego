package bulkhead.controls.iam_09_test

import rego.v1

import data.bulkhead.controls.iam_09

account(name, more) := object.union({"kind": "ServiceAccount", "meta": {"name": name, "namespace": "n"}}, more)

platform(scope, more) := object.union({"scope": scope, "kinds": {}, "namespaces": {}}, more)

judged(of, data_platform) := out if {
	out := [{v.path | some v in iam_09.violation}, count(iam_09.unknown)] with input as of with data.platform as data_platform
}

run_by(name) := {"namespaces": {"n": {"Workload": {"w": {"pod": {"serviceAccountName": name}}}}}}

bound(kind, name, namespace) := {"kinds": {"RoleBinding": {"b": {"subjects": [{"kind": kind, "name": name, "namespace": namespace}]}}}}

test_accounts_that_nothing_uses if {
	judged(account("job", {}), platform("complete", {})) == [{"/metadata/name"}, 0]
	judged(account("job", {}), platform("partial", {})) == [set(), 1]
	every scope in ["complete", "partial"] {
		judged(account("job", {}), platform(scope, run_by("job"))) == [set(), 0]
		judged(account("job", {}), platform(scope, bound("ServiceAccount", "job", "n"))) == [set(), 0]
		judged(account("job", {"kind": "Other"}), platform(scope, {})) == [set(), 0]
	}
	every use in [run_by("other"), bound("User", "job", "n"), bound("ServiceAccount", "other", "n"), bound("ServiceAccount", "job", "m")] {
		judged(account("job", {}), platform("complete", use)) == [{"/metadata/name"}, 0]
	}
	judged(account("default", {}), platform("complete", {})) == [set(), 0]
}

secret(type, kind) := {"kind": kind, "type": type, "meta": {"name": "s"}}

test_tokens_that_never_end if {
	judged(secret("kubernetes.io/service-account-token", "Secret"), platform("complete", {})) == [{"/type"}, 0]
	judged(secret("Opaque", "Secret"), platform("complete", {})) == [set(), 0]
	judged(secret("kubernetes.io/service-account-token", "Other"), platform("complete", {})) == [set(), 0]
}

test_what_it_looks_at if {
	iam_09.applicable with input as account("job", {})
	not iam_09.applicable with input as account("default", {})
	not iam_09.applicable with input as account("job", {"kind": "Other"})
	iam_09.applicable with input as secret("kubernetes.io/service-account-token", "Secret")
	not iam_09.applicable with input as secret("Opaque", "Secret")
}
