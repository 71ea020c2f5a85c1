/** Headers that Odoo writes itself, whatever is stored. */
const written: ReadonlySet<string> = new Set([
  'from',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'reply-to',
  'content-type',
]);

/**
 * The headers stored with a mail: a Python dict of texts, or JSON where a module writes that. What cannot be read is left
 * out: it is weighed, not sent.
 */
export const readHeaders = (stored: string | null): readonly (readonly [string, string])[] => {
  const pairs = (stored ?? '').matchAll(
    /(?<q>['"])(?<name>[A-Za-z][\w-]*)\k<q>\s*:\s*(?:'(?<single>(?:[^'\\]|\\.)*)'|"(?<double>(?:[^"\\]|\\.)*)")/g,
  );
  return [...pairs].flatMap(({ groups }) => {
    const name = groups?.['name'] ?? '';
    const value = (groups?.['single'] ?? groups?.['double'] ?? '').replace(/\\(.)/g, '$1');
    return written.has(name.toLowerCase()) || /[\r\n]/.test(value) ? [] : [[name, value] as const];
  });
};
