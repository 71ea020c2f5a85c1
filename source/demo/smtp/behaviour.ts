import type { Janitor } from '../janitor/janitor.ts';
import type { DemoCertificates } from './certificates.ts';
import type { ReceivedMessage } from './received-message.ts';
import type { DemoPort } from './relay-server.ts';

/** What every behaviour may use when it starts. */
export interface BehaviourContext {
  readonly certificates: DemoCertificates;
  /** Ends processes that cannot end by themselves. */
  readonly janitor: Janitor;
  /** Called for each message that a server accepted. */
  readonly deliver: (message: ReceivedMessage) => void;
}

/** One way a mail server can behave, on a port of its own. */
export interface Behaviour {
  /** One sentence about what a client meets. */
  readonly description: string;
  start(context: BehaviourContext): Promise<DemoPort>;
}
