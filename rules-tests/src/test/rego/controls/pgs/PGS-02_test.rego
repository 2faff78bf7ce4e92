package bulkhead.controls.pgs_02_test

import rego.v1

import data.bulkhead.controls.pgs_02
import data.bulkhead.lib.hba

line(type, method, more) := object.union({"type": type, "databases": ["all"], "users": ["all"], "method": method, "pointer": "/l"}, more)

file(lines) := {"kind": "DatabaseServer", "meta": {"name": "db", "resourceKind": "Configuration"}, "lines": lines}

found(lines) := out if {
	out := count(pgs_02.violation) with input as file(lines)
}

from(address) := line("host", "scram-sha-256", {"address": address})

reject(address) := line("hostnossl", "reject", {"address": address})

test_lines_that_take_connections_without_tls if {
	every type in ["host", "hostnossl", "hostnogssenc"] {
		found([line(type, "md5", {"address": "10.0.0.0/8"})]) == 1
		found([line(type, "reject", {"address": "10.0.0.0/8"})]) == 0
	}
	every type in ["local", "hostssl", "hostgssenc"] {
		found([line(type, "md5", {"address": "10.0.0.0/8"})]) == 0
	}
	found([from("127.0.0.1/32")]) == 0
}

test_connections_that_were_turned_away_before if {
	found([reject("all"), from("10.0.0.0/8")]) == 0
	found([reject("0.0.0.0/0"), reject("::/0"), from("10.0.0.0/8")]) == 0
	found([reject("0.0.0.0/0"), from("10.0.0.0/8")]) == 0
	found([reject("0.0.0.0/0"), from("fd00::/8")]) == 1
	found([reject("0.0.0.0/0"), from("all")]) == 1
	found([reject("::/0"), from("10.0.0.0/8")]) == 1
	found([from("10.0.0.0/8"), reject("all")]) == 1
	found([object.union(reject("all"), {"databases": ["a"]}), from("10.0.0.0/8")]) == 1
	found([object.union(reject("all"), {"users": ["a"]}), from("10.0.0.0/8")]) == 1
	found([object.union(reject("all"), {"type": "hostssl"}), from("10.0.0.0/8")]) == 1
}

# A line does not turn itself away.
test_a_line_is_not_before_itself if {
	not hba.turned_away(0, "plain", "all", {"IPv4"}) with input as file([reject("all")])
	hba.turned_away(1, "plain", "all", {"IPv4"}) with input as file([reject("all")])
}

asked(kind, version, lines) := out if {
	out := count(pgs_02.violation) with input as object.union(file(lines), {"meta": {"name": "db", "resourceKind": kind, "apiVersion": version}})
}

test_the_last_line_of_cloudnativepg if {
	asked("Cluster", "postgresql.cnpg.io/v1", []) == 1
	asked("Cluster", "postgresql.cnpg.io/v1", [reject("all")]) == 0
	asked("Cluster", "acme.dev/v1", []) == 0
	asked("Other", "postgresql.cnpg.io/v1", []) == 0
}
