package bulkhead.controls.obs_06_test

import rego.v1

import data.bulkhead.controls.obs_06

test_durations_of_prometheus_and_go if {
	obs_06.days("48h") == 2
	obs_06.days("744h0m0s") == 31
	obs_06.days("31d") == 31
	obs_06.days("4w") == 28
	obs_06.days("1y") == 365
	not obs_06.days("31")
	not obs_06.days("1d12h")
}

loki(period) := {"type": "loki", "meta": {"name": "loki.yaml"}, "content": {"compactor": {"retention_enabled": true}, "limits_config": {"retention_period": period}}}

limits := {"log_days_min": 30, "log_days_max": 90}

found(period) := out if {
	out := {v.message | some v in obs_06.violation} with input as loki(period) with data.parameters as limits
}

test_the_limits_themselves_are_right if {
	count(found("30d")) == 0
	count(found("90d")) == 0
	found("29d") == {"loki.yaml keeps logs for 29 days, less than the policy asks for"}
	found("91d") == {"loki.yaml keeps logs for 91 days, longer than privacy allows"}
	count(found("1d")) == 1
}

test_zero_is_no_length if {
	count(found("0d")) == 0
	count(obs_06.unknown) == 1 with input as loki("0d")
	count(obs_06.unknown) == 0 with input as loki("1d")
}
