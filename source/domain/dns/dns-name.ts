const longestName = 253;
const longestLabel = 63;

/** A name as we compare and print it: lower case, no final dot. The root stays `.`. */
export const normalizeName = (name: string): string => (name === '.' ? name : name.toLowerCase().replace(/\.$/, ''));

/** Whether a text can be asked for: labels of 1 to 63 bytes, 253 in all (RFC 1035 §2.3.4). */
export const isDnsName = (name: string): boolean => {
  const bytes = new TextEncoder().encode(name).length;
  if (bytes === 0 || bytes > longestName) return false;
  return name.split('.').every((label) => {
    const length = new TextEncoder().encode(label).length;
    return length > 0 && length <= longestLabel;
  });
};

/** Whether `name` is `ancestor` or below it. */
export const isAtOrBelow = (name: string, ancestor: string): boolean =>
  name === ancestor || name.endsWith(`.${ancestor}`);

/** The domain of a mail address, normalized; undefined when there is none. */
export const domainOf = (address: string): string | undefined => {
  const domain = address.slice(address.lastIndexOf('@') + 1).trim();
  return address.includes('@') && domain !== '' ? normalizeName(domain) : undefined;
};

/**
 * A name that nobody has beside or below another: what answers there is a wildcard, and answers for every name that is
 * not published (RFC 4592 §2.2.1).
 */
export const madeUpBelow = (name: string): string => `_no-such-name-5e1c.${name}`;
