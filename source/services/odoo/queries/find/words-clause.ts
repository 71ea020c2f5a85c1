import { epoch } from '../../columns.ts';

/** A text in which PostgreSQL's LIKE finds this word and nothing else. */
const likePattern = (word: string): string => `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/**
 * The condition that a text holds every word, in any case, and its values, numbered from `first` on. ASCII is folded by
 * the collation "C", which costs a fraction of what the database's own does.
 */
export const wordsClause = (
  text: string,
  words: readonly string[],
  first: number,
): { readonly condition: string; readonly values: readonly string[] } => ({
  condition: words
    .map((word, index) => {
      const collation = /^[\0-\x7f]*$/.test(word) ? ' collate "C"' : '';
      return `${text}${collation} ilike $${first + index}`;
    })
    .join(' and '),
  values: words.map(likePattern),
});

/** A stretch of a table that was walked by its primary key, newest first. */
export interface Stretch {
  /** Rows in it; fewer than asked for means that the table ends. */
  readonly walked: number;
  readonly lowestId: number | null;
  readonly highestId: number | null;
  /** Those that fit, newest first, and beside each what it stands for: itself, or the message of a mail. */
  readonly ids: readonly number[];
  readonly keys: readonly number[];
  /** The oldest date in it, seconds since 1970, where its rows have one. */
  readonly oldest: number | null;
}

export interface Walk {
  readonly words: readonly string[];
  /** Only rows below this id. */
  readonly below: number;
  /** Rows at most. */
  readonly rows: number;
}

/** One pass over a stretch: nothing is kept but the ids that fit. */
export const composeStretch = (
  { table, texts, key, date }: { table: string; texts: readonly string[]; key: string; date: string | null },
  words: readonly string[],
): { readonly text: string; readonly values: readonly string[] } => {
  const { condition, values } = wordsClause('page.text', words, 3);
  const dated = date === null ? '' : `, ${date} as dated`;
  return {
    text: `
    select count(*)::int as walked, min(id) as "lowestId", max(id) as "highestId",
      coalesce(array_agg(id order by id desc) filter (where fits), '{}') as ids,
      coalesce(array_agg(key order by id desc) filter (where fits), '{}') as keys,
      ${date === null ? 'null::float8' : epoch('min(dated)')} as oldest
    from (
      select id, key, ${condition} as fits${date === null ? '' : ', dated'}
      from (
        select id, ${key} as key, concat_ws(' ', ${texts.join(', ')}) as text${dated}
        from ${table} where id < $1 order by id desc limit $2
      ) page
      offset 0
    ) judged`,
    values,
  };
};
