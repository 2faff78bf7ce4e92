package bulkhead.controls.iso_17_test

import rego.v1

import data.bulkhead.controls.iso_17

test_the_folders_above_a_place if {
	iso_17.folders("bucket/a/b") == {"bucket", "bucket/a"}
	iso_17.folders("bucket/a") == {"bucket"}
	iso_17.folders("bucket") == set()
}
