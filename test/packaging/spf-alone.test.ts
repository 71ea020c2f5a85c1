import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { bundleOptions } from '../../packaging/bundle-options.ts';
import { spfAlone } from '../../packaging/spf-alone.ts';

const load = async (file: string, plugins: readonly (typeof spfAlone)[]) => {
  const { outputFiles, metafile } = await build({
    ...bundleOptions,
    banner: {},
    format: 'cjs',
    stdin: { contents: `module.exports = require(${JSON.stringify(file)})`, resolveDir: import.meta.dirname },
    outfile: 'bundle.cjs',
    write: false,
    plugins: [...plugins],
  });
  const module: { exports: unknown } = { exports: {} };
  const require = createRequire(import.meta.url);
  const required = new Set<string>();
  new Function('require', 'module', 'exports', outputFiles[0]?.text ?? '')(
    (name: string): unknown => {
      required.add(name);
      return require(name);
    },
    module,
    module.exports,
  );
  const inputs = Object.keys(metafile.inputs);
  return { exports: module.exports, inputs, loadsHttps: required.has('node:https') };
};

interface Spf {
  spf(question: object): Promise<{ readonly status: { readonly result: string; readonly comment?: string } }>;
}

const judge = async ({ exports }: { readonly exports: unknown }, helo: string, sender: string) => {
  const { spf } = exports as Spf;
  const nothing = (): never => {
    throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
  };
  const { status } = await spf({ ip: '192.0.2.1', helo, sender, mta: 'receiver', strict: true, resolver: nothing });
  return status;
};

test('in the bundle SPF needs neither a schema validator nor tables of character sets, and judges domains as with them', async () => {
  const whole = await load('mailauth/lib/spf/index.js', []);
  const alone = await load('mailauth/lib/spf/index.js', [spfAlone]);
  expect(
    alone.inputs.filter((path) => /node_modules\/(?:joi|libmime|iconv-lite|encoding-japanese)\//.test(path)),
  ).toEqual([]);
  expect(alone.loadsHttps).toBe(false);
  const domains = [
    'example.com',
    'localhost',
    'a..b',
    '-a.com',
    'a_b.example.com',
    'bücher.example',
    `${'a'.repeat(64)}.com`,
    'x y.com',
    '',
  ];
  for (const domain of domains) {
    const sender = domain === '' ? '' : `somebody@${domain}`;
    expect(await judge(alone, 'mail.example.com', sender), domain).toEqual(
      await judge(whole, 'mail.example.com', sender),
    );
    expect(await judge(alone, domain, ''), domain).toEqual(await judge(whole, domain, ''));
  }
}, 30_000);

interface Tools {
  getPublicKey(type: string, name: string, minBits: number, resolver: () => unknown): Promise<unknown>;
}

test.each(['AAA', 'AA=A', 'A', '????', 'AAAA', 'AA==', 'AAAA AAAA'])(
  'in the bundle a DKIM key %s is refused as with the schema validator',
  async (key) => {
    const reasonOf = async ({ exports }: { readonly exports: unknown }) => {
      const { getPublicKey } = exports as Tools;
      return await getPublicKey('DKIM', 's._domainkey.example.com', 1024, () => [[`v=DKIM1; p=${key}`]]).catch(
        (error: { readonly code?: string }) => error.code,
      );
    };
    const whole = await reasonOf(await load('mailauth/lib/tools.js', []));
    expect(whole).toBeTypeOf('string');
    expect(await reasonOf(await load('mailauth/lib/tools.js', [spfAlone]))).toBe(whole);
  },
);
