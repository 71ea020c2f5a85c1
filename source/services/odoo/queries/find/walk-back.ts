import type { QueryOptions } from '../../../postgres/database.ts';
import { epoch } from '../../odoo-columns.ts';
import type { OdooTable } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

export interface Walk {
  readonly words: readonly string[];
  /** Only rows below this id. */
  readonly below: number;
  /** Rows at most. */
  readonly rows: number;
}

/** A stretch of a table that was walked by its primary key, newest first. */
export interface Stretch {
  readonly walked: number;
  /** Null: the table ends here. */
  readonly lowestId: number | null;
  readonly highestId: number | null;
  /** Those that fit, newest first, and what each stands for: itself, or the message of a mail. */
  readonly hits: readonly { readonly id: number; readonly key: number }[];
  /** The date of the last row, seconds since 1970, where its table has one. */
  readonly oldest: number | null;
}

interface Searched {
  readonly what: string;
  readonly table: OdooTable;
  /** Columns that are searched. */
  readonly texts: readonly string[];
  readonly key: string;
  readonly date: string | null;
}

interface Row {
  readonly id: number | null;
  readonly key: number | null;
  readonly isEnd: boolean;
  readonly highest: number | null;
  readonly dated: number | null;
  readonly walked: number | null;
}

/**
 * The condition that the texts hold every word, in any case; words are numbered from $3 on. ASCII is folded by the
 * collation "C", which costs a fraction of what the database's own does, and no pattern has to be escaped.
 */
const wordsCondition = (texts: readonly string[], words: readonly string[]): string =>
  words
    .map((word, index) => {
      const collation = /^[\0-\x7f]*$/.test(word) ? ' collate "C"' : '';
      return `(${texts.map((text) => `strpos(lower(${text}${collation}), $${index + 3}) > 0`).join(' or ')})`;
    })
    .join(' and ');

/** The end of the stretch is found in the index alone; the rows are read once, and only those that fit are kept. */
const compose = ({ table, texts, key, date }: Searched, words: readonly string[]): string => `
  select id, key, false as "isEnd", null::int as highest, null::float8 as dated, null::int as walked
  from (
    select id, ${key} as key, ${texts.join(', ')} from ${table} where id < $1 order by id desc limit $2
  ) page
  where ${wordsCondition(texts, words)}
  union all
  select last.id, null, true, (select max(id) from ${table} where id < $1),
    ${date === null ? 'null' : `(select ${epoch(date)} from ${table} where id = coalesce(last.id, (select min(id) from ${table})))`},
    case when last.id is null then (select count(*)::int from ${table} where id < $1) end
  from (select (select id from ${table} where id < $1 order by id desc offset $2 - 1 limit 1) as id) last`;

/** One stretch. Cost: the primary key backwards, a comparison a row and word. */
export const walkBack = async (
  source: OdooSource,
  searched: Searched,
  { words, below, rows }: Walk,
  options?: QueryOptions,
): Promise<Stretch> => {
  const values = [below, rows, ...words.map((word) => word.toLowerCase())];
  const statement = { what: searched.what, text: compose(searched, words), values };
  const found = await readRows<Row>(source, statement, options);
  const end = found.find(({ isEnd }) => isEnd);
  return {
    walked: end?.walked ?? rows,
    lowestId: end?.id ?? null,
    highestId: end?.highest ?? null,
    hits: found
      .flatMap(({ id, key, isEnd }) => (isEnd || id === null || key === null ? [] : [{ id, key }]))
      .toSorted((one, other) => other.id - one.id),
    oldest: end?.dated ?? null,
  };
};
