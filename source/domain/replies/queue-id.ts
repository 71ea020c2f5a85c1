/**
 * How mail servers name the message that they took, in the reply to its last line: the more telling form first. A name is
 * what their administrator finds it by in the log.
 */
const forms: readonly RegExp[] = [
  // Postfix and what imitates it, with Amavis' `from MTA(…)` before it: the last is the one of the server that keeps it.
  /\bqueued as (?<id>[\w.+-]*\w)(?!.*\bqueued as )/i,
  // Exim: `OK id=1tGqyZ-000000007bK-2abc`; Haraka's and others' `id=` and `id <…>`.
  /\bid[= ]<?(?<id>[\w-]+(?:\.[\w-]+)*)/i,
  // Exchange: `2.6.0 <message-id> [InternalId=123, Hostname=…] Queued mail for delivery`.
  /\[InternalId=(?<id>\d+)/i,
  // Sendmail: `2.0.0 4AS8x2Qm012345 Message accepted for delivery`.
  /^(?:[245]\.\d+\.\d+ )?(?<id>[0-9A-Za-z]{12,}) Message accepted/,
  // qmail: `ok 1732780000 qp 4711`.
  /\bqp (?<id>\d+)/,
  // Google: `OK  1732780000 d2e1a72fcca58-724de5576cesi123 - gsmtp`.
  /\bOK +(?<id>\d+ \S+) - gsmtp/i,
  // Amazon SES and others that answer with the bare name.
  /^(?:[245]\.\d+\.\d+ )?ok:? (?<id>[\w-]*\d[\w-]{11,})$/i,
];

/** What the server calls a message that it took, from its reply to the message; null where the reply names nothing. */
export const queueIdOf = (text: string): string | null => {
  const line = text.replace(/\s+/g, ' ').trim();
  for (const form of forms) {
    const id = form.exec(form.source.includes('gsmtp') ? text : line)?.groups?.['id'];
    if (id !== undefined) return id;
  }
  return null;
};
