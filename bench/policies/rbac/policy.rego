package bench

import rego.v1

# Who may do what: roles bound to users, grants bound to roles.
default allow := false

allow if "admin" in roles

allow if {
	some role in roles
	some grant in data.grants[role]
	grant.action == input.action
	grant.type == input.type
}

roles contains role if some role in data.users[input.user]

result := {"allow": allow, "roles": roles}
