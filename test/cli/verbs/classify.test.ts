import { describe, expect, it } from 'vitest';
import { runClassify } from '../../../source/cli/verbs/classify.ts';
import { UsageError } from '../../../source/domain/errors.ts';
import type { OutputFormat } from '../../../source/world/command.ts';
import { captureContext } from '../../support/command-context.ts';

interface Ran {
  readonly status: number;
  readonly output: string;
}

const run = async (
  input: string | undefined,
  {
    text,
    format = 'json',
    nullSeparated = false,
  }: { text?: string; format?: OutputFormat; nullSeparated?: boolean } = {},
): Promise<Ran> => {
  const { context, output } = captureContext({ format }, input === undefined ? {} : { input });
  const status = await runClassify(context, { text, nullSeparated });
  return { status, output: output() };
};

describe('classify', () => {
  it('prints the contract, and nothing else', async () => {
    const { output, status } = await run(undefined, { text: '535\n5.7.8 Error: authentication failed' });
    expect(status).toBe(0);
    const document = JSON.parse(output) as { advice: string };
    expect(document).toEqual({
      class: 'auth.bad_credentials',
      cause: 'credentials',
      owner: 'provider',
      retry: 'fix',
      advice: document.advice,
      reply: { code: 535, enhanced: '5.7.8', stage: 'auth' },
    });
    expect(document.advice).toContain('Password');
  });

  it('has null where the text does not say', async () => {
    const { output } = await run(undefined, { text: 'hello' });
    expect(JSON.parse(output)).toMatchObject({
      class: 'unknown',
      cause: null,
      reply: { code: null, enhanced: null, stage: null },
    });
  });

  it('reads standard input as one text, whatever its lines', async () => {
    const { output } = await run(
      "Mail Delivery Failed\nMail delivery failed via SMTP server 'None'.\nSMTPDataError: 552\n5.3.4 Too big\n",
    );
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(output)).toMatchObject({ class: 'size.message', reply: { code: 552, stage: 'data' } });
  });

  it('calls an empty standard input unknown', async () => {
    expect(JSON.parse((await run('')).output)).toMatchObject({ class: 'unknown' });
  });

  it('prints one line for each text that NUL ends', async () => {
    const { output } = await run('111\nConnection refused\x00\x00550 5.1.1 User unknown\x00', { nullSeparated: true });
    const classes = output
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { class: string }).class);
    expect(classes).toEqual(['net.refused', 'unknown', 'rcpt.unknown']);
  });

  it('takes the last text also without a NUL behind it', async () => {
    const { output } = await run('timed out\x00timed out', { nullSeparated: true, format: 'text' });
    expect(output).toBe('net.timeout\tfix\ttimed out\nnet.timeout\tfix\ttimed out\n');
  });

  it('tells a person what happened, who must act and what to do', async () => {
    const { output } = await run(undefined, {
      text: "SMTPRecipientsRefused: {'a@b.example': (550, b'5.1.1 User unknown')}",
      format: 'text',
    });
    expect(output).toContain('rcpt.unknown: to be mended by the recipient; a retry never helps.');
    expect(output).toContain('Reply (after RCPT TO): 550 5.1.1 User unknown');
    expect(output).toContain('Refused recipients: a@b.example');
    expect(output).toContain('odoo-mail-doctor check recipients');
  });

  it('takes no escape sequence of the text to the terminal', async () => {
    const { output } = await run(undefined, { text: '550 5.1.1 \u001b[31mUser unknown\u001b[0m', format: 'text' });
    expect(output).not.toContain('\u001b');
  });

  it('refuses a text together with -0, and formats it does not have', async () => {
    await expect(run(undefined, { text: 'x', nullSeparated: true })).rejects.toThrow(UsageError);
    await expect(run(undefined, { text: 'x', format: 'csv' })).rejects.toThrow(UsageError);
  });
});
