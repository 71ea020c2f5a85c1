/** A name and an address, as they stand in a From header. */
export interface Mailbox {
  /** Empty where there is none. */
  readonly name: string;
  readonly address: string;
}

/** A quoted text, a comment, an address in angle brackets, a separator, or anything else. */
const tokenPattern = /"(?:\\.|[^"\\])*"?|\((?:\\.|[^()\\])*\)?|<[^>]*>?|,|;|[^",;(<]+/gs;

/** What was read of one mailbox. */
interface Draft {
  /** Words before the address; quotes are gone. */
  words: string[];
  comments: string[];
  /** The same without comments, quotes kept: an address without angle brackets. */
  bare: string;
  /** `bare` without what stands in quotes. */
  unquoted: string;
}

const emptyDraft = (): Draft => ({ words: [], comments: [], bare: '', unquoted: '' });

/**
 * The mailboxes of a header in which Odoo finds an address; none where it finds none. As lenient as Odoo
 * (`email_split_tuples` in odoo/tools/mail.py, on Python's non-strict `getaddresses`): `Ann ann@example.com` counts.
 */
export const readMailboxes = (text: string): readonly Mailbox[] => {
  const found: Mailbox[] = [];
  let draft = emptyDraft();
  const endBare = (): void => {
    found.push(...readBareAddress(draft));
    draft = emptyDraft();
  };
  for (const [token] of text.matchAll(tokenPattern)) {
    if (token === ',' || token === ';') endBare();
    else if (token.startsWith('<')) {
      // An unquoted @ ends an address, so `Ann@Home <ann@example.com>` holds two.
      if (draft.unquoted.includes('@')) endBare();
      found.push({ name: nameOf(draft), address: inner(token, '>').trim() });
      draft = emptyDraft();
    } else add(draft, token);
  }
  endBare();
  return found.filter(({ address }) => /^[^@].*@/s.test(address));
};

const add = (draft: Draft, token: string): void => {
  if (token.startsWith('(')) {
    draft.comments.push(dropBackslashes(inner(token, ')')));
    return;
  }
  draft.bare += token;
  if (token.startsWith('"')) draft.words.push(dropBackslashes(inner(token, '"')));
  else {
    draft.unquoted += token;
    draft.words.push(...token.split(/\s+/).filter((word) => word !== ''));
  }
};

const nameOf = ({ words, comments }: Draft): string =>
  words.join(' ') + (comments.length === 0 ? '' : ` (${comments.join(' ')})`);

/** Addresses without angle brackets; a comment after a single one is its name, words before it are one too. */
const readBareAddress = ({ bare, unquoted, comments }: Draft): readonly Mailbox[] => {
  if (!unquoted.includes('@')) return [];
  if (unquoted.split('@').length > 2) return splitAtSpaces(bare);
  const at = bare.lastIndexOf('@');
  const domain = bare.slice(at + 1).replaceAll(/\s/g, '');
  const before = bare.slice(0, at).trim();
  const comment = comments.join(' ');
  if (before.startsWith('"')) return [{ name: comment, address: `${before}@${domain}` }];
  const words = before.split(/\s+/);
  const local = words.pop() ?? '';
  return [{ name: comment === '' ? words.join(' ') : comment, address: `${local}@${domain}` }];
};

const splitAtSpaces = (text: string): readonly Mailbox[] =>
  text
    .split(/\s+/)
    .filter((word) => word.split('@').length === 2)
    .map((address) => ({ name: '', address }));

const inner = (token: string, end: string): string => token.slice(1, token.endsWith(end) ? -1 : undefined);

const dropBackslashes = (text: string): string => text.replaceAll(/\\(.)/gs, '$1');

/** `"Ann" <ann@example.com>`, or the address alone (`formataddr`, odoo/tools/mail.py). */
export const formatMailbox = ({ name, address }: Mailbox): string =>
  name === '' ? address : `"${name.replaceAll(/[\\"]/g, String.raw`\$&`)}" <${address}>`;
