import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { classify } from '../../../source/domain/replies/classify-reply.ts';
import { sharedFile } from '../../support/shared.ts';

/** Replies with the reason that the Sisimai project gives them (set-of-emails, BSD-2-Clause); read where they lie. */
const file = sharedFile('cases/bounces-open.jsonl');

interface Bounce {
  readonly text: string;
  readonly reason: string;
}

/** The classes that are of a reason's family. */
const families: Readonly<Record<string, RegExp>> = {
  authfailure: /^policy\./,
  badreputation: /^rep\.|^rate\.reputation$/,
  blocked: /^rep\.|^policy\.(?:ptr|helo)$|^rate\.(?:reputation|concurrent)$/,
  contenterror: /^policy\.rfc5322$|^rep\.content$/,
  exceedlimit: /^size/,
  filtered: /^rcpt\.|^rep\.content$|^policy\./,
  hasmoved: /^rcpt\./,
  hostunknown: /^rcpt\.domain$|^net\.dns/,
  mailboxfull: /^rcpt\.full$|^size_or_quota$/,
  mesgtoobig: /^size/,
  networkerror: /^net\.|^conn\.|^rate_or_maintenance$|^rcpt\.(?:domain|loop)$|^tls\./,
  norelaying: /^relay\./,
  notaccept: /^rcpt\.(?:domain|restricted)$|^rate_or_maintenance$|^rate\.server_busy$|^conn\.|^rep\.|^account\./,
  notcompliantrfc: /^policy\.rfc5322$/,
  policyviolation: /^rep\.|^policy\.|^rcpt\.restricted$/,
  rejected: /^sender\.|^policy\.(?:spf|dmarc|unauthenticated|alignment|rfc5322)$|^rep\.|^rcpt\.restricted$/,
  requireptr: /^policy\.(?:ptr|helo)$|^rep\.dynamic_ip$/,
  securityerror: /^auth\.|^tls\.|^policy\.|^relay\.|^rep\.|^rcpt\.restricted$/,
  spamdetected: /^rep\./,
  speeding: /^rate/,
  suspend: /^rcpt\.disabled$|^auth\.account_disabled$|^account\.blocked$/,
  toomanyconn: /^rate/,
  userunknown: /^rcpt\./,
  virusdetected: /^rep\.content$/,
};

/** Lines of the file whose reason is not theirs, or that do not say it, and why. */
const heldWrong: ReadonlyMap<number, string> = new Map([
  [39, 'names an unknown account, an unknown domain and a blacklist in one breath'],
  [47, 'says that a daily relay quota is used up: no host is blocked'],
  [49, 'a line of the message is too long, not the message'],
  [78, 'an address that cannot be routed is Exim’s word for an unknown local part, too'],
  [124, 'a service that is not available for now blocks nobody'],
  [135, 'the sender’s domain is on a blocklist: the recipient is not unknown'],
  [164, 'three replies one after the other; the first says busy'],
  [166, 'a refused connection blocks nobody'],
  [178, 'a server that accepts no connections, and a session ended for its errors'],
  [183, 'does not say why it was not delivered'],
  [203, 'a gateway that does not know an address; whose is not said'],
  [236, 'says that the user is unknown, not that the sender is refused'],
  [237, 'says that the user is unknown, not that the sender is refused'],
  [244, 'holds an address and no words'],
]);

/** No rule was made from a tenth line: their figure tells how the rules do on what is new. */
const isKeptAside = (line: number): boolean => line % 10 === 0;

const share = (lines: readonly (readonly [line: number, bounce: Bounce])[]): number =>
  lines.filter(([, { text, reason }]) => families[reason]?.test(classify(text).class)).length / lines.length;

const read = (path: string): readonly string[] => readFileSync(path, 'utf8').trim().split('\n');

describe.runIf(file !== undefined)(
  'bounces that others have read',
  { meta: { needs: 'bounces that others have read (ODOO_SHARED)' } },
  () => {
    const arguable = (file === undefined ? [] : read(file))
      .map((line, index) => [index + 1, JSON.parse(line) as Bounce] as const)
      .filter(([line]) => !heldWrong.has(line));

    test('get a class of the same family, at least 97 in 100 where the reason is arguable', () => {
      expect(share(arguable)).toBeGreaterThanOrEqual(0.97);
    });

    test('do so as well where nobody looked at them for a rule', () => {
      expect(share(arguable.filter(([line]) => isKeptAside(line)))).toBeGreaterThanOrEqual(0.95);
    });
  },
);
