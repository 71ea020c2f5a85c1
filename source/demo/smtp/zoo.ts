import type { DemoAddresses } from '../scenario.ts';
import type { BehaviourContext } from './behaviour.ts';
import { behaviours } from './behaviours.ts';
import type { DemoPort } from './relay-server.ts';

/** All mail servers of one world. */
export interface DemoMailServers extends DemoAddresses {
  close(): Promise<void>;
}

/**
 * Starts every behaviour on a free port of 127.0.0.1.
 * @throws what the first one that could not start threw, after the others were closed.
 */
export const startDemoMailServers = async (context: BehaviourContext): Promise<DemoMailServers> => {
  const names = Object.entries(behaviours);
  const started = await Promise.allSettled(
    names.map(async ([name, { start }]) => [name, await start(context)] as const),
  );
  const ports = new Map<string, DemoPort>(started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
  const close = async (): Promise<void> => {
    await Promise.all([...ports.values()].map((port) => port.close()));
  };
  const failure = started.find((one) => one.status === 'rejected');
  if (failure !== undefined) {
    await close();
    throw failure.reason;
  }

  return {
    smtpPort: (behaviour) => {
      const found = ports.get(behaviour);
      if (found === undefined) throw new Error(`no demo mail server behaves like '${behaviour}'`);
      return found.port;
    },
    close,
  };
};
