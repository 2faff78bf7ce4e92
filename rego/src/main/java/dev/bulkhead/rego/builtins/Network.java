package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.builtins.Declaration.Capability;
import dev.bulkhead.rego.crypto.AddressText;
import dev.bulkhead.rego.crypto.CryptoException;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Built-ins that use the network. */
final class Network {
  private Network() {}

  static List<Declaration> http() {
    return List.of(
        Declaration.needing(
            Capability.NETWORK, "http.send", 1, (c, a) -> send(c, Args.object(a, 0))));
  }

  static List<Declaration> names() {
    return List.of(
        Declaration.needing(
            Capability.NETWORK, "net.lookup_ip_addr", 1, (c, a) -> lookup(Args.string(a, 0))));
  }

  private static Value send(BuiltinContext context, ObjectValue request) throws BuiltinException {
    HttpRequests.check(request);
    return HttpExchange.result(context, request);
  }

  private static Value lookup(String name) throws BuiltinException {
    try {
      var out = new ArrayList<Value>();
      for (InetAddress address : InetAddress.getAllByName(name)) {
        out.add(StringValue.of(AddressText.of(address.getAddress())));
      }
      return SetValue.of(out);
    } catch (UnknownHostException | CryptoException e) {
      throw Args.error("lookup " + name + ": no such host");
    }
  }
}
