import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleIntoOne, compileAhead } from '../../packaging/single-executable.ts';

const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-single-'));
const code = join(folder, 'code');
let program = '';

beforeAll(async () => {
  const bundle = await bundleIntoOne(folder);
  program = bundle.program;
  await compileAhead([process.execPath], bundle, code);
}, 60_000);

afterAll(() => rm(folder, { recursive: true }));

/** In a process of its own, as the executable is: what the tests run under may have flags. */
const restore = `
  const { readFileSync } = require('node:fs');
  const { Script } = require('node:vm');
  const [, program, code] = process.argv;
  const text = readFileSync(program, 'latin1');
  const cachedData = readFileSync(code);
  const { cachedDataRejected } = new Script(text, { cachedData });
  // Of another text: V8 would find the one that it has just restored.
  const idle = new Script(text + '\\n').createCachedData().length;
  console.log(JSON.stringify({ cachedDataRejected, bytes: cachedData.length, idle, isAscii: !/[^\\0-\\x7f]/.test(text) }));`;

test('code that was compiled ahead is taken, and holds what ran', async () => {
  const { stdout } = await run(process.execPath, ['-e', restore, program, code]);
  const { cachedDataRejected, bytes, idle, isAscii } = JSON.parse(stdout);
  expect(cachedDataRejected).toBe(false);
  expect(bytes).toBeGreaterThan(1.5 * idle);
  expect(isAscii).toBe(true);
});

test('the program runs as a script', async () => {
  const begin = `
    const [node, program, ...words] = process.argv;
    process.argv = [node, node, ...words];
    const text = require('node:fs').readFileSync(program, 'latin1');
    new (require('node:vm').Script)(text).runInThisContext()(require, { exports: {} }, 'file://' + program);`;
  const words = ['classify', '--format', 'json', '535 5.7.8 Username and Password not accepted'];
  const { stdout } = await run(process.execPath, ['-e', begin, program, ...words]);
  expect(JSON.parse(stdout)).toMatchObject({ class: 'auth.bad_credentials' });
});
