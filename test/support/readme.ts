import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitLine } from './command-line.ts';

export const root = join(import.meta.dirname, '..', '..');
export const readme = readFileSync(join(root, 'README.md'), 'utf8');

const fence = /^```(\w*)\n(.*?)^```$/gms;

const linesOf = (language: string): readonly string[] =>
  [...readme.matchAll(fence)].flatMap(([, named, block = '']) =>
    named === language ? block.split('\n').filter((line) => line.trim() !== '') : [],
  );

/** Lines of the blocks that a reader types into a shell: those without a language. */
export const shellLines = linesOf('');

/** Lines of unit files. */
export const unitLines = linesOf('ini');

/** What stands in backticks within the text. */
export const inlineCode: readonly string[] = [...readme.replaceAll(fence, '').matchAll(/`([^`]+)`/g)].map(
  ([, code = '']) => code.replaceAll(/\s+/g, ' '),
);

/** These carry the file, name an image or a unit; they start nothing. */
const namesIt = /^(?:scp|docker (?:cp|build)|ssh -t server sudo apt|sudo systemctl|apt)\b/;

/** The arguments of every call of the program in a line of a shell, wherever in it the program stands. */
export const callsIn = (line: string): readonly (readonly string[])[] => {
  if (namesIt.test(line)) return [];
  const [command = ''] = line.split(/\s+#\s/);
  return command
    .split(/[|><()]|&&/)
    .flatMap((part) => [...part.matchAll(/(?:^|[\s/=])odoo-mail-doctor(?:-linux-x64)?(?= |$)(.*)$/g)])
    .map(([, words = '']) => splitLine(words));
};
