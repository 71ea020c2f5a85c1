import { type RunnerReply, SmtpError } from './fault.ts';
import type { ResolveHostName } from './resolve-host-name.ts';
import { encrypt, openSocket } from './runner-connect.ts';
import { RunnerWire } from './runner-wire.ts';

/** The modes of ir_mail_server.smtp_encryption. */
export type Encryption = 'none' | 'starttls' | 'starttls_strict' | 'ssl' | 'ssl_strict';

export type RunnerLogin =
  | { readonly kind: 'none' }
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  | { readonly kind: 'oauth'; readonly user: string; readonly token: string };

export interface SessionSettings {
  readonly host: string;
  readonly port: number;
  readonly encryption: Encryption;
  readonly login: RunnerLogin;
}

/** What of the machine a session needs. */
export interface SessionContext {
  readonly lookup: ResolveHostName;
  /** PEM of the authorities that strict modes trust. */
  readonly authority: string;
  /** For connecting, for the TLS handshake and for each reply. Odoo: 60 000. */
  readonly timeoutMs: number;
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** An SMTP session that says and does what Python's smtplib says and does in Odoo's hands. */
export class RunnerSession {
  #wire: RunnerWire;
  #extensions = new Map<string, string>();

  private constructor(wire: RunnerWire) {
    this.#wire = wire;
  }

  /** Connects, encrypts and logs in. @throws SmtpError at the first stage that fails. */
  static async open(settings: SessionSettings, context: SessionContext): Promise<RunnerSession> {
    const session = new RunnerSession(await connect(settings, context));
    try {
      const greeting = await session.#wire.readReply();
      if (greeting.code !== 220) throw new SmtpError({ kind: 'response', exception: 'SMTPConnectError', ...greeting });
      await session.#sayHello();
      if (settings.encryption.startsWith('starttls')) await session.#startTls(settings, context);
      await session.#logIn(settings.login);
      return session;
    } catch (error) {
      session.#wire.close();
      throw error;
    }
  }

  /**
   * Hands one message over; returns the recipients that were refused, if others were not.
   * @throws SmtpError when the sender, every recipient or the message was refused, or the server went away.
   */
  async send(
    sender: string,
    recipients: readonly string[],
    message: string,
  ): Promise<ReadonlyMap<string, RunnerReply>> {
    const size = this.#extensions.has('size') ? ` SIZE=${message.length}` : '';
    const taken = await this.#wire.send(`MAIL FROM:<${sender}>${size}`);
    if (taken.code !== 250) {
      await this.#abandon(taken);
      throw new SmtpError({ kind: 'sender', ...taken, sender });
    }
    const refused = await this.#nameRecipients(recipients);
    await this.#sendContent(message);
    return refused;
  }

  /** Says goodbye. @throws SmtpError when the server is gone already, as smtplib does. */
  async quit(): Promise<void> {
    try {
      await this.#wire.send('QUIT');
    } finally {
      this.#wire.close();
    }
  }

  async #nameRecipients(recipients: readonly string[]): Promise<ReadonlyMap<string, RunnerReply>> {
    const refused = new Map<string, RunnerReply>();
    for (const recipient of recipients) {
      const reply = await this.#wire.send(`RCPT TO:<${recipient}>`);
      if (reply.code !== 250 && reply.code !== 251) refused.set(recipient, reply);
      if (reply.code === 421) {
        this.#wire.close();
        throw new SmtpError({ kind: 'recipients', refused });
      }
    }
    if (refused.size === recipients.length) {
      await this.#reset();
      throw new SmtpError({ kind: 'recipients', refused });
    }
    return refused;
  }

  async #sendContent(message: string): Promise<void> {
    const ready = await this.#wire.send('DATA');
    if (ready.code !== 354) throw new SmtpError({ kind: 'response', exception: 'SMTPDataError', ...ready });
    // A line that begins with a dot gets a second one (RFC 5321 §4.5.2).
    const stuffed = message.replace(/^\./gm, '..').replace(/\r?\n$/, '');
    const reply = await this.#wire.send(`${stuffed}\r\n.`);
    if (reply.code !== 250) {
      await this.#abandon(reply);
      throw new SmtpError({ kind: 'response', exception: 'SMTPDataError', ...reply });
    }
  }

  async #sayHello(): Promise<void> {
    const reply = await this.#wire.send('EHLO odoo.acme.example');
    if (reply.code !== 250) throw new SmtpError({ kind: 'response', exception: 'SMTPHeloError', ...reply });
    const [, ...extensions] = reply.text.toLowerCase().split('\n');
    this.#extensions = new Map(
      extensions.map((line) => [line.split(/[ =]/, 1)[0] ?? '', line.replace(/^[^ =]+[ =]?/, '')]),
    );
  }

  async #startTls(settings: SessionSettings, context: SessionContext): Promise<void> {
    if (!this.#extensions.has('starttls')) {
      throw new SmtpError({ kind: 'plain', text: 'STARTTLS extension not supported by server.' });
    }
    const reply = await this.#wire.send('STARTTLS');
    if (reply.code !== 220) throw new SmtpError({ kind: 'response', exception: 'SMTPResponseException', ...reply });
    const secured = await encrypt(this.#wire.release(), demandsOf(settings, context));
    this.#wire = new RunnerWire(secured, context.timeoutMs);
    await this.#sayHello();
  }

  async #logIn(login: RunnerLogin): Promise<void> {
    if (login.kind === 'none') return;
    if (login.kind === 'oauth') {
      // Odoo ignores what this is answered (addons/google_gmail, addons/microsoft_outlook): MAIL FROM tells.
      const reply = await this.#wire.send(
        `AUTH XOAUTH2 ${base64(`user=${login.user}\x01auth=Bearer ${login.token}\x01\x01`)}`,
      );
      if (reply.code === 334) await this.#wire.send('');
      return;
    }
    const offered = this.#extensions.get('auth')?.split(' ');
    if (offered === undefined) {
      throw new SmtpError({ kind: 'plain', text: 'SMTP AUTH extension not supported by server.' });
    }
    const mechanisms = ['plain', 'login'].filter((mechanism) => offered.includes(mechanism));
    let refusal: RunnerReply | undefined;
    for (const mechanism of mechanisms) {
      const reply = mechanism === 'plain' ? await this.#logInPlain(login) : await this.#logInStepwise(login);
      if (reply.code === 235 || reply.code === 503) return;
      refusal = reply;
    }
    if (refusal === undefined) throw new SmtpError({ kind: 'plain', text: 'No suitable authentication method found.' });
    throw new SmtpError({ kind: 'response', exception: 'SMTPAuthenticationError', ...refusal });
  }

  #logInPlain(login: Extract<RunnerLogin, { kind: 'password' }>): Promise<RunnerReply> {
    return this.#wire.send(`AUTH PLAIN ${base64(`\0${login.user}\0${login.password}`)}`);
  }

  async #logInStepwise(login: Extract<RunnerLogin, { kind: 'password' }>): Promise<RunnerReply> {
    const reply = await this.#wire.send(`AUTH LOGIN ${base64(login.user)}`);
    return reply.code === 334 ? this.#wire.send(base64(login.password)) : reply;
  }

  /** After a refusal: 421 means that the server is leaving, anything else that the session can be used again. */
  async #abandon(reply: RunnerReply): Promise<void> {
    if (reply.code === 421) this.#wire.close();
    else await this.#reset();
  }

  async #reset(): Promise<void> {
    try {
      await this.#wire.send('RSET');
    } catch {
      // The refusal is the news; that the server is gone shows at the next mail, as with smtplib.
    }
  }
}

const connect = async (settings: SessionSettings, context: SessionContext): Promise<RunnerWire> => {
  const addresses = await context.lookup(settings.host);
  let failure: unknown;
  for (const address of addresses) {
    try {
      const socket = await openSocket(address, settings.port, context.timeoutMs);
      if (!settings.encryption.startsWith('ssl')) return new RunnerWire(socket, context.timeoutMs);
      return new RunnerWire(await encrypt(socket, demandsOf(settings, context)), context.timeoutMs);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
};

const demandsOf = (settings: SessionSettings, context: SessionContext) => ({
  hostName: settings.host,
  verify: settings.encryption.endsWith('_strict'),
  authority: context.authority,
  timeoutMs: context.timeoutMs,
});
