/** A change of one key: undefined where the key is not there. */
export interface IniEdit {
  readonly section: string;
  readonly key: string;
  readonly after: string | undefined;
}

/**
 * An ini file's text with one key changed, in the syntax of Python's configparser: a key's value goes on in indented
 * lines; keys do not mind case. Every other byte stays, line ends included.
 */
export const editIni = (text: string, { section, key, after }: IniEdit): string => {
  const lines = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  const newline = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const wanted = after === undefined ? [] : [`${key} = ${after.replaceAll('\n', `${newline}\t`)}${newline}`];
  const place = locate(lines, section, key);
  if (place.kind === 'entry') return splice(lines, place.from, place.to, wanted, newline);
  if (after === undefined) return text;
  if (place.kind === 'section') return splice(lines, place.end, place.end, wanted, newline);
  const gap = lines.length === 0 ? [] : [newline];
  return splice(lines, lines.length, lines.length, [...gap, `[${section}]${newline}`, ...wanted], newline);
};

/** The value of a key as it stands in its own section, undefined when it is not there. */
export const readIniKey = (text: string, section: string, key: string): string | undefined => {
  const lines = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  const place = locate(lines, section, key);
  if (place.kind !== 'entry') return undefined;
  const [first = '', ...rest] = lines.slice(place.from, place.to).map((line) => line.trim());
  const kept = rest.filter((line) => !isComment(line));
  return [first.slice(first.search(/[=:]/) + 1).trim(), ...kept].join('\n').trimEnd();
};

const splice = (
  lines: readonly string[],
  from: number,
  to: number,
  wanted: readonly string[],
  newline: string,
): string => {
  const head = lines.slice(0, from);
  const last = head.at(-1);
  // The file's last line may lack its end.
  const ended =
    last === undefined || /[\r\n]$/.test(last) || wanted.length === 0
      ? head
      : [...head.slice(0, -1), `${last}${newline}`];
  return [...ended, ...wanted, ...lines.slice(to)].join('');
};

type Place =
  | { readonly kind: 'entry'; readonly from: number; readonly to: number }
  /** After the section's last entry. */
  | { readonly kind: 'section'; readonly end: number }
  | { readonly kind: 'none' };

const locate = (lines: readonly string[], section: string, key: string): Place => {
  const here = outline(lines).filter((part) => part.section === section);
  const entry = here.findLast((part) => part.key === key.toLowerCase());
  if (entry !== undefined) return { kind: 'entry', from: entry.from, to: entry.to };
  const last = here.at(-1);
  return last === undefined ? { kind: 'none' } : { kind: 'section', end: last.to };
};

/** A section's heading (without a key) or an entry, with the lines in which its value goes on. */
interface Part {
  readonly section: string | undefined;
  readonly key: string | undefined;
  readonly indent: number;
  readonly from: number;
  to: number;
}

const isComment = (line: string): boolean => line.startsWith('#') || line.startsWith(';');

const outline = (lines: readonly string[]): readonly Part[] => {
  const parts: Part[] = [];
  for (const [index, line] of lines.entries()) {
    const text = line.trim();
    if (text === '' || isComment(text)) continue;
    const indent = line.search(/\S/);
    const open = parts.at(-1);
    if (open?.key !== undefined && indent > open.indent) {
      open.to = index + 1;
      continue;
    }
    const name = sectionName(text);
    const place = { indent, from: index, to: index + 1 };
    if (name !== undefined) parts.push({ ...place, section: name, key: undefined });
    else parts.push({ ...place, section: open?.section, key: keyOf(text) });
  }
  return parts;
};

const sectionName = (text: string): string | undefined => {
  const end = text.startsWith('[') ? text.lastIndexOf(']') : -1;
  return end > 1 ? text.slice(1, end) : undefined;
};

/** A line without a delimiter, which Python refuses, has the empty key. */
const keyOf = (text: string): string => {
  const delimiter = text.search(/[=:]/);
  return delimiter === -1 ? '' : text.slice(0, delimiter).trimEnd().toLowerCase();
};
