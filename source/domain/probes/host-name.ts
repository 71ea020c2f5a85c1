import { sanitize } from '../sanitize.ts';
import { address6, readHostText } from './host-text.ts';

/** What stands in the place of a host name and is none, or is one that makes trouble. */
export interface HostNameFlaw {
  /** Clauses about it: `begins with “https://”`. Never empty. */
  readonly clauses: readonly string[];
  /** What is probably meant; undefined where nobody can tell. */
  readonly suggestion: string | undefined;
  /** The port that stands in it. */
  readonly port: number | undefined;
  /** No lookup can find it, whatever DNS holds: Odoo hands it to getaddrinfo as it stands. */
  readonly isHopeless: boolean;
}

/** Letters of other alphabets and signs of word processors that look like what is meant. */
const lookalikes: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'аеорсухіѕԁһ'].map((letter, index) => [letter, 'aeopcyxisdh'[index] ?? ''])),
  ...Object.fromEntries([...'‐‑‒–—−'].map((dash) => [dash, '-'])),
  '。': '.',
  '．': '.',
  '․': '.',
  ı: 'i',
};

/** What a program writes for "nothing". */
const nothings = /^(?:none|false|null|undefined|n\/a|-)$/i;

/** What keeps a text from being found by getaddrinfo, as Python hands it over, or makes trouble later; undefined: nothing. */
export const judgeHostName = (host: string): HostNameFlaw | undefined => {
  if (nothings.test(host.trim())) {
    return {
      clauses: [`is the word that a program writes for “nothing”`],
      suggestion: undefined,
      port: undefined,
      isHopeless: false,
    };
  }
  const read = readHostText(host);
  const looks = judgeLetters(read.text);
  const clauses = [...read.clauses, ...looks.clauses];
  if (clauses.length === 0) return undefined;
  return {
    clauses,
    suggestion: read.isAmbiguous || looks.suggestion === host ? undefined : looks.suggestion,
    port: read.port,
    // Python's IDNA codec drops invisible characters, and letters beyond ASCII may be a name's own.
    isHopeless: read.clauses.some((clause) => !clause.startsWith('holds an invisible')) || looks.isHopeless,
  };
};

interface Letters {
  readonly clauses: readonly string[];
  readonly suggestion: string | undefined;
  readonly isHopeless: boolean;
}

const judgeLetters = (name: string): Letters => {
  if (address6.test(name)) return { clauses: [], suggestion: name, isHopeless: false };
  const bare = name.replace(/\.$/, '');
  const plain = [...bare].map((sign) => lookalikes[sign] ?? sign).join('');
  const foreign = [...new Set(bare.match(/[^\u0000-\u007f]/gu) ?? [])];
  const odd = [...new Set(bare.match(/[\u0021-\u007e]/g)?.filter((sign) => !/[A-Za-z0-9.-]/.test(sign)) ?? [])];
  const tooLong = bare.length > 253 || bare.split('.').some((label) => label.length > 63);
  const clauses = [
    ...(foreign.length > 0 ? [`holds ${list(foreign)}, which is not ASCII`] : []),
    ...(odd.length > 0 ? [`holds ${list(odd)}, which no host name has`] : []),
    ...(tooLong ? ['is too long: 63 characters between two dots, 253 in all (RFC 1035 §2.3.4)'] : []),
    ...(name.endsWith('.') && bare !== '' ? ['ends with a dot'] : []),
  ];
  const isPlain = /^[A-Za-z0-9_.-]+$/.test(plain) && !tooLong;
  return { clauses, suggestion: isPlain ? plain : undefined, isHopeless: tooLong };
};

const list = (signs: readonly string[]): string => signs.map((sign) => `“${sign}”`).join(', ');

/** Why nothing is found: `“smtp.acme.com:587” is no host name: it holds a port (587). “smtp.acme.com” is probably meant.` */
export const describeHostNameFlaw = (host: string, { clauses, suggestion, isHopeless }: HostNameFlaw): string => {
  const meant = suggestion === undefined ? '' : ` “${suggestion}” is probably meant.`;
  const what = isHopeless ? 'is no host name:' : 'does not exist in DNS, and';
  return `“${sanitize(host).replace(/[\n\t]/g, ' ')}” ${what} it ${joinClauses(clauses)}.${meant}`;
};

const joinClauses = (clauses: readonly string[]): string =>
  [clauses.slice(0, -1).join(', '), clauses.at(-1)].filter((part) => part !== '').join(' and ');
