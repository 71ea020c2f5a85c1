import { describe, expect, test } from 'vitest';
import { Secret } from '../../source/domain/secret.ts';
import { changeRow, requireOwnColumns } from '../../source/remedies/row-change.ts';

const at = new Date('2026-11-24T12:00:00Z');
const stamp = '2026-11-24 12:00:00';
const written = '2026-01-01 08:00:00';

describe('the change of a row', () => {
  test('names the columns that differ, and when it was written', () => {
    const stored = { smtp_host: 'old.example', smtp_port: '25', smtp_user: null, write_date: written };
    const after = { smtp_host: 'new.example', smtp_port: '25', smtp_user: 'odoo' };
    expect(changeRow({ id: 3, stored, after }, at)).toEqual({
      id: 3,
      before: { smtp_host: 'old.example', smtp_user: null, write_date: written },
      after: { smtp_host: 'new.example', smtp_user: 'odoo', write_date: stamp },
    });
  });

  test('empties a column', () => {
    const stored = { smtp_user: 'odoo', write_date: null };
    expect(changeRow({ id: 3, stored, after: { smtp_user: null } }, at)).toEqual({
      id: 3,
      before: { smtp_user: 'odoo', write_date: null },
      after: { smtp_user: null, write_date: stamp },
    });
  });

  test('there is none where all is as it is to be', () => {
    const stored = { smtp_host: 'old.example', smtp_pass: 'winter', write_date: written };
    const after = { smtp_host: 'old.example', smtp_pass: new Secret('winter'), smtp_user: null };
    expect(changeRow({ id: 3, stored, after }, at)).toBeUndefined();
  });

  test('keeps what stood where a secret is to be as a secret', () => {
    const after = { smtp_pass: new Secret('summer') };
    const changed = changeRow({ id: 3, stored: { smtp_pass: 'winter', write_date: written }, after }, at);
    expect(JSON.stringify(changed)).not.toContain('winter');
    const before = changed?.before['smtp_pass'];
    expect(before instanceof Secret && before.reveal()).toBe('winter');
  });

  test('leaves an empty password empty, which is no secret', () => {
    const after = { smtp_pass: new Secret('summer') };
    expect(changeRow({ id: 3, stored: { smtp_pass: null, write_date: written }, after }, at)?.before).toEqual({
      smtp_pass: null,
      write_date: written,
    });
  });
});

describe('a mail server that Odoo takes from elsewhere', () => {
  const detached = 'server_environment gives it';
  test.each([
    [
      'is not given another host',
      { detached },
      ['name', 'smtp_host'],
      /^Nothing would come of it: server_environment gives it\.$/,
    ],
    ['is not given another password', { detached }, ['smtp_pass'], /^Nothing would come of it/],
    ['may have another place in the order', { detached }, ['sequence'], undefined],
    ['is another matter than one of Odoo’s own', { detached: null }, ['smtp_host'], undefined],
  ])('%s', (_, server, columns, refusal) => {
    const plan = () => requireOwnColumns(server, columns);
    if (refusal === undefined) expect(plan).not.toThrow();
    else expect(plan).toThrow(refusal);
  });
});
