import type { ReplyStage } from './reply-parts.ts';

/** What the words of one reply say about themselves. */
export interface ServerWords {
  readonly code: number | null;
  readonly enhanced: string | null;
  readonly stage: ReplyStage | null;
  /** On one line, codes and repeated line prefixes removed. */
  readonly text: string;
}

/** Places where a relay or a bounce quotes another server's code; the first that fits wins. */
const codePlaces: readonly RegExp[] = [
  /^\W{0,4}([245]\d\d)(?=[-\s,.:]|$)/,
  /\b(?:said|replied|responded|returned(?: was)?|follows|response|smtp|error)\s?[:;]\s{0,3}['"[]?([245]\d\d)(?=[-\s])/i,
  /\]\s?:\s?(?:smtp;\s?)?([245]\d\d)(?=[-\s])/i,
  /(?<!port|line|uid|id)\s?:\s{1,3}((?!465|587)[45]\d\d)[-\s](?=[a-z<(#])/i,
  /(?:^|[\s([<>:;'"#])([45]\d\d)[-\s]#?[45]\.[0-7]\.\d/,
];

const enhancedCode = /(?<![\d.])([245]\.[0-7]\.\d{1,3})(?![\d]|\.\d)/;

/** "in reply to RCPT TO command" (Postfix), "after MAIL FROM" (Exim), "Mail command failed" (Nodemailer). */
const stageWords: readonly (readonly [RegExp, ReplyStage])[] = [
  [
    /\bin reply to end of data\b|\bafter end of data\b|\bin reply to data command\b|^(?:data command|message) failed:/i,
    'data',
  ],
  [
    /\bin reply to rcpt to\b|\bafter rcpt to\b|\bdoes not like recipient\b|\bfollowing rcpt command\b|\ball recipients were rejected:/i,
    'rcpt',
  ],
  [/\bin reply to mail from\b|\bafter mail from\b|\bsender was rejected\b|^mail command failed:/i, 'mail'],
  [/\bin reply to [eh][eh]lo\b|\bafter [eh][eh]lo\b|\bmy name was rejected\b/i, 'ehlo'],
  [/\bin reply to starttls\b|\bafter starttls\b/i, 'starttls'],
  [/\brefused to talk to me\b|\bafter initial connection\b|^invalid greeting\b/i, 'greeting'],
];

/** AUTH has reply codes of its own (RFC 4954 §6), so they tell the stage without more words. */
const authCodes: ReadonlySet<number> = new Set([432, 534, 535, 538]);

/** Patterns for codes, kept: there are few codes, and a pattern takes longer to make than to use. */
const keepPatterns = (make: (code: string) => RegExp): ((code: string) => RegExp) => {
  const made = new Map<string, RegExp>();
  return (code) => {
    const known = made.get(code);
    if (known !== undefined) return known;
    const pattern = make(code);
    if (made.size < mostPatterns) made.set(code, pattern);
    return pattern;
  };
};

const mostPatterns = 1_000;

const repeatedCode = keepPatterns(
  (code) => new RegExp(`(?<=^|\\s)${code}(?:-|\\s|$)(?=\\D|\\d\\.\\d\\.\\d|${code}|$)`, 'g'),
);
const repeatedEnhanced = keepPatterns(
  (enhanced) => new RegExp(`(?<=^|\\s)#?${enhanced.replaceAll('.', '\\.')}(?:\\s|$)`, 'g'),
);

/** A multi-line reply repeats its codes on each line, and relays fold the lines: `550-5.7.26 a 550-5.7.26 b`. */
const dropRepeatedCodes = (line: string, code: number | null, enhanced: string | null): string => {
  const withoutCode = code === null ? line : line.replace(repeatedCode(String(code)), '');
  return enhanced === null ? withoutCode : withoutCode.replace(repeatedEnhanced(enhanced), '');
};

const findCode = (text: string): number | null => {
  for (const place of codePlaces) {
    const code = Number(place.exec(text)?.[1]);
    if (code >= 400) return code;
  }
  return null;
};

const findStage = (text: string, code: number | null): ReplyStage | null => {
  for (const [words, stage] of stageWords) if (words.test(text)) return stage;
  return code !== null && authCodes.has(code) ? 'auth' : null;
};

/** Nodemailer says at which step it was, whatever the server said: "Invalid login: 421 Too many connections". */
const clientPrefix =
  /^(?:error: )?(?:invalid (?:login|greeting)|(?:mail|data) command failed|can't send mail - all recipients were rejected|message failed)(?:\. response=[^:]{0,200})?: (?=[245]\d\d[-\s])/i;

/** Reads one reply, in the server's own form or quoted in a bounce. `knownCode` is Python's, when it had one. */
export const readServerWords = (words: string, knownCode: number | null): ServerWords => {
  const line = words.replace(/\s+/g, ' ').trim();
  const said = line.replace(clientPrefix, '');
  const code = knownCode ?? findCode(said);
  const enhanced = enhancedCode.exec(said)?.[1] ?? null;
  const text = dropRepeatedCodes(said, code, enhanced).replace(/ {2,}/g, ' ').trim();
  return { code, enhanced, stage: findStage(line, code), text };
};
