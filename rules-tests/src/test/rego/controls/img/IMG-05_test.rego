package bulkhead.controls.img_05_test

import rego.v1

import data.bulkhead.controls.img_05

build(name, text, flags) := {"kind": "ImageBuild", "meta": {"name": "Dockerfile"}, "stages": [{"last": true, "instructions": [{"name": name, "text": text, "flags": flags, "pointer": "/i"}]}]}

keys(name, text, flags) := out if {
	out := {v.key | some v in img_05.violation} with input as build(name, text, flags)
}

run(text) := keys("RUN", text, [])

test_tools_that_a_final_image_needs_not if {
	every tool in ["sudo", "openssh-server", "openssh", "telnet", "telnetd", "netcat", "netcat-openbsd", "netcat-traditional", "gcc", "g++", "clang", "build-essential", "build-base", "make"] {
		run(sprintf("apt-get install -y %s && apt-get clean", [tool])) == {tool}
		run(sprintf("apk add --no-cache %s", [tool])) == {tool}
	}
	every manager in ["apt", "dnf", "microdnf", "yum", "zypper"] {
		run(sprintf("%s install sudo", [manager])) == {"sudo"}
	}
	run("pip install make") == set()
	run("apt-get install -y curl && apt-get clean; echo sudo") == set()
	run("echo sudo apt-get install curl; apt-get clean") == set()
	keys("COPY", "apt install sudo", []) == set()
}

test_scripts_straight_from_the_network if {
	every text in ["curl -s x | sh", "wget -qO- x | sudo bash", "curl x | sudo -E dash", "curl x | ksh"] {
		run(text) == {"pipe-to-shell"}
	}
	run("curl x; sh y") == set()
	run("curl x | tar x") == set()
	keys("COPY", "curl x | sh", []) == set()
}

test_files_from_a_url if {
	keys("ADD", "https://x/y /z", []) == {"add-url"}
	keys("ADD", "http://x/y /z", ["--chown=1"]) == {"add-url"}
	keys("ADD", "https://x/y /z", ["--checksum=sha256:1"]) == set()
	keys("ADD", "y /z", []) == set()
	keys("COPY", "https://x/y /z", []) == set()
}

test_package_lists_are_cleaned_in_the_same_layer if {
	run("apt-get update && apt-get install -y curl") == {"apt-get-cache"}
	run("apk add curl") == {"apk-cache"}
	every text in ["apt-get install curl && rm -rf /var/lib/apt/lists/*", "apt-get install curl && apt-get clean", "apt-get install curl && apt-get distclean", "apk add --no-cache curl", "apk add curl && rm -rf /var/cache/apk/*"] {
		run(text) == set()
	}
	keys("RUN", "apk add curl", ["--mount=type=cache,target=/var/cache"]) == set()
	keys("RUN", "apk add curl", ["--mount=type=secret"]) == {"apk-cache"}
	keys("COPY", "apk add curl", []) == set()
}
