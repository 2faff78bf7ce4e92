package dev.bulkhead.rego.builtins;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network: an address and how many of its leading bits are fixed.
 *
 * @param address as written, with the bits that are not fixed; IPv4 in 32 bits
 * @param bits 32 or 128
 */
record Cidr(BigInteger address, int prefix, int bits) {
  private static final BigInteger MAPPED = BigInteger.valueOf(0xffff).shiftLeft(32);

  /** Reads {@code address/prefix}; null where it is none. */
  static @Nullable Cidr read(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return null;
    }
    IpAddress ip = IpAddress.read(text.substring(0, slash));
    int prefix = prefix(text.substring(slash + 1));
    return ip == null || prefix < 0 || prefix > ip.bits()
        ? null
        : new Cidr(ip.value(), prefix, ip.bits()).network().unmapped();
  }

  private static int prefix(String digits) {
    if (digits.isEmpty() || digits.length() > 9) {
      return -1;
    }
    return digits.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(digits) : -1;
  }

  /** A network of IPv4 addresses written as IPv6 is the IPv4 network. */
  private Cidr unmapped() {
    boolean mapped = bits == 128 && prefix >= 96 && address.shiftRight(32).intValue() == 0xffff;
    return mapped && address.bitLength() <= 48
        ? new Cidr(address.subtract(MAPPED), prefix - 96, 32)
        : this;
  }

  /** This network with the bits that are not fixed at zero. */
  Cidr network() {
    int free = bits - prefix;
    return new Cidr(address.shiftRight(free).shiftLeft(free), prefix, bits);
  }

  BigInteger first() {
    return network().address;
  }

  BigInteger last() {
    return first().add(size()).subtract(BigInteger.ONE);
  }

  BigInteger size() {
    return BigInteger.ONE.shiftLeft(bits - prefix);
  }

  boolean contains(IpAddress ip) {
    IpAddress plain = ip.unmapped();
    return plain.bits() == bits
        && plain.value().shiftRight(bits - prefix).equals(address.shiftRight(bits - prefix));
  }

  boolean contains(Cidr other) {
    return other.bits == bits
        && other.prefix >= prefix
        && other.address.shiftRight(bits - prefix).equals(address.shiftRight(bits - prefix));
  }

  /** The place of an address of this network among all addresses, IPv4 ones mapped into IPv6. */
  BigInteger global(BigInteger own) {
    return bits == 32 ? own.add(MAPPED) : own;
  }

  /** The fewest networks that make up a range of places as {@link #global} gives them. */
  static List<Cidr> covering(BigInteger first, BigInteger last) {
    var out = new ArrayList<Cidr>();
    BigInteger at = first;
    while (at.compareTo(last) <= 0) {
      int free = at.signum() == 0 ? 128 : at.getLowestSetBit();
      BigInteger left = last.subtract(at).add(BigInteger.ONE);
      free = Math.min(free, left.bitLength() - 1);
      out.add(new Cidr(at, 128 - free, 128).unmapped());
      at = at.add(BigInteger.ONE.shiftLeft(free));
    }
    return out;
  }

  @Override
  public String toString() {
    return new IpAddress(address, bits) + "/" + prefix;
  }
}
