import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { bundleOptions } from '../../packaging/bundle-options.ts';
import { lazyBuiltins } from '../../packaging/lazy-builtins.ts';
import { lazySuffixes } from '../../packaging/lazy-suffixes.ts';

/** What a program of one file becomes, and the modules of Node that it asks for. */
const bundle = async (contents: string) => {
  const { outputFiles } = await build({
    ...bundleOptions,
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    outfile: 'bundle.js',
    write: false,
    plugins: [lazyBuiltins, lazySuffixes],
  });
  const text = outputFiles[0]?.text ?? '';
  return { text, run: (): Promise<unknown> => import(`data:text/javascript,${encodeURIComponent(text)}`) };
};

test('of a module of Node its importers get the names that they use, and no others are read', async () => {
  const { text, run } = await bundle(`
    import { createHash } from 'node:crypto';
    import path, { join } from 'node:path';
    import * as os from 'node:os';
    export const found = [createHash('md5').update('').digest('hex').length, join('a', 'b'), path.sep, os.EOL];
  `);
  expect(await run()).toMatchObject({ found: [32, 'a/b', '/', '\n'] });
  expect(text).toContain('createHash');
  expect(text).not.toContain('webcrypto');
});

test('who requires a module of Node gets the module itself', async () => {
  const { run } = await bundle(`
    const Emitter = require('events');
    export const found = [new Emitter() instanceof Emitter.EventEmitter, require('node:path').join('a', 'b')];
  `);
  expect(await run()).toMatchObject({ found: [true, 'a/b'] });
});

test('the Public Suffix List is unpacked at the first question, and answers as it did', async () => {
  const { run } = await bundle(`
    let unpacked = 0;
    const { Uint32Array: plain } = globalThis;
    globalThis.Uint32Array = class extends plain { constructor(given) { super(given); unpacked += 1; } };
    const { organizationBySuffix } = await import('../../source/domain/dns/dmarc/walk.ts');
    const before = unpacked;
    export const found = [before, organizationBySuffix('mail.shop.example.co.uk'), organizationBySuffix('a.b.github.io')];
    export const isUnpacked = unpacked > 0;
    globalThis.Uint32Array = plain;
  `);
  expect(await run()).toMatchObject({ found: [0, 'example.co.uk', 'b.github.io'], isUnpacked: true });
});
