import { type DkimKey, type DkimKeys, isUsable } from './key.ts';

/** What the keys of a domain say about signatures of its mail. A key proves none: it may be left over from another sender. */
export interface SigningJudgement {
  readonly status: 'ok' | 'warn' | 'unknown';
  readonly summary: string;
  /** What else is to know, a sentence each. */
  readonly notes: readonly string[];
}

/** What would prove a signature. */
export const proofOfSignature = (domain: string): string =>
  `What proves a signature is a message that was received elsewhere: its Authentication-Results header says dkim=pass with header.d=${domain}, and the s= of its DKIM-Signature is the selector.`;

const nameOf = ({ selector, aliases }: DkimKey): string =>
  aliases.length === 0 ? selector.name : `${selector.name}, kept by ${aliases.at(-1)}`;

const messagesOf = (keys: readonly DkimKey[], ...severities: readonly string[]): readonly string[] =>
  keys.flatMap(({ problems }) =>
    problems.flatMap(({ severity, message }) => (severities.includes(severity) ? [message] : [])),
  );

const isTesting = ({ problems }: DkimKey): boolean => problems.some(({ rule }) => rule === 'dkim.testing');

const judgeUsable = ({ domain, keys }: DkimKeys, usable: readonly DkimKey[]): SigningJudgement => {
  const others = messagesOf(keys, 'fail', 'warn');
  if (usable.every(isTesting)) {
    const [first = '', ...rest] = [
      ...messagesOf(usable, 'warn'),
      ...messagesOf(
        keys.filter((key) => !isUsable(key)),
        'fail',
      ),
    ];
    return { status: 'warn', summary: first, notes: [...rest, proofOfSignature(domain)] };
  }
  const count = usable.length === 1 ? 'a DKIM key' : `${usable.length} DKIM keys`;
  const summary = `${domain} has ${count} (${usable.map(nameOf).join(', ')}); whether mail is signed with it shows in a message that was sent.`;
  return { status: 'ok', summary, notes: [...others, proofOfSignature(domain)] };
};

const otherSelectors = ({ domain }: DkimKeys): string =>
  `Whether ${domain} has another DKIM key is not known: selectors cannot be listed.`;

/** Judges the keys of a From domain; that none is found at guesses proves nothing. */
export const judgeSigning = (found: DkimKeys): SigningJudgement => {
  const { domain, keys, triedInVain, wildcard, hasNone } = found;
  const usable = keys.filter(isUsable);
  if (usable.length > 0) return judgeUsable(found, usable);
  const [first, ...rest] = [...messagesOf(keys, 'fail'), ...messagesOf(keys, 'warn')];
  if (first !== undefined) return { status: 'warn', summary: first, notes: [...rest, otherSelectors(found)] };
  if (hasNone) {
    const summary = `${domain} has no DKIM key, so no signature of its mail can be verified.`;
    return { status: 'warn', summary, notes: [`DNS knows no name below _domainkey.${domain}.`] };
  }
  const silent = keys.flatMap(({ state }) => (state.kind === 'unknown' ? [state.reason] : []))[0];
  if (silent !== undefined) return { status: 'unknown', summary: silent, notes: [proofOfSignature(domain)] };
  if (wildcard?.kind === 'revoked') {
    const summary = `${domain} revokes every DKIM key that it does not publish by name (a wildcard below _domainkey.${domain} has an empty p=), and publishes none at the ${triedInVain.length} usual selectors.`;
    return { status: 'warn', summary, notes: [otherSelectors(found)] };
  }
  if (wildcard?.kind === 'key') {
    const summary = `${domain} gives every DKIM selector the same key by a wildcard; whether mail is signed with it shows in a message that was sent.`;
    return { status: 'ok', summary, notes: [proofOfSignature(domain)] };
  }
  const summary = `Whether ${domain} has a DKIM key is not known: none stands at the ${triedInVain.length} usual selectors, and others cannot be listed.`;
  return { status: 'unknown', summary, notes: [proofOfSignature(domain)] };
};
