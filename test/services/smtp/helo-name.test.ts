import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { findHeloName } from '../../../source/services/smtp/helo-name.ts';

test('the EHLO name is a full host name or an address in brackets, as smtplib has it', async () => {
  const name = await findHeloName(new AbortController().signal);
  expect(name).toMatch(/^\[\d+\.\d+\.\d+\.\d+\]$|^[^\s.]+(?:\.[^\s.]+)+\.?$/);
  if (hostname().includes('.')) expect(name).not.toMatch(/^\[/);
});
