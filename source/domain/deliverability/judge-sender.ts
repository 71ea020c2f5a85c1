import { lost, type Mark, unknown, well } from './mark.ts';

/** What receivers see of where a message comes from. Undefined: not known. */
export interface SenderFacts {
  /** Null: From names none. */
  readonly fromDomain: string | null;
  /** Null where it is not known, empty for the null sender. */
  readonly envelopeDomain: string | null;
  readonly spf: {
    readonly result: 'pass' | 'fail' | 'softfail' | 'none' | 'error' | 'unknown';
    readonly words: string;
  };
  /** Whether the envelope's domain speaks for From. */
  readonly isSpfAligned: boolean | undefined;
  readonly signing:
    | { readonly kind: 'signed'; readonly signatures: readonly Signature[] }
    | { readonly kind: 'unsigned' }
    /** Not sent yet: what can be told from the keys. */
    | { readonly kind: 'before'; readonly hasKey: boolean; readonly hasNone: boolean; readonly words: string };
  readonly dmarc: { readonly kind: 'record' | 'none' | 'unknown'; readonly words: string };
  readonly reverse: { readonly isGood: boolean | undefined; readonly words: string };
  readonly helo: { readonly name: string; readonly isConfirmed: boolean | undefined } | undefined;
  /** Sentences of the lists that hold the sender. */
  readonly listings: readonly string[];
  /** How many lists answered. */
  readonly listsAnswered: number;
  readonly isEncrypted: boolean | undefined;
}

export interface Signature {
  readonly domain: string;
  readonly selector: string;
  readonly result: 'pass' | 'fail' | 'unknown';
  readonly words: string;
  readonly isAligned: boolean | undefined;
}

/** Judges where a message comes from. */
export const judgeSender = (facts: SenderFacts): readonly Mark[] => [
  markSpf(facts),
  markDkim(facts),
  markDmarc(facts),
  markReverse(facts),
  markHelo(facts),
  markBlocklists(facts),
  markTls(facts),
  markReturnPath(facts),
];

export const markSpf = ({
  spf: { result, words },
  envelopeDomain,
}: Pick<SenderFacts, 'spf' | 'envelopeDomain'>): Mark => {
  const domain = envelopeDomain || 'the envelope domain';
  const mend = `probe dns ${domain} prints the SPF record to publish.`;
  switch (result) {
    case 'pass':
      return well('spf', `SPF of ${domain} lets the server send.`);
    case 'fail':
      return lost('spf', 3, `SPF of ${domain} forbids the server: ${words}`, mend);
    case 'softfail':
      return lost('spf', 1.5, `SPF of ${domain} does not name the server: ${words}`, mend);
    case 'none':
      return lost('spf', 1, `${domain} has no SPF record that says anything of the server. ${words}`.trim(), mend);
    case 'error':
      return lost('spf', 2, `SPF of ${domain} cannot be evaluated, which counts as a failure: ${words}`, mend);
    case 'unknown':
      return unknown('spf', words);
  }
};

export const markDkim = ({ signing, fromDomain }: Pick<SenderFacts, 'signing' | 'fromDomain'>): Mark => {
  const mend = `Switch signing on at whoever sends for ${fromDomain ?? 'the domain'}, and publish the key that they name.`;
  if (signing.kind === 'unsigned') return lost('dkim', 1, 'It is not signed (DKIM).', mend);
  if (signing.kind === 'before') {
    if (signing.hasNone && !signing.hasKey) return lost('dkim', 1, signing.words, mend);
    return unknown('dkim', `Whether it will be signed shows only in a message that was sent. ${signing.words}`);
  }
  const { signatures } = signing;
  const passed = signatures.filter(({ result }) => result === 'pass');
  const own = passed.find(({ isAligned }) => isAligned === true);
  if (own !== undefined) return well('dkim', `The signature of ${own.domain} (${own.selector}) verifies.`);
  const open = signatures.find(
    ({ result, isAligned }) => result === 'unknown' || (result === 'pass' && isAligned === undefined),
  );
  if (open !== undefined)
    return unknown('dkim', `Whether the signature of ${open.domain} holds is not known: ${open.words}`);
  const [other] = passed;
  if (other !== undefined) {
    return lost(
      'dkim',
      0.5,
      `The signature verifies for ${other.domain}, which does not speak for ${fromDomain ?? 'From'}.`,
      mend,
    );
  }
  const [failed] = signatures;
  return failed === undefined
    ? lost('dkim', 1, 'It is not signed (DKIM).', mend)
    : lost(
        'dkim',
        2,
        `The signature of ${failed.domain} (${failed.selector}) does not verify: ${failed.words}`,
        'Something changes the message after it was signed, or the published key is not the one that signs.',
      );
};

/** DMARC passes where SPF or a signature passes for a domain that speaks for From. */
export const markDmarc = ({
  dmarc,
  spf,
  isSpfAligned,
  signing,
  fromDomain,
}: Pick<SenderFacts, 'dmarc' | 'spf' | 'isSpfAligned' | 'signing' | 'fromDomain'>): Mark => {
  const domain = fromDomain ?? 'the From domain';
  const bySpf = and(spf.result === 'unknown' ? undefined : spf.result === 'pass', isSpfAligned);
  const byDkim = provesByDkim(signing);
  const proves = or(bySpf, byDkim);
  if (proves === false) {
    return lost(
      'dmarc',
      2,
      `Nothing proves that it comes from ${domain}: neither SPF nor a signature passes for that domain.`,
      `Sign as ${domain}, or send with an envelope of ${domain} whose SPF names the server.`,
    );
  }
  if (dmarc.kind === 'none') {
    return lost(
      'dmarc',
      0.5,
      `${domain} has no DMARC record.`,
      `Publish v=DMARC1; p=none at _dmarc.${domain} to begin with.`,
    );
  }
  if (dmarc.kind === 'unknown') return unknown('dmarc', dmarc.words);
  return proves === true
    ? well('dmarc', `It proves that it comes from ${domain}. ${dmarc.words}`.trim())
    : unknown('dmarc', `Whether it will prove that it comes from ${domain} is not known before it was sent.`);
};

const provesByDkim = (signing: SenderFacts['signing']): boolean | undefined => {
  if (signing.kind === 'unsigned') return false;
  if (signing.kind === 'before') return signing.hasNone && !signing.hasKey ? false : undefined;
  return signing.signatures
    .map(({ result, isAligned }) => and(result === 'unknown' ? undefined : result === 'pass', isAligned))
    .reduce(or, false);
};

/** Kleene's: what is not known decides nothing that is decided already. */
const and = (one: boolean | undefined, other: boolean | undefined): boolean | undefined => {
  if (one === false || other === false) return false;
  return one === undefined || other === undefined ? undefined : true;
};

const or = (one: boolean | undefined, other: boolean | undefined): boolean | undefined => {
  if (one === true || other === true) return true;
  return one === undefined || other === undefined ? undefined : false;
};

export const markReverse = ({ reverse: { isGood, words } }: Pick<SenderFacts, 'reverse'>): Mark => {
  if (isGood === undefined) return unknown('reverse-dns', words);
  return isGood
    ? well('reverse-dns', words)
    : lost(
        'reverse-dns',
        1.5,
        words,
        'Whoever owns the address (the hosting firm) sets its name; it has to lead back to the address.',
      );
};

export const markHelo = ({ helo }: Pick<SenderFacts, 'helo'>): Mark => {
  if (helo === undefined) return unknown('helo', 'What name the sending server gives itself is not known from here.');
  const { name, isConfirmed } = helo;
  const mend = 'Have the server greet with its full name in DNS (Postfix: myhostname).';
  if (
    !/^[^.\s]+(?:\.[^.\s]+)+$/.test(name) ||
    /^\[|^\d+(?:\.\d+){3}$/.test(name) ||
    /\.(?:local|localdomain|lan|internal|invalid)$/i.test(name)
  ) {
    return lost('helo', 0.5, `The server greets as '${name}', which is no full name in DNS.`, mend);
  }
  if (isConfirmed === undefined) return unknown('helo', `Whether ${name} leads to the sending server is not known.`);
  return isConfirmed
    ? well('helo', `The server greets as ${name}, and that name leads to it.`)
    : lost('helo', 0.3, `The server greets as ${name}, and that name does not lead to it.`, mend);
};

export const markBlocklists = ({ listings, listsAnswered }: Pick<SenderFacts, 'listings' | 'listsAnswered'>): Mark => {
  const [first, ...others] = listings;
  if (first !== undefined) {
    // As mail-tester: half a point a list; one of the large ones alone keeps mail from arriving.
    return lost(
      'blocklists',
      Math.min(3, 1 + 0.5 * others.length),
      listings.join(' '),
      'End what got it there, then ask for removal.',
    );
  }
  return listsAnswered === 0
    ? unknown('blocklists', 'No blocklist could be asked.')
    : well('blocklists', `On none of the ${listsAnswered} blocklists that answered.`);
};

export const markTls = ({ isEncrypted }: Pick<SenderFacts, 'isEncrypted'>): Mark => {
  if (isEncrypted === undefined) return unknown('tls', 'Whether it travels encrypted is not known from here.');
  return isEncrypted
    ? well('tls', 'It was handed over encrypted.')
    : lost(
        'tls',
        0.5,
        'It was handed over unencrypted; Gmail asks every sender for TLS.',
        'Choose TLS or STARTTLS for the mail server.',
      );
};

export const markReturnPath = ({
  envelopeDomain,
  fromDomain,
  isSpfAligned,
}: Pick<SenderFacts, 'envelopeDomain' | 'fromDomain' | 'isSpfAligned'>): Mark => {
  if (envelopeDomain === null) return unknown('return-path', 'Where bounces go is not known: there is no Return-Path.');
  if (envelopeDomain === '') return well('return-path', 'It has the null sender, as bounces have.');
  if (isSpfAligned === undefined)
    return unknown('return-path', `Whether ${envelopeDomain} speaks for ${fromDomain ?? 'From'} is not known.`);
  return isSpfAligned
    ? well('return-path', `Bounces go to ${envelopeDomain}, which speaks for From.`)
    : lost(
        'return-path',
        0.2,
        `Bounces go to ${envelopeDomain}, which does not speak for ${fromDomain ?? 'From'}.`,
        'Have bounces go to the From domain, or make sure that the message is signed as that.',
      );
};
