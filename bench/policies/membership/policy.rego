package bench

import rego.v1

# Membership in large sets and objects.
blocked := {address | some address in data.blocked}

result := {
	"blocked": [a | some a in input.addresses; a in blocked],
	"known": count([u | some u in input.users; data.directory[u].active]),
	"strangers": {u | some u in input.users} - {u | some u, _ in data.directory},
}
