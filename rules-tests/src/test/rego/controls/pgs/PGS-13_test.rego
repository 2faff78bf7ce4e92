package bulkhead.controls.pgs_13_test

import rego.v1

import data.bulkhead.controls.pgs_13

odoo(id, options, more) := object.union({"kind": "OdooInstance", "tenant": "a", "meta": {"id": id, "name": id, "namespace": "n"}, "options": {name: {"value": value, "pointer": name} | some name, value in options}}, more)

file(options) := odoo("o", options, {})

server(settings) := {"kind": "DatabaseServer", "meta": {"id": "db", "name": "db", "namespace": "n", "resourceKind": "Cluster"}, "settings": written(settings)}

pooler(settings) := {"kind": "ConnectionPooler", "meta": {"id": "pool", "name": "pool", "namespace": "n", "resourceKind": "Pooler"}, "settings": written(settings)}

written(settings) := {name: {"value": value, "pointer": sprintf("/%s", [name])} | some name, value in settings}

platform(entities) := {
	"entities": {entity.meta.id: entity | some entity in entities},
	"namespaces": {"n": {"Workload": {entity.meta.id: entity | some entity in entities; entity.kind == "Workload"}}},
	"kinds": {kind: {entity.meta.id: entity | some entity in entities; entity.kind == kind} | some kind in {entity.kind | some entity in entities}},
}

demanded(entities) := out if {
	out := pgs_13.demands with data.platform as platform(entities)
}

test_each_process_has_a_pool_of_connections if {
	demanded([file({})]) == {"o": 128}
	demanded([file({"workers": "0", "max_cron_threads": "0"})]) == {"o": 64}
	demanded([file({"workers": "4", "max_cron_threads": "1", "db_maxconn": "10"})]) == {"o": 50}
	demanded([file({"workers": "1", "max_cron_threads": "0", "db_maxconn": "10"})]) == {"o": 10}
}

workload(name, more) := object.union({"kind": "Workload", "meta": {"id": name, "name": name, "namespace": "n", "resourceKind": "Deployment"}, "pod": {"containers": [], "volumes": []}}, more)

scaler(target, most) := {"kind": "Autoscaler", "meta": {"id": sprintf("%s-%d", [target, most]), "name": target, "namespace": "n"}, "targetKind": "Deployment", "targetName": target, "maxReplicas": most}

in_pod(options) := odoo("o", object.union({"max_cron_threads": "0", "db_maxconn": "1"}, options), {"workload": "w"})

test_a_container_asks_as_often_as_it_runs if {
	demanded([in_pod({"workers": "1"}), workload("w", {"replicas": 3})]) == {"o": 3}
	demanded([in_pod({"workers": "1"}), workload("w", {})]) == {"o": 1}
	demanded([in_pod({"workers": "1"}), workload("w", {"replicas": 3}), scaler("w", 7), scaler("w", 5)]) == {"o": 7}
	demanded([in_pod({"workers": "1"}), workload("w", {"replicas": 9}), scaler("w", 7)]) == {"o": 9}
	demanded([in_pod({"workers": "1"}), workload("w", {"replicas": 3}), scaler("v", 7)]) == {"o": 3}
}

of_map(options) := odoo("f", object.union({"max_cron_threads": "0", "db_maxconn": "1", "workers": "1"}, options), {"meta": {"name": "map/odoo.conf"}})

mounts(name, more) := workload(name, object.union({"replicas": 2, "pod": {"containers": [{"command": [], "args": []}], "volumes": [{"configMaps": ["map"]}]}}, more))

test_a_file_asks_as_often_as_those_who_mount_it_run if {
	demanded([of_map({}), mounts("w", {})]) == {"f": 2}
	demanded([of_map({}), mounts("w", {}), mounts("v", {})]) == {"f": 4}
	demanded([of_map({}), mounts("w", {"owned": true})]) == {"f": 1}
	demanded([of_map({}), mounts("w", {"pod": {"volumes": [{"configMaps": ["other"]}]}})]) == {"f": 1}
	demanded([of_map({}), mounts("w", {"pod": {"containers": [{"command": ["odoo"], "args": ["-c", "/etc/odoo.conf"]}]}})]) == {"f": 2}
	demanded([of_map({}), mounts("w", {"pod": {"containers": [{"command": ["odoo"], "args": ["-c", "/etc/other.conf"]}]}})]) == {"f": 1}
	demanded([of_map({}), mounts("w", {"pod": {"containers": [{"command": ["odoo"], "args": ["-c", "/etc/myodoo.conf"]}]}})]) == {"f": 1}
}

test_a_container_that_leaves_it_to_a_file_is_counted_there if {
	bare := odoo("o", {}, {"workload": "w"})
	demanded([of_map({}), bare, workload("w", {"replicas": 3})]) == {"f": 3}
	demanded([object.union(of_map({}), {"tenant": "b"}), bare, workload("w", {"replicas": 3})]) == {"f": 1}
}

room(settings) := out if {
	out := pgs_13.room(server(settings))
}

test_the_room_of_a_server if {
	room({}) == 97
	room({"max_connections": "200"}) == 197
	room({"max_connections": "200", "superuser_reserved_connections": "5", "reserved_connections": "10"}) == 185
}

sized(settings) := pgs_13.pool_size(pooler(settings))

test_the_size_of_a_pool if {
	sized({}) == 20
	sized({"default_pool_size": "30", "reserve_pool_size": "5"}) == 35
	sized({"max_db_connections": "10"}) == 10
	sized({"max_db_connections": "1"}) == 1
	sized({"max_db_connections": "50", "reserve_pool_size": "5"}) == 25
	sized({"max_db_connections": "50"}) == 20
	sized({"max_db_connections": "0"}) == 20
}

resource(spec) := {"kind": "Resource", "meta": {"id": "r", "name": "pool", "namespace": "n", "resourceKind": "Pooler", "apiVersion": "postgresql.cnpg.io/v1"}, "object": {"spec": spec}}

clients(spec, settings) := out if {
	out := pgs_13.clients(pooler(settings)) with data.platform as platform([resource(spec)])
}

test_clients_of_all_processes if {
	clients({}, {}) == 100
	clients({"instances": 3}, {}) == 300
	clients({"instances": 0}, {}) == 100
	clients({"instances": 2}, {"max_client_conn": "7"}) == 14
	pgs_13.clients(pooler({})) == 100 with data.platform as platform([object.union(resource({"instances": 3}), {"meta": {"apiVersion": "acme.dev/v1"}})])
	pgs_13.clients(pooler({})) == 100 with data.platform as platform([object.union(resource({"instances": 3}), {"meta": {"resourceKind": "Cluster"}})])
}

databases(named, entities) := out if {
	out := pgs_13.databases(object.union(pooler({}), {"databases": named})) with data.platform as platform(entities)
}

test_a_pool_for_each_database if {
	databases({}, []) == 1
	databases({"a": {}, "b": {}}, []) == 2
	databases({"a": {}, "*": {}}, []) == 1
	databases({"*": {}}, [pooler({}), file({}), odoo("p", {}, {"tenant": "b"})]) == 2
}

found(of, entities) := out if {
	out := {[v.key, v.observed] | some v in pgs_13.violation} with input as of with data.platform as platform(entities)
}

asking(n) := file({"workers": sprintf("%d", [n]), "max_cron_threads": "0", "db_maxconn": "1"})

test_a_server_that_is_just_large_enough if {
	every n in [97, 1] {
		found(server({}), [server({}), asking(n)]) == set()
	}
	found(server({}), [server({}), asking(98)]) == {["server", "98 asked for, room for 97"]}
}

test_a_pooler_that_is_just_large_enough if {
	small := pooler({"max_client_conn": "10"})
	found(small, [small, asking(10)]) == set()
	found(small, [small, asking(11)]) == {["clients", "11 asked for, 10 allowed"]}
}

of(size) := pooler({"default_pool_size": sprintf("%d", [size])})

test_pools_that_just_fit_into_their_server if {
	found(of(97), [of(97), server({}), asking(1)]) == set()
	found(of(98), [of(98), server({}), asking(1)]) == {["pool", "pools of 98, room for 97"]}
}

doubted(of, entities) := out if {
	out := pgs_13.unknown with input as of with data.platform as platform(entities)
}

other_server := object.union(server({}), {"meta": {"id": "db2", "name": "db2"}})

test_with_two_servers_it_is_in_doubt_who_asks_which if {
	doubted(server({}), [server({}), other_server, asking(97)]) == set()
	doubted(server({}), [server({}), other_server, asking(98)]) == {"db_host does not tell whether 1 of Odoo's configurations lead here: with them 98 are asked for, room is for 97"}
	found(server({}), [server({}), other_server, asking(98)]) == set()
}

test_a_host_that_names_the_service_of_a_server if {
	every host in ["db-rw", "db-rw.n", "db-ro.n.svc", "DB-R.n.svc.cluster.local."] {
		named := odoo("o", {"workers": "98", "max_cron_threads": "0", "db_maxconn": "1", "db_host": host}, {})
		found(server({}), [server({}), other_server, named]) == {["server", "98 asked for, room for 97"]}
		found(other_server, [server({}), other_server, named]) == set()
	}
}

of_kind(kind) := pgs_13.services({"meta": {"name": "x", "resourceKind": kind}})

test_names_of_services if {
	of_kind("Pooler") == {"x"}
	of_kind("postgresql") == {"x"}
	of_kind("Cluster") == {"x-rw", "x-ro", "x-r"}
	not pgs_13.services({"meta": {"name": "x", "resourceKind": "PostgresCluster"}})
}

test_poolers_for_reading_are_not_added_to_those_for_writing if {
	pgs_13.side(pooler({})) == "rw"
	pgs_13.side(pooler({})) == "ro" with data.platform as platform([resource({"type": "ro"})])
}

behind(spec, entities) := out if {
	out := pgs_13.behind(pooler({})).meta.id with data.platform as platform(array.concat([resource(spec), pooler({})], entities))
}

test_the_server_behind_a_pooler if {
	behind({"cluster": {"name": "db"}}, [server({}), other_server]) == "db"
	behind({}, [server({})]) == "db"
	not behind({}, [server({}), other_server])
	not behind({"cluster": {"name": "gone"}}, [server({})])
	not behind({"cluster": {"name": "db"}}, [object.union(server({}), {"meta": {"namespace": "m"}})])
	not behind({"cluster": {"name": "db"}}, [object.union(server({}), {"meta": {"resourceKind": "postgresql"}})])
}

applicable(of, entities) if {
	pgs_13.applicable with input as of with data.platform as platform(entities)
}

test_what_it_looks_at if {
	applicable(server({}), [server({}), asking(1)])
	not applicable(server({}), [server({})])
	not applicable(server({}), [server({}), pooler({}), asking(1)])
	applicable(pooler({}), [pooler({}), asking(1)])
	not applicable(pooler({}), [pooler({})])
}

test_a_scaler_that_says_no_most_leaves_the_replicas if {
	bare := object.remove(scaler("w", 7), ["maxReplicas"])
	demanded([in_pod({"workers": "1"}), workload("w", {"replicas": 3}), bare]) == {"o": 3}
}

test_a_file_beside_no_container_that_says_its_workers_runs_once if {
	demanded([of_map({}), odoo("o", {}, {"workload": "w"}), workload("w", {"replicas": 0})]) == {"f": 1}
}

test_servers_behind_a_pooler_are_asked_by_it if {
	found(server({}), [server({}), pooler({}), asking(98)]) == set()
	count(doubted(server({}), [server({}), pooler({}), asking(98)])) == 1
}
