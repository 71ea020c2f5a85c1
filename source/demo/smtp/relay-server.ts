import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { TlsIdentity } from './certificates.ts';
import { type ReceivedMessage, readMessage } from './received-message.ts';
import { RelayRefusal, type RelayReply } from './relay-reply.ts';

/** What the session knows when a decision is due. */
export interface SessionFacts {
  readonly encrypted: boolean;
  /** The login, once AUTH succeeded. */
  readonly user: string | null;
}

interface Login {
  readonly user: string;
  readonly password: string;
}

/** How a server treats its clients; what is left out is done as a willing server does it. */
export interface Manners {
  /** `starttls` also serves clients that stay in the clear; `none` does not offer TLS at all. */
  readonly tls: 'none' | 'starttls' | 'implicit';
  readonly identity?: TlsIdentity;
  /** Announced in EHLO as SIZE; bigger messages are refused. */
  readonly maxSizeBytes?: number;
  readonly onConnect?: () => RelayReply | undefined;
  readonly onLogin?: (login: Login) => RelayReply | undefined;
  readonly onSender?: (sender: string, session: SessionFacts) => RelayReply | undefined;
  readonly onRecipient?: (recipient: string, session: SessionFacts) => RelayReply | undefined;
  /** Said instead of 250 after the final dot. */
  readonly onMessage?: (message: ReceivedMessage) => RelayReply | undefined;
}

/** A listener on 127.0.0.1 that belongs to the demo world. */
export interface DemoPort {
  readonly port: number;
  /** Ends its connections and frees the port. */
  close(): Promise<void>;
}

const closeTimeoutMs = 200;
const idleTimeoutMs = 120_000;

/** Starts an SMTP server with these manners; every accepted message is handed to `deliver`. */
export const startMailServer = async (
  name: string,
  manners: Manners,
  deliver: (message: ReceivedMessage) => void,
): Promise<DemoPort> => {
  const server = new SMTPServer(createOptions(name, manners, deliver));
  // A client that hangs up or fails its handshake is what these servers are for; it concerns nobody else.
  server.on('error', ignore);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
};

const ignore = (): void => undefined;

const createOptions = (
  name: string,
  manners: Manners,
  deliver: (message: ReceivedMessage) => void,
): SMTPServerOptions => ({
  name: 'mail.demo.example',
  logger: false,
  secure: manners.tls === 'implicit',
  // Also in the clear, as an Odoo without encryption would try it.
  allowInsecureAuth: true,
  authOptional: true,
  disableReverseLookup: true,
  disabledCommands: manners.tls === 'starttls' ? [] : ['STARTTLS'],
  closeTimeout: closeTimeoutMs,
  socketTimeout: idleTimeoutMs,
  ...(manners.identity === undefined ? {} : { key: manners.identity.key, cert: manners.identity.cert }),
  ...(manners.maxSizeBytes === undefined ? {} : { size: manners.maxSizeBytes }),
  ...createHandlers(name, manners, deliver),
});

const createHandlers = (
  name: string,
  manners: Manners,
  deliver: (message: ReceivedMessage) => void,
): Pick<SMTPServerOptions, 'onConnect' | 'onAuth' | 'onMailFrom' | 'onRcptTo' | 'onData'> => ({
  onConnect: (_session, callback) => callback(toError(manners.onConnect?.())),
  onAuth: (auth, _session, callback) => {
    const user = auth.username ?? '';
    const refusal = manners.onLogin?.({ user, password: auth.password ?? '' });
    if (refusal === undefined) return callback(null, { user });
    return callback(new RelayRefusal(refusal));
  },
  onMailFrom: (address, session, callback) => callback(toError(manners.onSender?.(address.address, toFacts(session)))),
  onRcptTo: (address, session, callback) => callback(toError(manners.onRecipient?.(address.address, toFacts(session)))),
  onData: (stream, session, callback) => {
    const accept = async (): Promise<void> => {
      const content = await readMessage(stream);
      const message: ReceivedMessage = {
        server: name,
        from: session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address,
        recipients: session.envelope.rcptTo.map(({ address }) => address),
        user: toFacts(session).user,
        ...content,
      };
      const refusal = manners.onMessage?.(message);
      if (refusal !== undefined) return callback(new RelayRefusal(refusal));
      deliver(message);
      return callback(null, '2.0.0 OK: queued');
    };
    accept().catch(callback);
  },
});

const toError = (refusal: RelayReply | undefined): Error | null =>
  refusal === undefined ? null : new RelayRefusal(refusal);

const toFacts = (session: { readonly secure: boolean; readonly user?: unknown }): SessionFacts => ({
  encrypted: session.secure,
  user: typeof session.user === 'string' ? session.user : null,
});
