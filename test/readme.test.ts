import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { causes } from '../source/causes/index.ts';
import type { Cause } from '../source/checks/cause.ts';
import { listCommands } from '../source/cli/reference/describe-command.ts';
import { findMisuse } from './support/command-line.ts';
import { describedProgram } from './support/described-program.ts';
import { callsIn, inlineCode, readme, root, shellLines, unitLines } from './support/readme.ts';

const topVerbs = describedProgram.commands.map(({ name }) => name);

test('every command line of the program that the README names is one that it takes', async () => {
  const calls = [...shellLines, ...unitLines, ...inlineCode].flatMap(callsIn);
  expect(calls.length).toBeGreaterThan(30);
  const misuses = await Promise.all(calls.map((args) => findMisuse(args, () => Promise.resolve())));
  expect(misuses.filter((misuse) => misuse !== undefined)).toEqual([]);
});

test('the reference has an entry for every command, and each entry is a command', () => {
  const entries = [...readme.matchAll(/^- `([a-z-]+)[^`]*`/gm)].map(([, name = '']) => name);
  expect(topVerbs.filter((name) => !entries.includes(name))).toEqual([]);
});

test('every option that the README names is one of the program, or of the command beside which it stands', () => {
  const ours = [...describedProgram.options, ...listCommands(describedProgram).flatMap(({ options }) => options)];
  const known = ours.flatMap(({ flags }) => flags).filter((flag) => flag.startsWith('--'));
  const ofOthers = ['--omit', '--network', '--pid', '--volumes-from', '--now', '--yes', '--rm', '--global'];
  const named = [...inlineCode, ...shellLines.filter((line) => callsIn(line).length > 0)].flatMap(
    (code) => code.match(/(?<![\w-])--[a-z][a-z-]*/g) ?? [],
  );
  expect(named.length).toBeGreaterThan(80);
  expect([...new Set(named)].filter((flag) => !known.includes(flag) && !ofOthers.includes(flag))).toEqual([]);
});

const sentences = (titles: readonly string[]): string => titles.join('; ');

const causeRow = ({ id, question, checks, remedies }: Cause): string => {
  const mends = remedies.map((remedy) => `\`${remedy.id}\``).join(', ');
  return `| \`${id}\`: ${question} | ${sentences(checks.map(({ title }) => title))} | ${mends || '–'} |`;
};

test('the table of causes is that of the code: every cause with what it measures and what mends it', () => {
  const head = ['| Cause | What is measured | What `fix` can do |', '| --- | --- | --- |'];
  // The formatter pads columns.
  const plain = readme.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---');
  expect(plain).toContain([...head, ...causes.map(causeRow)].join('\n'));
});

test('every picture is there, and every picture that is there is shown', () => {
  const shown = [...readme.matchAll(/!\[([^\]]+)\]\((media\/[^)]+)\)/g)].map(([, , path = '']) => path);
  expect(shown.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  expect(globSync('media/*', { cwd: root }).filter((path) => !shown.includes(path))).toEqual([]);
  for (const path of shown) {
    const picture = readFileSync(join(root, path), 'utf8');
    expect(picture, path).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
    // Pages that show pictures of others run nothing of them and fetch nothing for them.
    expect(picture, path).not.toMatch(/<script|<image|<foreignObject|href=|url\(/);
  }
});

test('every link within the README leads to a heading of it', () => {
  const headings = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
  const links = [...readme.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
  expect(links.length).toBeGreaterThan(3);
  expect(links.filter((anchor) => !headings.includes(anchor))).toEqual([]);
});

test('every npm script that the README names is there', () => {
  const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !Object.keys(packageJson.scripts).includes(name))).toEqual([]);
});
