package bulkhead.lib.cache_test

import rego.v1

import data.bulkhead.lib.cache

test_sentinels_and_settings_in_other_files if {
	cache.sentinel with input as {"directives": {"sentinel": []}}
	not cache.sentinel with input as {"directives": {}}
	cache.elsewhere with input as {"directives": {"include": []}, "meta": {"name": "redis.conf"}}
	cache.elsewhere with input as {"directives": {}, "meta": {"name": "shop/redis-additional.conf"}}
	not cache.elsewhere with input as {"directives": {}, "meta": {"name": "redis-additional.conf"}}
}
