/** One line of /etc/hosts. */
export interface HostsEntry {
  /** As the system prints it: IPv6 in its shortest form. */
  readonly address: string;
  /** The canonical name, then the aliases. */
  readonly names: readonly string[];
}

/** Reads hosts(5); lines without a name are left out. */
export const parseHosts = (text: string): readonly HostsEntry[] =>
  text.split('\n').flatMap((line) => {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
    return address === '' || names.length === 0 ? [] : [{ address: shorten(address), names }];
  });

const shorten = (address: string): string => {
  if (!address.includes(':')) return address;
  const url = URL.parse(`http://[${address}]/`);
  return url === null ? address : url.hostname.slice(1, -1);
};
