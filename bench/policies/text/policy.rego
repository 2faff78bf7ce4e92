package bench

import rego.v1

# Strings taken apart, matched and put together.
result contains out if {
	some line in input.lines
	parts := split(line, " ")
	regex.match(`^[0-9]{1,3}(\.[0-9]{1,3}){3}$`, parts[0])
	contains(line, "POST")
	path := trim_prefix(parts[2], "/api")
	segments := [upper(s) | some s in split(path, "/"); s != ""]
	out := sprintf("%s %s %d", [parts[0], concat(".", segments), count(segments)])
}
