package bulkhead.controls.pgs_07_test

import rego.v1

import data.bulkhead.controls.pgs_07

role(more) := object.union({"kind": "DatabaseRole", "meta": {"name": "odoo", "resourceKind": "sql_roles"}, "attributes": [], "memberOf": []}, more)

messages(of) := out if {
	out := {v.message | some v in pgs_07.violation} with input as of with data.parameters as {"superusers": ["postgres"], "replication_roles": ["streamer"]}
}

test_attributes_that_administer if {
	every name in ["superuser", "createdb", "createrole", "replication", "bypassrls"] {
		messages(role({"attributes": [{"name": name, "pointer": "/a"}]})) == {sprintf("role odoo has %s", [name])}
		messages(role({"meta": {"name": "postgres"}, "attributes": [{"name": name, "pointer": "/a"}]})) == set()
		messages(object.union(role({"attributes": [{"name": name, "pointer": "/a"}]}), {"kind": "Other"})) == set()
	}
	messages(role({"attributes": [{"name": "login", "pointer": "/a"}]})) == set()
	messages(role({"meta": {"name": "streamer"}, "attributes": [{"name": "replication", "pointer": "/a"}]})) == set()
	messages(role({"meta": {"name": "streamer"}, "attributes": [{"name": "superuser", "pointer": "/a"}]})) == {"role streamer has superuser"}
}

reaching := {
	"pg_execute_server_program": "runs programs on the server",
	"pg_read_server_files": "reads the server's files",
	"pg_write_server_files": "writes the server's files",
	"pg_read_all_data": "reads every table of every schema",
	"pg_write_all_data": "writes every table of every schema",
	"postgres": "is a superuser",
}

test_memberships_that_reach_further if {
	every name, reach in reaching {
		messages(role({"memberOf": [{"name": name, "pointer": "/m"}]})) == {sprintf("role odoo is a member of %s, which %s", [name, reach])}
		messages(role({"meta": {"name": "postgres"}, "memberOf": [{"name": name, "pointer": "/m"}]})) == set()
		messages(object.union(role({"memberOf": [{"name": name, "pointer": "/m"}]}), {"kind": "Other"})) == set()
	}
	messages(role({"memberOf": [{"name": "pg_monitor", "pointer": "/m"}]})) == set()
}

cluster(access, more) := object.union({"kind": "Resource", "meta": {"name": "c", "apiVersion": "postgresql.cnpg.io/v1", "resourceKind": "Cluster"}, "object": {"spec": {"enableSuperuserAccess": access}}}, more)

test_a_cluster_that_keeps_a_superusers_password if {
	count(messages(cluster(true, {}))) == 1
	messages(cluster(false, {})) == set()
	messages(cluster(true, {"meta": {"apiVersion": "acme.dev/v1"}})) == set()
	messages(cluster(true, {"meta": {"resourceKind": "Pooler"}})) == set()
	messages(cluster(true, {"kind": "Other"})) == set()
}

asked(of, kind) := out if {
	out := count(pgs_07.unknown) with input as of with data.platform.kinds.DatabaseRole as {"r": {"meta": {"resourceKind": kind}}}
}

test_roles_come_with_a_dump_of_globals if {
	asked({"kind": "DatabaseServer"}, "sql_roles") == 0
	asked({"kind": "DatabaseServer"}, "Cluster") == 1
	asked(role({}), "Cluster") == 0
}

test_what_it_looks_at if {
	pgs_07.applicable with input as role({})
	pgs_07.applicable with input as {"kind": "DatabaseServer"}
	not pgs_07.applicable with input as {"kind": "DatabaseServer", "operator": "zalando"}
	not pgs_07.applicable with input as {"kind": "Other"}
	pgs_07.applicable with input as cluster(true, {})
}
