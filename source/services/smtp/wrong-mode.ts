import type { HostAddress } from '../../domain/probes/network.ts';
import type { SmtpNetwork } from './network.ts';
import { pause } from './pause.ts';
import { shakeHands } from './tls/handshake.ts';
import type { Trust } from './tls/trust.ts';
import { Wire } from './wire.ts';

/** Silence for this long makes us look whether we speak the wrong language to the port, ms. */
const silenceMs = 2000;
/** The second look itself may take this long, ms: with the silence, the answer stands in under 5 s. */
const lookMs = 2000;

/** Where to look again, on a connection of its own. */
export interface SecondLook {
  readonly connect: SmtpNetwork['connect'];
  readonly host: string;
  readonly address: HostAddress;
  readonly port: number;
  readonly trust: Trust;
  /** Of one step of the session, ms; a short one shortens the silence, too. */
  readonly timeoutMs: number;
}

/** Whether the port stayed silent for as long as starts a second look; false as soon as `signal` aborts. */
export const staysSilent = (timeoutMs: number, signal: AbortSignal): Promise<boolean> =>
  pause(Math.min(silenceMs, timeoutMs / 2), signal);

const lookLimit = ({ timeoutMs }: SecondLook): number => Math.min(lookMs, timeoutMs);

/** Whether the port completes a TLS handshake at once: then it waits for a hello and will never greet plainly. */
export const completesTls = async (look: SecondLook, signal: AbortSignal): Promise<boolean> => {
  const timeoutMs = lookLimit(look);
  const { socket } = await look.connect(look.address, { port: look.port, timeoutMs, signal });
  if (socket === undefined) return false;
  try {
    const secureContext = look.trust.secureContext();
    const result = await shakeHands(socket, { host: look.host, secureContext, timeoutMs, signal });
    if (result.kind === 'secure') result.socket.destroy();
    return result.kind === 'secure';
  } finally {
    socket.destroy();
  }
};

/** The first line the port says to a client that only listens, when that is an SMTP reply; raw, from outside. */
export const readPlainBanner = async (look: SecondLook, signal: AbortSignal): Promise<string | undefined> => {
  const timeoutMs = lookLimit(look);
  const { socket } = await look.connect(look.address, { port: look.port, timeoutMs, signal });
  if (socket === undefined) return undefined;
  try {
    const result = await new Wire(socket).nextReply(timeoutMs, signal);
    return 'reply' in result ? `${result.reply.code} ${result.reply.lines.join(' ')}` : undefined;
  } finally {
    socket.destroy();
  }
};
