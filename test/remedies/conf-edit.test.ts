import { describe, expect, test } from 'vitest';
import { Secret } from '../../source/domain/secret.ts';
import { editOptions, requireReadFile } from '../../source/remedies/conf-edit.ts';
import { restartOf } from '../../source/remedies/edit-configuration.ts';

const text = '[options]\nsmtp_server = old.example\nsmtp_password = winter\n\n[queue_job]\nchannels = root:1\n';

describe('what is to be another value in [options] of odoo.conf', () => {
  test.each([
    ['a value that is there', { smtp_server: 'new.example' }, [['smtp_server', 'old.example', 'new.example']]],
    ['a key that is not', { smtp_user: 'odoo' }, [['smtp_user', undefined, 'odoo']]],
    ['a key that goes away', { smtp_server: undefined }, [['smtp_server', 'old.example', undefined]]],
    ['nothing, where it is like that', { smtp_server: 'old.example', smtp_user: undefined }, []],
    ['nothing, where the secret is the same', { smtp_password: new Secret('winter') }, []],
    ['a key that another section has', { channels: 'root:2' }, [['channels', undefined, 'root:2']]],
  ])('%s', (_, values, edits) => {
    expect(editOptions(text, values).map(({ key, before, after }) => [key, before, after])).toEqual(edits);
  });

  test('the predecessor of a secret is a secret', () => {
    const [edit] = editOptions(text, { smtp_password: new Secret('summer') });
    expect(edit).toMatchObject({ section: 'options', key: 'smtp_password' });
    expect(edit?.before instanceof Secret && edit.before.reveal()).toBe('winter');
    expect(editOptions('[options]\n', { smtp_password: new Secret('summer') })[0]?.before).toBeUndefined();
  });
});

describe('odoo.conf is changed', () => {
  const path = '/etc/odoo.conf';
  const file = { configuration: path, age: { kind: 'as-started' }, beaten: new Map<string, string>() } as const;
  test('where Odoo reads it', () => {
    expect(requireReadFile(file, ['smtp_user'])).toBe(path);
    expect(requireReadFile({ ...file, beaten: new Map([['smtp_port', '--smtp-port']]) }, ['smtp_user'])).toBe(path);
  });

  test.each([
    ['was not found', { ...file, configuration: undefined }, 'No odoo.conf was found'],
    [
      'has a key that the command line beats',
      { ...file, beaten: new Map([['smtp_user', '--smtp-user']]) },
      'Odoo is started with --smtp-user, which beats smtp_user in odoo.conf.',
    ],
    [
      'is not the one that the running Odoo reads',
      { ...file, age: { kind: 'other-file', pid: 7, reads: '/srv/odoo.conf' } as const },
      'Odoo (process 7) reads /srv/odoo.conf and not /etc/odoo.conf.',
    ],
    [
      'is perhaps not the one',
      { ...file, age: { kind: 'other-file', pid: 7, reads: undefined } as const },
      'Odoo (process 7) reads another odoo.conf or none and not /etc/odoo.conf.',
    ],
  ])('but not where it %s', (_, given, words) => {
    expect(() => requireReadFile(given, ['smtp_password', 'smtp_user'])).toThrow(words);
  });

  test('and Odoo then restarted, with the command where its unit is known', () => {
    expect(restartOf(undefined)).not.toHaveProperty('copy');
    expect(restartOf('odoo.service')).toMatchObject({ owner: 'host', copy: 'sudo systemctl restart odoo.service' });
  });
});
