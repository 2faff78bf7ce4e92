package bulkhead.controls.sec_01_test

import rego.v1

import data.bulkhead.controls.sec_01

exposure(more) := object.union({"kind": "CredentialExposure", "rule": "aws-key", "pointer": "/a/b", "meta": {"name": "f", "source": {"uri": "f.yaml", "document": 0}}}, more)

kinds(hint, name, withheld) := {
	"OdooInstance": {"o": {"meta": {"source": {"uri": "f.yaml", "document": 0}}, "options": {name: {"hint": hint, "pointer": "/a"}}}},
	"ImageBuild": {"i": {"meta": {"source": {"uri": "f.yaml", "document": 1}}, "stages": [{"instructions": [{"withheld": withheld, "pointer": "/a/b"}]}]}},
}

judged(of, platform_kinds) if {
	sec_01.applicable with input as of with data.platform.kinds as platform_kinds
}

test_what_other_controls_tell_is_told_once if {
	every name in ["admin_passwd", "db_password", "smtp_password"] {
		not judged(exposure({}), kinds("literal", name, false))
		not judged(exposure({}), kinds("default", name, false))
		judged(exposure({}), kinds("reference", name, false))
	}
	judged(exposure({}), kinds("literal", "proxy_mode", false))
	judged(exposure({"pointer": "/ab"}), kinds("literal", "db_password", false))
	judged(exposure({"meta": {"source": {"document": 2}}}), kinds("literal", "db_password", false))
	not judged(exposure({"meta": {"source": {"document": 1}}}), kinds("reference", "db_password", true))
	judged(exposure({"meta": {"source": {"document": 1}}}), kinds("reference", "db_password", false))
	judged(exposure({"meta": {"source": {"document": 1}}, "pointer": "/a/bc"}), kinds("reference", "db_password", true))
}

told(more) := out if {
	out := {[v.severity, v.observed] | some v in sec_01.violation} with input as exposure(more)
}

test_what_is_certain_weighs_more if {
	told({}) == {["critical", "value: a value that looks like a secret (withheld)"]}
	told({"key": "k", "rule": "secret-name"}) == {["high", "k: a value that looks like a secret (withheld)"]}
	told({"key": "k", "rule": "secret-data"}) == {["high", "k: a value that looks like a secret (withheld)"]}
	told({"placeholder": true}) == {["low", "value: an example value"]}
	not judged(exposure({"rule": "private-key"}), {})
}
