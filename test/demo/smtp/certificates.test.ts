import { connect, rootCertificates } from 'node:tls';
import { expect, test } from 'vitest';
import { greet } from './dialogue.ts';
import type { BehaviourName } from './start-behaviour.ts';
import { demoCertificates, startBehaviour } from './start-behaviour.ts';

/** How OpenSSL judges the certificate behind STARTTLS when it trusts the demo's authority. */
const judge = async (name: BehaviourName): Promise<{ verdict: string; daysLeft: number }> => {
  const { authority } = await demoCertificates();
  const { port } = await startBehaviour(name);
  const { dialogue } = await greet(port);
  await dialogue.say('STARTTLS');
  const { promise, resolve } = Promise.withResolvers<{ verdict: string; daysLeft: number }>();
  const socket = connect({
    socket: dialogue.socket,
    servername: 'mail.demo.example',
    ca: [...rootCertificates, authority],
    rejectUnauthorized: false,
  });
  socket.once('secureConnect', () => {
    const error: unknown = socket.authorizationError;
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error ?? 'trusted');
    const until = new Date(socket.getPeerCertificate().valid_to);
    resolve({ verdict: code, daysLeft: (until.getTime() - Date.now()) / 86_400_000 });
  });
  return promise;
};

const verdicts: readonly (readonly [BehaviourName, string])[] = [
  ['good', 'trusted'],
  ['expiring-soon', 'trusted'],
  ['expired', 'CERT_HAS_EXPIRED'],
  ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
];

for (const [name, verdict] of verdicts) {
  test(`the certificate of ${name} is judged ${verdict}`, async () => {
    expect(await judge(name)).toMatchObject({ verdict });
  });
}

test('expiring-soon has five days left', async () => {
  const { daysLeft } = await judge('expiring-soon');
  expect(Math.round(daysLeft)).toBe(5);
});
