import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { listCommands } from '../../../source/cli/reference/describe-command.ts';
import { writeManPage } from '../../../source/cli/reference/man-page.ts';
import { describedProgram } from '../../support/described-program.ts';
import { isInstalled } from '../../support/forwarder.ts';

const page = writeManPage(describedProgram, '1.2.3');

/** The page as it is read: without the macros' spelling. */
const readable = page.replaceAll('\\-', '-').replaceAll('\\(aq', "'").replaceAll('\\(dq', '"');

test('every command has a section, with every option of its own', () => {
  const verbs = listCommands(describedProgram).filter(({ commands }) => commands.length === 0);
  expect(verbs.length).toBeGreaterThan(20);
  for (const { path, description, options } of verbs) {
    const section = readable.split(/^\.S[SH] /m).find((text) => new RegExp(`^${path}(?: [[<]|\n)`).test(text)) ?? '';
    expect(section.toLowerCase(), path).toContain(description.toLowerCase());
    const missing = options.filter(
      ({ flags }) => !flags.includes('--help') && !section.includes(`.B ${flags.join(', ')}`),
    );
    expect(missing, path).toEqual([]);
  }
});

test('every option of the program is told once, with the words it takes', () => {
  for (const { flags } of describedProgram.options) expect(readable.split(`.B ${flags.join(', ')}`)).toHaveLength(2);
  expect(readable).toContain('How to print: text, json, markdown, csv, nagios.');
});

test('the page is the same for the same definitions, in ASCII alone', () => {
  expect(writeManPage(describedProgram, '1.2.3')).toBe(page);
  expect(page).not.toMatch(/[^\n\x20-\x7e]/);
});

test.runIf(isInstalled('man'))('man shows it without a warning', { meta: { needs: 'man' } }, () => {
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', MANWIDTH: '80', MANPAGER: 'cat' };
  const { status, stdout, stderr } = spawnSync('man', ['--warnings', '-l', '-'], {
    input: page,
    env,
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('NAME\n       odoo-mail-doctor - finds out why');
});
