import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseIni } from '../../../source/target/odoo-conf/ini.ts';

const script = join(import.meta.dirname, 'python-configparser.py');
const hasPython = spawnSync('python3', ['--version']).status === 0;

/** A small generator with a fixed seed (mulberry32), so that a failing text can be met again. */
const seeded = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const pieces = [
  ...['[options]', '[DEFAULT]', '[misc]', '[', ']', '[]', '[a]b]', 'key', 'KEY', 'other', ' ', '  ', '\t'],
  ...['=', ':', ' = ', 'value', 'False', '"quoted"', '#', ';', ' # no comment', '%(key)s', '\\', '\n', '\n', '\n'],
  ...['\r\n', '\r', '\n  ', '\n\t', '\n\n', '\u00a0', '\u0085', '\u001f', '\u2028', 'Straße', 'İ', '\ufeff', '\f'],
];

const generate = (random: () => number): string => {
  const start = random() < 0.8 ? '[options]\n' : '';
  const count = Math.floor(random() * 24);
  return start + Array.from({ length: count }, () => pieces[Math.floor(random() * pieces.length)]).join('');
};

const askPython = (texts: readonly string[]): readonly unknown[] => {
  const input = texts.map((text) => JSON.stringify(text)).join('\n');
  const { stdout } = spawnSync('python3', [script], { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return stdout
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
};

const readOurselves = (text: string): unknown => {
  const { sections, faults } = parseIni(text);
  if (faults.length > 0) return null;
  return Object.fromEntries(
    [...sections].map(([name, entries]) => [
      name,
      Object.fromEntries([...entries].map(([key, { value }]) => [key, value])),
    ]),
  );
};

describe.runIf(hasPython)('beside Python', { meta: { needs: 'python3' } }, () => {
  test('three thousand generated files are read, or refused, as configparser does', () => {
    const random = seeded(20_261_124);
    const texts = Array.from({ length: 3000 }, () => generate(random));

    const theirs = askPython(texts);

    expect(theirs).toHaveLength(texts.length);
    for (const [index, text] of texts.entries()) {
      expect({ text, read: readOurselves(text) }).toEqual({ text, read: theirs[index] });
    }
  });
});
