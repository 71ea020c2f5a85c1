/**
 * Where the single executable begins: it answers what needs no more, and runs the program that it carries beside itself,
 * whose text would otherwise be read and its code restored for one word.
 */
import { createRequire } from 'node:module';
import process from 'node:process';
import { getAssetKeys, getRawAsset } from 'node:sea';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import packageJson from '../package.json' with { type: 'json' };

const [, , word, ...others] = process.argv;

const runProgram = (): void => {
  const url = pathToFileURL(process.execPath).href;
  const script = new Script(Buffer.from(getRawAsset('program')).toString('latin1'), {
    filename: url,
    // Where nothing could make it, V8 compiles what runs.
    ...(getAssetKeys().includes('code') ? { cachedData: Buffer.from(getRawAsset('code')) } : {}),
  });
  script.runInThisContext()(createRequire(url), { exports: {} }, url);
};

if (word === '--version' && others.length === 0) process.stdout.write(`${packageJson.version}\n`);
else runProgram();
