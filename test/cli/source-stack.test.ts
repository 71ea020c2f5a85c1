import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import { sourceStack } from '../../source/cli/source-stack.ts';

const bundle = async (sourcemap: boolean): Promise<string> => {
  const root = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await mkdir(join(root, 'source'));
  const source = join(root, 'source', 'fault.ts');
  await writeFile(
    source,
    '\n// A comment that no bundle keeps.\nexport const fault = (): Error =>\n  new Error("a");\n',
  );
  const outfile = join(root, 'dist', 'fault.js');
  await build({ entryPoints: [source], outfile, bundle: true, minify: true, format: 'esm', sourcemap });
  return pathToFileURL(outfile).href;
};

test('a place in the bundle is told as file, line and column of the source', () => {
  return expectStack(true, /^ {4}at (?:\S+ \()?source\/fault\.ts:4:3\)?$/);
});

test('without a map the place stays the bundle’s', () => {
  return expectStack(false, /dist\/fault\.js:1:\d+\)?$/);
});

const expectStack = async (sourcemap: boolean, line: RegExp): Promise<void> => {
  const url = await bundle(sourcemap);
  // As V8 writes it; the place is that of `new` in the one line of the bundle.
  const column = (await readFile(new URL(url), 'utf8')).indexOf('new Error') + 1;
  const stack = sourceStack(`Error: a\n    at e (${url}:1:${column})\n    at async main (node:internal/x:1:2)`);
  expect(stack.split('\n')[1]).toMatch(line);
  expect(stack).toContain('    at async main (node:internal/x:1:2)');
};
