package bulkhead.controls.red_02_test

import rego.v1

import data.bulkhead.controls.red_02

cache(directives) := {"kind": "Cache", "meta": {"name": "redis.conf"}, "directives": {name: [{"value": value, "pointer": sprintf("/%s", [name])}] | some name, value in directives}}

judged(directives) := out if {
	out := [{[v.key, v.path, v.observed] | some v in red_02.violation}, count(red_02.unknown)] with input as cache(directives)
}

test_tls_and_nothing_beside_it if {
	judged({"tls-port": "6379", "port": "0"}) == [set(), 0]
	judged({"tls-port": "6380", "port": "6379"}) == [{["port", "/port", "port 6379"]}, 0]
	judged({"tls-port": "6380"}) == [{["port", "", "port is not set (6379)"]}, 0]
	judged({"tls-port": "0", "port": "0"}) == [{["tls-port", "", "tls-port is not set (0)"]}, 0]
	judged({"port": "6379"}) == [{["tls-port", "", "tls-port is not set (0)"]}, 0]
}

test_a_socket_needs_no_tls if {
	judged({"port": "0", "unixsocket": "/run/redis"}) == [set(), 0]
	judged({"port": "6379", "unixsocket": "/run/redis"}) == [{["tls-port", "", "tls-port is not set (0)"]}, 0]
	judged({"port": "0"}) == [{["tls-port", "", "tls-port is not set (0)"]}, 0]
	judged({"port": "0", "unixsocket": "/run/redis", "tls-port": "0"}) == [{["tls-port", "", "tls-port is not set (0)"]}, 0]
}

test_other_files_may_hold_the_rest if {
	judged({"include": "f"}) == [set(), 1]
	judged({"include": "f", "tls-port": "6379", "port": "0"}) == [set(), 0]
	judged({"include": "f", "port": "0", "unixsocket": "/run/redis"}) == [set(), 0]
}
