import type { MailServer } from '../odoo/mail-server.ts';
import { matchClasses } from '../replies/match-classes.ts';
import type { MailFilter } from './mail-filter.ts';
import { findMailState, mailStates, nameState } from './mail-state.ts';
import { parseAge } from './parse-age.ts';

/** A filter, or a sentence about what is wrong and where it begins in the text (UTF-16 units from 0). */
export type ParsedFilter =
  | { readonly kind: 'filter'; readonly filter: MailFilter }
  | { readonly kind: 'wrong'; readonly sentence: string; readonly at: number };

export interface FilterWorld {
  readonly now: Date;
  /** What `server:` may name. */
  readonly servers: readonly Pick<MailServer, 'id' | 'name' | 'host'>[];
}

interface Word {
  readonly at: number;
  /** `class`, `server`, …, or null for free text. */
  readonly field: string | null;
  readonly value: string;
}

type Mutable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] };

/** Takes one value into the filter; a sentence when it cannot. */
type Take = (filter: Mutable<MailFilter>, value: string, world: FilterWorld) => string | undefined;

const join = <Value>(known: readonly Value[] | undefined, more: readonly Value[]): readonly Value[] => [
  ...new Set([...(known ?? []), ...more]),
];

const takeText =
  (field: 'from' | 'to'): Take =>
  (filter, value) => {
    if (filter[field] !== undefined) return `${field}: stands there twice; one mail has to meet both.`;
    filter[field] = value;
    return undefined;
  };

const fields: Readonly<Record<string, Take>> = {
  class(filter, value) {
    const found = matchClasses(value);
    if (found.length === 0) return `There is no failure class '${value}'; auth.* and rate.daily are examples.`;
    filter.classes = join(filter.classes, found);
    return undefined;
  },
  server(filter, value, { servers }) {
    const wanted = value.toLowerCase();
    const found = servers.filter(
      ({ id, name, host }) =>
        String(id) === wanted || name.toLowerCase().includes(wanted) || host?.toLowerCase().includes(wanted),
    );
    if (found.length === 0) return `No mail server is called '${value}', by id, name or host.`;
    filter.serverIds = join(
      filter.serverIds,
      found.map(({ id }) => id),
    );
    return undefined;
  },
  from: takeText('from'),
  to: takeText('to'),
  state(filter, value) {
    const state = findMailState(value);
    if (state === undefined) return `A mail's state is one of ${mailStates.map(nameState).join(', ')}, not '${value}'.`;
    filter.states = join(filter.states, [state]);
    return undefined;
  },
  id(filter, value) {
    const id = Number(value);
    if (!Number.isInteger(id) || id < 1 || id > 2_147_483_647) return `'${value}' is not the id of a mail.`;
    filter.ids = join(filter.ids, [id]);
    return undefined;
  },
  age(filter, value, { now }) {
    const ms = parseAge(value);
    if (ms === undefined) return `'${value}' is not an age; 2d, 12h and 90m are.`;
    const before = new Date(now.getTime() - ms);
    filter.before = filter.before === undefined || before < filter.before ? before : filter.before;
    return undefined;
  },
};

/**
 * Reads the language of the filter box: free text, `class:auth.*`, `server:gmail`, `from:`, `to:`, `state:`, `id:`,
 * `age>2d`. Values take commas and "quotes"; a field that stands there twice means either, `from:` and `to:` once only.
 */
export const parseFilter = (text: string, world: FilterWorld): ParsedFilter => {
  const filter: Mutable<MailFilter> = {};
  const free: string[] = [];
  for (const { at, field, value } of readWords(text)) {
    if (field === null) {
      if (/^age</i.test(value)) return { kind: 'wrong', sentence: 'Only older mails can be asked for: age>2d.', at };
      free.push(value);
      continue;
    }
    const take = fields[field];
    if (take === undefined) return { kind: 'wrong', sentence: `There is no field '${field}:'. ${known}`, at };
    if (value === '') return { kind: 'wrong', sentence: `What is to stand after ${field}?`, at };
    const values = field === 'from' || field === 'to' ? [value] : value.split(',').filter((part) => part !== '');
    for (const part of values) {
      const sentence = take(filter, part, world);
      if (sentence !== undefined) return { kind: 'wrong', sentence, at };
    }
  }
  const words = free.join(' ');
  return { kind: 'filter', filter: words === '' ? filter : { ...filter, text: words } };
};

const known = 'There are class: server: from: to: state: id: age>, and "quotes" for text.';

/** `field:value`, `field:"two words"`, `age>2d`, `"free text"`, or a free word. */
const word = /(?:(age)>|([a-z]+):)?(?:"([^"]*)"?|(\S*))/iy;

const readWords = (text: string): readonly Word[] => {
  const words: Word[] = [];
  for (const { index } of text.matchAll(/\S/g)) {
    // What stands in quotes was read with the word before.
    if (index < word.lastIndex && words.length > 0) continue;
    word.lastIndex = index;
    const [, age, field, quoted, plain = ''] = word.exec(text) ?? [];
    words.push({ at: index, field: (age ?? field)?.toLowerCase() ?? null, value: quoted ?? plain });
  }
  return words;
};
