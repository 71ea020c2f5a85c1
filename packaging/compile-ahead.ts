/**
 * `node compile-ahead.ts PROGRAM CODE`: runs the program of a single executable as far as a check without a database gets
 * (what every command runs first, and the loading of what a check is made of) and writes what V8 compiled for it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import v8 from 'node:v8';
import { Script } from 'node:vm';

const [executable = '', own = '', program = '', code = ''] = process.argv;

// Code is restored under the flags alone under which it was written, and the program sets some of its own as it runs.
v8.setFlagsFromString = () => undefined;
process.argv = [executable, own, 'check', '--dsn', 'postgres://nobody@127.0.0.1:1/none'];

const script = new Script(readFileSync(program, 'latin1'), { filename: program });
process.on('exit', () => {
  writeFileSync(code, script.createCachedData());
  // That nobody answered is what was wanted.
  process.exitCode = 0;
});
script.runInThisContext()(createRequire(program), { exports: {} }, pathToFileURL(program).href);
