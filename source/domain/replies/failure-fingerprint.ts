/** As much of a long failure as tells it from another: its beginning, and its end where tracebacks say what happened. */
const head = 640;
const tail = 320;

/** A word this long with a digit in it is an id, an address or a time, unless it is an enhanced code. */
const shortestId = 6;

const enhancedCode = /^[245]\.\d{1,3}\.\d{1,3}$/;

/** What stands between words: white space, quotes, brackets, commas and semicolons. */
const separators: ReadonlySet<number> = new Set(Array.from(' \t\n\r\'"<>()[]{},;', (letter) => letter.charCodeAt(0)));

/** A word without what makes it unique: a URL's query, an address, a queue id, a time. */
const foldWord = (word: string, hasDigit: boolean): string => {
  if (word.startsWith('http')) return word.replace(/[?#].*/s, '').replace(/\d{3,}/g, '#');
  if (word.includes('@')) return '@';
  return hasDigit && word.length >= shortestId && !enhancedCode.test(word) ? '#' : word;
};

/**
 * The text without what differs between two failures of one story; equal stories are equal strings. A hand-written
 * scanner, because thousands of failures are folded on every refresh.
 */
export const fingerprintFailure = (failure: string): string => {
  const text = failure.length > head + tail ? `${failure.slice(0, head)} ${failure.slice(-tail)}` : failure;
  let story = '';
  let start = 0;
  let hasDigit = false;
  for (let at = 0; at <= text.length; at += 1) {
    const letter = at === text.length ? 32 : text.charCodeAt(at);
    if (letter >= 48 && letter <= 57) hasDigit = true;
    if (!separators.has(letter)) continue;
    if (at > start) story += `${foldWord(text.slice(start, at), hasDigit)} `;
    start = at + 1;
    hasDigit = false;
  }
  return story;
};

/** A short name for a story, the same on every run: two 32-bit FNV-1a halves, base 36. */
export const hashFingerprint = (story: string): string => {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let at = 0; at < story.length; at += 1) {
    const letter = story.charCodeAt(at);
    low = Math.imul(low ^ letter, 0x01000193);
    high = Math.imul(high ^ letter, 0x85ebca6b);
  }
  return (low >>> 0).toString(36) + (high >>> 0).toString(36);
};
