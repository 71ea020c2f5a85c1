import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Names that may mean two things, each with the reason why neither gives way; three at most. */
const allowed: Readonly<Record<string, string>> = {};

const source = new URL('../../source/', import.meta.url);

const declaration =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:const|function\*?|class|interface|type|enum) (\w+)/gm;

const exportedNames = (): ReadonlyMap<string, readonly string[]> => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  const declared = files.flatMap((file) => {
    const names = [...readFileSync(new URL(file, source), 'utf8').matchAll(declaration)].map(([, name = '']) => name);
    return [...new Set(names)].map((name) => ({ name, file }));
  });
  const byName = Map.groupBy(declared, ({ name }) => name);
  return new Map([...byName].map(([name, all]) => [name, all.map(({ file }) => file)]));
};

test('an exported name is declared once, so that whoever looks for it finds one thing', () => {
  const names = exportedNames();
  expect(names.size).toBeGreaterThan(3_000);
  const twice = [...names].filter(([name, files]) => files.length > 1 && allowed[name] === undefined);
  expect(twice.map(([name, files]) => `${name}: ${files.join(', ')}`)).toEqual([]);
});

test('only names that are declared twice are allowed to be, and only a few', () => {
  const names = exportedNames();
  expect(Object.keys(allowed).filter((name) => (names.get(name)?.length ?? 0) < 2)).toEqual([]);
  expect(Object.keys(allowed).length).toBeLessThanOrEqual(3);
});
