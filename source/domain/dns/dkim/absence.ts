import type { DnsProblem } from '../dns-problem.ts';
import { parseTags, tagValue } from '../tags.ts';
import { type DkimKey, type DkimKeyState, type DkimSelector, isUsable } from './key.ts';

/** Why somebody's text at a selector is not read as a key. */
const whyNoKey = (text: string): string => {
  const value = parseTags(text).tags.find((tag) => /\sp\s*=/.test(tag.value));
  if (value !== undefined) return `a semicolon is missing in "${value.name}=${value.value.slice(0, 24)}…"`;
  if (/^[a-z0-9_-]+(?:\.[a-z0-9_-]+)+\.?$/i.test(text)) {
    return `"${text}" is a name, so it was probably meant as a CNAME record, not as TXT`;
  }
  return tagValue(parseTags(text), 'v') === 'DKIM1' ? `it has no p=: "${text}"` : `"${text}"`;
};

/** What is wrong where no key stands. A person or a message says that one should; that a guess finds none says nothing. */
export const describeAbsence = (name: string, { source }: DkimSelector, state: DkimKeyState): readonly DnsProblem[] => {
  const signed = source === 'message' ? ' Messages were signed with it, so their signatures fail now.' : '';
  const because = (rule: string, guessed: DnsProblem['severity'], what: string): readonly DnsProblem[] => [
    { rule, severity: source === 'guessed' ? guessed : 'fail', subject: name, message: `${what}${signed}` },
  ];
  switch (state.kind) {
    case 'missing':
      return because('dkim.missing', 'note', `There is no DKIM key at ${name}.`);
    case 'not-a-key':
      return because('dkim.not-a-key', 'warn', `The text at ${name} is no DKIM key: ${whyNoKey(state.text)}.`);
    case 'revoked':
      return because(
        'dkim.revoked',
        'warn',
        `The DKIM key ${name} was revoked (its p= is empty): no signature made with it can be verified.`,
      );
    default:
      return [];
  }
};

/** Who has changed selectors leaves the old one revoked, as he should (RFC 6376 §3.6.1): beside a key that is no fault. */
export const weighRevoked = <Key extends DkimKey>(keys: readonly Key[]): readonly Key[] => {
  if (!keys.some(isUsable)) return keys;
  return keys.map((key) => ({
    ...key,
    problems: key.problems.map((problem) =>
      problem.rule === 'dkim.revoked' && problem.severity === 'warn' ? { ...problem, severity: 'note' } : problem,
    ),
  }));
};
