import { sanitizeLine } from '../../domain/sanitize.ts';

/**
 * The syntax of Python's configparser.RawConfigParser with its defaults, which is what Odoo reads odoo.conf with
 * (odoo/tools/config.py, 14–19). The `ini` package differs in quotes, escapes, continuation lines and delimiters.
 *
 * Python stops at the first fault and Odoo then does not start. A doctor reads on: each fault is noted, and the
 * values that can still be told are told.
 */
interface IniEntry {
  readonly value: string;
  /** Of the key, counted from 1. */
  readonly line: number;
}

export type IniSection = ReadonlyMap<string, IniEntry>;

/** Something that Python's parser refuses. The sentence never quotes the line: it may hold a password. */
interface IniFault {
  readonly line: number;
  readonly message: string;
}

export interface IniFile {
  readonly sections: ReadonlyMap<string, IniSection>;
  readonly faults: readonly IniFault[];
}

/** What `str.isspace` knows below U+FFFF: not the same set as JavaScript's. */
const space = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const notSpace = new RegExp(`[^${space}]`);
const isSpace = new RegExp(`[${space}]`);

/** Python's `str.strip()`, in linear time whatever the text. */
const strip = (text: string): string => {
  const start = text.search(notSpace);
  return start === -1 ? '' : stripEnd(text.slice(start));
};

const stripEnd = (text: string): string => {
  let end = text.length;
  while (end > 0 && isSpace.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
};

interface OpenEntry {
  readonly lines: string[];
  readonly line: number;
}

/** Where the reading stands: the open section and entry, and the indent that a continuation must exceed. */
interface Progress {
  readonly sections: Map<string, Map<string, OpenEntry>>;
  readonly faults: IniFault[];
  section: Map<string, OpenEntry> | undefined;
  entry: OpenEntry | undefined;
  indent: number;
}

/** The section whose entries every other section inherits (configparser.DEFAULTSECT). */
const inherited = 'DEFAULT';

/** Sections with their entries (keys in lower case) and what Python would have refused. Never throws. */
export const parseIni = (text: string): IniFile => {
  const progress: Progress = {
    sections: new Map([[inherited, new Map()]]),
    faults: [],
    section: undefined,
    entry: undefined,
    indent: 0,
  };
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) readLine(progress, line, index + 1);
  return { sections: closeSections(progress.sections), faults: progress.faults };
};

const readLine = (progress: Progress, line: string, number: number): void => {
  const value = strip(line);
  if (value.startsWith('#') || value.startsWith(';')) return;
  if (value === '') {
    progress.entry?.lines.push('');
    return;
  }
  const indent = line.search(notSpace);
  if (progress.entry !== undefined && indent > progress.indent) {
    progress.entry.lines.push(value);
    return;
  }
  progress.indent = indent;
  const headerEnd = value.startsWith('[') ? value.lastIndexOf(']') : -1;
  if (headerEnd > 1) openSection(progress, value.slice(1, headerEnd), number);
  else openEntry(progress, value, number);
};

const openSection = (progress: Progress, name: string, line: number): void => {
  const known = progress.sections.get(name);
  if (known !== undefined && name !== inherited) {
    progress.faults.push({ line, message: `the section [${sanitizeLine(name)}] begins a second time` });
  }
  progress.section = known ?? new Map();
  progress.sections.set(name, progress.section);
  progress.entry = undefined;
};

const openEntry = (progress: Progress, text: string, line: number): void => {
  const fault = (message: string): number => progress.faults.push({ line, message });
  if (progress.section === undefined) return void fault('there is text before the first section, [options]');
  const delimiter = text.search(/[=:]/);
  if (delimiter === -1) return void fault('the line is neither a section nor key = value');
  const key = stripEnd(text.slice(0, delimiter)).toLowerCase();
  if (key === '') {
    progress.entry = undefined;
    return void fault('there is no key before the delimiter');
  }
  const earlier = progress.section.get(key);
  if (earlier !== undefined) fault(`${sanitizeLine(key)} is set a second time, after line ${earlier.line}`);
  progress.entry = { lines: [strip(text.slice(delimiter + 1))], line };
  progress.section.set(key, progress.entry);
};

const closeSections = (sections: Progress['sections']): IniFile['sections'] => {
  const defaults = closeSection(sections.get(inherited) ?? new Map());
  const named = [...sections].filter(([name]) => name !== inherited);
  return new Map(named.map(([name, section]) => [name, new Map([...defaults, ...closeSection(section)])]));
};

const closeSection = (section: ReadonlyMap<string, OpenEntry>): Map<string, IniEntry> =>
  new Map([...section].map(([key, { lines, line }]) => [key, { value: stripEnd(lines.join('\n')), line }]));
