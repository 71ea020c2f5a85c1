import { createTransport } from 'nodemailer';
import { Secret } from '../../source/domain/secret.ts';
import { connectTo } from '../../source/services/ports/connect-port.ts';
import { createRefusedSecrets } from '../../source/services/smtp/refused-secrets.ts';
import { createSmtpProbe } from '../../source/services/smtp/smtp-probe.ts';
import type { SmtpRequest } from '../../source/services/smtp/smtp-request.ts';
import { trustSystem } from '../../source/services/smtp/tls/trust.ts';
import { createCertificates } from '../support/certificates.ts';
import { answer, obliging, say, startScriptedSmtp, startTls } from '../support/scripted-smtp.ts';

export const title = 'probe: a full SMTP handshake beside nodemailer verify()';

const rounds = 150;
const warmUpRounds = 20;
const serversInParallel = 10;

const probe = createSmtpProbe({
  network: {
    resolve: () => Promise.resolve({ kind: 'addresses', addresses: [{ address: '127.0.0.1', family: 4 }] }),
    connect: connectTo,
  },
  trust: trustSystem(),
  refusedSecrets: createRefusedSecrets(),
  findHeloName: () => Promise.resolve('bench.example.test'),
  now: () => new Date(),
});

const probeOnce = async (port: number, request: Partial<SmtpRequest>): Promise<void> => {
  const full = { host: '127.0.0.1', port, tls: 'none', timeoutMs: 10_000, totalTimeoutMs: 10_000, ...request } as const;
  const report = await probe.probe(full, { signal: new AbortController().signal });
  if (report.failure !== undefined) throw new Error(report.summary);
};

const verifyOnce = async (port: number, secured: boolean): Promise<void> => {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    name: 'bench.example.test',
    requireTLS: secured,
    ignoreTLS: !secured,
    tls: { rejectUnauthorized: false },
    auth: { user: 'anna@example.com', pass: 'correct horse' },
  });
  await transport.verify();
  transport.close();
};

const timed = async (run: () => Promise<void>): Promise<number> => {
  const started = performance.now();
  await run();
  return performance.now() - started;
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** As far as verify() goes. */
const login: Partial<SmtpRequest> = {
  credentials: { kind: 'password', user: 'anna@example.com', secret: new Secret('correct horse') },
};
/** What verify() never asks. */
const withEnvelope: Partial<SmtpRequest> = {
  ...login,
  envelopes: [{ sender: 'anna@example.com', recipients: ['ben@example.org'] }],
};

const compare = async (
  port: number,
  secured: boolean,
  request: Partial<SmtpRequest>,
): Promise<{ readonly ours: number; readonly theirs: number }> => {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < warmUpRounds + rounds; round++) {
    // Interleaved and in changing order, so that neither side profits from what the machine does meanwhile.
    const runs = [
      async () => ours.push(await timed(() => probeOnce(port, { ...request, tls: secured ? 'starttls' : 'none' }))),
      async () => theirs.push(await timed(() => verifyOnce(port, secured))),
    ];
    for (const run of round % 2 === 0 ? runs : runs.toReversed()) await run();
  }
  return { ours: median(ours.slice(warmUpRounds)), theirs: median(theirs.slice(warmUpRounds)) };
};

/** Servers that each take a while to greet: what runs at the same time is waiting, as it is on a network. */
const compareParallel = async (): Promise<{ readonly slowest: number; readonly together: number }> => {
  const greetings = Array.from({ length: serversInParallel }, (_, index) => 20 + index * 10);
  const servers = await Promise.all(
    greetings.map((delayMs) =>
      startScriptedSmtp(() => [
        { do: 'wait', until: new Promise((resolve) => setTimeout(resolve, delayMs)) },
        say('220 scripted.example'),
        answer(...obliging),
      ]),
    ),
  );
  const alone: number[] = [];
  for (const { port } of servers) alone.push(await timed(() => probeOnce(port, withEnvelope)));
  const together = await timed(async () => {
    await Promise.all(servers.map(({ port }) => probeOnce(port, withEnvelope)));
  });
  await Promise.all(servers.map((server) => server[Symbol.asyncDispose]()));
  return { slowest: Math.max(...alone), together };
};

/** Prints a line a measurement; goals: at most 1.2 times verify(), and ten servers in less than 1.5 times the slowest. */
export const run = async (print: (line: string) => void): Promise<void> => {
  const { good } = createCertificates(new Date());
  const secured = answer(
    [/^STARTTLS$/, [say('220 2.0.0 Ready'), startTls(good), answer(...obliging)]],
    [/^EHLO /, '250-scripted.example\r\n250 STARTTLS'],
    ...obliging,
  );
  const plain = answer(...obliging);
  for (const [name, withTls, rules, request] of [
    ['STARTTLS, login', true, secured, login],
    ['STARTTLS, login, and beyond verify() a sender and a recipient', true, secured, withEnvelope],
    ['plain, login', false, plain, login],
  ] as const) {
    await using server = await startScriptedSmtp([say('220 scripted.example ESMTP'), rules]);
    const { ours, theirs } = await compare(server.port, withTls, request);
    const ratio = (ours / theirs).toFixed(2);
    print(`${name}: probe ${ours.toFixed(2)} ms, verify() ${theirs.toFixed(2)} ms (${ratio} x)`);
  }
  const { slowest, together } = await compareParallel();
  const ratio = (together / slowest).toFixed(2);
  print(
    `${serversInParallel} servers at once: ${together.toFixed(0)} ms, the slowest alone ${slowest.toFixed(0)} ms (${ratio} x)`,
  );
};
