package bulkhead.controls.ing_14_test

import rego.v1

import data.bulkhead.controls.ing_14

proxy(section, setting) := {"kind": "EdgeProxy", "meta": {"name": "t"}, "settings": {"entryPoints": {"web": {section: setting}}}, "settingPointers": {
	sprintf("entryPoints.web.%s.insecure", [section]): "/insecure",
	sprintf("entryPoints.web.%s.trustedIPs", [section]): "/trusted",
}}

paths(section, setting) := out if {
	out := {v.path | some v in ing_14.violation} with input as proxy(section, setting)
}

test_who_is_trusted if {
	every section in ["forwardedHeaders", "proxyProtocol"] {
		paths(section, {"insecure": true}) == {"/insecure"}
		paths(section, {"insecure": false}) == set()
		paths(section, {"trustedIPs": ["10.0.0.1", "0.0.0.0/0"]}) == {"/trusted"}
		paths(section, {"trustedIPs": ["::/0"]}) == {"/trusted"}
		paths(section, {"trustedIPs": ["10.0.0.0/8"]}) == set()
	}
	paths("http", {"insecure": true, "trustedIPs": ["::/0"]}) == set()
}
