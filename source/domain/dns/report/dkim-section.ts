import { judgeSigning } from '../dkim/judge-dkim.ts';
import type { DkimKey, DkimKeys } from '../dkim/key.ts';
import { type ReportLine, type ReportSection, toLines, unknownLine } from './section.ts';

const describeMaterial = (key: DkimKey): string => {
  if (key.state.kind !== 'key') return '';
  const { material } = key.state;
  if (material.kind === 'rsa') return `RSA, ${material.bits} bits`;
  return material.kind === 'ed25519' ? 'Ed25519' : 'unreadable';
};

const describeKey = (key: DkimKey): readonly ReportLine[] => {
  if (key.state.kind === 'unknown') return key.selector.source === 'guessed' ? [] : [unknownLine(key.state.reason)];
  const worse = toLines(key.problems);
  if (key.state.kind !== 'key' || key.problems.some(({ severity }) => severity === 'fail')) return worse;
  const delegated = key.aliases.length === 0 ? '' : `, kept by ${key.aliases.at(-1)}`;
  const summary = `Selector ${key.selector.name}: ${describeMaterial(key)}${delegated}.`;
  return [{ status: 'ok', summary }, ...worse];
};

/** Guesses that DNS did not answer say all the same; one line is enough. */
const describeSilence = ({ domain, keys }: DkimKeys): readonly ReportLine[] => {
  const silent = keys.filter(({ selector, state }) => selector.source === 'guessed' && state.kind === 'unknown');
  const [first] = silent;
  if (first?.state.kind !== 'unknown') return [];
  const summary = `Whether ${domain} has a DKIM key at ${silent.length} of the usual selectors is not known. ${first.state.reason}`;
  return [unknownLine(summary)];
};

const describeNone = (found: DkimKeys): readonly ReportLine[] => {
  const { domain, keys, triedInVain, wildcard, hasNone } = found;
  if (keys.some(({ state }) => state.kind === 'key' || state.kind === 'unknown')) return [];
  if (hasNone) {
    const summary = `${domain} has no DKIM key: DNS knows no name below _domainkey.${domain}. Switch DKIM on at your mail provider and publish the key it gives you.`;
    return [{ status: 'warn', summary, rule: 'dkim.none' }];
  }
  const name = 'Name yours with --selector; it is the s= of the DKIM-Signature in a message you sent.';
  if (keys.some(({ state }) => state.kind === 'revoked' || state.kind === 'not-a-key')) {
    return [unknownLine(`Whether ${domain} has another DKIM key is not known: selectors cannot be listed. ${name}`)];
  }
  if (triedInVain.length === 0) return [];
  if (wildcard?.kind === 'revoked' || wildcard?.kind === 'key') {
    const { status, summary } = judgeSigning(found);
    return [{ status, summary: `${summary} ${name}`, rule: 'dkim.wildcard' }];
  }
  const summary = `Whether ${domain} has a DKIM key is not known: none stands at the ${triedInVain.length} usual selectors, and others cannot be listed. ${name}`;
  return [unknownLine(summary)];
};

/** The keys that receivers verify signatures with. */
export const reportDkim = (keys: DkimKeys): ReportSection => ({
  id: 'dkim',
  title: 'Signatures (DKIM)',
  lines: [...keys.keys.flatMap(describeKey), ...describeSilence(keys), ...describeNone(keys)],
  evidence: keys.evidence,
});
