import { spawnSync } from 'node:child_process';
import { describe, expect, test, vi } from 'vitest';
import type { SendOutcome } from '../../../source/domain/change/send-now.ts';
import { openShell, type ShellOptions } from '../../../source/services/host/odoo-shell.ts';
import {
  accessScript,
  readAccessAnswer,
  readScriptAnswer,
  sendScript,
} from '../../../source/services/host/shell-script.ts';
import { ownUid, plainAccount, plantShell, type StandIn } from './shell-stand-in.ts';

const begun = "echo 'odoo-mail-doctor:begun'";
const sends = `${begun}; echo 'some module prints'; echo 'odoo-mail-doctor:{"sent": true}'`;

const open = ({ program }: StandIn, options: Partial<ShellOptions> = {}) =>
  openShell({
    program,
    config: '/etc/odoo/odoo.conf',
    database: 'acme',
    account: plainAccount(),
    ownUid,
    timeoutMs: 20_000,
    ...options,
  });

const sendAll = async (shell: ReturnType<typeof open>, ids: readonly number[]): Promise<readonly SendOutcome[]> => {
  const outcomes: SendOutcome[] = [];
  for await (const outcome of shell.send(ids)) outcomes.push(outcome);
  return outcomes;
};

describe('odoo-bin shell', () => {
  test('is started with the configuration, the database and no HTTP', async () => {
    const shell = await plantShell(sends);
    expect(await sendAll(open(shell), [7, 9])).toEqual([{ kind: 'done', ids: [7, 9] }]);
    expect((await shell.seen('args')).split('\n')).toEqual([
      'shell',
      '-c',
      '/etc/odoo/odoo.conf',
      '-d',
      'acme',
      '--no-http',
    ]);
  });

  test('gets exactly the code that sends those mails', async () => {
    const shell = await plantShell(sends);
    await sendAll(open(shell), [7, 9]);
    expect(await shell.seen('stdin')).toBe(sendScript([7, 9]).trimEnd());
    expect(sendScript([7, 9])).toContain(
      "    env['mail.mail'].browse([7,9]).send(auto_commit=True)\n    env.cr.commit()\n",
    );
  });

  test("runs as Odoo's account and never as root, in no group but its own", async () => {
    const shell = await plantShell(sends);
    const { uid, gid } = plainAccount();
    await sendAll(open(shell), [7]);
    expect(await shell.seen('id')).toBe(String(uid));
    expect(uid).not.toBe(0);
    if (ownUid === 0) expect(await shell.seen('groups')).toBe(String(gid));
  });

  test('sees nothing of our environment, and finds the Python that runs Odoo first', async () => {
    vi.stubEnv('ODOO_API_KEY', 'secret');
    vi.stubEnv('PGPASSWORD', 'secret');
    const shell = await plantShell(sends);
    await sendAll(open(shell, { account: { ...plainAccount(), pythonFolder: '/opt/odoo/venv/bin' } }), [7]);
    const names = (await shell.seen('env')).split('\n').map((line) => line.split('=')[0]);
    expect(names.filter((name) => !['PWD', 'SHLVL', '_', 'OLDPWD'].includes(name ?? '')).toSorted()).toEqual([
      'HOME',
      'LANG',
      'LOGNAME',
      'PATH',
      'USER',
    ]);
    expect(await shell.seen('env')).toContain('PATH=/opt/odoo/venv/bin:/usr/local/bin:/usr/bin:/bin');
    vi.unstubAllEnvs();
  });

  test('that raised says what, and nothing more is tried', async () => {
    const shell = await plantShell(`${begun}; echo 'odoo-mail-doctor:{"error": "ValueError: no\\u001b[31m way"}'`);
    const ids = Array.from({ length: 201 }, (_, index) => index + 1);
    expect(await sendAll(open(shell), ids)).toEqual([
      { kind: 'refused', ids: ids.slice(0, 200), words: 'Odoo said: ValueError: no way', hasBegun: true },
      { kind: 'not-tried', ids: [201] },
    ]);
  });

  test('that does not get as far as the mails has sent none, and says why', async () => {
    const shell = await plantShell('echo "ModuleNotFoundError: No module named \'odoo\'" >&2; exit 1');
    expect(await sendAll(open(shell), [7])).toEqual([
      {
        kind: 'refused',
        ids: [7],
        words: "odoo-bin shell ended with status 1 before it sent (ModuleNotFoundError: No module named 'odoo').",
        hasBegun: false,
      },
    ]);
  });

  test('that takes too long is ended, and its mails are unknown', async () => {
    const shell = await plantShell(`${begun}; exec sleep 60`);
    expect(await sendAll(open(shell, { timeoutMs: 500 }), [7])).toEqual([
      { kind: 'unknown', ids: [7], words: 'odoo-bin shell was ended after 0.5 s while it sent.' },
    ]);
    const pid = Number(await shell.seen('pid'));
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  test('that is not there sends nothing', async () => {
    expect(await sendAll(open({ ...(await plantShell('')), program: '/nowhere/odoo-bin' }), [7])).toEqual([
      {
        kind: 'refused',
        ids: [7],
        words: 'odoo-bin is not there, or the interpreter in its first line is not.',
        hasBegun: false,
      },
    ]);
  });

  test('is stopped by its signal', async () => {
    const shell = await plantShell(`${begun}; exec sleep 60`);
    const stop = new AbortController();
    const outcome = open(shell).send([7], { signal: stop.signal })[Symbol.asyncIterator]().next();
    await vi.waitFor(() => shell.seen('stdin'));
    stop.abort(new Error('stopped'));
    await expect(outcome).rejects.toThrow('stopped');
    const pid = Number(await shell.seen('pid'));
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  test('is not opened as root, nor by somebody else than its account', async () => {
    const shell = await plantShell(sends);
    const root = { uid: 0, gid: 0, user: 'root', home: '/root' };
    expect(() => open(shell, { account: root, ownUid: 0 })).toThrow('runs as its own account');
    expect(() => open(shell, { ownUid: plainAccount().uid + 1 })).toThrow('which you are not');
  });
});

/** Odoo's shell in miniature: `exec(sys.stdin.read(), {'env': …})`, with a mail.mail that tells what was called. */
const python = `
import sys
class Mails:
    def browse(self, ids):
        self.ids = ids
        return self
    def send(self, auto_commit=False, raise_exception=False):
        if self.ids == [13]:
            raise ValueError('thirteen')
        print('sent', self.ids, auto_commit)
class Cursor:
    def commit(self): print('commit')
    def rollback(self): print('rollback')
class Env(dict):
    cr = Cursor()
exec(sys.stdin.read(), {'env': Env({'mail.mail': Mails()}), '__name__': '__main__'})
`;
const hasPython = spawnSync('python3', ['--version']).status === 0;
const runPython = (ids: readonly number[]): string =>
  spawnSync('python3', ['-c', python], { input: sendScript(ids), encoding: 'utf8' }).stdout;

test.runIf(hasPython)('the code is Python that sends, commits and says so', { meta: { needs: 'python3' } }, () => {
  const output = runPython([7, 9]);
  expect(output).toContain('sent [7, 9] True\ncommit\n');
  expect(readScriptAnswer(output)).toEqual({ kind: 'sent' });
});

test.runIf(hasPython)('the code rolls back and tells what was raised', { meta: { needs: 'python3' } }, () => {
  const output = runPython([13]);
  expect(output).toContain('rollback');
  expect(readScriptAnswer(output)).toEqual({ kind: 'raised', words: 'ValueError: thirteen' });
});

describe('what the shell is asked of the account', () => {
  const python = spawnSync('python3', ['--version']).status === 0;
  const mails = [1, 2, 3, 4, 5].map((id) => ({ id, messageId: id + 100 }));
  /** As much of Odoo as the script touches; a message of `denied` may not be written, and one of `gone` is not there. */
  const environment = (checks: string) => `
class Access(Exception): pass
class Parameters:
    def sudo(self): return self
    def get_param(self, key): return 'the uuid'
class Records:
    def __init__(self, model, ids): self.model, self.ids = model, ids
    def browse(self, ids): return Records(self.model, ids)
    def denies(self, operation):
        if 105 in self.ids: raise ValueError('gone')
        return self.model == 'mail.message' and operation == 'write' and bool({102, 103} & set(self.ids))
${checks}
class Cursor:
    def rollback(self): pass
class Env(dict):
    cr = Cursor()
    def __getitem__(self, model): return Parameters() if model == 'ir.config_parameter' else Records(model, [])
env = Env()
`;
  const before18 = `
    def check_access_rights(self, operation): return True
    def check_access_rule(self, operation):
        if self.denies(operation): raise Access(operation)
`;
  const since18 = `
    def has_access(self, operation): return not self.denies(operation)
`;

  test.runIf(python).each([
    ['before 18', before18],
    ['since 18', since18],
  ])('is answered mail by mail: %s', { meta: { needs: 'python3' } }, (_name, checks) => {
    const { stdout } = spawnSync('python3', ['-'], {
      input: environment(checks) + accessScript(mails),
      encoding: 'utf8',
    });
    expect(readAccessAnswer(stdout)).toEqual({ forbidden: [2, 3, 5], uuid: 'the uuid' });
  });

  const answers = (answer: object) => `${begun}; echo 'odoo-mail-doctor:${JSON.stringify(answer)}'`;

  test('tells the mails that it may not handle', async () => {
    const shell = await plantShell(answers({ forbidden: [7], uuid: 'ours' }));
    const found = await open(shell, { uuid: 'ours' }).findForbidden?.([{ id: 7, messageId: 8 }]);
    expect(found).toEqual({ ids: [7], unasked: 0, isUnknown: false });
    expect(await shell.seen('stdin')).toBe(accessScript([{ id: 7, messageId: 8 }]).trimEnd());
  });

  test('is refused where its database is another', async () => {
    const shell = await plantShell(answers({ forbidden: [], uuid: 'theirs' }));
    const asked = open(shell, { uuid: 'ours' }).findForbidden?.([{ id: 7, messageId: 8 }]);
    await expect(asked).rejects.toThrow("The database 'acme' of");
  });

  test('is unknown where it does not say', async () => {
    const shell = await plantShell(sends);
    const found = await open(shell).findForbidden?.([{ id: 7, messageId: 8 }]);
    expect(found).toEqual({ ids: [], unasked: 0, isUnknown: true });
  });
});
