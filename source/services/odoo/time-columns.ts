const moment = /extract\(epoch from /gi;
const alias = /^\s*as\s+"?(\w+)"?/i;

/**
 * The columns of a statement's answer that hold moments, as seconds since 1970 (`epoch` in odoo-columns.ts): the
 * statement itself says which. What is calculated further, a difference in minutes, is none.
 */
export const timeColumns = (statement: string): ReadonlySet<string> => {
  const names = [...statement.matchAll(moment)].map(({ index, 0: { length } }) => {
    const end = closingParenthesis(statement, index + length);
    return statement.startsWith('::float8', end + 1) ? aliasAfter(statement, end + 1) : undefined;
  });
  return new Set(names.filter((name) => name !== undefined));
};

/** Where the parenthesis ends within which `start` lies. */
const closingParenthesis = (text: string, start: number): number => {
  let depth = 1;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
};

/** The name that an expression gets, itself or the subquery or function around it. */
const aliasAfter = (text: string, start: number): string | undefined => {
  let at = start;
  while (at < text.length) {
    const found = alias.exec(text.slice(at, at + 80));
    if (found !== null) return found[1];
    const next = text[at];
    if (next === ',') return undefined;
    at = next === '(' ? closingParenthesis(text, at + 1) + 1 : at + 1;
  }
  return undefined;
};
