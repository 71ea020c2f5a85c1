import type { Evidence } from '../../finding/evidence.ts';
import { endSentence } from '../../wording/end-sentence.ts';
import type { DnsProblem } from '../dns-problem.ts';

/** A DNS blocklist (RFC 5782) and how to read its answers. */
export interface Blocklist {
  readonly zone: string;
  readonly title: string;
  /** What it lists: addresses that deliver mail, or domains in it. */
  readonly lists: 'addresses' | 'domains';
  /** Meaning of each answer. */
  readonly codes: Readonly<Record<string, string>>;
  /** Where the last number of the answer is a sum: meaning of each bit. */
  readonly bits?: Readonly<Record<number, string>>;
  /** Answers that say the question was refused; 127.255.255.* always does. */
  readonly refusals: Readonly<Record<string, string>>;
  /** Where to ask for removal. */
  readonly removal: string;
  /** When these facts were last read, ISO date. */
  readonly asOf: string;
}

/** What a blocklist says. Only `listed` is bad; `refused` and `unknown` say nothing about the subject. */
export type BlocklistVerdict =
  | { readonly kind: 'clean' }
  | { readonly kind: 'listed'; readonly answers: readonly string[]; readonly meanings: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Spamhaus introduced these; others took them over (docs.spamhaus.com, DNSBL error codes, read 2026-11-24). */
const commonRefusals: Readonly<Record<string, string>> = {
  '127.255.255.252': 'the name of the list is misspelt',
  '127.255.255.254': 'the question came through a public resolver, which the list does not serve',
  '127.255.255.255': 'too many questions came from this resolver',
};

const isRefusal = (list: Blocklist, answer: string): boolean =>
  answer.startsWith('127.255.255.') || list.refusals[answer] !== undefined;

const explainRefusal = (list: Blocklist, answer: string): string =>
  list.refusals[answer] ?? commonRefusals[answer] ?? `it answered ${answer}, which is an error code`;

const explainBits = (bits: Readonly<Record<number, string>>, answer: string): readonly string[] => {
  const sum = Number(answer.split('.').at(-1));
  return Object.entries(bits).flatMap(([bit, meaning]) => ((sum & Number(bit)) === 0 ? [] : [meaning]));
};

const explain = ({ codes, bits }: Blocklist, answer: string): readonly string[] => {
  const known = codes[answer];
  if (known !== undefined) return [known];
  const parts = bits === undefined ? [] : explainBits(bits, answer);
  return parts.length > 0 ? parts : [`code ${answer}`];
};

/** Reads the addresses a list answered with. An answer outside 127.0.0.0/8 comes from a resolver that makes things up. */
export const readBlocklistAnswers = (list: Blocklist, answers: readonly string[]): BlocklistVerdict => {
  const refusal = answers.find((answer) => isRefusal(list, answer));
  if (refusal !== undefined) return { kind: 'refused', reason: explainRefusal(list, refusal) };
  const strange = answers.find((answer) => !answer.startsWith('127.'));
  if (strange !== undefined) {
    return {
      kind: 'unknown',
      reason: `the answer ${strange} is none a blocklist gives; the list has ended, or the resolver answers for names that do not exist`,
    };
  }
  return { kind: 'listed', answers, meanings: [...new Set(answers.flatMap((answer) => explain(list, answer)))] };
};

export interface BlocklistCheck {
  readonly list: Blocklist;
  /** The address or domain that was asked about. */
  readonly subject: string;
  readonly verdict: BlocklistVerdict;
  /** What the list itself says about the entry. */
  readonly words: string | undefined;
  readonly problems: readonly DnsProblem[];
  readonly evidence: readonly Evidence[];
}

/** What a listing means for whoever sends from the subject; none for every other verdict. */
export const describeListing = (check: Omit<BlocklistCheck, 'problems'>): readonly DnsProblem[] => {
  if (check.verdict.kind !== 'listed') return [];
  const { list, subject, verdict, words } = check;
  const why = words === undefined ? '' : ` ${endSentence(`It says: ${words}`)}`;
  return [
    {
      rule: 'blocklist.listed',
      severity: 'fail',
      subject,
      message: `${subject} is on the blocklist ${list.title} as ${verdict.meanings.join(', ')}; ask for removal at ${list.removal}.${why}`,
    },
  ];
};
