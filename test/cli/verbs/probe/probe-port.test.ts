import { expect, test } from 'vitest';
import { runProbePort } from '../../../../source/cli/verbs/probe/probe-port.ts';
import { UsageError } from '../../../../source/domain/errors.ts';
import { chooseHostResolver } from '../../../../source/world/choose-host-resolver.ts';
import { captureContext } from '../../../support/command-context.ts';
import { startScriptedSmtp } from '../../../support/scripted-smtp.ts';

test('status 0 when every port is open', async () => {
  await using server = await startScriptedSmtp([{ do: 'stall' }]);
  const { context, output } = captureContext();
  expect(await runProbePort(context, { targets: [`127.0.0.1:${server.port}`] })).toBe(0);
  expect(output()).toBe(` ✔ 127.0.0.1:${server.port} is open (127.0.0.1: open).\n`);
});

test('status 2 when a port refuses', async () => {
  await using server = await startScriptedSmtp([{ do: 'stall' }]);
  const gone = await startScriptedSmtp([]);
  await gone[Symbol.asyncDispose]();
  const { context, output } = captureContext({ format: 'json' });
  const targets = [`127.0.0.1:${server.port}`, `127.0.0.1:${gone.port}`];
  expect(await runProbePort(context, { targets })).toBe(2);
  expect(JSON.parse(output())).toMatchObject({
    schema: 1,
    ipv6: 'not-measured',
    ports: [
      { port: server.port, state: 'open' },
      { port: gone.port, state: 'refused', attempts: [{ family: 4, outcome: { errno: 'ECONNREFUSED' } }] },
    ],
  });
});

test('status 3 when a name does not resolve', async () => {
  const { context, output } = captureContext({ timeout: 2, resolver: '127.0.0.1:1' });
  expect(await runProbePort(context, { targets: ['mail.example.test:25'] })).toBe(3);
  expect(output()).toMatch(/mail\.example\.test could not be resolved/);
});

test('without a port the four mail ports are tried', async () => {
  const { context, output } = captureContext({ format: 'json' });
  await runProbePort(context, { targets: ['127.0.0.1'] });
  expect(JSON.parse(output()).ports.map(({ port }: { readonly port: number }) => port)).toEqual([25, 465, 587, 2525]);
});

test('verbose text has a line an address with its time', async () => {
  await using server = await startScriptedSmtp([{ do: 'stall' }]);
  const { context, output } = captureContext({ verbose: true });
  await runProbePort(context, { targets: [`127.0.0.1:${server.port}`] });
  expect(output()).toMatch(new RegExp(`127\\.0\\.0\\.1:${server.port} {2}open {2}\\d+ ms`));
});

test.each(['dns.example.com', '1.1.1.1:99999', 'not a host'])('--resolver %s is wrong usage', (resolver) => {
  expect(() => chooseHostResolver(captureContext({ resolver }).context)).toThrow(UsageError);
});
