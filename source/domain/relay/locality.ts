/** An address of a network card of this machine. */
export interface OwnAddress {
  readonly address: string;
  /** `eth0`, `docker0`. */
  readonly card: string;
}

/** Whether a mail server is the machine on which we stand. */
export type Locality =
  | { readonly kind: 'this-machine' }
  | { readonly kind: 'elsewhere' }
  /** It may be; a clause that goes on after "is not known: ". */
  | { readonly kind: 'unknown'; readonly why: string };

const loopback = /^(?:127\.|::1$|::ffff:127\.)/;
/** Networks that container engines and hypervisors lay out alike on every machine. */
const virtualCard = /^(?:docker|br-|virbr|veth|lxc|lxdbr|cni|podman|cali|flannel)/;

/**
 * Judges the addresses of a server's name. What Odoo calls localhost is the machine on which Odoo runs, in a container the
 * container; the address of a bridge means another machine elsewhere.
 */
export const judgeLocality = (
  addresses: readonly string[],
  { own, isOdoos }: { readonly own: readonly OwnAddress[]; readonly isOdoos: boolean },
): Locality => {
  const places = addresses.map((address): Locality['kind'] => {
    const card = own.find((each) => each.address === address)?.card;
    if (loopback.test(address) || (card !== undefined && virtualCard.test(card))) {
      return isOdoos ? 'this-machine' : 'unknown';
    }
    return card === undefined ? 'elsewhere' : 'this-machine';
  });
  if (places.length === 0) return { kind: 'unknown', why: 'its name leads nowhere' };
  if (places.every((place) => place === 'this-machine')) return { kind: 'this-machine' };
  if (places.every((place) => place === 'elsewhere')) return { kind: 'elsewhere' };
  return places.includes('unknown')
    ? {
        kind: 'unknown',
        why: 'it is the machine on which Odoo runs, and no Odoo of this database was seen on this one',
      }
    : { kind: 'unknown', why: 'its name leads to this machine and to others' };
};
