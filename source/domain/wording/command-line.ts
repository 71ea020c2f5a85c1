/** A command of this program with the flags that point at its target, as a shell takes it. */
export const commandLine = (args: readonly string[], flags: readonly string[]): string =>
  ['odoo-mail-doctor', ...args, ...flags].map(quote).join(' ');

const quote = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);
