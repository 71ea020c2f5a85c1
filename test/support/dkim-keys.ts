import type { DkimKey, DkimKeyState, DkimKeys } from '../../source/domain/dns/dkim/key.ts';
import type { DnsProblem } from '../../source/domain/dns/dns-problem.ts';

const evidence = { kind: 'dns', asked: '', answer: '', at: '2026-01-01T00:00:00.000Z', durationMs: 0 } as const;

/** A key of acme.example at a guessed selector, in any state. */
export const dkimKeyAt = (name: string, state: DkimKeyState, problems: readonly DnsProblem[] = []): DkimKey => ({
  selector: { name, source: 'guessed' },
  name: `${name}._domainkey.acme.example`,
  state,
  aliases: [],
  problems,
  evidence,
});

/** The keys of acme.example; without more there are none, and nobody knows of others. */
export const dkimKeysOf = (found: Partial<DkimKeys>): DkimKeys => ({
  domain: 'acme.example',
  keys: [],
  triedInVain: [],
  wildcard: undefined,
  hasNone: false,
  evidence: [],
  ...found,
});
