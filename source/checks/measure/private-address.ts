import { BlockList, isIPv6 } from 'node:net';

const privateNetworks = new BlockList();
// RFC 1918, RFC 6598, RFC 3927, RFC 4193, RFC 4291 §2.5.6, and loopback.
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
] as const) {
  privateNetworks.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['fc00::', 7],
  ['fe80::', 10],
  ['::1', 128],
] as const) {
  privateNetworks.addSubnet(network, prefix, 'ipv6');
}

/** Whether an address never leaves the machine or its own network, where nobody listens in on the way. */
export const isPrivateAddress = (address: string): boolean =>
  privateNetworks.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
