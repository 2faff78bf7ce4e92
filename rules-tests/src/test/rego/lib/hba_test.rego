package bulkhead.lib.hba_test

import rego.v1

import data.bulkhead.lib.hba

test_connections_from_the_machine_itself if {
	every address in ["localhost", "samehost", "::1/128", "::1", "127.0.0.1/32", "127.0.0.0/8"] {
		hba.loopback({"address": address})
	}
}

test_connections_from_elsewhere if {
	every address in ["0.0.0.0/0", "::/0", "samenet", "10.127.0.1/32"] {
		not hba.loopback({"address": address})
	}
}
