package authz

default allow := false

allow if input.user in data.admins

allow if {
	input.method == "GET"
	startswith(input.path, "/public/")
}

deny contains msg if {
	not allow
	msg := sprintf("%s may not %s %s", [input.user, input.method, input.path])
}

endless if count([1 | some a in numbers.range(1, 100000); some b in numbers.range(1, 100000)]) == 0

digest := crypto.sha256(input.user)
