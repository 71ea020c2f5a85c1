import type { DnsProblem } from '../dns-problem.ts';
import { parseTags, splitValue, type TagList, tagValue } from '../tags.ts';
import type { KeyMaterial } from './key.ts';

interface Record {
  readonly text: string;
  readonly list: TagList;
  readonly material: KeyMaterial;
}

/** One thing that can be wrong with a key record, with the sentence about it. */
interface Rule {
  readonly id: string;
  readonly severity: DnsProblem['severity'];
  find(record: Record): string | undefined;
}

/** RFC 8301 §3.2, and what Gmail (support.google.com/a/answer/81126, 2026-03-21) recommends. */
const leastBits = 1024;
const advisedBits = 2048;
/** Longer keys need not be supported by verifiers (RFC 8301 §3.2). */
const mostBits = 4096;

const keyTypeOf = (list: TagList): string => tagValue(list, 'k')?.toLowerCase() ?? 'rsa';

const flagsOf = (list: TagList): readonly string[] => splitValue(tagValue(list, 't') ?? '', ':');

const rules: readonly Rule[] = [
  {
    id: 'dkim.escaped',
    severity: 'fail',
    find: ({ text }) =>
      /\\;|^["']|["']$/.test(text)
        ? 'holds the backslashes or quotation marks of a zone file, which do not belong into the record itself'
        : undefined,
  },
  {
    id: 'dkim.version',
    severity: 'fail',
    find: ({ list, text }) => {
      const version = tagValue(list, 'v');
      if (version === undefined || text.includes('\\;')) return undefined;
      if (version !== 'DKIM1') return `has the version '${version}' where only DKIM1 exists, so verifiers pass over it`;
      return list.tags[0]?.name === 'v' ? undefined : 'does not begin with its version, so verifiers pass over it';
    },
  },
  {
    id: 'dkim.syntax',
    severity: 'fail',
    find: ({ list }) => {
      if (list.repeated.length > 0) return `says ${list.repeated.join(', ')}= more than once, which makes it invalid`;
      return list.broken.length > 0 ? `contains "${list.broken.join('; ')}", which is no tag` : undefined;
    },
  },
  {
    id: 'dkim.key-type',
    severity: 'fail',
    find: ({ list }) => {
      const type = keyTypeOf(list);
      return type === 'rsa' || type === 'ed25519'
        ? undefined
        : `has a key of type '${type}', which verifiers do not know`;
    },
  },
  {
    id: 'dkim.unreadable-key',
    severity: 'fail',
    find: ({ material }) =>
      material.kind === 'unreadable' ? `has a key that cannot be read: ${material.reason}` : undefined,
  },
  {
    id: 'dkim.short-key',
    severity: 'fail',
    find: ({ material }) =>
      material.kind === 'rsa' && material.bits < leastBits
        ? `has a key of ${material.bits} bits; receivers refuse fewer than ${leastBits}`
        : undefined,
  },
  {
    id: 'dkim.old-key',
    severity: 'warn',
    find: ({ material }) =>
      material.kind === 'rsa' && material.bits >= leastBits && material.bits < advisedBits
        ? `has a key of ${material.bits} bits; it still passes, but ${advisedBits} are recommended`
        : undefined,
  },
  {
    id: 'dkim.long-key',
    severity: 'warn',
    find: ({ material }) =>
      material.kind === 'rsa' && material.bits > mostBits
        ? `has a key of ${material.bits} bits; some receivers cannot verify more than ${mostBits}`
        : undefined,
  },
  {
    id: 'dkim.ed25519',
    severity: 'warn',
    find: ({ material }) =>
      material.kind === 'ed25519'
        ? 'has an Ed25519 key, which Gmail and Microsoft do not verify; sign with an RSA key as well'
        : undefined,
  },
  {
    id: 'dkim.hash',
    severity: 'fail',
    find: ({ list }) => {
      const hashes = tagValue(list, 'h');
      if (hashes === undefined || splitValue(hashes.toLowerCase(), ':').includes('sha256')) return undefined;
      return `allows only ${hashes}, and signatures are made with sha256`;
    },
  },
  // The next three are right by RFC 6376 §3.6.1; verifiers in use stumble at them all the same (measured 2026-11-29).
  {
    id: 'dkim.bare-key',
    severity: 'warn',
    find: ({ material }) =>
      material.kind === 'rsa' && material.isBare
        ? 'holds its key as a bare RSAPublicKey, which the standard allows and Mail::DKIM (SpamAssassin, Amavis) cannot read; publish the form that openssl rsa -pubout writes'
        : undefined,
  },
  {
    id: 'dkim.hash-spaces',
    severity: 'warn',
    find: ({ list }) => {
      const hashes = tagValue(list, 'h')?.toLowerCase() ?? '';
      if (!splitValue(hashes, ':').includes('sha256') || hashes.split(':').includes('sha256')) return undefined;
      return `has spaces in h=${hashes}, which the standard allows and Mail::DKIM (SpamAssassin, Amavis) reads as no sha256; take them out`;
    },
  },
  {
    id: 'dkim.services',
    severity: 'note',
    find: ({ list }) => {
      const services = tagValue(list, 's') ?? '';
      const isEmail = splitValue(services, ':').some((service) => service === 'email' || service === '*');
      return isEmail && services.includes(':')
        ? `names several services (s=${services}), which dkimpy takes for an error; leave s= out`
        : undefined;
    },
  },
  {
    id: 'dkim.service',
    severity: 'fail',
    find: ({ list }) => {
      const services = tagValue(list, 's');
      const allowed = splitValue(services ?? '*', ':');
      return allowed.includes('*') || allowed.includes('email') ? undefined : `is for ${services}, not for email`;
    },
  },
  {
    id: 'dkim.testing',
    severity: 'warn',
    find: ({ list }) =>
      flagsOf(list).includes('y')
        ? 'is marked as a test (t=y), so receivers may treat its signatures as if there were none; take t=y away'
        : undefined,
  },
  {
    id: 'dkim.strict',
    severity: 'note',
    find: ({ list }) => (flagsOf(list).includes('s') ? 'does not sign for subdomains (t=s)' : undefined),
  },
  {
    id: 'dkim.granularity',
    severity: 'note',
    find: ({ list }) =>
      tagValue(list, 'g') === undefined ? undefined : 'has the tag g=, which was taken out of the standard in 2011',
  },
];

/** Everything that is wrong with a key record (RFC 6376 §3.6.1, RFC 8301, RFC 8463), the worst first. */
export const lintDkimKey = (name: string, text: string, material: KeyMaterial): readonly DnsProblem[] => {
  const record = { text, list: parseTags(text), material };
  return rules.flatMap(({ id, severity, find }) => {
    const what = find(record);
    return what === undefined ? [] : [{ rule: id, severity, subject: name, message: `The DKIM key ${name} ${what}.` }];
  });
};
