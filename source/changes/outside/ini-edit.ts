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

/** Not a literal: the compiler would think that it stays one. */
const nowhere = (): Place => ({ kind: 'none' });

const isComment = (line: string): boolean => line.startsWith('#') || line.startsWith(';');

const locate = (lines: readonly string[], section: string, key: string): Place => {
  let place = nowhere();
  let isHere = false;
  let entry: { readonly indent: number; readonly isWanted: boolean } | undefined;
  for (const [index, line] of lines.entries()) {
    const text = line.trim();
    if (text === '' || isComment(text)) continue;
    const indent = line.search(/\S/);
    if (entry !== undefined && indent > entry.indent) {
      if (entry.isWanted && place.kind === 'entry') place = { kind: 'entry', from: place.from, to: index + 1 };
      else if (isHere && place.kind === 'section') place = { kind: 'section', end: index + 1 };
      continue;
    }
    const name = sectionName(text);
    if (name !== undefined) {
      entry = undefined;
      isHere = name === section;
      if (isHere && place.kind === 'none') place = { kind: 'section', end: index + 1 };
      continue;
    }
    const isWanted = isHere && keyOf(text) === key.toLowerCase();
    entry = { indent, isWanted };
    if (isWanted) place = { kind: 'entry', from: index, to: index + 1 };
    else if (isHere && place.kind === 'section') place = { kind: 'section', end: index + 1 };
  }
  return place;
};

const sectionName = (text: string): string | undefined => {
  const end = text.startsWith('[') ? text.lastIndexOf(']') : -1;
  return end > 1 ? text.slice(1, end) : undefined;
};

const keyOf = (text: string): string | undefined => {
  const delimiter = text.search(/[=:]/);
  return delimiter === -1 ? undefined : text.slice(0, delimiter).trimEnd().toLowerCase();
};
