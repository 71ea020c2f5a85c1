import { createSecureContext } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { ProbeError, UserError } from '../../../source/domain/errors.ts';
import { Secret } from '../../../source/domain/secret.ts';
import { createSmallOdoo } from '../../demo/queue-runner/small-odoo.ts';
import { createCertificates } from '../../support/certificates.ts';
import { startOdooHttp } from '../../support/odoo-http.ts';
import { seriesUnderTest } from '../../support/postgres.ts';
import { apiKey, login, nowhere, open, serve } from './small-rpc.ts';

/** What a person would read of the failure. */
const sayNo = async (opening: Promise<unknown>): Promise<string> => {
  const error = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ProbeError) return error.message;
  if (!(error instanceof UserError)) throw error;
  return [error.message, error.tryThis].filter((part) => part !== undefined).join(' → ');
};

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('is opened with the interface of its version', async () => {
    const odoo = await createSmallOdoo(series);
    const server = await serve(odoo);
    const rpc = await open(odoo, server);
    const protocol = series >= 19 ? 'JSON-2' : 'JSON-RPC';
    expect(rpc).toMatchObject({ version: `${series}.0`, protocol });
    expect(rpc.way).toBe(`over ${protocol} as ${login} at ${server.url.origin}, Odoo ${series}.0`);
  });

  test('a refused key is said once, without the key, and tried once', async () => {
    const odoo = await createSmallOdoo(series);
    const server = await serve(odoo);
    const wrong = 'f'.repeat(40);
    const words = await sayNo(open(odoo, server, { key: new Secret(wrong) }));
    expect(words).toMatch(/^Odoo refused .*key.* → Make an API key in Odoo .*two-factor/);
    expect(words).not.toContain(wrong);
    const asked = server.requests.filter(({ body, headers }) =>
      JSON.stringify([body, headers.authorization]).includes(wrong),
    );
    expect(asked).toHaveLength(1);
  });

  test('an account without rights hears which group is missing', async () => {
    const odoo = await createSmallOdoo(series);
    const account = { login: 'admin', key: apiKey, hasSettings: false };
    const server = await serve(odoo, { account });
    const group = series >= 19 ? 'Role / Administrator' : 'Administration/Settings';
    expect(await sayNo(open(odoo, server))).toBe(
      `Odoo does not let that account do it: You are not allowed to access 'Outgoing Mails' (mail.mail) records. → Use an account of the group ${group}.`,
    );
  });

  test('a database that it does not serve is named', async () => {
    const odoo = await createSmallOdoo(series);
    const server = await serve(odoo);
    expect(await sayNo(open(odoo, server, { database: 'acme' }))).toMatch(
      /^That Odoo serves no database 'acme'\. → Check --odoo-url/,
    );
  });
});

test('a namesake of the database elsewhere is refused', async () => {
  const odoo = await createSmallOdoo(17);
  const server = await serve(odoo);
  expect(await sayNo(open(odoo, server, { uuid: 'another' }))).toMatch(/is not the one that we read/);
});

test.each([
  [17, '18.0', false],
  [18, '17.0', false],
  [19, '18.0', false],
  [17, 'saas~17.4', false],
  [17, '17.0', true],
] as const)('Odoo %i for a database of %s is the right one: %s', async (series, databaseVersion, isRight) => {
  const odoo = await createSmallOdoo(series);
  const server = await serve(odoo);
  const opening = open(odoo, server, { databaseVersion });
  if (isRight) return expect(await opening).toMatchObject({ version: `${series}.0` });
  expect(await sayNo(opening)).toMatch(
    `is Odoo ${series}.0, and the database '${odoo.database.name}' that we read is of Odoo ${databaseVersion}: it is not the server of this database. → Check --odoo-url`,
  );
  expect(JSON.stringify(server.requests)).not.toContain(apiKey);
});

test('a server that has no database.uuid is refused', async () => {
  const odoo = await createSmallOdoo(17);
  const server = await serve(odoo);
  await odoo.database.query("delete from ir_config_parameter where key = 'database.uuid'");
  expect(await sayNo(open(odoo, server))).toMatch(/is not the one that we read: its database\.uuid is missing/);
});

test('19 takes a password over /jsonrpc, which JSON-2 would refuse', async () => {
  const odoo = await createSmallOdoo(19);
  const server = await serve(odoo, { account: { login: 'admin', key: 'correct horse' } });
  const rpc = await open(odoo, server, { key: new Secret('correct horse') });
  expect(rpc.protocol).toBe('JSON-RPC');
  expect(server.requests.some(({ path }) => path.startsWith('/json/2'))).toBe(false);
});

test('19 whose JSON-2 is out of reach is opened over /jsonrpc', async () => {
  const odoo = await createSmallOdoo(19);
  const rpc = await open(odoo, await serve(odoo, { withoutJson2: true }));
  expect(rpc.protocol).toBe('JSON-RPC');
});

test('19 without /jsonrpc is opened over JSON-2', async () => {
  const odoo = await createSmallOdoo(19);
  const rpc = await open(odoo, await serve(odoo, { withoutJsonRpc: true }));
  expect(rpc).toMatchObject({ protocol: 'JSON-2', version: '19.0' });
});

describe('what stands at the address', () => {
  const standing = async (status: number, headers: Readonly<Record<string, string>>, text: string): Promise<string> => {
    const server = await startOdooHttp({
      ...nowhere,
      intercept: (_request, response) => {
        response.writeHead(status, headers);
        response.end(text);
        return true;
      },
    });
    const words = await sayNo(open(nowhere, server));
    expect(JSON.stringify(server.requests)).not.toContain(apiKey);
    return words.replaceAll(server.url.host, 'HOST');
  };

  test('may redirect to https, where the key is not carried', async () => {
    expect(await standing(301, { location: 'https://odoo.example.com/jsonrpc' }, '')).toBe(
      'http://HOST redirects to https://odoo.example.com; a key is not sent along with a redirect. → Use --odoo-url https://odoo.example.com',
    );
  });

  test('may be a login page', async () => {
    expect(await standing(200, { 'content-type': 'text/html' }, '<!DOCTYPE html><html><title>Sign in</title>')).toBe(
      'http://HOST/jsonrpc answered HTTP 200 with a web page where an Odoo answers JSON. → Check --odoo-url: it may be another site, or a login page that stands before Odoo.',
    );
  });

  test('may know no such path', async () => {
    expect(await standing(404, { 'content-type': 'text/html' }, '<html>nginx</html>')).toMatch(
      /^There is no Odoo interface at http:\/\/HOST\/jsonrpc \(HTTP 404\)\./,
    );
  });

  test('may be a proxy that reaches no Odoo', async () => {
    expect(await standing(502, { 'content-type': 'text/html' }, '<html>Bad Gateway</html>')).toBe(
      'HTTP 502 from HOST: the web server before Odoo got no answer from it.',
    );
  });

  test('may be another JSON service', async () => {
    expect(await standing(200, { 'content-type': 'application/json' }, '{"ok":true}')).toBe(
      'The answer is JSON, but not that of an Odoo.',
    );
  });

  test('may send escape sequences, which do not reach a terminal', async () => {
    expect(await standing(200, { 'content-type': 'text/plain' }, 'hi\u001b[31mred')).toContain("with 'hired' where");
  });
});

test('an Odoo that is not there is said so', async () => {
  expect(await sayNo(open(nowhere, { url: new URL('http://127.0.0.1:1') }))).toBe(
    'http://127.0.0.1:1/jsonrpc cannot be reached: nothing listens there.',
  );
});

test('an Odoo that does not answer costs the time limit and no more', async () => {
  const server = await startOdooHttp({ ...nowhere, intercept: () => true });
  const words = await sayNo(open(nowhere, server, { timeoutMs: 100 }));
  expect(words).toBe(`${server.url.host} did not answer within 0.1 s.`);
});

test('an aborted signal ends it with its reason', async () => {
  const stop = new AbortController();
  const server = await startOdooHttp({
    ...nowhere,
    intercept: () => {
      stop.abort(new Error('stopped'));
      return true;
    },
  });
  await expect(open(nowhere, server, { signal: stop.signal })).rejects.toThrow('stopped');
});

describe('a certificate', () => {
  const { authority, wrongName } = createCertificates(new Date());

  test('that nobody vouches for is refused before the key is sent', async () => {
    const server = await startOdooHttp({ ...nowhere, tls: wrongName });
    expect(await sayNo(open(nowhere, server))).toMatch(
      /^The certificate of localhost:\d+ comes from an authority that this machine does not know\.$/,
    );
    expect(server.requests).toEqual([]);
  });

  test('for another name is refused', async () => {
    const server = await startOdooHttp({ ...nowhere, tls: wrongName });
    const secureContext = createSecureContext({ ca: authority });
    expect(await sayNo(open(nowhere, server, { secureContext }))).toMatch(
      /^The certificate of .* is for another name\.$/,
    );
  });
});

test('plain HTTP behind an https address is told from a certificate', async () => {
  const server = await startOdooHttp(nowhere);
  const url = new URL(server.url.href.replace('http:', 'https:'));
  expect(await sayNo(open(nowhere, { url }))).toBe(
    `${url.host} does not speak TLS on that port; plain HTTP is http://${url.host}.`,
  );
});

test('a method that this Odoo does not have is refused in its words', async () => {
  const odoo = await createSmallOdoo(17);
  const rpc = await open(odoo, await serve(odoo));
  expect(await sayNo(rpc.call({ model: 'mail.mail', method: 'resend' }))).toBe(
    "Odoo said: AttributeError: The method 'mail.mail.resend' does not exist.",
  );
});
