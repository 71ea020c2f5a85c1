import { onTestFinished } from 'vitest';
import { type Janitor, startJanitor } from '../../../source/demo/janitor/janitor.ts';
import { behaviours } from '../../../source/demo/smtp/behaviours.ts';
import type { DemoCertificates } from '../../../source/demo/smtp/certificates.ts';
import { createDemoCertificates } from '../../../source/demo/smtp/certificates.ts';
import type { ReceivedMessage } from '../../../source/demo/smtp/received-message.ts';

export type BehaviourName = keyof typeof behaviours;

let certificates: Promise<DemoCertificates> | undefined;
/** It watches this worker and ends after it. */
let janitor: Promise<Janitor> | undefined;

/** The authority and certificates of this test file; made once, because keys are slow to make. */
export const demoCertificates = (): Promise<DemoCertificates> => {
  certificates ??= createDemoCertificates(new Date(), ['mail.demo.example']);
  return certificates;
};

/** Starts one behaviour until the test ends; returns its port and what it has accepted so far. */
export const startBehaviour = async (
  name: BehaviourName,
): Promise<{ readonly port: number; readonly messages: readonly ReceivedMessage[] }> => {
  const messages: ReceivedMessage[] = [];
  janitor ??= startJanitor();
  const server = await behaviours[name].start({
    certificates: await demoCertificates(),
    janitor: await janitor,
    deliver: (message) => messages.push(message),
  });
  onTestFinished(() => server.close());
  return { port: server.port, messages };
};
