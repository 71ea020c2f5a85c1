import type { Capabilities, SmtpReply } from '../../domain/probes/smtp-report.ts';

/** Reads the reply to EHLO. `AUTH=LOGIN`, as old servers write it, counts as smtplib counts it. */
export const parseCapabilities = (reply: SmtpReply): Capabilities => {
  const [, ...lines] = reply.text.split('\n');
  const words = lines.map((line) => line.trim().split(/[\s=]+/));
  const parameters = (keyword: string): readonly string[] | undefined => {
    const found = words.filter(([first]) => first?.toUpperCase() === keyword);
    return found.length === 0 ? undefined : found.flatMap(([, ...rest]) => rest);
  };
  return {
    extended: true,
    lines,
    startTls: parameters('STARTTLS') !== undefined,
    auth: [...new Set((parameters('AUTH') ?? []).map((mechanism) => mechanism.toUpperCase()))],
    smtpUtf8: parameters('SMTPUTF8') !== undefined,
    sizeLimit: parseSizeLimit(parameters('SIZE')),
  };
};

/** What a server can do that answered only HELO. */
export const noCapabilities: Capabilities = {
  extended: false,
  lines: [],
  startTls: false,
  auth: [],
  smtpUtf8: false,
  sizeLimit: undefined,
};

/** RFC 1870 §4: no number or 0 means no fixed limit. */
const parseSizeLimit = (parameters: readonly string[] | undefined): number | null | undefined => {
  if (parameters === undefined) return undefined;
  const [limit = '0'] = parameters;
  return /^[1-9]\d{0,14}$/.test(limit) ? Number(limit) : null;
};
