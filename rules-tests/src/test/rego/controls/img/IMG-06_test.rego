package bulkhead.controls.img_06_test

import rego.v1

import data.bulkhead.controls.img_06

observed(name, text, withheld) := out if {
	out := {v.observed | some v in img_06.violation} with input as {"kind": "ImageBuild", "meta": {"name": "Dockerfile"}, "stages": [{"instructions": [{"name": name, "text": text, "withheld": withheld, "pointer": "/i"}]}]}
}

test_files_that_hold_keys if {
	every file in [".env", "id_rsa", "id_ed25519", ".npmrc", ".pypirc", ".netrc", "tls.key", "x.p12", "x.pfx", "x.jks"] {
		every name in ["COPY", "ADD"] {
			observed(name, sprintf("conf/%s /app/", [file]), false) == {sprintf("%s conf/%s /app/", [name, file])}
			observed(name, sprintf("[\"%s\", \"/app/\"]", [file]), false) == {sprintf("%s [\"%s\", \"/app/\"]", [name, file])}
		}
		observed("RUN", sprintf("rm %s", [file]), false) == set()
	}
	observed("COPY", "env keys /app/", false) == set()
}

test_build_arguments_that_are_secret if {
	every name in ["TOKEN", "NPM_TOKEN", "db_password", "PASSWD", "CLIENT_SECRET", "API_KEY", "apikey", "PRIVATE_KEY"] {
		observed("ARG", sprintf(" %s ", [name]), false) == {sprintf("ARG %s", [name])}
		observed("ARG", name, true) == {"ARG with a value that looks like a secret (withheld)"}
		observed("ENV", name, false) == set()
		observed("ARG", sprintf("X=%s", [name]), false) == set()
	}
	observed("ARG", "VERSION", false) == set()
	observed("ARG", "TOKEN_URL", false) == set()
	observed("ARG", "X=MY_TOKEN", false) == set()
}
